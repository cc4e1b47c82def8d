"""A figure stands beside the words, and within the bounds, that it has in the evidence."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agents.drafter.guards.evidence import Evidence, Letter, evidence_of
from agents.drafter.language.cues import LEAST, LESS, MORE, MOST, RESTRICTION, cues
from agents.drafter.language.quantities import Quantity, quantities
from agents.drafter.language.sentences import Clause, Sentence, sentences, without_references
from cases.folding import fold
from cases.retention.caches import cache_until_cleared

_IN_ORDER = 0.8
_FAR = 6.0
"""Words after which a word weighs half."""
_A_PAUSE = 3
_TINY = 1e-4
_NEARER = 1.08
"""By how much another place must be nearer, where the sentence is said in other words."""
_THE_SAME_WORDS = 0.9
Weights = Mapping[str, float]
_ABOUT = "about"
_BEFORE = {
    _ABOUT: r"environ|a peu pres|pres|presque|quasi\w*|autour|aux alentours|de l'ordre|quelque"
    r"|approximativement|grosso modo|une bonne|a peine",
    LEAST: r"au moins|au minimum|minimum|(?<!en )plus|au-dela|a partir|superieure?s? a",
    MOST: r"au plus|au maximum|maximum|jusqu'a|dans la limite|moins|inferieure?s? a"
    r"|limitee?s? a|plafonnee?s? a|plafond|maximal\w*",
}
_AFTER = {
    _ABOUT: r"environ|a peu pres|approximativement|et quelques|grosso modo",
    LEAST: r"au moins|au minimum|minimum|ou plus|et plus|voire (?:plus|davantage)|minimal\w*",
    MOST: r"au plus(?! t)|au maximum|maximum|maximal\w*|ou moins",
}
_LEADS = {
    name: re.compile(rf"\b(?:{words}) (?:(?:de|d'|est|les?|la|des|a) ?){{0,3}}\Z")
    for name, words in _BEFORE.items()
}
_FOLLOWS = {
    name: re.compile(
        rf"(?: (?!et\b|ou\b|mais\b|peu|doi|est\b|sont\b)[\w'-]+){{0,4}}?,? ?\b(?:{words})(?!\w)"
    )
    for name, words in _AFTER.items()
}
_LIMITS = frozenset({MOST, LEAST})
_ALIKE = {MOST: (MOST, LESS, RESTRICTION), LEAST: (LEAST, MORE, RESTRICTION)}
"""Words of a sentence that say a limit otherwise: it is not lost."""
_BY_THEN = "au plus tard"
_COUNTS_NOTHING = frozenset({"ordinal", "per", "kind", "part", "month", "date", "year"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity, the words around it, and the other quantities around it; near ones weigh more."""

    quantity: Quantity
    around: Weights
    counted: Weights
    units: frozenset[str]

    def nearness(self, known: _Place, rare: Weights, *, with_figures: bool) -> float:
        """Measure how alike two surroundings are (0..1): a quantity is nearest to its place."""
        one, other = (
            {**p.around, **p.counted} if with_figures else p.around for p in (self, known)
        )
        alike = sum(one[w] * other[w] * rare.get(w, 1.0) for w in one.keys() & other.keys())
        return alike / (_length(one, rare) * _length(other, rare)) if alike else 0.0


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A quantity with the words that bound it. `limits`: the limits its sentence says."""

    quantity: Quantity
    bounds: frozenset[str]
    units: frozenset[str]
    limits: frozenset[str]


def figures_stay_in_their_place(letter: Letter) -> str | None:
    """Say of each thing its own figure: fifteen days of this are not fifteen days of that."""
    evidence = evidence_of(letter)
    known = [*_known_places(evidence), *(p for s in sentences(letter.asked) for p in _places(s))]
    rare = _rarity(evidence)
    for place in (place for sentence in sentences(letter.text) for place in _places(sentence)):
        quantity = place.quantity
        alike = [k for k in known if quantity.is_comparable_with(k.quantity)]
        same = [k for k in alike if quantity.agrees_with(k.quantity, k.units)]
        others = [k for k in alike if not quantity.agrees_with(k.quantity, k.units)]
        if not same:
            return f"Chiffre, date ou unité sans source : {quantity.name}."
        for with_figures in (False, True):
            best, other = (
                max(
                    (place.nearness(k, rare, with_figures=with_figures) for k in places),
                    default=0.0,
                )
                for places in (same, others)
            )
            if other > best * (1 + _TINY if other > _THE_SAME_WORDS else _NEARER):
                return f"Chiffre dit d’autre chose que dans la source : {quantity.name}."
    return None


def figures_keep_their_bounds(letter: Letter) -> str | None:
    """Put no « au moins », « environ » or « au plus » round a figure, and take none off."""
    known = _known_bounds(evidence_of(letter))
    for sentence in sentences(letter.text):
        for said in _bounded(sentence):
            same = [k for k in known if said.quantity.agrees_with(k.quantity, k.units)]
            if not same:
                continue
            if said.bounds and not any(said.bounds <= k.bounds for k in same):
                return f"Chiffre rendu vague ou borné autrement : {said.quantity.name}."
            if all(k.bounds & _LIMITS - said.limits for k in same):
                return f"Limite de la source perdue : {said.quantity.name}."
    return None


def _length(around: Weights, rare: Weights) -> float:
    return math.sqrt(sum(weight * weight * rare.get(w, 1.0) for w, weight in around.items()))


def _places(sentence: Sentence) -> Iterator[_Place]:
    # Words and quantities by their place, in words from the start of the sentence.
    words: list[tuple[str, int]] = []
    counted: list[tuple[int, Clause, Quantity]] = []
    start = 0
    for clause in sentence.clauses:
        words += [(stem, start + _words(clause, at)) for stem, at in clause.placed_stems]
        counted += [(start + _words(clause, q.start), clause, q) for q in clause.quantities]
        start += _words(clause, len(clause.text)) + _A_PAUSE
    units = frozenset(quantity.unit for _, _, quantity in counted)
    for at, clause, quantity in counted:
        before = (f"<{word}" for word in clause.text[: quantity.start].split()[-2:])
        after = (f">{word}" for word in clause.text[quantity.end :].split()[:2])
        around = _weighed(at, words) | dict.fromkeys((*before, *after), _IN_ORDER)
        others = [(f"#{q.name}", there) for there, _, q in counted if q is not quantity]
        yield _Place(quantity, around, _weighed(at, others), units)


def _words(clause: Clause, end: int) -> int:
    return clause.text.count(" ", 0, end)


def _weighed(at: int, words: Sequence[tuple[str, int]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word, there in words:
        weights[word] = max(weights.get(word, 0.0), _FAR / (_FAR + abs(there - at)))
    return weights


@cache_until_cleared(64)
def _known_places(evidence: Evidence) -> tuple[_Place, ...]:
    return tuple(place for sentence in evidence.sentences for place in _places(sentence))


@cache_until_cleared(64)
def _rarity(evidence: Evidence) -> Weights:
    """Weigh a word the more the fewer sentences hold it."""
    held = Counter(stem for sentence in evidence.sentences for stem in sentence.stems)
    total = len(evidence.sentences)
    return {stem: math.log(1 + total / count) for stem, count in held.items()}


def _bounded(sentence: Sentence) -> Iterator[_Bounded]:
    plain = fold(without_references(sentence.text)).replace("pour cent", "%")
    found = [q for q in quantities(plain) if q.unit not in _COUNTS_NOTHING]
    units = frozenset(quantity.unit for quantity in found)
    turned = cues(plain)
    limits = frozenset(n for n, alike in _ALIKE.items() if any(turned[mark] for mark in alike))
    limits |= {MOST} if _BY_THEN in plain else frozenset()
    for quantity in found:
        bounds = {n for n, words in _LEADS.items() if words.search(plain[: quantity.start])}
        bounds |= {n for n, words in _FOLLOWS.items() if words.match(plain, quantity.end)}
        yield _Bounded(quantity, frozenset(bounds), units, limits | bounds)


@cache_until_cleared(64)
def _known_bounds(evidence: Evidence) -> tuple[_Bounded, ...]:
    return tuple(bounded for sentence in evidence.sentences for bounded in _bounded(sentence))
