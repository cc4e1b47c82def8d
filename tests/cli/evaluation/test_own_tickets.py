"""The project's own labelled tickets can be evaluated by anybody: each is whole."""

from pathlib import Path

import pytest
import yaml

from cli.evaluation.labelled_ticket import LabelledTicket

FILES = sorted(Path("tests/tickets").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_ticket_is_whole(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["tickets"]
    tickets = [LabelledTicket.model_validate(entry) for entry in entries]
    assert len({ticket.id for ticket in tickets}) == len(tickets) >= 28
    for ticket in tickets:
        told = [fact for question in ticket.questions for fact in question.expected]
        assert told == list(ticket.expected_facts), ticket.id


def test_no_ticket_is_in_two_files() -> None:
    texts = [
        entry["text"]
        for path in FILES
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["tickets"]
    ]
    assert len(set(texts)) == len(texts) == 210
