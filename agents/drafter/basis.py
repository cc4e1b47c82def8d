"""What a letter rests on, numbered as an officer sees it: findings first, then passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from agents.drafter import wording
from agents.drafter.embedded import emergencies
from agents.drafter.guards.evidence import Evidence
from agents.drafter.guards.legal import articles, names
from agents.drafter.guards.quantities import Quantity
from agents.drafter.guards.reading import Sentence, quotes, sentences, stems_of
from agents.folding import MAX_TICKET
from cases.model import Draft, Finding, Passage, Ticket
from statute.french import day

ASKED = 0
"""The number of the request itself, among the evidence."""
STANDING = -1
"""The number of what our letters say whatever the question is: contact, emergency numbers."""
_CLOSING = "Bien cordialement,"


@dataclass(frozen=True)
class Basis:
    """All that a letter may rest on. The `line` of each sentence is the number of its evidence."""

    draft: Draft
    ticket: Ticket

    @cached_property
    def known(self) -> Evidence:
        """Every sentence that may be rested on."""
        return Evidence(tuple(self._said()))

    @cached_property
    def whole(self) -> str:
        """All that is known, evidence or not."""
        return "\n".join(s.text for s in self.known.sentences)

    @cached_property
    def said(self) -> str:
        """What the numbered evidence says, in its own words."""
        return "\n".join(s.text for s in self.known.sentences if s.line > ASKED)

    @cached_property
    def quantities(self) -> tuple[tuple[int, Quantity, frozenset[str]], ...]:
        """Every quantity with the number of its evidence and the units of its sentence."""
        return tuple(
            (sentence.line, quantity, frozenset(q.unit for q in found))
            for sentence in self.known.sentences
            for found in [[q for clause in sentence.clauses for q in clause.quantities]]
            for quantity in found
        )

    @cached_property
    def passages(self) -> dict[int, frozenset[str]]:
        """What each passage is about, by its number."""
        first = len(self.draft.findings) + 1
        return {
            number: stems_of(Sentence(passage.quote).clauses)
            for number, passage in enumerate(self.draft.passages, start=first)
        }

    def carries(self, quantity: Quantity) -> bool:
        """Tell whether any evidence carries a quantity, in its unit."""
        return any(quantity.agrees_with(known, units) for _, known, units in self.quantities)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Every article and numbered text that is cited."""
        return frozenset(articles(self.whole) | set(names(self.draft.findings)))

    def _said(self) -> Iterator[Sentence]:
        for number, appui in enumerate(numbered(self.draft), start=1):
            text = _of_finding(appui) if isinstance(appui, Finding) else _of_passage(appui)
            yield from _read(text, number)
        yield from _read(self._asked(), ASKED)
        yield from _read(self._standing(), STANDING)

    def _asked(self) -> str:
        ticket = self.ticket
        words = f"{ticket.subject}\n{ticket.text}"[:MAX_TICKET]
        written = f"Vous nous avez écrit le {day(ticket.received_at.date())}."
        return f"{written}\n{ticket.requester_name}\n{words}"

    def _standing(self) -> str:
        missing = wording.questions(self.draft.missing_facts)
        asking = [f"Nous préférons vous poser {wording.counted(missing)} questions."] * bool(
            missing
        )
        _, closing, signature = self.draft.text.rpartition(_CLOSING)
        return "\n".join([*asking, *missing, *emergencies(), signature if closing else ""])


def numbered(draft: Draft) -> tuple[Finding | Passage, ...]:
    """Give the evidence of a draft in the order of its numbers, from 1."""
    return (*draft.findings, *draft.passages)


def _read(text: str, number: int) -> Iterator[Sentence]:
    for part in (text, *quotes(text)):
        yield from (Sentence(sentence.text, number) for sentence in sentences(part))


def _of_finding(finding: Finding) -> str:
    cited = wording.cited_together(finding.citations)
    answer = f"{finding.answer.strip().rstrip('.')} ({cited})." if finding.answer else ""
    facts = "\n".join(finding.facts.values())
    return f"{answer}\n{facts}\nRègle qui s’appliquait le {day(finding.on)}."


def _of_passage(passage: Passage) -> str:
    named = (passage.source, passage.heading, passage.reference, passage.article)
    return "\n".join((*named, passage.quote))
