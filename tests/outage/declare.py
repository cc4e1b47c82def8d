"""Run as a process: bring the database to its newest revision, declare the deployments."""

import asyncio

from flows.deployments import declare
from flows.settings import load_settings
from flows.wiring import Wiring


async def prepare() -> None:
    settings = load_settings()
    wiring = Wiring(settings)
    await wiring.open()
    await wiring.aclose()
    await declare(settings)


if __name__ == "__main__":
    asyncio.run(prepare())
