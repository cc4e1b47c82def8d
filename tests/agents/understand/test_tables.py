"""Every row of the tables of `agents/understand/facts` reads its examples, and not the others."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from agents.understand import facts
from agents.understand.readings import DayReading, PeriodReading, Reading
from statute.facts import FACTS
from tests.agents.understand.facts.reading import read

WITHOUT_EXAMPLES = {
    "births": {"_ADOPTED", "_AT_HOME", "_CHILDREN", "_GIVEN", "_PARENT"},
    "contract": {"_CATEGORY", "_GRADE_OF_THE_WRITER", "_KIND", "_POST"},
    "counts": {"_DAYS_OF_THE_YEAR", "_LEFT", "_SAVED", "_TAKEN"},
    "money": {"_MONEY"},
    "starting_days": {"_DAYS"},
    "work": {"_WEEKLY_HOURS"},
}
"""Tables older than this test, by file; the list only grows shorter."""

Row = Reading | DayReading | PeriodReading


def tables() -> Iterator[tuple[str, str, tuple[Row, ...]]]:
    """List the tables that are values of a module: its name, theirs, their rows."""
    for found in pkgutil.walk_packages(facts.__path__, f"{facts.__name__}."):
        module = importlib.import_module(found.name)
        for name, value in sorted(vars(module).items()):
            if isinstance(value, tuple):
                rows = tuple(row for row in value if isinstance(row, Row))
                if rows:
                    yield found.name.rpartition(".")[2], name, rows


ROWS = [(module, name, row) for module, name, rows in tables() for row in rows]
YES = [(row.fact, text, value) for _, _, row in ROWS for text, value in row.yes]
NO = [(row.fact, text) for _, _, row in ROWS for text in row.no]


@pytest.mark.parametrize(("fact", "text", "value"), YES)
def test_a_row_reads_its_examples(fact: str, text: str, value: str) -> None:
    found = read(text).get(fact)
    assert found is not None, "not read"
    assert FACTS[fact].written(found) == value


@pytest.mark.parametrize(("fact", "text"), NO)
def test_a_row_does_not_read_what_another_matter_says(fact: str, text: str) -> None:
    assert read(text).get(fact) is None


def test_each_row_has_an_example_to_read_and_one_to_leave() -> None:
    bare = {
        f"{module}.{name}: {row.fact}"
        for module, name, row in ROWS
        if name not in WITHOUT_EXAMPLES.get(module, ()) and not (row.yes and row.no)
    }
    assert not bare


def test_a_table_is_excused_only_while_it_lacks_examples() -> None:
    without = {(module, name) for module, name, row in ROWS if not (row.yes and row.no)}
    excused = {(module, name) for module, names in WITHOUT_EXAMPLES.items() for name in names}
    assert excused <= without
