"""What the dashboard and the ticket's internal comment say of a case: no personal data."""

import re

from prefect.artifacts import acreate_markdown_artifact

from cases.model import Case, Citation, Classification
from connectors.base import TriageResult


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


async def publish_report(case: Case, page: str) -> None:
    """Publish the case's Markdown artifact: categories, rules and articles, never words of it."""
    await acreate_markdown_artifact(
        markdown=report_of(case, page),
        key=key_of(case.ticket.system, case.ticket.number),
        description="Classement et constats, sans donnée personnelle",
    )


def key_of(system: str, number: str) -> str:
    """Name the artifacts of a ticket."""
    return re.sub(r"[^a-z0-9]+", "-", f"ticket-{system}-{number}".lower()).strip("-")


def report_of(case: Case, page: str) -> str:
    """Write the report of a case in Markdown."""
    parts = [f"# Ticket {case.ticket.system} {case.ticket.number}"]
    if case.classification:
        parts.append(_understood(case.classification))
    if case.draft:
        parts.append(f"**Suite proposée** : {case.draft.outcome} (brouillon {case.draft.number})")
        parts.extend(
            f"- {finding.title or finding.rule} : {finding.outcome} "
            f"({', '.join(_cited(c) for c in finding.citations)})"
            for finding in case.draft.findings
        )
        parts.extend(f"- Procédure : {p.source}, « {p.heading} »" for p in case.draft.passages)
    parts.append(f"[Lire et approuver]({case_url(page, case)})")
    return "\n\n".join(parts)


def _understood(found: Classification) -> str:
    sensitive = "oui" if found.sensitive else "non"
    return (
        f"**Catégorie** : {found.category} ({found.confidence:.0%}) · "
        f"**urgence** : {found.urgency} · **sensible** : {sensitive}"
    )


def _cited(citation: Citation) -> str:
    return f"{citation.text}, {citation.article}"
