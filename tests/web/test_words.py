"""Every state has its words, wherever a page or a list names states."""

from collections.abc import Iterable

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
