"""A real Request Tracker for the session; tests that need it skip, with the reason, without."""

from collections.abc import AsyncIterator

import pytest

from tests.real import lab
from tests.real.lab import Lab
from tests.real.world import RealWorld

pytest.register_assert_rewrite("tests.contract.suite")


@pytest.fixture(scope="session")
def request_tracker() -> Lab:
    found = lab.running()
    if found is not None:
        return found
    missing = lab.why_not()
    if missing is not None:
        pytest.skip(f"no Request Tracker answers here: {missing}")
    return lab.start()


@pytest.fixture
async def world(request_tracker: Lab) -> AsyncIterator[RealWorld]:
    world = RealWorld(request_tracker)
    yield world
    await world.aclose()
