"""The drafter without a model: letters from templates, right before they are fluent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agents.checker.state import Checked
from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.classifier.sensitivity import signs_in
from agents.drafter import wording
from agents.drafter.articles import said_articles
from agents.drafter.first_letter import grief_in, template_of
from agents.drafter.floors import floor_beside
from agents.drafter.outcome import (
    DISTRESS,
    decided,
    is_domestic,
    is_empty,
    is_for_a_person,
    to_ask,
    to_be_checked,
)
from agents.drafter.verdict import verdict_of
from agents.team import Letterhead, Team
from cases.model import Classification, Danger, Outcome, Ticket

_WORDS = 280
"""Words for findings and quotes together: what is left of a letter people read to the end."""
_FILLED_IN = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
_WHY = {BANK: "bank", THIRD_PARTY: "third_party"}


def write_body(
    outcome: Outcome,
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    team: Team,
) -> str:
    """Write the middle of a letter. Nothing of the ticket is ever read as a template."""
    if classification.danger:
        return _first_letter(classification.danger, ticket, team.letterhead)
    today = team.today or ticket.received_at.date()
    missing = wording.questions(to_ask(outcome, ticket, checked))
    findings = wording.said_findings(decided(checked), team.book, today)
    floor = floor_beside(checked.findings)
    room = _WORDS - sum(len(finding.sentence.split()) for finding in findings)
    body = (
        _templates()
        .get_template(f"{outcome}.j2")
        .render(
            about=wording.about(ticket),
            findings=findings,
            verdict="" if any(f.past for f in findings) else verdict_of(ticket, checked.findings),
            to_check=wording.said_findings(to_be_checked(checked), team.book, today),
            personal=is_for_a_person(ticket, classification),
            passages=wording.said_passages(checked.passages, team.procedures, today, room, floor),
            articles=said_articles(checked) if outcome is Outcome.ANSWER else [],
            missing=missing,
            count=wording.counted(missing),
            empty=is_empty(ticket),
            signs=_signs(ticket),
            sensitive=classification.sensitive,
            why=_WHY.get(classification.refusal or "", "order"),
            letterhead=team.letterhead,
        )
    )
    return wording.typeset(body)


def _first_letter(danger: Danger, ticket: Ticket, letterhead: Letterhead) -> str:
    """Write to a person in danger or in grief: of the ticket, at most the name of a child."""
    template = _templates().get_template(template_of(danger, ticket))
    return wording.typeset(template.render(letterhead=letterhead, grief=grief_in(ticket)))


def write_questions(
    ticket: Ticket, facts: Sequence[str], words: str, letterhead: Letterhead
) -> str:
    """Write the letter by which an officer asks for facts, and for what they say in `words`."""
    missing = [*wording.questions(facts), *([words] if words else [])]
    body = (
        _templates()
        .get_template(f"{Outcome.ASK}.j2")
        .render(
            about=wording.about(ticket),
            missing=missing,
            count=wording.counted(missing),
            empty=False,
            findings=[],
            to_check=[],
            passages=[],
        )
    )
    return put_together(wording.typeset(body), ticket, letterhead)


def put_together(body: str, ticket: Ticket, letterhead: Letterhead) -> str:
    """Put greeting and signature around the middle of a letter."""
    return wording.typeset(
        _templates()
        .get_template("layout.j2")
        .render(
            salutation=wording.salutation(ticket),
            body=body,
            letterhead=letterhead,
        ),
    )


def emergencies() -> tuple[str, ...]:
    """Give what letters say of emergency numbers, whatever the danger is."""
    pieces: Any = _templates().get_template("pieces.j2").module
    signs = ("distress", "domestic", "danger")
    said = (pieces.emergency({one: one == sign for one in signs}) for sign in signs)
    lines = (pieces.suicide_line, pieces.vital_lines, pieces.violence_lines, pieces.victim_lines,
             pieces.fire_lines)  # fmt: skip
    return (*said, *(line() for line in lines))


@cache
def standing_text() -> str:
    """Give what our letters say whatever the question is: all that no template fills in."""
    folder = Path(__file__).with_name("letters")
    written = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2")))
    said = (_FILLED_IN.sub(" ", template) for template in written)
    return wording.typeset("\n".join(said))


def _signs(ticket: Ticket) -> dict[str, bool]:
    signs = signs_in(ticket)
    return {
        "distress": signs.of(DISTRESS),
        "danger": signs.danger,
        "domestic": is_domestic(ticket),
    }


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("letters")),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain-text letters, no HTML: escaping would spoil them
    )
