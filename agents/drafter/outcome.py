"""What the letter will do: answer, ask, hand over or refuse."""

from __future__ import annotations

from agents.checker.state import Checked
from agents.classifier.graph import CONFLICT
from agents.classifier.sensitivity import signs_in
from agents.drafter.wording import near_enough
from cases.model import Classification, Finding, FindingOutcome, Outcome, Ticket
from statute.book import Book


def outcome_of(
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    book: Book,
) -> Outcome:
    """Decide, the gravest reason first; an answer needs something certain to rest on."""
    if signs_in(ticket).danger and classification.sensitive:
        return Outcome.HAND_OVER
    if classification.refusal is not None:
        return Outcome.REFUSE
    if is_for_a_person(ticket, classification):
        return Outcome.HAND_OVER
    if is_empty(ticket):
        return Outcome.ASK
    return _by_findings(classification, checked, book)


def is_for_a_person(ticket: Ticket, classification: Classification) -> bool:
    """Tell whether an officer must write alone: distress, harassment, discipline and their like.

    A health detail makes a ticket sensitive (no remote model reads it) without taking away the
    plain answer its writer asks for: how sick leave is paid is no secret.
    """
    conflict = classification.category == CONFLICT
    return classification.sensitive and (conflict or signs_in(ticket).for_a_person)


def is_empty(ticket: Ticket) -> bool:
    """Tell whether a ticket says nothing at all."""
    return not any(character.isalnum() for character in ticket.subject + ticket.text)


def decided(checked: Checked) -> tuple[Finding, ...]:
    """Give the findings that say something."""
    return tuple(f for f in checked.findings if f.outcome is not FindingOutcome.UNDECIDED)


def to_ask(outcome: Outcome, ticket: Ticket, checked: Checked) -> tuple[str, ...]:
    """List what a letter asks for.

    A ticket of one question that got its answer is not asked for what another rule would need.
    """
    one_question = ticket.text.count("?") <= 1
    answered = outcome is Outcome.ANSWER and bool(decided(checked))
    return () if answered and one_question else checked.missing_facts


def _by_findings(classification: Classification, checked: Checked, book: Book) -> Outcome:
    sure = decided(checked)
    if checked.missing_facts and _main_is_open(classification, checked, book):
        return Outcome.ASK
    if sure or near_enough(checked.passages):
        return Outcome.ANSWER
    return Outcome.ASK if checked.missing_facts else Outcome.HAND_OVER


def _main_is_open(classification: Classification, checked: Checked, book: Book) -> bool:
    """Whether the question the ticket is filed under stays undecided."""
    main = _of_category(classification.category, checked, book)
    return not decided(checked) or (
        bool(main) and all(f.outcome is FindingOutcome.UNDECIDED for f in main)
    )


def _of_category(category: str, checked: Checked, book: Book) -> list[Finding]:
    versions = ((f, book.version(f.rule, f.on)) for f in checked.findings)
    return [f for f, rule in versions if rule is not None and category in rule.subject.categories]
