"""Run as a process: bring the database to its newest revision, declare the deployments."""

import asyncio

from app.processes.deployments import declare
from app.settings.town_settings import load_settings
from app.wiring import Wiring


async def prepare() -> None:
    settings = load_settings()
    wiring = Wiring(settings)
    await wiring.open()
    await wiring.aclose()
    await declare(settings)


if __name__ == "__main__":
    asyncio.run(prepare())
