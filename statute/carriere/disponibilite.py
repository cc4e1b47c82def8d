"""Disponibilité: for personal reasons (periods and career), of right to raise a child."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after, months_within
from statute.facts import Period
from statute.outcome import Count, Outcome, Step, Value, Verdict

MOIS_D_UNE_ANNEE = 12
JOURS_D_UN_MOIS = 30
DECRET_DE_2019 = date(2019, 3, 29)
"""Periods that began before do not count in the five years (décret 2019-234, art. 17)."""
DECRET_DE_2025 = date(2025, 12, 7)
"""Periods that begin from this day need no return before them (décret 2025-1169)."""
_ONE = timedelta(days=1)
SUIVRE_SON_CONJOINT = "suivre son conjoint"
AUTRES_MOTIFS = ("santé", "autre motif")
"""Grounds of a disponibilité that is not asked for of right."""


def _months(name: str, jour: date) -> int:
    return MOIS_D_UNE_ANNEE * int(AMOUNTS.on(f"disponibilite.{name}", jour))


def convenances(
    jour: date,
    debut_de_la_disponibilite: date | None = None,
    disponibilites: tuple[Period, ...] | None = None,
) -> Outcome:
    """Give five years at a time and ten over the career, whatever was taken just before.

    One reader (cdg22) asks the return of eighteen months of whoever had used five years up before
    the decree: an officer must look.
    """
    if not disponibilites:
        return _without_past(jour, debut_de_la_disponibilite)
    start, taken = _before(debut_de_la_disponibilite or jour, disponibilites)
    used = _used([one for one in taken if one.first >= DECRET_DE_2019])
    left = _left_of_career(jour, taken)
    outcome = _granted(jour, start, min((_months("convenances_personnelles", jour), 0), left))
    ended = bool(taken) and (taken[-1].last or start) < DECRET_DE_2025
    if ended and used >= (_months("convenances_personnelles", jour), 0) and outcome.values:
        return Outcome(Verdict.A_VERIFIER, "transition", outcome.values, outcome.named)
    return outcome


def convenances_avec_retour(
    jour: date,
    debut_de_la_disponibilite: date | None = None,
    disponibilites: tuple[Period, ...] | None = None,
) -> Outcome:
    """Give five years in all, then eighteen months back, up to ten years over the career."""
    if not disponibilites:
        return _without_past(jour, debut_de_la_disponibilite)
    start, taken = _before(debut_de_la_disponibilite or jour, disponibilites)
    since = [one for one in taken if one.first >= DECRET_DE_2019]
    whole = _months("convenances_personnelles", jour)
    left = _left_of_career(jour, taken)
    if not since:
        return _granted(jour, start, min((whole, 0), left))
    last = since[-1].last or start - _ONE
    back = int(AMOUNTS.on("disponibilite.retour_avant_renouvellement", jour))
    again = months_after(last + _ONE, back)
    if start >= again:
        return _granted(jour, start, min((whole, 0), left))
    of_period = _less((whole, 0), _used(since))
    if of_period <= (0, 0):
        named: dict[str, Value] = {"debut": start, "fin": last}
        return Outcome(Verdict.NON, "retour_exige", (again,), named)
    return _granted(jour, start, min(of_period, left))


def _without_past(jour: date, start: date | None) -> Outcome:
    if start is None:
        return Outcome(words="en_general")
    return _granted(jour, start, (_months("convenances_personnelles", jour), 0))


def _before(start: date, periods: tuple[Period, ...]) -> tuple[date, list[Period]]:
    """Put in order the periods before a day, each cut there; the day is pushed past their end."""
    ordered = sorted((one for one in periods if one.first < start), key=lambda one: one.first)
    if ordered and ordered[-1].last is not None:
        start = max(start, ordered[-1].last + _ONE)
    return start, [Period(one.first, one.last or start - _ONE) for one in ordered]


def _used(periods: list[Period]) -> tuple[int, int]:
    """Add periods: whole months and days, thirty of which make a month."""
    lengths = [months_within(one.first, one.last or one.first) for one in periods]
    more, days = divmod(sum(days for _, days in lengths), JOURS_D_UN_MOIS)
    return sum(months for months, _ in lengths) + more, days


def _less(whole: tuple[int, int], used: tuple[int, int]) -> tuple[int, int]:
    days = (whole[0] - used[0]) * JOURS_D_UN_MOIS + whole[1] - used[1]
    return divmod(days, JOURS_D_UN_MOIS)


def _left_of_career(jour: date, taken: list[Period]) -> tuple[int, int]:
    return _less((_months("convenances_sur_la_carriere", jour), 0), _used(taken))


def _granted(jour: date, start: date, length: tuple[int, int]) -> Outcome:
    """Say until when a period may last, given the months and days that are left."""
    if length <= (0, 0):
        return Outcome(Verdict.NON, "epuisee", named={"debut": start})
    months, days = length
    end = last_day_of_months(start, months) + days * _ONE
    whole = Count(_months("convenances_sur_la_carriere", jour) // MOIS_D_UNE_ANNEE, "an")
    named: dict[str, Value] = {"debut": start, "carriere": whole}
    steps = (Step("reste", Count(months, "mois")), Step("fin", end))
    return Outcome(Verdict.CELA_DEPEND, "date", (end,), named, steps)


def de_droit(
    jour: date,
    age_de_l_enfant: int | None = None,
    naissance_de_l_enfant: date | None = None,
    debut_de_la_disponibilite: date | None = None,
    motif_de_la_disponibilite: str | None = None,
) -> Outcome | None:
    """Of right to raise a child under an age, to give care, to follow a spouse.

    The age is that of the child on the first day asked for, else on the day of the facts.
    """
    if motif_de_la_disponibilite in AUTRES_MOTIFS:
        return None
    if motif_de_la_disponibilite == SUIVRE_SON_CONJOINT:
        years = Count(_months("duree_de_droit", jour) // MOIS_D_UNE_ANNEE, "an")
        return Outcome(Verdict.OUI, "en_general", (years,))
    return _for_a_child(jour, age_de_l_enfant, naissance_de_l_enfant, debut_de_la_disponibilite)


def _for_a_child(
    jour: date,
    age_de_l_enfant: int | None,
    naissance_de_l_enfant: date | None,
    debut_de_la_disponibilite: date | None,
) -> Outcome:
    limit = _months("age_de_l_enfant", jour)
    if naissance_de_l_enfant is not None:
        birthday = months_after(naissance_de_l_enfant, limit)
        start = debut_de_la_disponibilite
        if (start or jour) >= birthday:
            return Outcome(Verdict.NON, "trop_age")
        named: dict[str, Value] = {"anniversaire": birthday}
        if start is None:
            return Outcome(Verdict.OUI, "enfant", (birthday - _ONE,), named)
        longest = last_day_of_months(start, _months("duree_de_droit", jour))
        end = min(longest, birthday - _ONE)
        words = "enfant_date" if longest < birthday - _ONE else "enfant_jusqu_a_l_age"
        named["debut"] = start
        return Outcome(Verdict.OUI, words, (end,), named, (Step("fin", end),))
    if age_de_l_enfant is None:
        return Outcome(words="en_general")
    young = age_de_l_enfant < limit
    return Outcome(Verdict.OUI, "en_general") if young else Outcome(Verdict.NON, "trop_age")
