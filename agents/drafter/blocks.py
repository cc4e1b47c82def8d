"""What a letter says of each question, in their order: answered, asked about, checked, or left.

A ticket that was read as one question has one block, which holds all that was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.checker.state import Checked
from agents.drafter.language.sentences import Sentence, sentences, stems_of
from agents.drafter.quotable import DECIDED, QUOTABLE, near_passages, quoting_floor
from cases.model import Finding, FindingOutcome, Passage, Question

_ENOUGH = 2
"""Stems that a question and a text of the town share where the text answers it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One question, by its place from 0 (no question: the ticket whole), and what answers it.

    `texts`: the passages of the town that answer it where no rule does.
    """

    place: int
    question: Question | None
    findings: tuple[Finding, ...]
    texts: tuple[Passage, ...] = ()

    @property
    def decided(self) -> tuple[Finding, ...]:
        """What is certain; nothing of it is an answer where a likelier finding is open."""
        return tuple(f for f in self.findings if f.outcome in DECIDED)

    @property
    def to_check(self) -> tuple[Finding, ...]:
        """On what an officer must look before more is said."""
        return tuple(f for f in self.findings if f.outcome is FindingOutcome.TO_CHECK)

    @property
    def leads(self) -> FindingOutcome | None:
        """What the likeliest finding says; the others are said beside it."""
        return self.findings[0].outcome if self.findings else None

    @property
    def is_answered(self) -> bool:
        """Whether something certain answers it, with nothing left to ask."""
        if self.is_asked_about:
            return False
        return self.leads in DECIDED or bool(self.texts and self.leads is None)

    @property
    def is_asked_about(self) -> bool:
        """Whether a fact is missing to answer it; what is known is said beside."""
        return bool(self.findings) and bool(self.findings[0].missing)

    @property
    def is_left(self) -> bool:
        """Whether nothing was found for it: a person answers."""
        return not self.findings and not self.texts


def blocks_of(checked: Checked) -> tuple[Block, ...]:
    """Sort what was found under the questions of a ticket, those nobody wants answered left out."""
    asked = [(at, one) for at, one in enumerate(checked.questions) if not one.declined]
    if not asked:
        return (Block(0, None, checked.findings, _texts(checked)),)
    blocks = [
        Block(at, one, tuple(f for f in checked.findings if at in f.answers)) for at, one in asked
    ]
    return _with_texts(blocks, _texts(checked))


def _texts(checked: Checked) -> tuple[Passage, ...]:
    return tuple(near_passages(checked.passages, quoting_floor(checked.findings)))


def _with_texts(blocks: Sequence[Block], texts: tuple[Passage, ...]) -> tuple[Block, ...]:
    """Give the texts of the town to the one question they answer, of those no rule answers."""
    sure = tuple(text for text in texts if text.score >= QUOTABLE)
    said = stems_of(
        [c for t in sure for s in sentences(f"{t.heading}\n{t.quote}") for c in s.clauses]
    )
    shared = {
        block.place: len(Sentence(block.question.text).stems & said)
        for block in blocks
        if block.is_left and block.question
    }
    best = max(shared, key=lambda place: shared[place], default=None)
    if not sure or best is None or shared[best] < (_ENOUGH if len(blocks) > 1 else 0):
        return tuple(blocks)
    return tuple(replace(b, texts=sure) if b.place == best else b for b in blocks)
