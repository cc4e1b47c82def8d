"""A first collection of very many tickets, then minutes in which a few of them change."""

import resource
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field

import pytest
from rich.console import Console
from rich.table import Table

from app import run_starts
from app.wiring import Wiring
from cases.model import TicketStatus
from flows.collect_tickets import collect_tickets
from tests.contract.crowds import Crowd, crowd_of
from tests.contract.suite import status_or_gone
from tests.contract.systems import Served

A_WHILE = 60.0
"""Seconds: longer than every system's overlap."""
GONE = frozenset({TicketStatus.MERGED, TicketStatus.DELETED})


@dataclass
class Measured:
    """What one collection cost, and which runs it started."""

    what: str
    started: Counter[str]
    requests: int
    seconds: float
    peak: float
    """MB that Python held at most during it, beyond what it held before."""
    resident: float
    """MB of the whole process afterwards."""


@dataclass
class Minute:
    """What people did within a minute."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def to_handle(self) -> set[str]:
        return {*self.new, *self.changed} - {*self.gone}


class Collector:
    """The collecting flow without Prefect: the runs it starts are counted, not run."""

    def __init__(self, office: Wiring, http: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self.http = http
        self.crowd: Crowd = crowd_of(http.name, http.world)
        self.measured: list[Measured] = []
        self._started: Counter[str] = Counter()
        self._touched: set[str] = set()
        monkeypatch.setattr(run_starts, "_start", self._start)

    async def _start(
        self, flow: str, asked: dict[str, str], _subject: tuple[str, ...], *_when: object
    ) -> None:
        assert flow == "handle-ticket"
        self._started[asked["number"]] += 1

    async def collect(self, what: str) -> Counter[str]:
        """Collect once; each ticket it starts a run for is then held by a case."""
        self._started.clear()
        seen = len(self.http.world.server.faults.seen)
        tracemalloc.start()
        held, began = tracemalloc.get_traced_memory()[0], time.process_time()
        await collect_tickets.fn(self.http.world.system.name)
        spent = time.process_time() - began
        peak = (tracemalloc.get_traced_memory()[1] - held) / 1e6
        tracemalloc.stop()
        requests = len(self.http.world.server.faults.seen) - seen
        self.http.world.server.faults.seen.clear()
        started = Counter(self._started)
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        self.measured.append(Measured(what, started, requests, spent, peak, resident))
        for number in started:
            await self.office.arrivals.forget(self.http.world.system.name, number)
        return started

    async def a_minute(self, numbers: list[str], each: int) -> Minute:
        """Open, change, close, merge and delete `each` tickets; no minute takes one of another's.

        `numbers` are those there were.
        """
        left = [number for number in numbers if number not in self._touched]
        picked = iter(left[:: max(len(left) // (6 * each), 1)])
        minute = Minute()
        for _ in range(each):
            minute.new += self.crowd.fill(1)
            spoken, closed, merged, into, deleted = (next(picked) for _ in range(5))
            self.crowd.speak(spoken)
            self.crowd.close(closed)
            self.crowd.merge(merged, into)
            await self.http.world.delete(deleted)
            minute.changed += [spoken, closed, into]
            minute.gone += [merged, deleted]
            self._touched |= {spoken, closed, merged, into, deleted}
        self.crowd.pass_time(A_WHILE)
        return minute

    def print(self, title: str) -> None:
        table = Table(title=title)
        for heading in ("", "tickets", "requests", "CPU s", "peak MB", "max RSS MB"):
            table.add_column(heading, justify="right" if heading else "left")
        for one in self.measured:
            sizes = (f"{one.seconds:.1f}", f"{one.peak:.1f}", f"{one.resident:.0f}")
            table.add_row(one.what, str(len(one.started)), str(one.requests), *sizes)
        Console(width=110).print(table)


async def nothing_is_lost_nor_handled_twice(collector: Collector, count: int, each: int) -> None:
    """Collect all, then nothing, then a minute's changes, then nothing."""
    numbers = collector.crowd.fill(count)
    collector.crowd.pass_time(A_WHILE)
    first = await collector.collect("all that is open")
    assert first == Counter(numbers)
    await nothing_is_told_of_a_quiet_minute(collector, first)
    minute = await collector.a_minute(numbers, each)
    started = await collector.collect("a minute's changes")
    assert set(started.values()) == {1}
    assert minute.to_handle <= set(started) <= minute.to_handle | set(minute.gone)
    for number in minute.gone:
        assert await status_or_gone(collector.http.world, number) in GONE
    await nothing_is_told_of_a_quiet_minute(collector, started)
    assert not await collector.office.arrivals.take_overdue(collector.http.world.system.name)


async def nothing_is_told_of_a_quiet_minute(collector: Collector, before: Counter[str]) -> None:
    """Collect when nobody did anything; `before` is what the last look told."""
    if collector.crowd.tells_twice:
        collector.crowd.pass_time(A_WHILE)
        again = await collector.collect("a minute told twice")
        assert set(again.values()) <= {1}
        assert set(again) <= set(before)
    collector.crowd.pass_time(A_WHILE)
    assert not await collector.collect("a quiet minute")
