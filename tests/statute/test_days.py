from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statute.days import CalendarDays, OuvrableDays, WorkingDays, is_holiday, months_after

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
