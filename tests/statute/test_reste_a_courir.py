"""What is left of a right: to its last day, after months taken; a day alone is no span."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from statute.days import last_day_of_months
from statute.outcome import Age, Duration, Span, Text
from statute.phrasing import shown
from statute.sante.reste_a_courir import left_after, left_until

DAYS = st.dates(date(2022, 3, 1), date(2035, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_what_is_left_from_its_eve_is_the_whole_right(first: date, months: int) -> None:
    last = last_day_of_months(first, months)
    named, (step,) = left_until(last, date.fromordinal(first.toordinal() - 1))
    assert named["reste"] == Duration(months) == step.value


def test_nothing_is_left_of_what_is_over() -> None:
    assert left_until(date(2026, 11, 24), date(2026, 11, 24)) == ({"encore": Text("")}, ())
    assert left_after(40, 36) == Age(0)


def test_a_day_alone_is_no_span_from_itself_to_itself() -> None:
    alone = date(2027, 1, 1)
    assert shown(Span(alone, alone)) == "le 1er\u00a0janvier 2027"
    assert shown(Span(alone, date(2027, 1, 2))).startswith("du 1er")
