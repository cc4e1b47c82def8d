"""What the dashboard says of a case: the named state of its runs, the report of its ticket.

A ticket's number tells who asked: reports say where a case stands, never what it is about.
"""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress

import httpx
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.states import Completed, Failed

from app.spending import format_cost
from cases.audit.figures import Cost
from cases.model import Case, CaseState
from cases.ticket_name import TicketName
from connectors.base import TriageResult

PATIENCE = 30.0
"""Seconds for one request of a report's withdrawal."""

STATE_SENTENCES = {
    CaseState.AWAITING_APPROVAL: "Un brouillon attend une approbation.",
    CaseState.AWAITING_SECOND: "Le texte approuvé attend une seconde personne.",
    CaseState.APPROVED: "Le texte approuvé attend d'être envoyé.",
    CaseState.SENDING: "La réponse est en route.",
    CaseState.ANSWERED: "La réponse approuvée est dans le ticket.",
    CaseState.AWAITING_REQUESTER: "La demande de précisions est dans le ticket.",
    CaseState.HANDED_OVER: "Une personne reprend le dossier.",
    CaseState.REJECTED: "Le brouillon a été écarté.",
    CaseState.STALE: "La conversation ou un texte a changé : un nouveau brouillon sera fait.",
    CaseState.UNKNOWN_DELIVERY: "On ne sait pas si la réponse est partie : une personne doit voir.",
    CaseState.CLOSED_ELSEWHERE: "Le ticket a été traité, fusionné ou supprimé ailleurs.",
}


class DashboardAway(Exception):
    """Prefect does not answer: the reports of tickets are still there."""


def named_state(case: Case | None) -> State[None]:
    """Name the final state of a run after its case, which None says is gone."""
    if case is None:
        return Completed(name="Gone", message="Le ticket n'existe plus.")
    name = "".join(word.capitalize() for word in case.state.split("_"))
    return Completed(name=name, message=sentence_of(case))


def sentence_of(case: Case) -> str:
    """Say in French where a case stands, and nothing else of it."""
    return STATE_SENTENCES.get(case.state, "")


def refused() -> State[None]:
    """Name the final state of a run that was asked to send what nobody approved."""
    return Failed(name="Refused", message="Rien n'est approuvé : rien n'est parti.")


def undone() -> State[None]:
    """Name the final state of a run whose approval was taken back before it began."""
    return Completed(
        name="Undone", message="L'approbation a été annulée avant l'envoi : rien n'est parti."
    )


def busy() -> State[None]:
    """Name the final state of a run that found another at work on its case."""
    return Completed(name="Busy", message="Un autre passage s'occupe de ce dossier.")


def outside() -> State[None]:
    """Name the final state of a run asked for a ticket of somebody else's queue."""
    return Completed(
        name="Outside",
        message="Ce ticket n'est pas dans ce que nous suivons : rien n'en est gardé.",
    )


def overtaken() -> State[None]:
    """Name the final state of a collection that left its system to another one."""
    return Completed(name="Busy", message="Une autre lecture de ce système est en cours.")


def case_url(page: str, case: Case) -> str:
    """Address of a case on the approval page."""
    return f"{page}/dossiers/{case.id}"


def triage_note(case: Case, result: TriageResult, page: str) -> str:
    """Write the internal comment of a classified ticket."""
    found = case.classification
    if found is None:
        return ""
    sensitive = ", sujet sensible" if found.sensitive else ""
    confidence = f"confiance {found.confidence:.0%}"
    lines = [
        f"Guichet RH : {found.category} ({confidence}), urgence {found.urgency}{sensitive}.",
        f"Un brouillon se prépare : {case_url(page, case)}",
        *(f"Non écrit, {field} : {why}" for field, why in result.refused.items()),
    ]
    return "\n".join(lines)


async def publish_report(case: Case, page: str, cost: Cost) -> None:
    """Publish the case's Markdown artifact: where it stands, never what it is about."""
    await acreate_markdown_artifact(
        markdown=report_of(case, page, cost),
        key=key_of(case.ticket.system, case.ticket.number),
        description="Où en est le dossier",
    )


async def withdraw_reports(tickets: Sequence[TicketName]) -> None:
    """Delete all reports of these tickets. Raises `DashboardAway`."""
    keys = [key_of(one.system, one.number) for one in tickets]
    if not keys:
        return
    theirs = ArtifactFilter(key=ArtifactFilterKey(any_=keys))
    try:
        async with get_client() as client:
            while True:
                async with asyncio.timeout(PATIENCE):
                    reports = await client.read_artifacts(artifact_filter=theirs)
                if not reports:
                    return
                for report in reports:
                    # Another process may withdraw the same.
                    with suppress(ObjectNotFound):
                        async with asyncio.timeout(PATIENCE):
                            await client.delete_artifact(report.id)
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError, RuntimeError) as error:
        raise DashboardAway from error


def key_of(system: str, number: str) -> str:
    """Name the artifacts of a ticket."""
    return re.sub(r"[^a-z0-9]+", "-", f"ticket-{system}-{number}".lower()).strip("-")


def report_of(case: Case, page: str, cost: Cost) -> str:
    """Write the report of a case in Markdown; of a sensitive one, its state alone.

    A number is somebody there: category, urgency and rules would tell of that person.
    """
    found = case.classification
    sensitive = found is None or found.sensitive or found.danger is not None
    state = f"**État** : {sentence_of(case)}"
    parts = [f"# Ticket {case.ticket.system} {case.ticket.number}", state]
    if cost.calls and not sensitive:
        spent = format_cost(cost)
        parts.append(f"**Modèles** : appels {cost.calls}, jetons {cost.tokens}, {spent}")
    parts.append(f"[Lire et approuver]({case_url(page, case)})")
    return "\n\n".join(parts)
