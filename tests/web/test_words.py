"""Every state has its words, wherever a page or a list names states."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from cases.model import CaseState
from web import labels
from web.figures import figure_labels as figures
from web.queue import operator_list as runs

NAMED = {
    "words.STATES": labels.STATES,
    "words.SITUATIONS": labels.SITUATIONS,
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
    assert set(labels.STATES.values()) <= states
    for queue in labels.QUEUES.values():
        assert re.search(f"\\*\\*{queue}\\*\\*|« {queue} »", guide), queue
