"""An office on PostgreSQL: Prefect and workers as real processes, tickets in a folder."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from sqlalchemy.ext.asyncio import create_async_engine

from app.environment import set_environment
from app.processes.supervisor import answers, free_port
from app.run_starts import start_sending
from app.settings.town_settings import HOME, load_settings
from app.wiring import Wiring
from cases.model import CaseState
from cases.store.database import reading
from cases.tables import cases
from tests.builders import ADA, CLASSIFICATION, DRAFT, shown
from tests.outage.cluster import Cluster

SETTINGS = """
database = "{database}"
secret_file = "secret"
procedures = "procedures"

[page]
undo_seconds = 0
two_people_above_eur = 0

[prefect]
port = {port}

[systems.demo]
kind = "demo"
folder = "tickets"
collect_every_seconds = 60
"""
TICKET = {
    "from": "zoe@valmorel.example",
    "name": "Zoé Renard",
    "subject": "Mes congés",
    "date": "2026-11-23T08:00:00+01:00",
    "text": "Combien de jours ai-je ?",
}
UNFINISHED = ("PENDING", "RUNNING", "SCHEDULED", "CANCELLING")
RUNS = """
SELECT run.name, run.state_type, run.infrastructure_pid FROM flow_run run
JOIN flow ON flow.id = run.flow_id
WHERE flow.name = :flow AND run.expected_start_time <= now()
"""


class Run(NamedTuple):
    """A run as Prefect knows it. `worker` is the identity of the life that began it."""

    name: str
    state: str
    worker: str | None


class Office:
    """Started by `open`; workers are hired, let go or killed as a test wants."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self._folder = folder
        for database in ("guichet", "prefect"):
            cluster.create(database)
        file = folder / "guichet.toml"
        text = SETTINGS.format(database=cluster.url("guichet"), port=free_port(4500))
        file.write_text(text, "utf-8")
        ours = ("PREFECT_", "GUICHET_")
        clean = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
        clean |= {
            "GUICHET_SETTINGS": str(file),
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": cluster.url("prefect"),
        }
        with patch.dict(os.environ, clean, clear=True):
            self.settings = load_settings()
            set_environment(self.settings, folder)
            self._environment = dict(os.environ)
        self.wiring = Wiring(self.settings)
        self._prefect = create_async_engine(cluster.url("prefect"), pool_pre_ping=True)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    async def open(self) -> None:
        prefect = self.settings.prefect
        at = ("--host", prefect.host, "--port", str(prefect.port))
        self._start("prefect", "-m", "prefect", "server", "start", *at)
        await until(lambda: answers(f"{prefect.url}/api/health"), 180, "Prefect answers")
        declared = self._start("declare", str(Path(__file__).with_name("declare.py")))
        assert declared.wait(timeout=180) == 0, self.log("declare")

    async def close(self) -> None:
        for name in list(self._processes):
            self.end(name, signal.SIGKILL)
        await self._prefect.dispose()
        await self.wiring.aclose()

    def hire(self, name: str) -> None:
        self._start(name, str(Path(__file__).with_name("worker.py")), name)

    def end(self, name: str, number: signal.Signals) -> None:
        process = self._processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.wait(timeout=30)

    def freeze(self, name: str) -> None:
        os.killpg(self._processes[name].pid, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        os.killpg(self._processes[name].pid, signal.SIGCONT)

    def write(self, prefix: str, count: int) -> list[str]:
        """Have the requesters write so many tickets; give their numbers."""
        numbers = [f"{prefix}{n}" for n in range(count)]
        inbox = self._folder / "tickets" / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            letter = json.dumps(TICKET | {"number": number})
            aside = inbox / f".{number}"
            aside.write_text(letter, "utf-8")
            aside.rename(inbox / f"{number}.json")
        return numbers

    async def draft(self, prefix: str, count: int) -> list[str]:
        """Bring so many tickets to letters that await approval, and no collection to tell them."""
        numbers = self.write(prefix, count)
        ticketing, store = self.wiring.systems["demo"], self.wiring.cases
        for number in numbers:
            case = await store.open_case(await ticketing.read_ticket(number))
            await store.record_classification(case.id, CLASSIFICATION)
            await store.record_draft(case.id, DRAFT)
            await store.move(case.id, CaseState.AWAITING_APPROVAL)
        known = await self.wiring.arrivals.cursor("demo")
        seen = await ticketing.changes_since(None)
        await self.wiring.arrivals.announce("demo", [], seen.cursor, since=known)
        return numbers

    async def approve(self, numbers: list[str], *, started: bool) -> None:
        """Approve the letters as an officer does; not `started` as while Prefect is away."""
        for number in numbers:
            case = await self.wiring.cases.find_ticket("demo", number)
            assert case is not None
            assert case.draft is not None
            await self.wiring.approvals.approve(case.id, shown(case), case.draft.text, ADA)
            if started:
                with self.prefect():
                    await start_sending(await self.wiring.cases.find(case.id))

    def prefect(self) -> AbstractContextManager[object]:
        """Speak to this office's Prefect."""
        ours = {
            PREFECT_API_URL: self._environment["PREFECT_API_URL"],
            PREFECT_API_AUTH_STRING: self._environment.get("PREFECT_API_AUTH_STRING"),
        }
        return temporary_settings(ours)

    async def collections_due(self, count: int) -> None:
        """Have so many collections be due, as while no worker is there."""
        with self.prefect():
            async with get_client() as client:
                found = await client.read_deployment_by_name("collect-tickets/collect-tickets")
                for _ in range(count):
                    asked = {"system": "demo"}
                    await client.create_flow_run_from_deployment(found.id, parameters=asked)

    async def in_state(self, numbers: list[str], state: CaseState) -> int:
        """Count the cases of these tickets that are in a state."""
        known = sa.and_(cases.c.number.in_(numbers), cases.c.state == state)
        async with reading(self.wiring.engine) as connection:
            query = sa.select(sa.func.count()).select_from(cases).where(known)
            return int((await connection.execute(query)).scalar_one())

    async def runs(self, flow: str) -> list[Run]:
        """Read the runs of a flow that are due."""
        async with self._prefect.connect() as connection:
            rows = await connection.execute(sa.text(RUNS), {"flow": flow})
            return [Run(*row) for row in rows]

    async def nothing_waits(self, flow: str) -> bool:
        """Tell whether no run of a flow is left unfinished."""
        return not any(run.state in UNFINISHED for run in await self.runs(flow))

    def replies(self) -> Counter[str]:
        """Count the letters that left, by ticket."""
        outbox = self._folder / "tickets" / "outbox"
        kept = [json.loads(path.read_text("utf-8")) for path in outbox.glob("*.json")]
        return Counter(reply["number"] for reply in kept)

    def log(self, name: str) -> str:
        return self._log_of(name).read_text("utf-8", "replace")[-3000:]

    def _log_of(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with self._log_of(name).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *arguments],
                cwd=HOME,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes[name] = process
        return process


async def until(ready: Callable[[], Awaitable[bool]], seconds: float, what: str) -> None:
    """Ask again until it is so; fail after so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            while not await ready():  # noqa: ASYNC110 - other processes work
                await asyncio.sleep(0.5)
    except TimeoutError:
        pytest.fail(f"not within {seconds:.0f} s: {what}")
