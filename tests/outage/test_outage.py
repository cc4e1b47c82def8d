"""After an outage every approved letter leaves by itself within two minutes, once.

And every ticket is handled by one run. `make test-outage` prints how many there were.
"""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cases.model import CaseState
from tests.outage.cluster import own_cluster
from tests.outage.office import Office, until

PROMISED = 120.0
OUTAGE = 30.0
ENOUGH = 900.0
"""Seconds. The first is the promise; the last bounds a wait for drafts, which is none."""

pytestmark = [pytest.mark.outage, pytest.mark.timeout(1800)]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    cluster = own_cluster()
    office = Office(cluster, tmp_path)
    try:
        await office.open()
        yield office
    finally:
        await office.close()
        cluster.remove()


async def all_drafted(office: Office, numbers: list[str]) -> None:
    async def drafted() -> bool:
        waiting = await office.in_state(numbers, CaseState.AWAITING_APPROVAL)
        return waiting == len(numbers) and await office.nothing_waits("handle-ticket")

    await until(drafted, ENOUGH, f"{len(numbers)} drafts await approval and no run waits")


async def all_left(office: Office, numbers: list[str]) -> None:
    async def left() -> bool:
        answered = await office.in_state(numbers, CaseState.ANSWERED) == len(numbers)
        return answered and await office.nothing_waits("send-reply")

    await until(left, PROMISED, f"{len(numbers)} approved letters left and no reply waits")
    replies = office.replies()
    assert {number: replies[number] for number in numbers} == dict.fromkeys(numbers, 1)


async def some_left(office: Office, numbers: list[str]) -> None:
    async def some() -> bool:
        return len(office.replies().keys() & set(numbers)) > 2

    await until(some, PROMISED, "a few letters left")


async def one_run_a_ticket(office: Office, numbers: list[str]) -> None:
    runs = await office.runs("handle-ticket")
    done = Counter(run.name for run in runs if run.state == "COMPLETED")
    per_ticket = done.total() / len(numbers)
    print(f"\n{done.total()} completed runs of {len(numbers)} tickets: {per_ticket:.2f}")  # noqa: T201 - what is to be shown
    assert done == Counter(f"demo-{number}" for number in numbers)


async def test_every_letter_leaves_after_a_stopped_database_a_killed_worker_and_a_late_start(
    office: Office,
) -> None:
    first, second, third = [await office.draft(prefix, 15) for prefix in "abc"]
    office.hire("w1")
    office.hire("w2")

    # The database stops under load, approvals waiting.
    await office.approve(first[10:], started=False)
    await office.approve(first[:10], started=True)
    few = office.write("d", 20)
    await office.collections_due(1)
    await some_left(office, first)
    office.cluster.stop()
    await asyncio.sleep(OUTAGE)
    office.cluster.start()
    await all_left(office, first)

    # A worker is killed and stays away.
    await office.approve(second, started=True)
    await some_left(office, second)
    await kill_with_a_reply_in_hand(office, "w1")
    await all_left(office, second)

    # Workers start after an outage: tickets and collections pile up.
    office.end("w2", signal.SIGTERM)
    await office.approve(third[:5], started=False)
    await office.approve(third[5:], started=True)
    many = office.write("e", 200)
    await office.collections_due(5)
    office.hire("w2")
    office.hire("w3")
    await all_left(office, third)
    await all_drafted(office, few + many)
    await one_run_a_ticket(office, few + many)


async def kill_with_a_reply_in_hand(office: Office, name: str) -> None:
    async def frozen_with_one() -> bool:
        office.freeze(name)
        runs = await office.runs("send-reply")
        if any(run.state == "RUNNING" and f"{name}:" in (run.worker or "") for run in runs):
            return True
        office.thaw(name)
        return False

    await until(frozen_with_one, PROMISED, f"{name} sends a reply")
    office.end(name, signal.SIGKILL)
