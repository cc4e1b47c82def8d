"""The sentences a letter may rest on, and which of them one of its own rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import Marks
from agents.drafter.guards.reading import (
    Clause,
    Sentence,
    marks_of,
    quotes,
    sentences,
    stems_of,
)
from cases.memory import remembers_words

_ABOUT_AS_NEAR = 0.02
TIED = 0.3
"""From here on, in shares of common words, one sentence says what another says."""
_IN_A_PROCEDURE = "Dans notre procédure : "


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
    def marks(self) -> Marks:
        """How it turns what it says."""
        return marks_of(self.clauses)


@dataclass(frozen=True, eq=False)
class Evidence:
    """Every sentence that the letter written without a model says, with the lines it quotes."""

    sentences: tuple[Sentence, ...]
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

    def near(self, clauses: tuple[Clause, ...]) -> list[Span]:
        """Give the spans that clauses may rest on: the nearest, and those about as near."""
        if clauses not in self._found:
            self._found[clauses] = self._nearest(clauses)
        return self._found[clauses]

    def _nearest(self, clauses: tuple[Clause, ...]) -> list[Span]:
        features = features_of(clauses)
        ranked = [(shared(features, span.features), span) for span in self.spans]
        best = max((share for share, _ in ranked), default=0.0)
        floor = max(TIED, best - _ABOUT_AS_NEAR)
        return [span for share, span in ranked if share >= floor]


def features_of(clauses: Sequence[Clause]) -> frozenset[str]:
    """Join what clauses are about with what they count."""
    counted = {quantity.name for clause in clauses for quantity in clause.quantities}
    return stems_of(clauses) | counted


def evidence_of(letter: Letter) -> Evidence:
    """Read what a letter may rest on."""
    facts = tuple(value for f in letter.findings for value in f.facts.values())
    return _read(letter.exact, facts)


@remembers_words(64)
def _read(exact: str, facts: tuple[str, ...]) -> Evidence:
    said = list(sentences(exact))
    for quote in quotes(exact):
        said += [Sentence(f"{_IN_A_PROCEDURE}{s.text}", -1) for s in sentences(quote)]
    said += [Sentence(fact, -2) for fact in facts]
    return Evidence(tuple(said))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Measure how much two sets of words have in common (0..1)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
