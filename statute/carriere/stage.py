"""Probation (stage): its end and the titularisation, by part-time, paid and unpaid leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, last_day_of_months
from statute.facts import Period
from statute.outcome import Count, KindOfDay, Outcome, Step, Text, Value, Verdict

JOURS_D_UN_AN = 365
CODE_DU_STAGE = date(2025, 10, 1)
"""From this day the code rules probations; what it does to those under way was not read."""
TEMPS_PLEIN = 100
"""Part-time is told in hundredths of full time."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Leave:
    """Calendar days off during a probation, annual leave left out.

    `paid` and `child` (birth, adoption) share the days that change nothing; `unpaid` days all
    lengthen it.
    """

    paid: int = 0
    child: int = 0
    unpaid: int = 0

    def beyond(self, spared: int) -> int:
        """Count the days that lengthen the probation (R327-59)."""
        return max(0, self.paid + self.child - spared) + self.unpaid

    def delaying(self, spared: int) -> int:
        """Count those that also delay the titularisation: not those for a child (R327-70)."""
        return max(0, self.paid - spared) + self.unpaid

    def is_mixed(self, spared: int) -> bool:
        """Tell whether sick days and a child's share the spared days in an order nobody wrote."""
        return bool(self.paid and self.child) and self.paid + self.child > spared


@dataclass(frozen=True, slots=True)
class _Course:
    """A probation counted: its last day, the day of titularisation, the latest it could be."""

    end: date
    titularisation: date
    latest: date
    steps: tuple[Step, ...]

    @property
    def is_sure(self) -> bool:
        return self.latest == self.titularisation


def _share(period: Period) -> Fraction | None:
    """Read the share of full time of a period, when it tells a possible one."""
    quotite = period.details.get("quotite")
    if not isinstance(quotite, Decimal) or not 0 < quotite < TEMPS_PLEIN:
        return None
    return Fraction(quotite) / TEMPS_PLEIN


def _served(debut: date, months: int, part_time: tuple[Period, ...]) -> tuple[date, bool]:
    """Find the last day of a probation served in part at part-time (R327-55), and if it is exact.

    A day at part-time counts for its share; all of it at one share takes months / share. It is not
    exact where it ends within a day.
    """
    normal = last_day_of_months(debut, months)
    shares = [(one.first, one.last or date.max, _share(one) or Fraction(1)) for one in part_time]
    if len(shares) == 1:
        first, last, share = shares[0]
        longer = Fraction(months) / share
        if first <= debut and longer.denominator == 1:
            end = last_day_of_months(debut, int(longer))
            if end <= last:
                return end, True
    asked, served, day = Fraction((normal - debut).days + 1), Fraction(0), debut
    while True:
        served += next((share for first, last, share in shares if first <= day <= last), 1)
        if served >= asked:
            return day, served == asked
        day += _ONE


def _course(jour: date, debut: date, leave: _Leave, part_time: tuple[Period, ...]) -> _Course:
    """Count a probation: its normal end, part-time, then the days of leave beyond the tenth."""
    months = int(AMOUNTS.on("stage.duree_mois", jour))
    spared = int(AMOUNTS.on("stage.conges_d_un_an_jours", jour))
    normal = last_day_of_months(debut, months)
    served, exact = _served(debut, months, part_time)
    beyond, delaying = leave.beyond(spared), leave.delaying(spared)
    end = CalendarDays(beyond).after(served)
    titularisation = CalendarDays(delaying).after(served) + _ONE
    latest = titularisation
    if not exact:
        latest += _ONE
    if leave.is_mixed(spared):
        latest = CalendarDays(min(beyond, leave.paid + leave.unpaid)).after(served) + _ONE
    if beyond and served > normal:
        # One official sheet alone turns days of leave into days at part-time (× 100 / quotité).
        slowest = min(_share(one) or Fraction(1) for one in part_time)
        latest = max(latest, CalendarDays(ceil(beyond / slowest)).after(served) + _ONE)
    steps = [Step("debut", debut), Step("fin_normale", normal)]
    if served != normal:
        steps.append(Step("temps_partiel", served))
    if beyond:
        steps += [Step("au_dela", Count.days(beyond, KindOfDay.CALENDAIRE)), Step("fin", end)]
    return _Course(end, titularisation, latest, (*steps, Step("titularisation", titularisation)))


