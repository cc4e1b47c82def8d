"""What 50 officers wait for who want the same 500 cases, beside as many who read an empty page.

`make bench` prints the tables. Asserted: no case decided twice, nothing lost, no failure; no time.
"""

import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from statistics import median, quantiles

import pytest
from rich.console import Console
from rich.table import Table

from cases.store.database import migrate, open_engine
from tests.builders import StoppedClock, Store, store_on
from tests.conftest import drop_postgres_database, new_postgres_database, sqlite_url, url_of
from tests.crowd.day import Day, fill, read_nothing, work
from tests.crowd.verdict import faults_of

OFFICERS, CASES = 50, 500
HUMAN = (2.0, 5.0)
"""Seconds between two gestures of a person, who reads; their page asks for news meanwhile."""
NO_PAUSE = (0.0, 0.0)
WORKING, STARING = 30, 10
ALL = "toutes"
WELL = frozenset({200, 204, 286, 303, 404, 409})
"""286: the page need not ask for news any more."""

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]


@pytest.fixture(params=["sqlite", "postgresql"])
async def full(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[Store, str, list[str]]]:
    on_postgresql = request.param == "postgresql"
    name = await new_postgres_database() if on_postgresql else ""
    url = url_of(name) if name else sqlite_url(tmp_path / "guichet.db")
    engine = open_engine(url)
    await migrate(engine)
    store = store_on(engine, StoppedClock())
    yield store, url, await fill(store, CASES, OFFICERS)
    await engine.dispose()
    if name:
        await drop_postgres_database(name)


async def test_officers_at_once(full: tuple[Store, str, list[str]]) -> None:
    store, url, logins = full
    days: dict[str, Day] = {}
    days["page vide, 2 à 5 s"] = await read_nothing(logins, STARING, HUMAN)
    days["2 à 5 s entre deux gestes"] = await work(url, logins, WORKING, HUMAN)
    days["page vide, sans pause"] = await read_nothing(logins, STARING)
    days["sans pause"] = await work(url, logins, WORKING)
    told = days["2 à 5 s entre deux gestes"].told + days["sans pause"].told
    print_waits(store.engine.dialect.name, days)
    assert await faults_of(store.engine, told, CASES) == []
    assert {one.status for day in days.values() for one in day.took} <= WELL


def print_waits(database: str, days: Mapping[str, Day]) -> None:
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    table = Table(title=f"{database}, {OFFICERS} personnes, {CASES} dossiers (charge {load}), ms")
    for heading in ("Pauses", "Geste", "Nombre", "Médiane", "p95", "Plus long"):
        table.add_column(heading)
    for pauses, day in days.items():
        for what, waits in waits_of(day).items():
            cut = quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
            shown = (f"{one:.0f}" for one in (median(waits), cut, max(waits)))
            table.add_row(pauses, what, str(len(waits)), *shown)
        table.add_section()
    console = Console(width=110)
    console.print(table)
    for pauses, day in days.items():
        console.print(
            f"{pauses} : {day.lasted:.0f} s, {len(day.took) / day.lasted:.0f} requêtes par s ;"
            f" processeur : serveur {day.server_cpu:.1f} s (démarrage compris),"
            f" clients {day.clients_cpu:.1f} s ; trop tard : {day.late}"
        )


def waits_of(day: Day) -> Mapping[str, list[float]]:
    waits: dict[str, list[float]] = {ALL: []}
    for one in day.took:
        for what in (ALL, one.what):
            waits.setdefault(what, []).append(1000 * one.seconds)
    return waits
