"""Facts told by the files a requester attached: read by patterns alone, each with its file."""

from dataclasses import replace
from datetime import date

from agents.checker.embedded import UNSEEN, read_facts
from agents.checker.state import FactRead
from agents.classifier.refusal import judge
from cases.model import Finding, Ticket
from statute.plain import Plain, simplify

_MOST_FILES = 10
_WHOSE = "Un fait vient d’une pièce jointe : vérifiez qu’elle concerne bien la personne qui écrit."


def facts_attached(ticket: Ticket, on: date) -> tuple[FactRead, ...]:
    """Read the facts in each file; what a file orders the machine is no fact."""
    received = ticket.received_at.date()
    files = [file for file in ticket.attached if file.text][:_MOST_FILES]
    return tuple(
        replace(fact, attachment=file.name)
        for file in files
        for fact in read_facts(_plain(file.text), received, on)
    )


def lent(finding: Finding) -> Finding:
    """Warn of a finding that rests on a file: it may be about somebody else."""
    if not any(read.attachment for read in finding.read_in.values()):
        return finding
    return replace(finding, warning=f"{finding.warning} {_WHOSE}".strip())


def _plain(text: str) -> Plain:
    return simplify(judge(UNSEEN.sub(" ", text)).honest)
