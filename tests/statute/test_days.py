from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statute.days import (
    CalendarDays,
    OuvrableDays,
    WorkingDays,
    is_holiday,
    last_day_of_franc_days,
    last_day_of_franc_months,
    last_day_of_months,
    months_after,
    months_within,
    next_open_day,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("delay", "end"),
    [
        (CalendarDays(3), date(2026, 12, 26)),
        (OuvrableDays(3), date(2026, 12, 28)),
        (WorkingDays(3), date(2026, 12, 29)),
    ],
)
def test_three_days_from_23_december_end_on_another_day_for_each_kind(
    delay: CalendarDays | OuvrableDays | WorkingDays, end: date
) -> None:
    assert delay.after(date(2026, 12, 23)) == end


def test_easter_monday_and_the_first_of_may_are_holidays() -> None:
    assert is_holiday(date(2026, 4, 6))
    assert is_holiday(date(2026, 5, 1))
    assert not is_holiday(date(2026, 5, 2))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), -3, date(2025, 10, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months) == expected


@given(DAYS, st.integers(0, 40))
def test_the_fewer_days_count_the_later_the_delay_ends(day: date, count: int) -> None:
    calendar, ouvrable = CalendarDays(count).after(day), OuvrableDays(count).after(day)
    assert day <= calendar <= ouvrable <= WorkingDays(count).after(day)


@given(DAYS, st.integers(1, 30))
def test_a_delay_of_working_days_ends_on_a_working_day(day: date, count: int) -> None:
    end = WorkingDays(count).after(day)
    assert end.weekday() < 5
    assert not is_holiday(end)


def test_a_franc_delay_counts_neither_its_first_day_nor_its_last() -> None:
    assert last_day_of_franc_days(date(2026, 12, 2), 15) == date(2026, 12, 18)
    assert last_day_of_franc_months(date(2026, 9, 10), 2) == date(2026, 11, 12)  # 11th: holiday
    assert last_day_of_franc_months(date(2026, 12, 20), 2) == date(2027, 2, 22)  # 21st: Sunday


def test_a_period_of_months_ends_the_day_before_the_same_day() -> None:
    assert last_day_of_months(date(2026, 12, 1), 36) == date(2029, 11, 30)
    assert last_day_of_months(date(2027, 6, 21), 2) == date(2027, 8, 20)


@given(DAYS)
def test_the_next_open_day_is_the_day_itself_when_open(day: date) -> None:
    following = next_open_day(day)
    assert following >= day
    assert next_open_day(following) == following


def test_neither_end_of_a_franc_delay_counts_and_a_closed_day_goes_on_to_the_next() -> None:
    assert last_day_of_franc_days(date(2026, 12, 2), 15) == date(2026, 12, 18)
    # 19 December 2026 is a Saturday.
    assert last_day_of_franc_days(date(2026, 12, 3), 15) == date(2026, 12, 21)


@given(DAYS, st.integers(0, 130), st.integers(0, 27))
def test_a_period_is_its_months_and_the_days_left_over(first: date, months: int, days: int) -> None:
    end = last_day_of_months(first, months) + timedelta(days=days)
    assert months_within(first, end) == (months, days)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 30)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
    ],
)
def test_months_from_a_day_that_the_last_month_lacks_end_with_that_month(
    first: date, months: int, last: date
) -> None:
    assert last_day_of_months(first, months) == last
    assert months_within(first, last) == (months, 0)
