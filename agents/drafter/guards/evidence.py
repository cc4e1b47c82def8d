"""A letter beside all that it may say, and which sentences of the evidence its own rest on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from agents.drafter.citing import cite
from agents.drafter.language.cues import Cues
from agents.drafter.language.sentences import (
    Clause,
    Sentence,
    cues_of,
    quotes,
    sentences,
    stems_of,
    without_quote_marks,
    without_quotes,
)
from cases.model import Finding, FindingOutcome, Outcome
from cases.retention.caches import cache_until_cleared
from statute.french import day

_ABOUT_AS_NEAR = 0.02
SIMILAR = 0.3
"""The Dice coefficient from which one sentence says what another says."""
_DAY = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])\b")
_IN_A_PROCEDURE = "Dans notre procédure : "


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what it may rest on. `carried`: what is ours to say, with its figures."""

    text: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    carried: str
    ours: str
    """Our own addresses."""
    exact: str
    """The letter put together without a model: each sentence must rest on one of its own."""
    texts: str = ""
    """The words of the texts it quotes: of the town, official. They are said between quotes."""
    courtesies: str = ""
    """What any letter may say around an answer: the day of the message, an invitation to reply."""
    asked: str = ""
    """The honest words of the ticket, which a letter may only repeat as the requester's."""
    named: str = ""
    """The titles and headings of the texts it quotes: names that it may say, no figure."""
    verdicts: tuple[tuple[Finding, str], ...] = ()
    """The « Oui. » or « Non. » that opens what a finding answers, where its question decides it."""
    verdict_lines: frozenset[str] = frozenset()
    """Those that name their question: word for word, they need no sentence beside them."""
    unsaid: tuple[str, ...] = ()
    """What no letter repeats: orders hidden in the ticket or its files, our own instructions."""

    @property
    def decided(self) -> tuple[Finding, ...]:
        """The findings that say something."""
        open_ones = {FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK}
        return tuple(f for f in self.findings if f.outcome not in open_ones)

    @property
    def sources(self) -> str:
        """What is ours to say, and the texts."""
        return f"{self.carried}\n{self.texts}"

    @property
    def known(self) -> str:
        """All that it may say: the sources and the letter written without a model."""
        return f"{self.sources}\n{self.exact}"

    @property
    def own_words(self) -> Letter:
        """What it says outside quotes, beside what may be said there."""
        text, exact = (without_quote_marks(without_quotes(t)) for t in (self.text, self.exact))
        return replace(self, text=text, exact=exact, texts="")


@dataclass(frozen=True)
class Span:
    """Clauses that follow one another in a sentence of the evidence."""

    sentence: Sentence
    clauses: tuple[Clause, ...]

    @cached_property
    def features(self) -> frozenset[str]:
        """What it is about and what it counts."""
        return features_of(self.clauses)

    @cached_property
    def cues(self) -> Cues:
        """How it turns what it says."""
        return cues_of(self.clauses)


@dataclass(frozen=True, eq=False)
class Evidence:
    """Every sentence that the letter written without a model says, with the lines it quotes."""

    sentences: tuple[Sentence, ...]
    articles: Mapping[int, str] = field(default_factory=dict)
    """The articles of what each line answers, which the last line of a letter names together."""
    _found: dict[tuple[Clause, ...], list[Span]] = field(default_factory=dict, repr=False)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """All runs of clauses of each sentence."""
        return tuple(
            Span(sentence, sentence.parts[first:last])
            for sentence in self.sentences
            for first in range(len(sentence.parts))
            for last in range(first + 1, len(sentence.parts) + 1)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """All that it is about."""
        return frozenset().union(*(sentence.stems for sentence in self.sentences))

    def line_of(self, sentence: Sentence) -> str:
        """Join the sentences that stand on the line of one; quotes and facts stand alone."""
        if sentence.line < 0:
            return sentence.text
        said = " ".join(s.text for s in self.sentences if s.line == sentence.line)
        return f"{said}{self.articles.get(sentence.line, '')}"

    def near(self, clauses: tuple[Clause, ...]) -> list[Span]:
        """Find the spans that clauses may rest on: the nearest, and those about as near."""
        if clauses not in self._found:
            features = features_of(clauses)
            ranked = [(dice(features, span.features), span) for span in self.spans]
            best = max((likeness for likeness, _ in ranked), default=0.0)
            floor = max(SIMILAR, best - _ABOUT_AS_NEAR)
            self._found[clauses] = [span for likeness, span in ranked if likeness >= floor]
        return self._found[clauses]


def features_of(clauses: Sequence[Clause]) -> frozenset[str]:
    """Join what clauses are about with what they count."""
    counted = {quantity.name for clause in clauses for quantity in clause.quantities}
    return stems_of(clauses) | counted


def evidence_of(letter: Letter) -> Evidence:
    """Read what a letter may rest on."""
    # A day that was read is written as a letter writes it: « 1er décembre 2026 ».
    facts = tuple(
        _DAY.sub(lambda found: day(date.fromisoformat(found[0])), value)
        for f in letter.findings
        for value in f.facts.values()
    )
    cited = tuple((f.answer, cite(f.citations)) for f in letter.decided if f.citations)
    return _read(letter.exact, facts, letter.courtesies, cited)


@cache_until_cleared(64)
def _read(
    exact: str, facts: tuple[str, ...], courtesies: str, cited: tuple[tuple[str, str], ...]
) -> Evidence:
    known = list(sentences(exact))
    known += [Sentence(sentence.text, -3) for sentence in sentences(courtesies)]
    for quote in quotes(exact):
        known += [Sentence(f"{_IN_A_PROCEDURE}{s.text}", -1) for s in sentences(quote)]
    known += [Sentence(fact, -2) for fact in facts]
    return Evidence(tuple(known), _articles(exact, cited))


def _articles(exact: str, cited: tuple[tuple[str, str], ...]) -> dict[int, str]:
    """Find on which lines of the exact letter answers are said, and name their own articles."""
    plain, named = without_quotes(exact), dict[int, str]()
    for answer, articles in cited:
        words = answer.strip().rstrip(".").split()
        said = re.search(r"\s+".join(map(re.escape, words)), plain) if words else None
        if said:
            line = plain.count("\n", 0, said.start())
            named[line] = f"{named.get(line, '')} ({articles})."
    return named


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Measure how much two sets of words have in common: their Dice coefficient (0..1)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
