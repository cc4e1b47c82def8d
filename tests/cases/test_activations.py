from datetime import timedelta

import pytest

from cases.audit.activations import (
    ACTIVATED,
    ROLLED_BACK,
    ActivationConflict,
    ActiveModels,
    read_active_models,
    record,
)
from cases.audit.trail import Entry, verify
from tests.builders import Store


def activation(store: Store, route: str) -> Entry:
    store.clock.advance(timedelta(minutes=1))
    details = {"route": route, "sha256": route * 64}
    return Entry(None, store.clock(), "commande", ACTIVATED, details)


def rollback(store: Store) -> Entry:
    return Entry(None, store.clock(), "commande", ROLLED_BACK, {"route": "", "sha256": ""})


async def active(store: Store) -> str:
    standing = await read_active_models(store.engine)
    return standing.active.route if standing.active else ""


async def write(store: Store, entry: Entry) -> None:
    await record(store.engine, entry, await read_active_models(store.engine))


async def test_each_rollback_goes_one_activation_back_whatever_was_rolled_back_before(
    store: Store,
) -> None:
    seen = [await active(store)]
    for route in ("a", "b"):
        await write(store, activation(store, route))
        seen.append(await active(store))
    await write(store, rollback(store))
    seen.append(await active(store))
    await write(store, activation(store, "c"))
    seen.append(await active(store))
    for _ in range(3):
        await write(store, rollback(store))
        seen.append(await active(store))
    assert seen == ["", "a", "b", "a", "c", "a", "", ""]
    assert await verify(store.engine) is None


async def test_who_read_before_somebody_else_activated_writes_nothing(store: Store) -> None:
    seen = await read_active_models(store.engine)
    assert seen == ActiveModels()
    await write(store, activation(store, "a"))
    with pytest.raises(ActivationConflict):
        await record(store.engine, activation(store, "b"), seen)
    assert await active(store) == "a"
    assert await verify(store.engine) is None
