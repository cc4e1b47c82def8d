"""What is cancelled half way leaves nothing behind that stops the others."""

import gc
import sqlite3
from collections.abc import Iterator

import pytest

from cases.model import Case
from tests.builders import ADA, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.cancelling import cancelled_at


@pytest.fixture
def no_collector() -> Iterator[None]:
    """A lock must not wait for the garbage collector."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
async def test_a_transaction_cancelled_anywhere_leaves_sqlite_to_the_others(
    sqlite_store: Store,
) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket())
    await sqlite_store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    waits = await cancelled_at(0, _plan(sqlite_store, case))
    assert waits > 10
    for place in range(1, waits + 1):
        await cancelled_at(place, _plan(sqlite_store, case))
        assert is_free(sqlite_store), f"locked when cancelled at its wait {place}"


async def _plan(store: Store, case: Case) -> None:
    await store.deliveries.plan(case.id)


def is_free(store: Store) -> bool:
    """Whether another process may write at once."""
    other = sqlite3.connect(str(store.engine.url.database), timeout=0.2, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True
