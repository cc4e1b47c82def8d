"""Run as a process: a worker of the settings, its agents stubbed."""

import asyncio
import sys

from app.logs import configure_logs
from app.processes.worker import work_for_ever
from app.settings.town_settings import load_settings
from app.wiring import Wiring, install
from flows import steps
from flows.deployed import FLOWS
from tests.fakes import fake_deps, stub_check, stub_classify, stub_draft

AGENTS = {"classify_ticket": stub_classify, "check": stub_check, "draft": stub_draft}


async def work(name: str) -> None:
    settings = load_settings()
    wiring = Wiring(settings)
    wiring.__dict__["deps"] = fake_deps()
    await wiring.open()
    install(wiring)
    _ = wiring.systems
    await work_for_ever(name, settings.prefect.runs_at_once, FLOWS)


if __name__ == "__main__":
    for agent, stub in AGENTS.items():
        setattr(steps, agent, stub)
    configure_logs()
    asyncio.run(work(sys.argv[1]))
