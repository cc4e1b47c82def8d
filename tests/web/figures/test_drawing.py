"""Periods, tables and drawings, away from any page."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.working_time import PARIS
from web.figures.chart import HEIGHT, TOP, WIDTH, bars_of, columns_of, lines_of
from web.figures.figure_table import Column, Row, Table, Unit
from web.figures.period import period_of
from web.formatting import duration, figure

TODAY = date(2026, 11, 25)
NUMBERS = st.one_of(st.none(), st.floats(0, 1e7))
TABLES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=70)


def a_table(values: list[tuple[float | None, float | None]], unit: Unit = Unit.COUNT) -> Table:
    rows = tuple(Row(f"n° {n}", pair, str(n)) for n, pair in enumerate(values))
    return Table("Rang", (Column("un", unit), Column("deux", unit)), rows)


def test_the_usual_period_is_twelve_weeks_from_a_monday_up_to_today() -> None:
    period = period_of("", "", TODAY, PARIS)
    assert (period.first, period.last) == (date(2026, 9, 7), TODAY)
    assert len(period.pieces) == 12
    assert period.pieces[0].label == "semaine du 07/09/2026"
    assert period.pieces[-1].label == "semaine du 23/11/2026 (en partie)"


def test_a_week_is_cut_at_the_midnights_of_the_wall_when_the_clock_changes() -> None:
    cuts = period_of("2026-10-19", "2026-11-15", TODAY, PARIS).cuts
    assert [cut.utcoffset() for cut in cuts[:2]] == [timedelta(hours=2), timedelta(hours=1)]


def test_a_year_is_parted_in_months() -> None:
    labels = [piece.label for piece in period_of("2025-11-26", "2026-11-25", TODAY, PARIS).pieces]
    assert labels[0] == "novembre 2025 (en partie)"
    assert labels[1] == "décembre 2025"
    assert len(labels) == 13


@given(st.dates(date(2000, 1, 1), TODAY), st.integers(0, 1800))
def test_the_pieces_of_a_period_follow_each_other_from_its_first_day_to_its_last(
    first: date, days: int
) -> None:
    period = period_of(str(first), str(first + timedelta(days)), TODAY, PARIS)
    pieces = period.pieces
    assert (pieces[0].since, pieces[-1].until) == (first, period.last + timedelta(1))
    assert [p.until for p in pieces[:-1]] == [p.since for p in pieces[1:]]
    assert len(pieces) <= 61
    assert sorted(period.cuts) == period.cuts


@given(TABLES, st.sampled_from(Unit))
def test_a_drawing_stays_on_its_paper_whatever_the_figures(
    values: list[tuple[float | None, float | None]], unit: Unit
) -> None:
    table = a_table(values, unit)
    for draw in (columns_of, lines_of, bars_of):
        drawing = draw(table, (0, 1))
        for box in drawing.boxes:
            assert box.x >= 0
            assert box.x + box.width <= WIDTH
            assert box.y >= 0
            assert box.y + box.height <= drawing.height
        for dot in drawing.dots:
            assert TOP - 0.01 <= dot.y <= HEIGHT


def test_a_heap_is_as_high_as_its_parts() -> None:
    low, high = columns_of(a_table([(10.0, 30.0)]), (0, 1)).boxes
    assert high.height == pytest.approx(3 * low.height)
    assert high.y + high.height == pytest.approx(low.y)


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawing = lines_of(a_table([(1, 1), (2, 1), (None, 1), (3, 1), (4, 1)]), (0, 1))
    assert [hue for hue, _ in drawing.lines] == [0, 0, 1]
    assert len(drawing.dots) == 9


def test_words_that_a_spreadsheet_would_run_are_made_text() -> None:
    for start in "=+-@\t\r":
        table = Table("Rang", (Column("un"),), (Row(f"{start}1+1", (1,)),))
        assert f"'{start}1+1" in table.csv()


def test_numbers_are_written_as_french_readers_and_their_spreadsheets_do() -> None:
    table = a_table([(1234.5, None)], Unit.EUROS)
    assert table.lines == [("n° 0", ["1\u00a0234,50\u00a0€", "–"])]
    assert table.csv().splitlines()[1] == "n° 0;1234,5000;"
    assert Unit.SHARE.in_a_file(0.125) == "12,5"
    assert Unit.SECONDS.in_a_file(5400) == "1,5"
    assert figure(1234.5, 1) == "1\u00a0234,5"


@pytest.mark.parametrize(
    ("seconds", "said"), [(90, "2 min"), (7200, "2 h"), (3.5 * 86400, "3,5 jours")]
)
def test_a_duration_is_told_in_the_unit_one_would_say(seconds: float, said: str) -> None:
    assert duration(seconds).replace("\u00a0", " ") == said
