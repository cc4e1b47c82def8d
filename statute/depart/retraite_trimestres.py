"""Quarters of insurance a full pension takes, by generation."""

from dataclasses import replace
from datetime import date

from statute.depart.retraite import (
    SUSPENSION,
    TRIMESTRES,
    TRIMESTRES_ACTIFS,
    births,
    change_in,
    is_too_early,
    lines,
    pension_day,
    person,
    too_early,
)
from statute.facts import NON, OUI
from statute.outcome import Count, Outcome, Text, Verdict


def _quarters(table: str, pension: date, birth: tuple[date | None, int | None]) -> Outcome:
    """Answer from a table: for a birth, for a year in which it changes, or the whole of it."""
    found = lines(table, pension, births(*birth))
    if not found:
        return Outcome(words="bareme")
    if found == (None,):
        return Outcome(Verdict.A_VERIFIER, words="avant_la_table")
    if None in found:
        return Outcome(missing=("date_de_naissance",))
    counts = tuple(Count(count or 0, "trimestre") for count in found)
    if len(counts) == 1 or birth[1] is None:
        return Outcome(words="duree", values=counts, named=person(*birth))
    named = {**person(*birth), "changement": change_in(table, pension, birth[1])}
    return Outcome(words="annee", values=counts, named=named)


def trimestres_avant_la_suspension(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
    date_d_effet_de_la_pension: date | None = None,
) -> Outcome | None:
    """Ask 169 quarters for a full pension, then one more a generation, 172 for those of 1965."""
    birth, effet = (date_de_naissance, annee_de_naissance), date_d_effet_de_la_pension
    if effet is not None:
        return trimestres(jour, *birth, categorie_active, effet)
    if categorie_active == OUI:
        return None
    outcome = _quarters(TRIMESTRES, jour, birth)
    return replace(outcome, named={"calendrier": Text("avant"), **outcome.named})


def trimestres(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
    date_d_effet_de_la_pension: date | None = None,
) -> Outcome | None:
    """Ask 170 quarters for a full pension until March 1965, then 171, and 172 from 1966."""
    if categorie_active == OUI:
        return None
    effet, birth = date_d_effet_de_la_pension, (date_de_naissance, annee_de_naissance)
    if is_too_early(effet, births(*birth)):
        at_last = trimestres(jour, *birth, categorie_active, SUSPENSION)
        return too_early(at_last, effet, birth)
    pension, named = pension_day(jour, effet)
    outcome = _quarters(TRIMESTRES, pension, birth)
    return replace(outcome, named={**named, **outcome.named})


def trimestres_en_categorie_active(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
    date_d_effet_de_la_pension: date | None = None,
) -> Outcome | None:
    """Ask 169 quarters for a full pension in an active job, and 172 of those born from 1971."""
    if categorie_active == NON:
        return None
    if date_d_effet_de_la_pension is not None and date_d_effet_de_la_pension < SUSPENSION:
        return Outcome(Verdict.A_VERIFIER, words="avant_la_table")
    birth = (date_de_naissance, annee_de_naissance)
    return _quarters(TRIMESTRES_ACTIFS, max(jour, SUSPENSION), birth)
