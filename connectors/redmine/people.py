"""Who is who in Redmine: ourselves, the requester, the colleagues of the service."""

from dataclasses import dataclass

from connectors.base import NotAllowed, NotFound
from connectors.json_http import JsonHttp
from connectors.redmine.records import field_value
from connectors.redmine.shapes import Issue, Named, RoleAnswer, User, UserAnswer
from connectors.redmine.site import Site

PERMISSIONS = {
    "view_issues": "Voir les demandes",
    "edit_issues": "Modifier les demandes",
    "add_issue_notes": "Ajouter des notes",
    "set_notes_private": "Définir une note comme privée",
    "add_issue_watchers": "Ajouter des observateurs",
}
"""As Redmine's French page of roles words them."""


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks. `account` is None where no Redmine account stands for that person."""

    email: str
    name: str
    account: User | None


async def ourselves(http: JsonHttp) -> User:
    """Read the account that our key belongs to, with its memberships."""
    answer = await http.get("/users/current.json", {"include": "memberships"})
    return http.shaped(answer, UserAnswer).user


async def find_user(http: JsonHttp, user: Named | None) -> User | None:
    """Read somebody's account; None for one that is anonymous, locked, or hidden from us."""
    if user is None:
        return None
    try:
        answer = await http.get(f"/users/{user.id}.json", {"include": "memberships"})
    except (NotAllowed, NotFound):
        return None
    return http.shaped(answer, UserAnswer).user


async def permissions(http: JsonHttp, user: User, project: Named) -> frozenset[str]:
    """List what somebody may do in a project by their roles there."""
    if user.admin:
        return frozenset({*PERMISSIONS, "view_private_notes"})
    roles = {r.id for m in user.memberships if m.project.id == project.id for r in m.roles}
    granted: set[str] = set()
    for role in sorted(roles):
        answer = await http.get(f"/roles/{role}.json")
        granted.update(http.shaped(answer, RoleAnswer).role.permissions)
    return frozenset(granted)


async def require(http: JsonHttp, user: User, project: Named, *needed: str) -> None:
    """Raise `NotAllowed` unless we hold the rights.

    Redmine drops what a right is missing for and does the rest: a note would come out public,
    a reply without its mark.
    """
    missing = set(needed) - await permissions(http, user, project)
    if missing:
        raise NotAllowed(f"{advice(missing)} Rien n’a été écrit.", permanent=True)


def advice(missing: set[str]) -> str:
    """Say which rights to give, in the words of Redmine's page of roles."""
    named = ", ".join(f"« {PERMISSIONS[right]} »" for right in sorted(missing))
    return f"Donner au rôle du compte du guichet, dans le projet : {named}."


async def is_colleague(http: JsonHttp, user: User | None, project: Named) -> bool:
    """Whether somebody writes for the service: those who may read its private notes do."""
    return user is not None and "view_private_notes" in await permissions(http, user, project)


async def find_requester(http: JsonHttp, site: Site, issue: Issue) -> Requester:
    """Find who asks: the author, or whom a colleague wrote the ticket down for."""
    author = await find_user(http, issue.author)
    named = field_value(issue, site.email_field)
    if named and await is_colleague(http, author, issue.project):
        return Requester(named, "", None)
    name = issue.author.name if issue.author else ""
    return Requester(named or _address(site, author), name, author)


def _address(site: Site, user: User | None) -> str:
    if user is None:
        return ""
    if user.mail or "@" in user.login:
        return user.mail or user.login
    return f"{user.login}@{site.mail_domain}" if site.mail_domain and user.login else ""
