"""Run as a process: declare the deployments of the settings, make the officer's account."""

import asyncio

from app.processes.deployments import declare
from app.settings.town_settings import load_settings
from app.wiring import Wiring
from cases.people.accounts import Account
from tests.real.officer import ADDRESS, LOGIN, PASSWORD


async def prepare() -> None:
    settings = load_settings()
    wiring = Wiring(settings)
    await wiring.open()
    await wiring.accounts.create(Account(LOGIN, "Camille Bertin", ADDRESS), PASSWORD)
    await wiring.aclose()
    await declare(settings)


if __name__ == "__main__":
    asyncio.run(prepare())
