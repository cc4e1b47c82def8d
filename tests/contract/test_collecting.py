"""Collecting from every system: the small version of the bench in tests/bench/test_collect.py."""

from pathlib import Path

import pytest

from tests.contract.collecting import Collector, nothing_is_lost_nor_handled_twice
from tests.contract.crowds import CROWDS
from tests.contract.office import open_office
from tests.contract.systems import SYSTEMS, served


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.failure(7)
async def test_of_three_hundred_tickets_none_is_lost_nor_handled_twice(
    name: str, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name in CROWDS, "people are wanted around this system: tests/contract/crowds.py"
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    async with served(name) as http, open_office(monkeypatch, http, database) as office:
        await nothing_is_lost_nor_handled_twice(Collector(office, http, monkeypatch), 300, 5)
