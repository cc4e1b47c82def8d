"""Where a text of the town says another figure than the law on the same matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agents.checker.state import Checked
from agents.drafter.floors import DECIDED, floor_beside, leaves_room, near_enough
from agents.drafter.guards.quantities import Quantity
from agents.drafter.guards.reading import Sentence, sentences, stems_of
from cases.model import Finding, Passage

_COMPARED = frozenset({"jour", "mois", "an", "semaine", "heure", "euro", "%"})
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
    quoted = near_enough(checked.passages, floor_beside(checked.findings))
    laws = [_Law.of(finding) for finding in checked.findings if finding.outcome in DECIDED]
    return tuple(
        found
        for law in laws
        if not leaves_room(law.finding)
        for passage in quoted
        for found in _between(law, passage, [other for other in laws if other is not law])
    )


def warned(checked: Checked) -> Checked:
    """Tell the officer of each contradiction, beside its finding."""
    told = {id(c.finding): c.told for c in contradictions(checked)}
    findings = (
        replace(f, warning=f"{told[id(f)]} {f.warning}".strip()) if id(f) in told else f
        for f in checked.findings
    )
    return replace(checked, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Law:
    """A finding, what it counts, what of it is a least, and the stems of its matter."""

    finding: Finding
    figures: tuple[Quantity, ...]
    floors: tuple[Quantity, ...]
    about: frozenset[str]

    @classmethod
    def of(cls, finding: Finding) -> _Law:
        said = sentences(finding.answer)
        titled = sentences(f"{finding.title}. {finding.answer}")
        return cls(
            finding,
            tuple(q for s in said for q in _compared(s)),
            tuple(q for s in said for q in _floors(s)),
            stems_of([c for s in titled for c in s.clauses]),
        )

    def says(self, town: list[Quantity]) -> bool:
        """Tell whether it says all of these figures."""
        return {q.name for q in town} <= {q.name for q in self.figures}


def _between(law: _Law, passage: Passage, others: list[_Law]) -> Iterator[Contradiction]:
    """Compare sentence by sentence; what another finding on the same matter says is lawful."""
    under = frozenset[str]().union(*(s.stems for s in sentences(passage.heading)))
    for sentence in sentences(passage.quote):
        town = _compared(sentence)
        for unit in {q.unit for q in town} if _is_about(sentence.stems, under, law.about) else ():
            theirs = [q for q in town if q.unit == unit]
            if any(o.says(theirs) and _is_nearer(sentence.stems | under, o, law) for o in others):
                continue
            ours = [q for q in law.figures if q.unit == unit]
            more = [q for q in theirs if not _stands_above(q, law.floors)]
            if differing := _differing(ours, more):
                yield Contradiction(law.finding, passage, *differing)


def _is_nearer(stems: frozenset[str], other: _Law, law: _Law) -> bool:
    """Tell whether a sentence names what one finding speaks of and the other does not."""
    return bool(stems & other.about - law.about) and not stems & law.about - other.about


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
    """Give the shares that a rule sets as a least: a town that lists greater ones obeys it.

    Durations and ages are conditions of a right: a town may not harden them.
    """
    for clause in sentence.clauses:
        shares = (q for q in clause.quantities if q.unit == "%")
        yield from (q for q in shares if _AT_LEAST.search(clause.text[: q.start]))


def _stands_above(town: Quantity, floors: Sequence[Quantity]) -> bool:
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