def _of(
    jour: date,
    debut: date | None,
    leave: _Leave,
    temps_partiel: tuple[Period, ...] | None,
) -> _Course | Outcome | None:
    """Count what can be; ask for what a period lacks; nothing without the first day."""
    part_time = temps_partiel or ()
    if any(_share(one) is None for one in part_time):
        return Outcome(missing=("temps_partiel_du_stage",))
    return _course(jour, debut, leave, part_time) if debut else None


def _uncertain(course: _Course) -> Outcome:
    named: dict[str, Value] = {"tot": course.titularisation, "tard": course.latest}
    return Outcome(Verdict.A_VERIFIER, "entre_deux", named=named, steps=course.steps)


def _under_way(course: _Course, debut: date) -> Outcome:
    """Give the day the code leads to, for an officer to check: it was begun before the code."""
    named: dict[str, Value] = {"debut": debut}
    return Outcome(Verdict.A_VERIFIER, "en_cours", (course.titularisation,), named, course.steps)


def duree(  # noqa: PLR0913, PLR0917  # a probation is moved by all of these
    jour: date,
    date_de_nomination_stagiaire: date | None = None,
    date_d_arrivee: date | None = None,
    temps_partiel_du_stage: tuple[Period, ...] | None = None,
    jours_de_conge_du_stage: int | None = None,
    jours_de_conge_pour_enfant_du_stage: int | None = None,
    jours_sans_traitement_du_stage: int | None = None,
) -> Outcome:
    """Give the day of titularisation, and the last one of a probation lengthened as allowed.

    Lengthening (R327-11) is decided when skills fall short, at most for the normal duration.
    """
    leave = _Leave(
        jours_de_conge_du_stage or 0,
        jours_de_conge_pour_enfant_du_stage or 0,
        jours_sans_traitement_du_stage or 0,
    )
    debut = date_de_nomination_stagiaire or date_d_arrivee
    course = _of(jour, debut, leave, temps_partiel_du_stage)
    if course is None:
        return Outcome(words="en_general")
    if isinstance(course, Outcome):
        return course
    if not course.is_sure:
        return _uncertain(course)
    if debut and leave != _Leave() and debut < CODE_DU_STAGE <= jour:
        return _under_way(course, debut)
    months = int(AMOUNTS.on("stage.duree_mois", jour))
    longest = last_day_of_months(course.end + _ONE, months)
    beyond = leave.beyond(int(AMOUNTS.on("stage.conges_d_un_an_jours", jour)))
    said = "" if leave == _Leave() else "qui_prolongent" if beyond else "sans_effet"
    named: dict[str, Value] = {
        "fin": course.end,
        "jours": Count(beyond, "jour"),
        "conges": Text(said and f"conges_{said}"),
    }
    return Outcome(words="date", values=(course.titularisation, longest), steps=course.steps,
                   named=named)  # fmt: skip


def duree_avant_le_code(
    jour: date,
    date_de_nomination_stagiaire: date | None = None,
    date_d_arrivee: date | None = None,
    temps_partiel_du_stage: tuple[Period, ...] | None = None,
    jours_de_conge_du_stage: int | None = None,
) -> Outcome:
    """Count as the code does, but leave for a child and unpaid leave: not read of that decree."""
    return duree(jour, date_de_nomination_stagiaire, date_d_arrivee, temps_partiel_du_stage,
                 jours_de_conge_du_stage)  # fmt: skip


