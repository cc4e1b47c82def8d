"""A town at work: Prefect, the page and a worker as real processes, all files in one folder."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import httpx

from flows.environment import set_environment
from flows.settings import HOME, load_settings
from flows.supervisor import free_port
from flows.wiring import Wiring
from tests.real.lab import Lab

T = TypeVar("T")
Process = subprocess.Popen[bytes]

WORKER = "w1"
SYSTEM = "rt"
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

[systems.rt]
kind = "request_tracker"
url = "{url}"
user = "triage-bot"
queues = ["RH"]
key_field = "TriageKey"
collect_every_seconds = 5
grace_seconds = 5
"""


class Town:
    """Started by `open`; a worker is hired, let go or killed as a test wants."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        file = folder / "guichet.toml"
        ports = {"page": free_port(8360), "prefect": free_port(4210)}
        file.write_text(SETTINGS.format(folder=folder, home=HOME, url=lab.url, **ports), "utf-8")
        ours = ("PREFECT_", "GUICHET_")
        clean = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
        clean |= {"GUICHET_SETTINGS": str(file), "GUICHET_TOKEN_RT": lab.bot_token}
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

    def runs(self, flow: str, *states: str, number: str = "") -> list[dict[str, Any]]:
        """List the runs of a flow that Prefect knows: of one ticket, in some states."""
        runs: dict[str, Any] = {}
        if number:
            runs["tags"] = {"all_": [f"ticket:{SYSTEM}-{number}"]}
        if states:
            runs["state"] = {"type": {"any_": list(states)}}
        wanted = {"flows": {"name": {"any_": [flow]}}, "flow_runs": runs}
        api = f"{self.settings.prefect.url}/api"
        found = httpx.post(f"{api}/flow_runs/filter", json=wanted, timeout=30).raise_for_status()
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
