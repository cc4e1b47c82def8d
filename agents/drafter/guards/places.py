"""A figure stands in a letter where it stands in the evidence: beside the same words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agents.drafter.guards.evidence import Evidence, evidence_of
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.quantities import Quantity
from agents.drafter.guards.reading import Clause, Sentence, sentences
from cases.memory import remembers_words

_IN_ORDER = 0.8
_FAR = 6.0
"""Words after which a word weighs half."""
_A_PAUSE = 3
_LEAST = 1e-4
_NEARER = 1.08
"""By how much another place must be nearer, where the sentence is said in other words."""
_THE_SAME_WORDS = 0.9
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity, the words around it, and the other quantities around it; near ones weigh more."""

    quantity: Quantity
    around: Weights
    counted: Weights
    units: frozenset[str]


def figures_stay_in_their_place(letter: Letter) -> str | None:
    """Say of each thing its own figure: fifteen days of this are not fifteen days of that."""
    evidence = evidence_of(letter)
    known = [*_known(evidence), *(p for s in sentences(letter.asked) for p in _places(s))]
    rare = _rarity(evidence)
    for sentence in sentences(letter.text):
        for place in _places(sentence):
            if fault := _fault(place, known, rare):
                return fault
    return None


def _fault(place: Place, known: Sequence[Place], rare: Weights) -> str | None:
    quantity = place.quantity
    alike = [k for k in known if quantity.may_stand_for(k.quantity)]
    same = [k for k in alike if quantity.agrees_with(k.quantity, k.units)]
    others = [k for k in alike if not quantity.agrees_with(k.quantity, k.units)]
    if not same:
        return f"Chiffre, date ou unité sans source : {quantity.name}."
    for with_figures in (False, True):
        best, other = (
            max((_nearness(place, k, rare, with_figures=with_figures) for k in places), default=0.0)
            for places in (same, others)
        )
        if other > best * (1 + _LEAST if other > _THE_SAME_WORDS else _NEARER):
            return f"Chiffre dit d’autre chose que dans la source : {quantity.name}."
    return None


def _nearness(place: Place, known: Place, rare: Weights, *, with_figures: bool) -> float:
    """Measure how alike two surroundings are (0..1): a quantity is nearest to its own place."""
    one, other = ({**p.around, **p.counted} if with_figures else p.around for p in (place, known))
    alike = sum(one[w] * other[w] * rare.get(w, 1.0) for w in one.keys() & other.keys())
    return alike / (_length(one, rare) * _length(other, rare)) if alike else 0.0


def _length(around: Weights, rare: Weights) -> float:
    return math.sqrt(sum(weight * weight * rare.get(w, 1.0) for w, weight in around.items()))


def _places(sentence: Sentence) -> Iterator[Place]:
    words, counted = _laid_out(sentence)
    units = frozenset(quantity.unit for _, _, quantity in counted)
    for at, clause, quantity in counted:
        around = _weighed(at, words) | dict.fromkeys(_neighbours(quantity, clause), _IN_ORDER)
        others = [(f"#{q.name}", there) for there, _, q in counted if q is not quantity]
        yield Place(quantity, around, _weighed(at, others), units)


def _laid_out(
    sentence: Sentence,
) -> tuple[list[tuple[str, int]], list[tuple[int, Clause, Quantity]]]:
    """Place the words and the quantities of a sentence, in words from its start."""
    words: list[tuple[str, int]] = []
    counted: list[tuple[int, Clause, Quantity]] = []
    start = 0
    for clause in sentence.clauses:
        words += [(stem, start + _words(clause, at)) for stem, at in clause.placed_stems]
        counted += [(start + _words(clause, q.start), clause, q) for q in clause.quantities]
        start += _words(clause, len(clause.text)) + _A_PAUSE
    return words, counted


def _words(clause: Clause, end: int) -> int:
    return clause.text.count(" ", 0, end)


def _weighed(at: int, words: Sequence[tuple[str, int]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word, there in words:
        weights[word] = max(weights.get(word, 0.0), _FAR / (_FAR + abs(there - at)))
    return weights


def _neighbours(quantity: Quantity, clause: Clause) -> set[str]:
    before = clause.text[: quantity.start].split()[-2:]
    after = clause.text[quantity.end :].split()[:2]
    return {f"<{word}" for word in before} | {f">{word}" for word in after}


@remembers_words(64)
def _known(evidence: Evidence) -> tuple[Place, ...]:
    return tuple(place for sentence in evidence.sentences for place in _places(sentence))


@remembers_words(64)
def _rarity(evidence: Evidence) -> Weights:
    """Weigh a word the more the fewer sentences hold it."""
    held = Counter(stem for sentence in evidence.sentences for stem in sentence.stems)
    total = len(evidence.sentences)
    return {stem: math.log(1 + total / count) for stem, count in held.items()}
