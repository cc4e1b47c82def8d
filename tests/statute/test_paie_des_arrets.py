"""Sick days counted one by one, beside a slow count written another way from the rule's text."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statute.facts import Period
from statute.outcome import Share, Span
from statute.sante.paie_des_arrets import (
    Rate,
    Scale,
    SickDay,
    contractuels,
    fonctionnaires,
    runs,
    shares_by_day,
)

ONE = timedelta(days=1)
REFORM = date(2025, 3, 1)
EARLIEST, LATEST = date(2023, 1, 1), date(2028, 12, 31)
LONGEST = 150
FIRST_DAYS = 90
SERVICES = {0: 0, 3: 0, 4: 30, 23: 30, 24: 60, 35: 60, 36: 90, 400: 90}
"""Months of service, and the days they give at each rate."""


def a_year_before(day: date) -> date:
    """Find the same day a year before; 28 February for 29 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def a_year_after(day: date) -> date:
    """Find the same day a year after; 28 February for 29 February."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def slowly(arrets: tuple[Period, ...], first: int, half: int | None) -> dict[date, Fraction]:
    """Count by the text: each day is judged alone, by what is already written of the others.

    « For each day, the days already paid at the first rate in the twelve months that end on it;
    fewer than the scale: first rate; else half. It stops when the leave has lasted twelve months. »
    """
    sick = {
        period.first + timedelta(days=n): period
        for period in arrets
        for n in range(((period.last or LATEST) - period.first).days + 1)
    }
    rates: dict[date, str] = {}
    shares: dict[date, Fraction] = {}
    begins = EARLIEST
    for day in sorted(sick):
        begins = begins if day - ONE in sick else day
        if day >= a_year_after(begins):
            continue
        opened = a_year_before(day)
        year = [rate for d, rate in rates.items() if opened < d < day]
        at_first, at_half = year.count("first"), year.count("half")
        note = sick[day].details.get("avis", sick[day].first)
        assert isinstance(note, date)
        if at_first < first:
            rates[day] = "first"
            shares[day] = Fraction(1) if note < REFORM else Fraction(9, 10)
        elif half is None or at_half < half:
            rates[day] = "half"
            shares[day] = Fraction(1, 2)
        else:
            shares[day] = Fraction(0)
    return shares


def of_each(days: tuple[SickDay, ...]) -> dict[date, Fraction]:
    return {day.day: day.share for day in days}


@st.composite
def timelines(draw: st.DrawFn) -> tuple[Period, ...]:
    """Draw leaves one after another, some without a day between, each with its note or not."""
    day = draw(st.dates(EARLIEST, date(2026, 6, 30)))
    found: list[Period] = []
    for _ in range(draw(st.integers(1, 5))):
        last = day + timedelta(days=draw(st.integers(0, LONGEST)))
        noted = draw(st.one_of(st.none(), st.integers(-3, 3)))
        details = {} if noted is None else {"avis": day + timedelta(days=noted)}
        found.append(Period(day, last, details))
        day = last + ONE + timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 15, 60, 200])))
    return tuple(found)


def whole(arrets: tuple[Period, ...], scale_at: Callable[[date], Scale]) -> tuple[SickDay, ...]:
    return shares_by_day(arrets, scale_at, date(2022, 3, 1), date(2040, 1, 1))


def is_as_the_slow_count(arrets: tuple[Period, ...], services: int) -> None:
    assert of_each(whole(arrets, fonctionnaires)) == slowly(arrets, FIRST_DAYS, None)
    days = SERVICES[services]
    fast = whole(arrets, lambda first: contractuels(services, first))
    assert of_each(fast) == slowly(arrets, days, days)


@given(timelines(), st.sampled_from(sorted(SERVICES)))
def test_days_are_paid_as_a_slow_count_by_the_text_pays_them(
    arrets: tuple[Period, ...], services: int
) -> None:
    is_as_the_slow_count(arrets, services)


@pytest.mark.whole
@pytest.mark.timeout(3600)
@settings(max_examples=10_000)
@given(timelines(), st.sampled_from(sorted(SERVICES)))
def test_ten_thousand_timelines_are_paid_as_a_slow_count_pays_them(
    arrets: tuple[Period, ...], services: int
) -> None:
    is_as_the_slow_count(arrets, services)


@given(timelines(), st.integers(-30, 1500))
def test_two_halves_of_a_time_give_the_whole(arrets: tuple[Period, ...], after: int) -> None:
    middle = arrets[0].first + timedelta(days=after)
    before = shares_by_day(arrets, fonctionnaires, date(2022, 3, 1), middle)
    after_it = shares_by_day(arrets, fonctionnaires, middle + ONE, date(2040, 1, 1))
    assert (*before, *after_it) == whole(arrets, fonctionnaires)


@given(timelines(), st.data())
def test_a_leave_told_in_two_halves_is_paid_as_one(
    arrets: tuple[Period, ...], data: st.DataObject
) -> None:
    cut = data.draw(st.sampled_from(arrets))
    assert cut.last is not None
    middle = data.draw(st.dates(cut.first, cut.last))
    note = cut.details.get("avis", cut.first)
    halves = (
        Period(cut.first, middle, {"avis": note}),
        *([Period(middle + ONE, cut.last, {"avis": note})] if middle < cut.last else []),
    )
    in_halves = tuple(p for one in arrets for p in (halves if one is cut else (one,)))
    assert whole(in_halves, fonctionnaires) == whole(arrets, fonctionnaires)


@given(timelines())
def test_no_twelve_months_hold_more_days_at_the_first_rate_than_the_law_gives(
    arrets: tuple[Period, ...],
) -> None:
    paid = [one.day for one in whole(arrets, fonctionnaires) if one.rate is Rate.FIRST]
    for place, day in enumerate(paid):
        year = [d for d in paid[: place + 1] if d > a_year_before(day)]
        assert len(year) <= FIRST_DAYS


@given(timelines())
def test_runs_are_the_days_and_a_carence_day_opens_each_leave(arrets: tuple[Period, ...]) -> None:
    days = whole(arrets, fonctionnaires)
    unfolded = [
        (run.span.first + timedelta(days=n), run.share.of_one)
        for run in runs(days)
        for n in range(run.days)
    ]
    assert unfolded == [(one.day, one.share) for one in days]
    sick = {one.day for one in days}
    starts = {one.first for one in arrets}
    for one in days:
        if one.carence:
            assert one.day in starts
            assert one.day - ONE not in sick


def test_the_carence_day_is_one_of_the_ninety() -> None:
    days = whole((Period(date(2026, 7, 1), date(2026, 10, 31)),), fonctionnaires)
    at_first = [one for one in days if one.rate is Rate.FIRST]
    assert len(at_first) == FIRST_DAYS
    assert [one.day for one in days if one.carence] == [date(2026, 7, 1)]


def test_a_leave_told_to_bear_no_carence_has_none() -> None:
    leave = Period(date(2026, 7, 1), date(2026, 7, 5), {"carence": "non"})
    assert not any(one.carence for one in whole((leave,), fonctionnaires))


def test_the_month_of_a_pay_slip_is_counted_with_the_leave_before_it() -> None:
    leaves = (Period(date(2026, 1, 5), date(2026, 2, 18)), Period(date(2026, 9, 1), None))
    october = shares_by_day(leaves, fonctionnaires, date(2026, 10, 1), date(2026, 10, 31))
    nine_tenths, half = runs(october)
    assert nine_tenths.span == Span(date(2026, 10, 1), date(2026, 10, 15))
    assert nine_tenths.share == Share(Fraction(9, 10))
    assert half.span == Span(date(2026, 10, 16), date(2026, 10, 31))
    assert half.days == 16  # from the 16th to the 31st


def test_days_outside_a_leave_are_not_given() -> None:
    leaves = (Period(date(2026, 1, 5), date(2026, 2, 18)),)
    assert shares_by_day(leaves, fonctionnaires, date(2026, 3, 1), date(2026, 3, 31)) == ()
    assert shares_by_day((), fonctionnaires, date(2026, 3, 1), date(2026, 3, 31)) == ()
