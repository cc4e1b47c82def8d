"""What the dashboard and the ticket's internal comment say of a case."""

import re

from prefect.artifacts import acreate_markdown_artifact

from cases.counted import Cost
from cases.model import Case
from connectors.base import TriageResult
from flows.outcome import told_of
from flows.spent import told


def case_url(page: str, case: Case) -> str:
    """Give the address of a case on the approval page."""
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


def key_of(system: str, number: str) -> str:
    """Name the artifacts of a ticket."""
    return re.sub(r"[^a-z0-9]+", "-", f"ticket-{system}-{number}".lower()).strip("-")


def report_of(case: Case, page: str, cost: Cost) -> str:
    """Write the report of a case in Markdown; of a sensitive one, its state alone.

    A number is somebody there: category, urgency and rules would tell of that person.
    """
    parts = [f"# Ticket {case.ticket.system} {case.ticket.number}", f"**État** : {told_of(case)}"]
    if cost.calls and not _is_sensitive(case):
        parts.append(f"**Modèles** : appels {cost.calls}, jetons {cost.tokens}, {told(cost)}")
    parts.append(f"[Lire et approuver]({case_url(page, case)})")
    return "\n\n".join(parts)


def _is_sensitive(case: Case) -> bool:
    found = case.classification
    return found is None or found.sensitive or found.danger is not None
