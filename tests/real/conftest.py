"""Real ticketing systems for the session; tests that need one skip, with the reason, without."""

from collections.abc import AsyncIterator

import pytest

from tests.real import lab, redmine_lab
from tests.real.lab import Lab
from tests.real.redmine_lab import RedmineLab
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


@pytest.fixture(scope="session")
def redmine() -> RedmineLab:
    found = redmine_lab.running()
    if found is not None:
        return found
    missing = redmine_lab.why_not()
    if missing is not None:
        pytest.skip(f"no Redmine answers here: {missing}")
    return redmine_lab.start()
