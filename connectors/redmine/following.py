"""Will the requester get a mail? Redmine writes to nobody by default but the assignee.

Whoever watches a ticket gets its mails unless they asked for none at all.
"""

from contextlib import suppress

from connectors.base import ConnectorError
from connectors.json_http import JsonHttp
from connectors.redmine.people import find_requester
from connectors.redmine.shapes import Issue, Project
from connectors.redmine.site import Site

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
