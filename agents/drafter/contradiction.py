"""Where a text of the town says another figure than the law on the same matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.checker.state import Checked
from agents.drafter.guards.quantities import Quantity
from agents.drafter.guards.reading import Sentence, sentences, stems_of
from agents.drafter.wording import BESIDE_A_RULE, near_enough
from agents.folding import fold
from cases.model import Finding, FindingOutcome, Passage

_COMPARED = frozenset({"jour", "mois", "an", "semaine", "heure", "euro", "%"})
_SAYS = frozenset({FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE})
_THE_TOWN_MAY = re.compile(
    r"deliberation|collectivite (?:fixe|decide|peut|choisit)|employeur (?:fixe|decide|peut)"
    r"|reglement interieur|autorite territoriale"
)
"""A rule that names who decides leaves room for what the town says."""
_ANYBODY = frozenset({"agent", "foncti", "benefi", "dispos", "ville"})
_AT_LEAST = re.compile(r"\b(?:au moins|au minimum|minimum de) ?\Z")
_SHARES = {"1/1": "100", "1/2": "50"}
_FEW = 2
_MOST_OF_IT = 0.7


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A finding, the passage that says otherwise, and what each says."""

    finding: Finding
    passage: Passage
    law: Quantity
    town: Quantity

    @property
    def told(self) -> str:
        """Say it to the officer."""
        return (
            f"La règle dit {_shown(self.law)}, le texte « {self.passage.heading} » dit "
            f"{_shown(self.town)} sur le même sujet : à trancher avant de répondre."
        )


def contradictions(checked: Checked) -> tuple[Contradiction, ...]:
    """Compare what the rules say for certain with the texts that would be quoted beside them."""
    quoted = near_enough(checked.passages, BESIDE_A_RULE)
    decided = (f for f in checked.findings if f.outcome in _SAYS and not _leaves_room(f))
    return tuple(found for f in decided for p in quoted for found in _between(f, p))


def warned(checked: Checked) -> Checked:
    """Tell the officer of each contradiction, beside its finding."""
    told = {id(c.finding): c.told for c in contradictions(checked)}
    findings = (
        replace(f, warning=f"{told[id(f)]} {f.warning}".strip()) if id(f) in told else f
        for f in checked.findings
    )
    return replace(checked, findings=tuple(findings))


def _leaves_room(finding: Finding) -> bool:
    return _THE_TOWN_MAY.search(fold(finding.answer)) is not None


def _between(finding: Finding, passage: Passage) -> Iterator[Contradiction]:
    law = [q for s in sentences(finding.answer) for q in _compared(s)]
    floors = [q for s in sentences(finding.answer) for q in _floors(s)]
    about = stems_of(
        [c for s in sentences(f"{finding.title}. {finding.answer}") for c in s.clauses]
    )
    under = frozenset[str]().union(*(s.stems for s in sentences(passage.heading)))
    for sentence in sentences(passage.quote):
        town = _compared(sentence)
        for unit in {q.unit for q in town} if _is_about(sentence.stems, under, about) else ():
            ours = [q for q in law if q.unit == unit]
            theirs = [q for q in town if q.unit == unit and not _stands_above(q, floors)]
            if differing := _differing(ours, theirs):
                yield Contradiction(finding, passage, *differing)


def _differing(ours: list[Quantity], theirs: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Give two quantities of one unit that cannot both hold; None where the texts may agree.

    One figure in common is enough to agree, but for shares: half pay follows 90 % or full pay.
    """
    law, town = {q.value for q in ours}, {q.value for q in theirs}
    if law & town and not (ours and ours[0].unit == "%"):
        return None
    said = [q for q in ours if q.value not in town]
    otherwise = [q for q in theirs if q.value not in law]
    return (said[0], otherwise[0]) if said and otherwise else None


def _is_about(stems: frozenset[str], under: frozenset[str], about: frozenset[str]) -> bool:
    """Tell whether a sentence, alone or with the heading over it, speaks of the same matter."""
    own = stems - _ANYBODY
    return any(
        len(told & about) >= max(_FEW, _MOST_OF_IT * len(told))
        for told in (own, (own | under) if own & about else own)
    )


def _floors(sentence: Sentence) -> Iterator[Quantity]:
    """Give what a rule asks at least: a town that asks more does not contradict it."""
    for clause in sentence.clauses:
        yield from (q for q in clause.quantities if _AT_LEAST.search(clause.text[: q.start]))


def _stands_above(town: Quantity, floors: list[Quantity]) -> bool:
    return any(f.unit == town.unit and _number(f) <= _number(town) for f in floors)


def _number(quantity: Quantity) -> float:
    """Give a number as one; what is none stands neither above nor below another."""
    plain = quantity.value.replace(",", ".", 1)
    return float(plain) if plain.replace(".", "", 1).isdecimal() else math.nan


def _compared(sentence: Sentence) -> list[Quantity]:
    told = (_as_share(q) for c in sentence.clauses for q in c.quantities)
    return [q for q in told if q.unit in _COMPARED]


def _as_share(quantity: Quantity) -> Quantity:
    """Write full and half (pay, most often) in hundredths, as rules do."""
    if quantity.unit != "part" or quantity.value not in _SHARES:
        return quantity
    return replace(quantity, value=_SHARES[quantity.value], unit="%")


def _shown(quantity: Quantity) -> str:
    plural = quantity.unit in {"jour", "an", "semaine", "heure", "euro"}
    return f"{quantity.value} {quantity.unit}{'s' if plural and quantity.value != '1' else ''}"
