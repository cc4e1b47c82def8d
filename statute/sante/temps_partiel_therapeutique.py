"""Temps partiel thérapeutique (TPT): quota, duration."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after, months_within
from statute.facts import Period
from statute.outcome import Age, Count, Outcome, Step, Text, Value, Verdict

_ONE = timedelta(days=1)


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"temps_partiel_therapeutique.{name}", jour))


def quotites(jour: date, quotite: int | None = None) -> Outcome:
    """Fifty, sixty, seventy, eighty or ninety per cent, never less than half time."""
    step = _amount("pas_de_quotite", jour)
    possible = range(_amount("quotite_minimale", jour), _amount("quotite_maximale", jour) + 1, step)
    named: dict[str, Value] = {f"quotite_{n}": q for n, q in enumerate(possible, 1)}
    named["liste"] = Text("liste")
    if quotite is None:
        return Outcome(words="en_general", named=named)
    named["quotite"] = quotite
    if quotite in possible:
        return Outcome(Verdict.OUI, "possible", named=named)
    return Outcome(Verdict.NON, "impossible", named=named)


def duree(  # noqa: PLR0913, PLR0917  # what was taken is told in several ways
    jour: date,
    aujourd_hui: date,
    debut_du_temps_therapeutique: date | None = None,
    temps_therapeutiques: tuple[Period, ...] | None = None,
    mois_de_temps_therapeutique: int | None = None,
    fin_du_temps_therapeutique: date | None = None,
    autorisation_du_temps_therapeutique: date | None = None,  # noqa: ARG001  # chooses the version
) -> Outcome:
    """Give a year in all, in one or several times, and a new right a year after its end."""
    total, wait = _amount("mois_au_total", jour), _amount("mois_d_attente", jour)
    named: dict[str, Value] = {"total": total // 12, "attente": wait // 12}
    start = debut_du_temps_therapeutique
    running = max((one.last for one in temps_therapeutiques or () if one.last), default=None)
    if start is None and running is not None and running >= aujourd_hui:
        # What is asked of a part time that still runs is what may follow it at once.
        start = running + _ONE
    if start is None:
        ended = fin_du_temps_therapeutique
        taken = mois_de_temps_therapeutique
        if temps_therapeutiques:
            taken, days, ended = _used(list(temps_therapeutiques), aujourd_hui)
            taken += days > 0 and taken + 1 == total
        return _not_begun(named, taken, ended, total, wait)
    earlier = [one for one in temps_therapeutiques or () if one.first < start]
    months, days, last = _used(earlier, start)
    named |= {"debut": start}
    if not earlier and mois_de_temps_therapeutique and mois_de_temps_therapeutique < total:
        # Of an authorisation that runs, what was done is counted already.
        months = mois_de_temps_therapeutique if start > aujourd_hui else 0
    if months >= total:
        again = months_after(last + _ONE, wait)
        if start < again:
            return Outcome(Verdict.NON, "epuise", (again,), named)
        months, days, earlier = 0, 0, []
    end = last_day_of_months(start, total - months) - days * _ONE
    again = months_after(end + _ONE, wait)
    # No text says whether a right left unfinished for more than a year is whole again.
    named |= {"reste": Age(total - months), "deja": Text("deja" if months or days else "")}
    named |= {"pris": Age(months)}
    doubtful = days > 0 or (earlier != [] and months_after(last + _ONE, wait) <= start)
    return Outcome(
        Verdict.A_VERIFIER if doubtful else None,
        words="environ" if doubtful else "date",
        values=(end, again),
        named=named,
        steps=(
            Step("reste", Count(total - months, "mois")),
            Step("fin", end),
            Step("nouveau", again),
        ),
    )


def _not_begun(
    named: dict[str, Value], taken: int | None, ended: date | None, total: int, wait: int
) -> Outcome:
    """Say what is left of the year, or when a new right opens, where no part time begins."""
    if taken is None and ended is None:
        return Outcome(words="en_general", named=named)
    if taken is not None and taken < total:
        left = Age(total - taken)
        named["pris"] = Age(taken)
        return Outcome(Verdict.OUI, "reste", (left,), named, (Step("reste", left),))
    if ended is None:
        return Outcome(Verdict.NON, "epuise_sans_date", named=named)
    again = months_after(ended + _ONE, wait)
    named["fin"] = ended
    return Outcome(words="nouveau", values=(again,), named=named, steps=(Step("nouveau", again),))


def _used(earlier: list[Period], start: date) -> tuple[int, int, date]:
    """Add whole months and days of earlier periods, and find the last day of all."""
    lengths = [
        months_within(one.first, min(one.last or start - _ONE, start - _ONE)) for one in earlier
    ]
    last = max((min(one.last or start - _ONE, start - _ONE) for one in earlier), default=start)
    return sum(m for m, _ in lengths), sum(d for _, d in lengths), last
