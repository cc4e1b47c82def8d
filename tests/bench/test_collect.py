"""What collecting ten thousand tickets costs, per ticketing system.

`make bench` prints the tables; what is asserted is that no ticket is lost or handled twice.
GUICHET_CROWD changes the number of tickets.
"""

import os
from pathlib import Path

import pytest

from tests.contract.collecting import Collector, nothing_is_lost_nor_handled_twice
from tests.contract.crowds import CROWDS
from tests.contract.office import open_office
from tests.contract.systems import served

TICKETS = int(os.environ.get("GUICHET_CROWD", "10000"))
EACH = 20
PATIENCE = 60.0
"""Seconds: a contract server goes through all it holds for each page, no time-out is tested."""
MINUTES = 5

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("name", CROWDS)
async def test_of_ten_thousand_tickets_none_is_lost_nor_handled_twice(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}"
    async with served(name, PATIENCE) as http, open_office(monkeypatch, http, database) as office:
        collector = Collector(office, http, monkeypatch)
        await nothing_is_lost_nor_handled_twice(collector, TICKETS, EACH)
        known = [number for one in collector.measured[:1] for number in one.started]
        for _ in range(MINUTES):
            minute = await collector.a_minute(known, EACH)
            started = await collector.collect("another minute")
            assert set(minute.new) <= set(started)
        collector.print(f"{name}: {TICKETS} open tickets, contract server and database included")
