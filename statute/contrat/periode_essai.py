"""Trial period of contractuels: how long, and how it is broken off."""

from datetime import date
from math import ceil

from statute.amounts import AMOUNTS
from statute.contrat.services import Length, bounds_of
from statute.days import last_day_of_months
from statute.facts import CDI, OUI, Period
from statute.outcome import Count, KindOfDay, Outcome, Step, Text, Value, Verdict

WEEKS_IN_A_YEAR = 52
DAYS_IN_A_WEEK = 7
MONTHS_IN_A_YEAR = 12
WORKING_DAYS_IN_A_WEEK = 5


def essai_avant_le_code(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    duree_du_contrat: int | None = None,
    type_de_contrat: str | None = None,
    debut_du_contrat: date | None = None,
    date_de_fin: date | None = None,
    meme_emploi_avant: str | None = None,
) -> Outcome:
    """One working day per week of contract, within limits that grow with its length."""
    length = _length(duree_du_contrat, debut_du_contrat, date_de_fin)
    return _essai(jour, length, type_de_contrat, debut_du_contrat, meme_emploi_avant)


def essai(  # noqa: PLR0913, PLR0917  # same
    jour: date,
    duree_du_contrat: int | None = None,
    type_de_contrat: str | None = None,
    debut_du_contrat: date | None = None,
    date_de_fin: date | None = None,
    meme_emploi_avant: str | None = None,
    contrats: tuple[Period, ...] | None = None,
) -> Outcome:
    """As before, but the code has no line for a contract of exactly two years."""
    if duree_du_contrat is None and len(contrats or ()) == 1:
        debut_du_contrat, date_de_fin = bounds_of(contrats, debut_du_contrat, date_de_fin)
    length = _length(duree_du_contrat, debut_du_contrat, date_de_fin)
    two_years = Length(_threshold(3, jour))
    if length and length[0] == two_years and type_de_contrat != CDI and meme_emploi_avant != OUI:
        named = {"plafond_3": _cap(3, jour), "plafond_4": _cap(4, jour), **_thresholds(jour)}
        return Outcome(Verdict.A_VERIFIER, "deux_ans_pile", named=named)
    return _essai(jour, length, type_de_contrat, debut_du_contrat, meme_emploi_avant)


def _length(months: int | None, debut: date | None, fin: date | None) -> tuple[Length, int] | None:
    """Measure the contract, and its weeks: begun ones count when its days are known."""
    if debut is not None and fin is not None and debut <= fin:
        return Length.between(debut, fin), ceil(((fin - debut).days + 1) / DAYS_IN_A_WEEK)
    if months is None:
        return None
    return Length(months), months * WEEKS_IN_A_YEAR // MONTHS_IN_A_YEAR


def _essai(
    jour: date,
    length: tuple[Length, int] | None,
    kind: str | None,
    debut: date | None,
    same_job: str | None,
) -> Outcome:
    if same_job == OUI:
        return Outcome(Verdict.NON, "meme_emploi")
    named: dict[str, Value] = {"suite": Text("suite"), "jusqu_au": Text("")}
    if kind == CDI:
        cap = Count(AMOUNTS.on("periode_essai.plafond_cdi_mois", jour), "mois")
        return _until("cdi", cap, debut, named, ())
    if length is None:
        caps = {f"plafond_{level}": _cap(level, jour) for level in (1, 2, 3, 4)}
        return Outcome(words="en_general", named={**named, **caps, **_thresholds(jour)})
    measured, weeks = length
    named["duree"] = measured.as_value
    steps = (Step("semaines", Count(weeks, "semaine")),)
    days = weeks * int(AMOUNTS.on("periode_essai.jours_par_semaine", jour))
    three_weeks = int(AMOUNTS.on("periode_essai.plafond_1_semaines", jour))
    if days < three_weeks * WORKING_DAYS_IN_A_WEEK:
        worked = Count.days(days, KindOfDay.OUVRE)
        named["semaines"] = Count(weeks, "semaine")
        return Outcome(words="en_jours", values=(worked,), named=named, steps=steps)
    shorter = (level for level in (1, 2, 3) if measured.months < _threshold(level, jour))
    return _until("plafonnee", _cap(next(shorter, 4), jour), debut, named, steps)


def _until(
    words: str, cap: Count, debut: date | None, named: dict[str, Value], steps: tuple[Step, ...]
) -> Outcome:
    """Answer by a cap; in months, its last day is known with the first one."""
    steps = (*steps, Step("plafond", cap))
    if debut is None or cap.noun != "mois":
        return Outcome(words=words, values=(cap,), named=named, steps=steps)
    last = last_day_of_months(debut, int(cap.number))
    named = {**named, "jusqu_au": Text("jusqu_au"), "dernier": last}
    steps = (*steps, Step("dernier", last))
    return Outcome(words=words, values=(cap,), named=named, steps=steps)


def _thresholds(jour: date) -> dict[str, Value]:
    return {
        "palier_1": Count(_threshold(1, jour), "mois"),
        "palier_2": Count(_threshold(2, jour) // MONTHS_IN_A_YEAR, "an"),
        "palier_3": Count(_threshold(3, jour) // MONTHS_IN_A_YEAR, "an"),
    }


def _threshold(level: int, jour: date) -> int:
    return int(AMOUNTS.on(f"periode_essai.palier_{level}_mois", jour))


def _cap(level: int, jour: date) -> Count:
    if level == 1:
        return Count(AMOUNTS.on("periode_essai.plafond_1_semaines", jour), "semaine")
    return Count(AMOUNTS.on(f"periode_essai.plafond_{level}_mois", jour), "mois")
