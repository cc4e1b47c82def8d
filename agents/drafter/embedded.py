"""The drafter without a model: letters from templates, right before they are fluent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agents.checker.state import Checked
from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.classifier.sender import IMPOSTOR
from agents.classifier.ticket_signs import DISTRESS, signs_in
from agents.dependencies import Dependencies
from agents.drafter import wording
from agents.drafter.blocks import blocks_of
from agents.drafter.citing import texts_line
from agents.drafter.first_letter import grief_in, mourns, template_of
from agents.drafter.letter_outcome import (
    decided,
    in_letter,
    is_domestic,
    is_empty,
    is_for_a_person,
    kind_in,
    to_ask,
    to_be_checked,
)
from agents.drafter.quotable import leaves_it_to_the_town, quoted_articles, quoting_floor
from agents.drafter.state import Letterhead
from agents.drafter.verdicts.said_verdicts import verdict_words
from agents.drafter.wording import FindingSentence
from agents.understand.language import is_foreign
from agents.understand.mail.message import request_of
from agents.understand.request_kind import RequestKind, says_attached
from cases.model import Classification, Finding, Outcome, Ticket

_QUOTED_WORDS = 60
"""Words of the town's texts in a letter: the first passage, and others as far as they fit."""
_WHY = {BANK: "bank", THIRD_PARTY: "third_party", IMPOSTOR: "impostor"}


@dataclass(frozen=True, slots=True)
class SaidBlock:
    """One question as a letter answers it; `left` says that a person will.

    `verdict` stands before its first sentence; where other questions are answered too, or where
    that sentence was said under another, it names the question.
    """

    verdict: str
    findings: list[FindingSentence]
    to_check: list[FindingSentence]
    left: str


def write_body(
    outcome: Outcome,
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    deps: Dependencies,
) -> str:
    """Write the middle of a letter. Nothing of the ticket is ever read as a template.

    To a person in danger or in grief it says of the ticket, at most, the name of a child.
    """
    if classification.danger:
        first_letter = template_of(classification.danger, ticket)
        grief = grief_in(ticket, classification.danger)
        return wording.render(first_letter, letterhead=deps.letterhead, grief=grief)
    if outcome is Outcome.HAND_OVER and is_foreign(request_of(ticket)):
        return wording.render("foreign.j2", about=wording.about(ticket))
    if outcome is Outcome.REFUSE:
        why = _WHY.get(classification.refusal or "", "order")
        about = wording.about(ticket)
        return wording.render("refuse.j2", about=about, why=why, letterhead=deps.letterhead)
    kind = kind_in(ticket, checked)
    if outcome is Outcome.HAND_OVER and kind:
        return acknowledge(kind, ticket, deps)
    checked = in_letter(checked, ticket)
    today = deps.today or ticket.received_at.date()
    missing = wording.questions(to_ask(outcome, ticket, checked))
    found, floor = decided(checked), quoting_floor(checked.findings)
    signs = signs_in(ticket)
    return wording.render(
        f"{outcome}.j2",
        about=wording.about(ticket),
        blocks=said_blocks(checked, ticket, deps, today),
        mourning=mourns(ticket),
        personal=is_for_a_person(ticket, classification),
        passages=wording.quoted_passages(
            checked.passages, deps.procedures, today, _QUOTED_WORDS, floor
        ),
        town_decides=any(leaves_it_to_the_town(finding) for finding in found),
        articles=quoted_articles(checked) if outcome is Outcome.ANSWER else [],
        missing=missing,
        count=wording.count_of(missing),
        empty=is_empty(ticket),
        facts=wording.facts_told(found),
        texts=texts_line((*found, *to_be_checked(checked))),
        signs={
            "distress": signs.of(DISTRESS),
            "danger": signs.danger,
            "domestic": is_domestic(ticket),
        },
        sensitive=classification.sensitive,
        letterhead=deps.letterhead,
    )


def acknowledge(kind: RequestKind, ticket: Ticket, deps: Dependencies) -> str:
    """Acknowledge a message that asks for no rule, and say who takes it up."""
    attached = len(ticket.attached)
    return wording.render(
        "received.j2",
        kind=kind.value,
        about=wording.about(ticket),
        attached=attached,
        lost=not attached and says_attached(ticket.text),
        letterhead=deps.letterhead,
    )


def verdict_openings(checked: Checked, ticket: Ticket) -> dict[int, str]:
    """Give what opens the answer to each question that has a verdict, by its place.

    Where several are answered, it names the question: « Pour votre deuxième question : non. »
    """
    words, blocks = verdict_words(checked, ticket), blocks_of(checked)
    if len(blocks) == 1:
        return words
    return {
        block.place: wording.verdict_named(block.place, block.question, words[block.place], ticket)
        for block in blocks
        if block.question and block.place in words
    }


def said_blocks(
    checked: Checked, ticket: Ticket, deps: Dependencies, today: date
) -> list[SaidBlock]:
    """Write what is said of each question, in their order; what was said is not said again."""
    said: list[Finding] = []
    verdicts = verdict_openings(checked, ticket)
    blocks = []
    for block in blocks_of(checked):
        new = [finding for finding in block.findings if finding not in said]
        said += new
        decided_ones = [finding for finding in new if finding in block.decided]
        findings = wording.finding_sentences(decided_ones, deps.book, today)
        to_check = [finding for finding in new if finding in block.to_check]
        is_past = any(
            one.past for one in wording.finding_sentences(block.decided[:1], deps.book, today)
        )
        verdict = "" if is_past else verdicts.get(block.place, "")
        blocks.append(
            SaidBlock(
                verdict=verdict if findings or not verdict else wording.said_above(verdict),
                findings=findings,
                to_check=wording.finding_sentences(to_check, deps.book, today),
                left=wording.left_to_a_person(block.place, block.question, ticket)
                if block.question and block.is_left
                else "",
            )
        )
    return blocks


def write_questions(
    ticket: Ticket, facts: Sequence[str], words: str, letterhead: Letterhead
) -> str:
    """Write the letter by which an officer asks for facts, and for what they say in `words`."""
    missing = [*wording.questions(facts), *([words] if words else [])]
    body = wording.render(
        f"{Outcome.ASK}.j2",
        about=wording.about(ticket),
        missing=missing,
        count=wording.count_of(missing),
        empty=False,
        mourning=False,
        blocks=[],
        passages=[],
        town_decides=False,
        texts="",
    )
    return wording.put_together(body, ticket, letterhead)
