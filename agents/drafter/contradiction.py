"""Where a text of the town says another figure than the law on the same matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.checker.state import Checked
from agents.drafter.language.quantities import Quantity
from agents.drafter.language.sentences import Sentence, sentences, stems_of
from agents.drafter.quotable import (
    DECIDED,
    leaves_it_to_the_town,
    near_passages,
    quoting_floor,
)
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
    def warning(self) -> str:
        """What the officer is warned of, in French."""
        return (
            f"La règle dit {_written(self.law)}, le texte « {self.passage.heading} » dit "
            f"{_written(self.town)} sur le même sujet : à trancher avant de répondre."
        )


def contradictions(checked: Checked) -> tuple[Contradiction, ...]:
    """Compare what the rules say for certain with the texts that would be quoted beside them."""
    quoted = near_passages(checked.passages, quoting_floor(checked.findings))
    laws = [_Law.of(finding) for finding in checked.findings if finding.outcome in DECIDED]
    return tuple(
        found
        for law in laws
        if not leaves_it_to_the_town(law.finding)
        for passage in quoted
        for found in _between(law, passage, [other for other in laws if other is not law])
    )


def with_warnings(checked: Checked) -> Checked:
    """Warn the officer of each contradiction, beside its finding."""
    warnings = {id(c.finding): c.warning for c in contradictions(checked)}
    findings = (
        replace(f, warning=f"{warnings[id(f)]} {f.warning}".strip()) if id(f) in warnings else f
        for f in checked.findings
    )
    return replace(checked, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Law:
    """A finding, what it counts, what of it is a least, and the stems of its matter."""

    finding: Finding
    figures: tuple[Quantity, ...]
    floors: tuple[Quantity, ...]
    """Shares set as a least: a town that lists greater ones obeys them.

    Durations and ages are conditions of a right: a town may not harden them.
    """
    about: frozenset[str]

    @classmethod
    def of(cls, finding: Finding) -> _Law:
        answer = sentences(finding.answer)
        titled = sentences(f"{finding.title}. {finding.answer}")
        return cls(
            finding,
            figures=tuple(q for s in answer for q in _comparable(s)),
            floors=tuple(
                q
                for s in answer
                for clause in s.clauses
                for q in clause.quantities
                if q.unit == "%" and _AT_LEAST.search(clause.text[: q.start])
            ),
            about=stems_of([c for s in titled for c in s.clauses]),
        )

    def says(self, town: list[Quantity]) -> bool:
        """Tell whether it says all of these figures."""
        return {q.name for q in town} <= {q.name for q in self.figures}

    def speaks_of(self, stems: frozenset[str], under: frozenset[str]) -> bool:
        """Tell whether a sentence, alone or with the heading over it, is of the same matter."""
        own = stems - _ANYBODY
        return any(
            len(said & self.about) >= max(_FEW, _MOST_OF_IT * len(said))
            for said in (own, (own | under) if own & self.about else own)
        )

    def is_nearer(self, stems: frozenset[str], law: _Law) -> bool:
        """Tell whether a sentence names what this finding speaks of and the other does not."""
        return bool(stems & self.about - law.about) and not stems & law.about - self.about


def _between(law: _Law, passage: Passage, others: list[_Law]) -> Iterator[Contradiction]:
    """Compare sentence by sentence; what another finding on the same matter says is lawful."""
    under = frozenset[str]().union(*(s.stems for s in sentences(passage.heading)))
    for sentence in sentences(passage.quote):
        town = _comparable(sentence)
        for unit in {q.unit for q in town} if law.speaks_of(sentence.stems, under) else ():
            theirs = [q for q in town if q.unit == unit]
            if any(o.says(theirs) and o.is_nearer(sentence.stems | under, law) for o in others):
                continue
            ours = [q for q in law.figures if q.unit == unit]
            lower = [
                q
                for q in theirs
                if not any(f.unit == unit and _number(f) <= _number(q) for f in law.floors)
            ]
            if differing := _differing(ours, lower):
                yield Contradiction(law.finding, passage, *differing)


def _differing(ours: list[Quantity], theirs: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Choose two quantities of one unit that cannot both hold; None where the texts may agree.

    One figure in common is enough to agree, but for shares: half pay follows 90 % or full pay.
    """
    law, town = {q.value for q in ours}, {q.value for q in theirs}
    if law & town and not (ours and ours[0].unit == "%"):
        return None
    of_the_law = [q for q in ours if q.value not in town]
    of_the_town = [q for q in theirs if q.value not in law]
    return (of_the_law[0], of_the_town[0]) if of_the_law and of_the_town else None


def _comparable(sentence: Sentence) -> list[Quantity]:
    """List what can be compared; full and half (pay, most often) in hundredths, as rules do."""
    found = [
        replace(q, value=_SHARES[q.value], unit="%")
        if q.unit == "part" and q.value in _SHARES
        else q
        for clause in sentence.clauses
        for q in clause.quantities
    ]
    return [q for q in found if q.unit in _COMPARED]


def _number(quantity: Quantity) -> float:
    """Read a number as one; what is none stands neither above nor below another."""
    plain = quantity.value.replace(",", ".", 1)
    return float(plain) if plain.replace(".", "", 1).isdecimal() else math.nan


def _written(quantity: Quantity) -> str:
    plural = quantity.unit in {"jour", "an", "semaine", "heure", "euro"}
    return f"{quantity.value} {quantity.unit}{'s' if plural and quantity.value != '1' else ''}"