def conges(  # noqa: PLR0913, PLR0917  # a probation is moved by all of these
    jour: date,
    jours_de_conge_du_stage: int | None = None,
    jours_de_conge_pour_enfant_du_stage: int | None = None,
    jours_sans_traitement_du_stage: int | None = None,
    date_de_nomination_stagiaire: date | None = None,
    date_d_arrivee: date | None = None,
    temps_partiel_du_stage: tuple[Period, ...] | None = None,
) -> Outcome:
    """Tell whether days of leave put the titularisation off, and to which day."""
    leave = _Leave(
        jours_de_conge_du_stage or 0,
        jours_de_conge_pour_enfant_du_stage or 0,
        jours_sans_traitement_du_stage or 0,
    )
    if leave == _Leave():
        return Outcome(words="en_general")
    debut = date_de_nomination_stagiaire or date_d_arrivee
    course = _of(jour, debut, leave, temps_partiel_du_stage)
    if isinstance(course, Outcome):
        return course
    if course and not course.is_sure:
        return _uncertain(course)
    if course and debut and debut < CODE_DU_STAGE <= jour:
        return _under_way(course, debut)
    spared = int(AMOUNTS.on("stage.conges_d_un_an_jours", jour))
    if course is None and leave.is_mixed(spared):
        return Outcome(missing=("date_de_nomination_stagiaire",))
    return _moved(leave, spared, course)


def _moved(leave: _Leave, spared: int, course: _Course | None) -> Outcome:
    """Word what leave does to the titularisation, with its day when the first one is known."""
    beyond, delaying = leave.beyond(spared), leave.delaying(spared)
    days = Count.days(beyond, KindOfDay.CALENDAIRE)
    named: dict[str, Value] = {
        "pris": Count(leave.paid + leave.child + leave.unpaid, "jour"),
        "jours": Count(beyond, "jour"),
    }
    words = "repousse" if delaying else "enfant" if beyond else "sans_effet"
    verdict = Verdict.OUI if delaying else Verdict.NON
    is_long = leave.paid + leave.child + leave.unpaid > JOURS_D_UN_AN
    still_open = ("interruption",) if is_long else ()
    if course is None:
        return Outcome(verdict, f"{words}_sans_date", (days,), named, still_open=still_open)
    return Outcome(verdict, words, (course.titularisation,), {**named, "fin": course.end},
                   steps=course.steps, still_open=still_open)  # fmt: skip


def conges_avant_le_code(
    jour: date,
    jours_de_conge_du_stage: int | None = None,
    date_de_nomination_stagiaire: date | None = None,
    date_d_arrivee: date | None = None,
    temps_partiel_du_stage: tuple[Period, ...] | None = None,
) -> Outcome:
    """Count as the code does, but leave for a child and unpaid leave: not read of that decree."""
    return conges(jour, jours_de_conge_du_stage, None, None, date_de_nomination_stagiaire,
                  date_d_arrivee, temps_partiel_du_stage)  # fmt: skip


def prolongation(  # noqa: PLR0913, PLR0917  # a probation is moved by all of these
    jour: date,
    date_de_nomination_stagiaire: date | None = None,
    date_d_arrivee: date | None = None,
    temps_partiel_du_stage: tuple[Period, ...] | None = None,
    jours_de_conge_du_stage: int | None = None,
    jours_de_conge_pour_enfant_du_stage: int | None = None,
    jours_sans_traitement_du_stage: int | None = None,
) -> Outcome:
    """Give the last day of a probation lengthened as long as it may be (R327-11)."""
    known = duree(jour, date_de_nomination_stagiaire, date_d_arrivee, temps_partiel_du_stage,
                  jours_de_conge_du_stage, jours_de_conge_pour_enfant_du_stage,
                  jours_sans_traitement_du_stage)  # fmt: skip
    if known.words != "date":
        return Outcome(words="en_general")
    _, longest = known.values
    kept = (step for step in known.steps if step.name != "titularisation")
    return Outcome(words="date", values=(longest,), named=known.named,
                   steps=(*kept, Step("plus_tard", longest)))  # fmt: skip
