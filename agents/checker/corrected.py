"""What an officer corrected stands over what was read, in the ticket or in its files."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from agents.checker.state import CheckState, Corrected, FactRead
from agents.checker.words import by_a_person
from cases.correction import Correction
from statute.facts import FACTS, JOUR_DES_FAITS

NOTHING_CORRECTED: Corrected = MappingProxyType({})

BIRTH, BIRTH_YEAR = "date_de_naissance", "annee_de_naissance"
"""Read from the same words: one that is corrected takes the other along."""


def with_corrections(facts: Iterable[FactRead], corrected: Corrected) -> tuple[FactRead, ...]:
    """Put corrected facts in place of those read; one that is "not said" is no fact at all."""
    read = (_fact_of(one) for one in corrected.values() if one.about != JOUR_DES_FAITS)
    told = [fact for fact in read if fact]
    if BIRTH in corrected and BIRTH_YEAR not in corrected:
        told += [_year_of(fact) for fact in told if fact.fact == BIRTH]
    instead = {*corrected, *(fact.fact for fact in told)}
    if BIRTH_YEAR in corrected or BIRTH in corrected:
        instead |= {BIRTH, BIRTH_YEAR}
    return (*(fact for fact in facts if fact.fact not in instead), *told)


def as_corrected(text: str, facts: Iterable[FactRead], corrected: Corrected) -> str:
    """Give the text in which rules are sought: it says what was corrected, as the writer might.

    Only words that name a kind of person or matter weigh there; a number or a day does not.
    """
    words = {fact.fact: fact.words for fact in facts if not fact.attachment}
    for about, correction in corrected.items():
        if about not in FACTS or not FACTS[about].choices or not correction.value:
            continue
        if said := words.get(about):
            text = text.replace(said, correction.value)
        else:
            text = f"{text}\n{FACTS[about].label} : {correction.value}."
    return text


def corrected_day(corrected: Corrected, received: date) -> CheckState | None:
    """Give the day an officer named, or that of the ticket where she says that none is."""
    correction = corrected.get(JOUR_DES_FAITS)
    if correction is None:
        return None
    day = FACTS[JOUR_DES_FAITS].parse(correction.value) if correction.value else received
    if not isinstance(day, date):
        return None
    return {"days": (day,), "on_read_in": by_a_person(correction, correction.value)}


def _year_of(birth: FactRead) -> FactRead:
    return replace(birth, fact=BIRTH_YEAR, value=int(str(birth.value)[:4]))


def _fact_of(correction: Correction) -> FactRead | None:
    """Read a correction as it was read when it was made; None when nothing is said."""
    fact = FACTS.get(correction.about)
    value = fact.parse(correction.value) if fact and correction.value else None
    return None if value is None else FactRead(correction.about, value, "", correction=correction)
