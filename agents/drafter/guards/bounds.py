"""A figure keeps its bounds: « environ » and « au moins » are not put round it, nor taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.drafter.guards.evidence import Evidence, evidence_of
from agents.drafter.guards.legal import without_references
from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import LEAST, LESS, MORE, MOST, ONLY, marks
from agents.drafter.guards.quantities import Quantity, quantities
from agents.drafter.guards.reading import Sentence, sentences
from agents.folding import fold
from cases.memory import remembers_words

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
_ALIKE = {MOST: (MOST, LESS, ONLY), LEAST: (LEAST, MORE, ONLY)}
"""Words of a sentence that say a limit otherwise: it is not lost."""
_BY_THEN = "au plus tard"
_COUNTS_NOTHING = frozenset({"ordinal", "per", "kind", "part", "month", "date", "year"})


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A quantity with the words that bound it. `limits`: the limits its sentence says."""

    quantity: Quantity
    bounds: frozenset[str]
    units: frozenset[str]
    limits: frozenset[str]


def figures_keep_their_bounds(letter: Letter) -> str | None:
    """Put no « au moins », « environ » or « au plus » round a figure, and take none off."""
    known = _known(evidence_of(letter))
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


def _bounded(sentence: Sentence) -> Iterator[_Bounded]:
    plain = fold(without_references(sentence.text)).replace("pour cent", "%")
    found = [q for q in quantities(plain) if q.unit not in _COUNTS_NOTHING]
    units = frozenset(quantity.unit for quantity in found)
    turned = marks(plain)
    limits = frozenset(n for n, alike in _ALIKE.items() if any(turned[mark] for mark in alike))
    limits |= {MOST} if _BY_THEN in plain else frozenset()
    for quantity in found:
        bounds = {n for n, words in _LEADS.items() if words.search(plain[: quantity.start])}
        bounds |= {n for n, words in _FOLLOWS.items() if words.match(plain, quantity.end)}
        yield _Bounded(quantity, frozenset(bounds), units, limits | bounds)


@remembers_words(64)
def _known(evidence: Evidence) -> tuple[_Bounded, ...]:
    return tuple(bounded for sentence in evidence.sentences for bounded in _bounded(sentence))
