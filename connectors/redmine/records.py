"""Reading and changing Redmine's records: a ticket, a project, the people."""

import re
from http import HTTPStatus

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotFound, OutcomeUnknown, Rejected
from connectors.json_http import Answer, JsonHttp, Unreachable
from connectors.redmine.shapes import Complaints, Issue, IssueAnswer, Project, ProjectAnswer
from connectors.redmine.site import Site

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


async def file(http: JsonHttp, attachment: str, most_bytes: int) -> bytes:
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
    answer = await http.get(f"/projects/{project}.json", {"include": ",".join(include)})
    return http.shaped(answer, ProjectAnswer).project


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
    if answer.status != HTTPStatus.NO_CONTENT:
        raise _refused(http, answer)


def _refused(http: JsonHttp, answer: Answer) -> ConnectorError:
    refusal = http.refusal(answer)
    if refusal is not None and answer.status in _EMPTY_REFUSALS and not answer.body:
        return refusal
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY and _complains(http, answer):
        return Rejected(_REFUSED, permanent=True)
    # A gateway's page proves nothing of what Redmine did.
    return OutcomeUnknown(_UNKNOWN, retry_after=refusal.retry_after if refusal else None)


def _complains(http: JsonHttp, answer: Answer) -> bool:
    try:
        http.shaped(answer, Complaints)
    except BadAnswer:
        return False
    return answer.is_json
