"""What the letter will do: answer, ask, hand over or refuse."""

from __future__ import annotations

import re

from agents.checker.state import Checked
from agents.classifier.graph import CONFLICT
from agents.classifier.sensitivity import signs_in
from agents.drafter.articles import quotable
from agents.drafter.contradiction import contradictions
from agents.drafter.floors import DECIDED, floor_beside, near_enough
from cases.model import Classification, Finding, FindingOutcome, Outcome, Ticket

DISTRESS = "distress"
_DOMESTIC = re.compile(
    r"\b(?:mari|conjointe?|compagn\w+|mon ex|son ex|conjugales?|39 ?19|femmes? battues?)\b"
)


def outcome_of(ticket: Ticket, classification: Classification, checked: Checked) -> Outcome:
    """Decide, the gravest reason first; an answer needs something certain to rest on."""
    distress = signs_in(ticket).of(DISTRESS) or is_domestic(ticket)
    if classification.danger or (classification.sensitive and distress):
        return Outcome.HAND_OVER
    if classification.refusal is not None:
        return Outcome.REFUSE
    if is_for_a_person(ticket, classification) and not decided(checked):
        return Outcome.HAND_OVER
    if is_empty(ticket):
        return Outcome.ASK
    if contradictions(checked):
        return Outcome.HAND_OVER
    return _by_findings(checked)


def is_domestic(ticket: Ticket) -> bool:
    """Tell whether the danger may come from home: no rule of the statute is what is needed."""
    named = _DOMESTIC.search(f"{ticket.subject} {ticket.text}".lower())
    return named is not None and signs_in(ticket).danger


def is_for_a_person(ticket: Ticket, classification: Classification) -> bool:
    """Tell whether an officer must speak to the requester: violence, harassment, discipline...

    What the law says for certain is still said to them; nothing else is drafted. A health detail
    makes a ticket sensitive (no remote model reads it) and no more.
    """
    conflict = classification.category == CONFLICT
    return classification.sensitive and (conflict or signs_in(ticket).for_a_person)


def is_empty(ticket: Ticket) -> bool:
    """Tell whether a ticket says nothing at all."""
    return not any(character.isalnum() for character in ticket.subject + ticket.text)


def decided(checked: Checked) -> tuple[Finding, ...]:
    """Give the findings that answer for certain."""
    return tuple(f for f in checked.findings if f.outcome in DECIDED)


def to_be_checked(checked: Checked) -> tuple[Finding, ...]:
    """Give the findings on which an officer must look before more is said."""
    return tuple(f for f in checked.findings if f.outcome is FindingOutcome.TO_CHECK)


def to_ask(outcome: Outcome, ticket: Ticket, checked: Checked) -> tuple[str, ...]:
    """List what a letter asks for.

    A ticket of one question that got its answer is not asked for what another rule would need.
    """
    one_question = ticket.text.count("?") <= 1
    answered = outcome is Outcome.ANSWER and bool(decided(checked))
    return () if answered and one_question else checked.missing_facts


def _by_findings(checked: Checked) -> Outcome:
    """Let the likeliest finding lead: it is asked about, or checked, before the rest is said."""
    first = checked.findings[0] if checked.findings else None
    if first and first.outcome is FindingOutcome.UNDECIDED:
        return Outcome.ASK
    if first and first.outcome is FindingOutcome.TO_CHECK:
        told = near_enough(checked.passages, floor_beside(checked.findings))
        return Outcome.ANSWER if told else Outcome.HAND_OVER
    if decided(checked):
        return Outcome.ANSWER
    texts = near_enough(checked.passages) or quotable(checked)
    return Outcome.ANSWER if texts else Outcome.HAND_OVER
