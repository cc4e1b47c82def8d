"""A town at work: Prefect, the page and a worker as real processes, all files in one folder."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import httpx

from app.environment import set_environment
from app.processes.supervisor import free_port
from app.settings.town_settings import HOME, load_settings
from app.wiring import Wiring
from cases.audit.trail import verify
from cases.model import Case

T = TypeVar("T")
Process = subprocess.Popen[bytes]

WORKER = "w1"
SETTINGS = """
database = "sqlite+aiosqlite:///{folder}/guichet.db"
secret_file = "secret"
procedures = "{home}/deploy/demo/procedures"
resume_after_seconds = 5
lease_seconds = 4

[page]
port = {page}
undo_seconds = 0
two_people_for_sensitive = false
two_people_above_eur = 0

[prefect]
port = {prefect}

[systems.{system}]
key_field = "TriageKey"
collect_every_seconds = 5
grace_seconds = 5
"""


@dataclass(frozen=True)
class Connected:
    """The ticketing system of a town: its name, what is set of it, the token of our account."""

    name: str
    token: str
    settings: Mapping[str, Sequence[str]]


class Town:
    """Started by `open`; a worker is hired, let go or killed as a test wants."""

    def __init__(self, system: Connected, folder: Path) -> None:
        self.system = system.name
        file = folder / "guichet.toml"
        ports = {"page": free_port(8360), "prefect": free_port(4210)}
        text = SETTINGS.format(folder=folder, home=HOME, system=system.name, **ports)
        own = "".join(f"{key} = {json.dumps(value)}\n" for key, value in system.settings.items())
        file.write_text(text + own, "utf-8")
        ours = ("PREFECT_", "GUICHET_")
        clean = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
        token = f"GUICHET_TOKEN_{system.name.upper()}"
        clean |= {"GUICHET_SETTINGS": str(file), token: system.token}
        with patch.dict(os.environ, clean, clear=True):
            self.settings = load_settings()
            set_environment(self.settings, folder)
            self._environment = dict(os.environ)
        self._wiring = Wiring(self.settings)
        self._loop = asyncio.Runner()
        self._logs = folder / "log"
        self._logs.mkdir(exist_ok=True)
        self._worker: Process | None = None
        self._others: list[Process] = []

    def open(self) -> None:
        prefect, page = self.settings.prefect, self.settings.page
        at = ("--host", prefect.host, "--port", str(prefect.port))
        self._others.append(self._start("prefect", "-m", "prefect", "server", "start", *at))
        wait_until(lambda: answers(f"{prefect.url}/api/health"), 120, "Prefect answers")
        prepared = self._start("prepare", str(Path(__file__).with_name("prepare_town.py")))
        assert prepared.wait(timeout=120) == 0, self.log("prepare")
        self._others.append(self._start("page", "-m", "guichet", "page"))
        self.hire()
        wait_until(lambda: answers(f"{page.url}/sante"), 60, "the page answers")

    def hire(self, *arguments: str) -> Process:
        """Start the worker, or the program given; it always has the same name."""
        command = arguments or ("-m", "guichet", "worker", "--name", WORKER)
        self._worker = self._start("worker", *command)
        return self._worker

    def hire_doomed(self, point: str) -> Process:
        """Start a worker that kills itself at a point of its first reply."""
        return self.hire(str(Path(__file__).with_name("doomed_worker.py")), WORKER, point)

    def let_go(self) -> None:
        """Stop the worker as an operator does."""
        if self._worker:
            _stop(self._worker, signal.SIGTERM)

    def kill(self) -> None:
        """End the worker by kill -9."""
        if self._worker:
            _stop(self._worker, signal.SIGKILL)

    def close(self) -> None:
        self.let_go()
        for process in reversed(self._others):
            _stop(process, signal.SIGTERM)
        self._loop.run(self._wiring.aclose())
        self._loop.close()

    def ask(self, question: Callable[[Wiring], Awaitable[T]]) -> T:
        """Ask something of the store."""

        async def ask() -> T:
            return await question(self._wiring)

        return self._loop.run(ask())

    def case(self, number: str) -> Case | None:
        """Find the case of a ticket, once there is one."""
        return self.ask(lambda wiring: wiring.cases.find_ticket(self.system, number))

    def broken_trail(self) -> str | None:
        """Verify the audit trail; None when it holds."""
        return self.ask(lambda wiring: verify(wiring.engine))

    def runs(self, flow: str, *states: str, number: str = "") -> list[dict[str, Any]]:
        """List the runs of a flow that Prefect knows: of one ticket, in some states."""
        runs: dict[str, Any] = {}
        if number:
            runs["tags"] = {"all_": [f"ticket:{self.system}-{number}"]}
        if states:
            runs["state"] = {"type": {"any_": list(states)}}
        wanted = {"flows": {"name": {"any_": [flow]}}, "flow_runs": runs}
        api = f"{self.settings.prefect.url}/api"
        auth = httpx.BasicAuth(*self._environment["PREFECT_API_AUTH_STRING"].split(":"))
        with httpx.Client(base_url=api, auth=auth, timeout=30) as client:
            given = client.get("/csrf-token", params={"client": "town"}).raise_for_status().json()
            token = {"Prefect-Csrf-Client": "town", "Prefect-Csrf-Token": given["token"]}
            found = client.post("/flow_runs/filter", json=wanted, headers=token).raise_for_status()
        listed: list[dict[str, Any]] = found.json()
        return listed

    def log(self, name: str) -> str:
        return (self._logs / f"{name}.log").read_text("utf-8", "replace")[-3000:]

    def _start(self, name: str, *arguments: str) -> Process:
        with (self._logs / f"{name}.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *arguments],
                cwd=HOME,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def wait_until(ready: Callable[[], T], seconds: float, what: str) -> T:
    """Ask again until the answer is a true value; fail after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        if found := ready():
            return found
        assert time.monotonic() < until, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.2)


def answers(url: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(url, timeout=2).is_success
    return False


def _stop(process: Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
