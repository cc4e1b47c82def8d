"""Avancement: the day of the next step, and until when a list of promotion interne holds."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, last_day_of_months, months_after
from statute.facts import Period
from statute.outcome import Count, KindOfDay, Outcome, Step, Text, Value

MOIS_D_UN_AN = 12
_ONE = timedelta(days=1)


def echelon(
    date_du_dernier_echelon: date | None = None,
    duree_de_l_echelon: int | None = None,
    jours_sans_avancement: int | None = None,
) -> Outcome:
    """Give the day of the next step: the duration of the grid, then the days that do not count."""
    if date_du_dernier_echelon is None:
        return Outcome(words="en_general")
    if duree_de_l_echelon is None:
        return Outcome(missing=("duree_de_l_echelon",))
    deducted = jours_sans_avancement or 0
    next_one = CalendarDays(deducted).after(
        months_after(date_du_dernier_echelon, duree_de_l_echelon)
    )
    duree = Count(duree_de_l_echelon, "mois")
    steps = [Step("atteint", date_du_dernier_echelon), Step("duree", duree)]
    if deducted:
        steps.append(Step("deduits", Count.days(deducted, KindOfDay.CALENDAIRE)))
    named: dict[str, Value] = {
        "atteint": date_du_dernier_echelon,
        "duree": duree,
        "jours": Count(deducted, "jour"),
        "deduits": Text("deduits" if deducted else ""),
    }
    return Outcome(words="date", values=(next_one,), named=named,
                   steps=(*steps, Step("suivant", next_one)))  # fmt: skip


def liste_d_aptitude(
    jour: date,
    aujourd_hui: date,
    date_de_la_liste_d_aptitude: date | None = None,
    suspensions_de_la_liste: tuple[Period, ...] | None = None,
) -> Outcome:
    """Keep a name on a national list two years, then a third and a fourth on request (L325-39).

    Leave and mandates suspend the four years; the two days before which to write are not moved.
    """
    if date_de_la_liste_d_aptitude is None:
        return Outcome(words="en_general")
    inscrit = date_de_la_liste_d_aptitude
    first, most = (
        int(AMOUNTS.on(f"avancement.{name}", jour))
        for name in ("duree_de_la_liste", "duree_maximale_de_la_liste")
    )
    second, third, last = (
        last_day_of_months(inscrit, years * MOIS_D_UN_AN) for years in (first, most - 1, most)
    )
    last, suspended = _put_off(inscrit, last, suspensions_de_la_liste or (), aujourd_hui)
    steps = [Step("inscrit", inscrit), Step("deux_ans", second), Step("trois_ans", third)]
    if suspended:
        steps.append(Step("suspendus", Count.days(suspended, KindOfDay.CALENDAIRE)))
    return Outcome(words="finie" if aujourd_hui > last else "dates", values=(second, third, last),
                   steps=(*steps, Step("quatre_ans", last)))  # fmt: skip


def _put_off(
    inscrit: date, last: date, suspensions: tuple[Period, ...], today: date
) -> tuple[date, int]:
    """Put the last day off by every day of suspension that falls before it; count them."""
    end, suspended = last, 0
    for one in sorted(suspensions, key=lambda period: period.first):
        first, until = max(one.first, inscrit), one.last or max(today, one.first)
        if first <= min(until, end):
            suspended += (until - first).days + 1
            end = CalendarDays(suspended).after(last)
    return end, suspended
