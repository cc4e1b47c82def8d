"""What the dashboard shows of deadlines: ticket numbers, days, and what is late."""

from collections.abc import Sequence
from datetime import datetime

from prefect.artifacts import acreate_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey

from cases.deadlines import Due, Notice
from cases.model import CaseState
from flows.texts_report import plain
from flows.wiring import Wiring
from flows.working_time import PARIS
from statute.french import counted, day

KEY = "echeances"
MOST_ROWS = 200

_HEAD = ("| Ticket | Échéance | État |", "|---|---|---|")


async def publish(wiring: Wiring, due: Sequence[Due], at: datetime) -> None:
    """Publish the table, unless the dashboard shows the same already."""
    markdown = as_markdown(wiring, due, at)
    if markdown != await _published():
        await acreate_markdown_artifact(
            key=KEY, markdown=markdown, description="Échéances proches ou passées"
        )


def as_markdown(wiring: Wiring, due: Sequence[Due], at: datetime) -> str:
    """Write what is late or near, the first due first."""
    late = sum(one.due_at < at for one in due)
    title = f"# Échéances, {day(at.astimezone(PARIS).date())}"
    lines = [title, "", f"{late} en retard, {counted(len(due) - late, 'échéance')} à venir."]
    if due:
        lines += ["", *_HEAD, *(_row(wiring, one, at) for one in due[:MOST_ROWS])]
    if (left := len(due) - MOST_ROWS) > 0:
        lines += ["", f"… et {counted(left, 'autre')}."]
    return "\n".join(lines)


def _row(wiring: Wiring, one: Due, at: datetime) -> str:
    number = f"{plain(one.ticket.system)} {plain(one.ticket.number)}"
    link = f"[{number}]({wiring.settings.page.url}/dossiers/{one.ticket.case_id})"
    until = day(one.due_at.astimezone(PARIS).date())
    return f"| {link} | {until} | {_state(one, at)} |"


def _state(one: Due, at: datetime) -> str:
    if one.state is CaseState.HANDED_OVER and not one.in_danger:
        return "brouillon expiré deux fois, à traiter dans le ticket"
    told = ", responsable averti" if Notice.ESCALATED in one.told else ""
    return f"en retard{told}" if one.due_at < at else "à décider"


async def _published() -> str | None:
    key = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(any_=[KEY]))
    async with get_client() as client:
        found = await client.read_latest_artifacts(artifact_filter=key)
    return str(found[0].data) if found else None
