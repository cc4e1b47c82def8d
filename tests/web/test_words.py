"""Every state has its words, wherever a page or a list names states."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from cases.model import CaseState
from web import words
from web.figures import words as figures
from web.runs import screen as runs

NAMED = {
    "words.STATES": words.STATES,
    "words.SITUATIONS": words.SITUATIONS,
    "runs.STATES": runs.STATES,
    "figures.STANDINGS": [state for states in figures.STANDINGS.values() for state in states],
}


@pytest.mark.parametrize("named", NAMED)
def test_every_state_is_named_once(named: str) -> None:
    states: Iterable[str] = NAMED[named]
    assert sorted(states) == sorted(CaseState)


def test_the_guide_names_each_list_and_each_state_that_the_page_shows() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide-gestionnaire.md").read_text()
    states = set(re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", guide, re.MULTILINE))
    assert set(words.STATES.values()) <= states
    for tray in words.TRAYS.values():
        assert re.search(f"\\*\\*{tray}\\*\\*|« {tray} »", guide), tray
