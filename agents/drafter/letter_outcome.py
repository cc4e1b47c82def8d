"""What a letter does: answer, ask, hand over, refuse, close."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from agents.checker.shown_steps import DETAIL
from agents.checker.state import Checked
from agents.classifier.sensitivity import CONFLICT
from agents.classifier.ticket_signs import DISTRESS, signs_in
from agents.drafter.blocks import blocks_of
from agents.drafter.contradiction import contradictions
from agents.drafter.language.sentences import SENTENCE_END
from agents.drafter.quotable import DECIDED, near_passages, quotable_articles, quoting_floor
from agents.understand.mail.message import request_of
from agents.understand.request_kind import RequestKind, kind_of
from cases.folding import fold
from cases.model import Classification, Finding, FindingOutcome, Outcome, Ticket

_DOMESTIC = re.compile(
    r"\b(?:mari|conjointe?|compagn\w+|mon ex|son ex|conjugales?|39 ?19|femmes? battues?)\b"
)


def outcome_of(ticket: Ticket, classification: Classification, checked: Checked) -> Outcome:
    """Decide, the gravest reason first; an answer needs something certain to rest on."""
    checked = in_letter(checked, ticket)
    distress = signs_in(ticket).of(DISTRESS) or is_domestic(ticket)
    if classification.danger or (classification.sensitive and distress):
        return Outcome.HAND_OVER
    if classification.refusal is not None:
        return Outcome.REFUSE
    if is_empty(ticket) and not is_for_a_person(ticket, classification):
        return Outcome.ASK
    kind = kind_in(ticket, checked)
    if kind is RequestKind.THANKS:
        return Outcome.CLOSE
    alone = is_for_a_person(ticket, classification) and not decided(checked)
    if kind or alone or contradictions(checked):
        return Outcome.HAND_OVER
    return _by_blocks(checked)


def in_letter(checked: Checked, ticket: Ticket) -> Checked:
    """Keep what a letter says: findings that answer a question, each in the words of a letter.

    Where a text of the town says otherwise, a person answers that question; the others keep theirs.
    """
    worded = [as_letters_say(f, ticket) for f in checked.findings]
    # An answer that concerns nobody told is said where it is the only one.
    some = any(f.outcome in DECIDED and f.answer for f in worded)
    findings = [
        f if f.answer else found
        for f, found in zip(worded, checked.findings, strict=True)
        if f.answer or not found.answer or not some
    ]
    asked = {at for at, one in enumerate(checked.questions) if not one.declined}
    if checked.questions:
        findings = [f for f in findings if asked & set(f.answers)]
    said = replace(checked, findings=without_repeats(findings))
    return without_contradictions(said) if len(asked) > 1 else said


def without_repeats(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out of each finding the sentences that one before it says word for word.

    One that says nothing else answers by that other: its questions and its articles go there.
    """
    said_by: dict[str, int] = {}
    kept: list[Finding] = []
    for finding in findings:
        said = SENTENCE_END.split(finding.answer)
        new = [one for place, one in enumerate(said) if not place or one not in said_by]
        if finding.answer and said[0] in said_by and all(one.startswith(DETAIL) for one in new[1:]):
            other = kept[said_by[said[0]]]
            kept[said_by[said[0]]] = replace(
                other,
                answers=(*other.answers, *finding.answers),
                citations=tuple(dict.fromkeys((*other.citations, *finding.citations))),
            )
            continue
        said_by |= {one: len(kept) for one in said if one not in said_by}
        kept.append(replace(finding, answer=" ".join(new)) if len(new) < len(said) else finding)
    return tuple(kept)


def without_contradictions(checked: Checked) -> Checked:
    """Leave out the findings and the texts that say two figures, where others still answer."""
    found = contradictions(checked)
    rules, texts = {c.finding.rule for c in found}, [c.passage for c in found]
    findings = tuple(f for f in checked.findings if f.rule not in rules)
    if not any(f.outcome in DECIDED for f in findings):
        return checked
    passages = tuple(p for p in checked.passages if p not in texts)
    return replace(checked, findings=findings, passages=passages)


def as_letters_say(finding: Finding, ticket: Ticket) -> Finding:
    """Leave out the sentences that concern whoever told of something that this ticket does not."""
    told, answer = fold(f"{ticket.subject} {ticket.text}"), finding.answer
    for said, words in finding.asides:
        if not any(re.search(rf"\b{re.escape(fold(word))}", told) for word in words):
            answer = answer.replace(said, " ")
    if answer == finding.answer:
        return finding
    answer = re.sub(r" ?(?= [.,;:])", "", re.sub(r" {2,}", " ", answer)).strip()
    return replace(finding, answer=re.sub(r" (?=[.,])", "", answer))


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


def kind_in(ticket: Ticket, checked: Checked) -> RequestKind | None:
    """Tell what a ticket is where it asks for no rule; not where a person may be in danger."""
    signs = signs_in(ticket)
    if signs.danger or signs.for_a_person:
        return None
    return kind_of(request_of(ticket), checked.questions)


def is_empty(ticket: Ticket) -> bool:
    """Tell whether a ticket says nothing at all."""
    return not any(character.isalnum() for character in request_of(ticket))


def decided(checked: Checked) -> tuple[Finding, ...]:
    """Keep the findings that answer for certain."""
    return tuple(f for f in checked.findings if f.outcome in DECIDED)


def to_be_checked(checked: Checked) -> tuple[Finding, ...]:
    """Keep the findings on which an officer must look before more is said."""
    return tuple(f for f in checked.findings if f.outcome is FindingOutcome.TO_CHECK)


def to_ask(outcome: Outcome, ticket: Ticket, checked: Checked) -> tuple[str, ...]:
    """List what a letter asks for.

    A question that got its answer is not asked for what another rule would need.
    """
    checked = in_letter(checked, ticket)
    if checked.questions:
        open_ones = (block for block in blocks_of(checked) if block.is_asked_about)
        missing = (fact for block in open_ones for f in block.findings for fact in f.missing)
        return tuple(dict.fromkeys(missing))
    one_question = request_of(ticket).count("?") <= 1
    answered = outcome is Outcome.ANSWER and bool(decided(checked))
    return () if answered and one_question else checked.missing_facts


def _by_blocks(checked: Checked) -> Outcome:
    """Answer as soon as one question is; else ask, else say what is known and hand over.

    The likeliest finding of each question leads: it is asked about, or checked, before the rest.
    """
    blocks = blocks_of(checked)
    if any(block.is_answered for block in blocks):
        return Outcome.ANSWER
    if any(block.is_asked_about for block in blocks):
        return Outcome.ASK
    quoted = near_passages(checked.passages, quoting_floor(checked.findings))
    if not quoted and any(block.leads is FindingOutcome.TO_CHECK for block in blocks):
        return Outcome.HAND_OVER
    return Outcome.ANSWER if quoted or quotable_articles(checked) else Outcome.HAND_OVER
