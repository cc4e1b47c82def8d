"""What the machine understood of a case, fact by fact, as an officer reads and corrects it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.model import CATEGORY, Case, Correction, FactSource, current_corrections
from statute.facts import FACTS, JOUR_DES_FAITS, Fact

NOWHERE = FactSource()


@dataclass(frozen=True, slots=True)
class InputField:
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
class UnderstoodRow:
    """One thing understood: `shown` is empty where nothing is said, `fact` where none is known."""

    about: str
    shown: str
    read: FactSource
    correction: Correction | None
    fact: Fact | None
    field: InputField


@dataclass(frozen=True, slots=True)
class Understood:
    """The category, the day of the facts, what the rules used or lack, then every other fact."""

    category: UnderstoodRow
    day: UnderstoodRow
    facts: Sequence[UnderstoodRow]
    others: Sequence[UnderstoodRow]

    @property
    def correcting(self) -> bool:
        """Whether something typed is not kept yet."""
        return any(row.field.open for row in (self.category, self.day, *self.facts, *self.others))


def understand(case: Case, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Understood:
    """Put together what was understood, and what an officer typed and is not kept yet."""
    corrected = current_corrections(case.corrections)
    findings = case.draft.findings if case.draft else ()
    # What each fact was said to be, in French, and where it was read.
    read = {
        about: (said, finding.read_in.get(about, NOWHERE))
        for finding in findings
        for about, said in finding.facts.items()
    }
    if case.draft and case.draft.on_read_in:
        read[JOUR_DES_FAITS] = ("", case.draft.on_read_in)
    category = case.classification.category if case.classification else ""
    read[CATEGORY] = (category, FactSource(value=category))

    def row(about: str) -> UnderstoodRow:
        said, place = read.get(about, ("", NOWHERE))
        correction = corrected.get(about)
        value = correction.value if correction else place.value
        fact = FACTS.get(about)
        field = InputField(
            about,
            typeable(about, value),
            typed.get(about, typeable(about, value)),
            wrong.get(about, ""),
        )
        # A draft that is being written again does not know yet of what was just corrected.
        shown = _in_french(fact, value) if correction or not said else said
        return UnderstoodRow(about, shown, place, correction, fact, field)

    used = [about for finding in findings for about in finding.facts]
    missing = [about for finding in findings for about in finding.missing]
    missing += case.draft.missing_facts if case.draft else ()
    named = dict.fromkeys((*used, *missing, *corrected))
    facts = [about for about in named if about not in {CATEGORY, JOUR_DES_FAITS}]
    others = sorted(FACTS.keys() - named.keys() - {JOUR_DES_FAITS}, key=lambda a: FACTS[a].label)
    return Understood(row(CATEGORY), row(JOUR_DES_FAITS), [*map(row, facts)], [*map(row, others)])


def typeable(about: str, value: str) -> str:
    """Write a value as an officer types it: a decimal comma; a day stays as its field wants it."""
    fact = FACTS.get(about)
    return value.replace(".", ",") if fact and fact.kind is Decimal else value


def format_fact(about: str, value: str, categories: Mapping[str, str]) -> str:
    """Write a value in French; empty for nothing said."""
    if about == CATEGORY:
        return categories.get(value, value)
    return _in_french(FACTS.get(about), value)


def input_kind(fact: Fact) -> str:
    """Name the kind of field that a fact asks for: choice, day, periods, whole or decimal."""
    if fact.choices:
        return "choice"
    if fact.kind is tuple:
        return "periods"
    if fact.kind is date:
        return "day"
    return "whole" if fact.kind is int else "decimal"


def periods_example(fact: Fact) -> str:
    """Show how periods of a fact are typed, one after the other."""
    examples = {date: "2026-01-05", int: "3", Decimal: "4.5", str: "..."}
    details = "".join(f" {name}={examples[kind]}" for name, kind in fact.details.items())
    return f"2026-01-05..2026-03-31{details} ; 2026-04-01..{details}"


def _in_french(fact: Fact | None, value: str) -> str:
    read = fact.parse(value) if fact and value else None
    return value if fact is None or read is None else fact.shown(read)
