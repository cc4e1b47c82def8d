"""What the machine understood of a case, fact by fact, as an officer reads and corrects it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.attachment import ReadIn
from cases.correction import CATEGORY, Correction, standing
from cases.model import Case, Draft
from statute.facts import FACTS, JOUR_DES_FAITS, Fact

NOWHERE = ReadIn()


@dataclass(frozen=True, slots=True)
class Field:
    """What an officer may type: `value` as it stands, `typed` as it came back, why it is wrong."""

    about: str
    value: str
    typed: str
    wrong: str

    @property
    def open(self) -> bool:
        """Whether it holds something that is not kept yet."""
        return bool(self.wrong) or self.typed != self.value


@dataclass(frozen=True, slots=True)
class Row:
    """One thing understood: `shown` is empty where nothing is said, `fact` where none is known."""

    about: str
    shown: str
    read: ReadIn
    correction: Correction | None
    fact: Fact | None
    field: Field


@dataclass(frozen=True, slots=True)
class Understood:
    """The category, the day of the facts, what the rules used or lack, then every other fact."""

    category: Row
    day: Row
    facts: Sequence[Row]
    others: Sequence[Row]

    @property
    def correcting(self) -> bool:
        """Whether something typed is not kept yet."""
        return any(row.field.open for row in (self.category, self.day, *self.facts, *self.others))


def understood_in(case: Case, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Understood:
    """Put together what was understood, and what an officer typed and is not kept yet."""
    corrected = standing(case.corrections)
    read = _read_in(case.draft) if case.draft else {}

    def row(about: str) -> Row:
        said, place = read.get(about, ("", NOWHERE))
        correction = corrected.get(about)
        value = correction.value if correction else place.value
        known = FACTS.get(about)
        field = Field(
            about,
            typeable(about, value),
            typed.get(about, typeable(about, value)),
            wrong.get(about, ""),
        )
        # A draft that is being written again does not know yet of what was just corrected.
        shown = _shown(known, value) if correction or not said else said
        return Row(about, shown, place, correction, known, field)

    found = case.classification.category if case.classification else ""
    read[CATEGORY] = (found, ReadIn(value=found))
    told = dict.fromkeys((*_named(case.draft), *corrected))
    facts = [about for about in told if about not in {CATEGORY, JOUR_DES_FAITS}]
    others = sorted(FACTS.keys() - told.keys() - {JOUR_DES_FAITS}, key=lambda a: FACTS[a].label)
    return Understood(row(CATEGORY), row(JOUR_DES_FAITS), [*map(row, facts)], [*map(row, others)])


def typeable(about: str, value: str) -> str:
    """Write a value as an officer types it: a decimal comma; a day stays as its field wants it."""
    fact = FACTS.get(about)
    return value.replace(".", ",") if fact and fact.kind is Decimal else value


def said_of(about: str, value: str, categories: Mapping[str, str]) -> str:
    """Write a value in French; empty for nothing said."""
    if about == CATEGORY:
        return categories.get(value, value)
    return _shown(FACTS.get(about), value)


def _named(draft: Draft | None) -> Iterator[str]:
    """Name each fact that the applied rules used or lack."""
    if draft is None:
        return
    for finding in draft.findings:
        yield from finding.facts
    for finding in draft.findings:
        yield from finding.missing
    yield from draft.missing_facts


def _read_in(draft: Draft) -> dict[str, tuple[str, ReadIn]]:
    """Give what each fact was said to be, in French, and where it was read."""
    told = {
        about: (said, finding.read_in.get(about, NOWHERE))
        for finding in draft.findings
        for about, said in finding.facts.items()
    }
    if draft.on_read_in:
        told[JOUR_DES_FAITS] = ("", draft.on_read_in)
    return told


def _shown(fact: Fact | None, value: str) -> str:
    read = fact.parse(value) if fact and value else None
    return value if fact is None or read is None else fact.shown(read)


def kind_of(fact: Fact) -> str:
    """Name the kind of field that a fact asks for: choice, day, whole or decimal number."""
    if fact.choices:
        return "choice"
    if fact.kind is date:
        return "day"
    return "whole" if fact.kind is int else "decimal"
