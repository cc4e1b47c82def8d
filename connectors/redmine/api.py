"""Reading and changing Redmine's records: tickets, projects, and the people around them."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from cases.model import TicketStatus
from connectors.base import (
    BadAnswer,
    ConnectorError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Rejected,
)
from connectors.json_http import JsonHttp, Unreachable
from connectors.redmine.markup import Markup
from connectors.redmine.shapes import (
    Complaints,
    Issue,
    IssueAnswer,
    Named,
    Project,
    ProjectAnswer,
    RoleAnswer,
    User,
    UserAnswer,
)

MAX_PAGES = 200
PER_PAGE = 100

_UNKNOWN = "Redmine n’a pas dit s’il a fait l’écriture demandée."
_REFUSED = (
    "Redmine refuse cette modification du ticket : "
    "y chercher un champ obligatoire resté vide ou une valeur retirée."
)
_EMPTY_REFUSALS = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND},
)

PERMISSIONS = {
    "view_issues": "Voir les demandes",
    "edit_issues": "Modifier les demandes",
    "add_issue_notes": "Ajouter des notes",
    "set_notes_private": "Définir une note comme privée",
    "add_issue_watchers": "Ajouter des observateurs",
}
"""As Redmine's French page of roles words them."""

NO_ACCOUNT = (
    "le demandeur n’a pas de compte que Redmine puisse prévenir (anonyme, verrouillé ou caché au "
    "compte du guichet) : la réponse se lira dans le ticket, sans courriel."
)
NOT_THERE = (
    "le demandeur n’est pas membre de ce projet privé : Redmine ne lui montre pas le ticket "
    "et ne lui écrit pas."
)
NOT_FOLLOWING = (
    "le demandeur n’observe pas le ticket : avec le réglage de départ de Redmine "
    "il ne reçoit pas de courriel. Donner au compte du guichet « Ajouter des observateurs »."
)


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose. `projects` are identifiers; their subprojects are not followed.

    `key_field` is the issue field that takes our keys. A requester's address comes from
    `email_field` (an issue field) where it is filled, else from their account, else from their
    login and `mail_domain`. `grace` is how long a write may still be running there.
    """

    projects: tuple[str, ...]
    key_field: str = "TriageKey"
    email_field: str = ""
    mail_domain: str = ""
    markup: Markup = Markup.COMMON_MARK
    follow_requester: bool = True
    grace: timedelta = timedelta(seconds=120)


def valid(number: str) -> str:
    """Return a ticket number that may enter a path; raises `NotFound` otherwise."""
    if not re.fullmatch("[0-9]{1,12}", number):
        raise NotFound("Ce numéro de ticket n’en est pas un pour Redmine.", permanent=True)
    return number


async def fetch_issue(http: JsonHttp, number: str, *include: str) -> Issue:
    """Read a ticket with what is to be included. Deleted ones are `NotFound`: no trace is kept."""
    answer = await http.get(f"/issues/{valid(number)}.json", {"include": ",".join(include)})
    issue = http.shaped(answer, IssueAnswer).issue
    if int(issue.id) != int(number):
        raise BadAnswer("Redmine a répondu par un autre ticket.")
    return issue


async def fetch_file(http: JsonHttp, attachment: str, most_bytes: int) -> bytes:
    """Read a file by its id; raises `TooLarge`, `NotFound`, `BadAnswer` for a page."""
    if not re.fullmatch("[0-9]{1,12}", attachment):
        raise NotFound("Ce n’est pas une pièce de Redmine.", permanent=True)
    # Never by its content_url, which is the server's word; a name in the path must match exactly.
    return http.file_in(await http.fetch(f"/attachments/download/{attachment}", most_bytes))


def status_of(issue: Issue) -> TicketStatus:
    """Reduce what the record says to what changes our conduct; nothing is ever merged."""
    return TicketStatus.CLOSED if issue.status.is_closed else TicketStatus.OPEN


async def fetch_project(http: JsonHttp, project: str, *include: str) -> Project:
    """Read a project by number or identifier, with what is to be included."""
    return (
        await http.get_as(
            ProjectAnswer, f"/projects/{project}.json", {"include": ",".join(include)}
        )
    ).project


async def is_followed(http: JsonHttp, site: Site, issue: Issue) -> bool:
    """Tell whether a ticket is in one of our projects; a ticket tells its project by number."""
    project = await fetch_project(http, issue.project.id)
    return not {project.id, project.identifier}.isdisjoint(site.projects)


def field_value(issue: Issue, name: str) -> str:
    """Read the value of a custom field; empty where the ticket has none."""
    for field in issue.custom_fields:
        if name and field.name == name:
            return field.value if isinstance(field.value, str) else ", ".join(field.value or ())
    return ""


async def change_issue(http: JsonHttp, number: str, fields: dict[str, object]) -> None:
    """Send changes once. What Redmine drops silently it also answers 204: read back.

    Raises `Unreachable`, `Rejected`, `NotAllowed` or `NotFound` when certainly nothing was done,
    `OutcomeUnknown` when that is not certain.
    """
    try:
        answer = await http.write("PUT", f"/issues/{valid(number)}.json", {"issue": fields})
    except Unreachable:
        raise
    except ConnectorError as error:
        raise OutcomeUnknown(_UNKNOWN) from error
    if answer.status == HTTPStatus.NO_CONTENT:
        return
    refusal = http.refusal(answer)
    if refusal is not None and answer.status in _EMPTY_REFUSALS and not answer.body:
        raise refusal
    if (
        answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
        and answer.complaint(Complaints) is not None
    ):
        raise Rejected(_REFUSED, permanent=True)
    # A gateway's page proves nothing of what Redmine did.
    raise OutcomeUnknown(_UNKNOWN, retry_after=refusal.retry_after if refusal else None)


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks. `account` is None where no Redmine account stands for that person."""

    email: str
    name: str
    account: User | None


async def ourselves(http: JsonHttp) -> User:
    """Read the account that our key belongs to, with its memberships."""
    return (await http.get_as(UserAnswer, "/users/current.json", {"include": "memberships"})).user


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
    address = ""
    if author is not None:
        address = author.mail or (author.login if "@" in author.login else "")
        if not address and site.mail_domain and author.login:
            address = f"{author.login}@{site.mail_domain}"
    return Requester(named or address, issue.author.name if issue.author else "", author)


async def follow(http: JsonHttp, issue: Issue) -> None:
    """Make the author of a ticket its watcher, where that is possible."""
    if issue.author is None or issue.author.id in {watcher.id for watcher in issue.watchers}:
        return
    # A courtesy to the requester: no failure of it keeps anything from being written.
    with suppress(ConnectorError):
        await http.write("POST", f"/issues/{issue.id}/watchers.json", {"user_id": issue.author.id})


async def why_no_mail(http: JsonHttp, site: Site, issue: Issue, project: Project) -> str:
    """Say why the requester would get no mail, as far as the API shows it; empty when fine."""
    account = (await find_requester(http, site, issue)).account
    if account is None:
        return NO_ACCOUNT
    member = any(m.project.id == project.id for m in account.memberships)
    if not (project.is_public or member):
        return NOT_THERE
    following = account.id in {watcher.id for watcher in issue.watchers}
    return "" if following or not site.follow_requester else NOT_FOLLOWING


def number_named(name: str, known: Iterable[Named]) -> str | None:
    """Find the number of something by its name."""
    return next((one.id for one in known if folded(one.name) == folded(name)), None)


def folded(name: str) -> str:
    """Reduce a name to what two people would write alike: no case, accents, or hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
