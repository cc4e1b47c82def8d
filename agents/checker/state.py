"""What the checker receives, keeps on its way and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from agents.checker.asked_questions import Ranked
from cases.model import Classification, Correction, FactSource, Finding, Passage, Question, Ticket
from cases.model_call import ModelCall
from statute.facts import FactRead

Corrected = Mapping[str, Correction]
"""The corrections that stand, by what they are about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the statute and the procedures say of a ticket on the day of its facts."""

    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    missing_facts: tuple[str, ...]
    calls: tuple[ModelCall, ...]
    on: date
    facts: tuple[FactRead, ...] = ()
    official: tuple[Passage, ...] = ()
    """Passages of official texts, searched where no rule answers."""
    on_read_in: FactSource | None = None
    """Where the day of the facts was read; None when it is the day the ticket came."""
    questions: tuple[Question, ...] = ()
    """What the ticket asks, in its order."""
    suggested: tuple[Finding, ...] = ()
    """What answers none of its questions and may help the officer: said in no letter."""
    doubts: tuple[str, ...] = ()
    """Facts that were read in two ways, a sentence each: the officer decides."""


class CheckState(TypedDict, total=False):
    """The graph's state: each node adds its part.

    `text` is what the writer says, `asked` the same as rules are sought in it, `days` the day of
    the facts followed by the other days they may concern.
    """

    ticket: Ticket
    classification: Classification
    corrected: Corrected
    text: str
    asked: str
    on_read_in: FactSource | None
    days: tuple[date, ...]
    facts: tuple[FactRead, ...]
    questions: tuple[Question, ...]
    ranked: tuple[Ranked, ...]
    calls: tuple[ModelCall, ...]
    doubts: tuple[str, ...]
    findings: tuple[Finding, ...]
    suggested: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    official: tuple[Passage, ...]
