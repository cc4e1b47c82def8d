"""One command, three children: the Prefect server, a worker, the page. All stop together."""

import asyncio
import ctypes
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import httpx
import structlog
from rich.console import Console

from app.settings.town_settings import Settings

log = structlog.get_logger()

T = TypeVar("T")
Awaited = Callable[[], Awaitable[T]]

STOPS_WITHIN = 15.0
RESTARTS_AFTER = 1.0
YOUNG = 20.0
"""Seconds."""

MOST_YOUNG_DEATHS = 3
_PR_SET_PDEATHSIG = 1


class ChildFailed(Exception):
    """A child dies as soon as it is started; the message is one French sentence."""


class PortTaken(Exception):
    """Something else listens where we should; the message is one French sentence."""


class Child:
    """A process we start, start again if it dies, and stop with all it started."""

    def __init__(
        self,
        name: str,
        arguments: tuple[str, ...],
        logs: Path,
        stops_within: float = STOPS_WITHIN,
    ) -> None:
        self.name = name
        self._stops_within = stops_within
        self._arguments = arguments
        self._log = logs / f"{name}.log"
        self._process: Process | None = None

    async def keep_alive(self) -> None:
        """Run for ever; a cancellation stops the process and all it started.

        Raises `ChildFailed` when it died young several times in a row.
        """
        young = 0
        try:
            while young < MOST_YOUNG_DEATHS:
                born = time.monotonic()
                with self._log.open("ab") as output:
                    self._process = await asyncio.create_subprocess_exec(
                        sys.executable,
                        *self._arguments,
                        stdin=asyncio.subprocess.DEVNULL,
                        stdout=output,
                        stderr=output,
                        start_new_session=True,
                        preexec_fn=_die_with_parent,
                    )
                status = await self._process.wait()
                log.warning("child_died", child=self.name, status=status, log=str(self._log))
                young = young + 1 if time.monotonic() - born < YOUNG else 0
                await asyncio.sleep(RESTARTS_AFTER)
            raise ChildFailed(f"« {self.name} » s'arrête dès son démarrage : voyez {self._log}.")
        finally:
            await self._stop()

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        _signal_group(process.pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(self._stops_within):
                await process.wait()
        except TimeoutError:
            _signal_group(process.pid, signal.SIGKILL)
            await process.wait()


def _die_with_parent() -> None:
    # A supervisor that is killed cannot stop its children: Linux tells them.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def children_of(settings: Settings, logs: Path, stops_within: float = STOPS_WITHIN) -> list[Child]:
    """List what is to run: the page and a worker, and the Prefect server unless it is elsewhere.

    `stops_within`: seconds they have to end by themselves before they are killed.
    """
    logs.mkdir(parents=True, exist_ok=True)
    guichet = ("-m", "guichet")
    children = [
        Child("worker", (*guichet, "worker"), logs, stops_within),
        Child("page", (*guichet, "page"), logs, stops_within),
    ]
    if settings.prefect.start:
        at = ("--host", settings.prefect.host, "--port", str(settings.prefect.port))
        server = ("-m", "prefect", "server", "start", *at)
        children.insert(0, Child("prefect", server, logs, stops_within))
    return children


def check_ports(settings: Settings) -> None:
    """Raise `PortTaken` if something listens where a child of ours should."""
    if settings.prefect.start:
        check_port(settings.prefect.host, settings.prefect.port, "Prefect")
    check_port(settings.page.host, settings.page.port, "page d'approbation")


def check_port(host: str, port: int, what: str) -> None:
    """Raise `PortTaken` if something already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(
                f"Le port {port} ({what}) est déjà pris sur {host}. Arrêtez ce qui l'occupe "
                "ou choisissez-en un autre dans guichet.toml.",
            ) from None


def free_port(preferred: int) -> int:
    """Find a free port of the loopback, the preferred one where it is."""
    try:
        check_port("127.0.0.1", preferred, "")
    except PortTaken:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])
    return preferred


async def answers(url: str) -> bool:
    """Tell whether something answers 200 at an address."""
    try:
        async with httpx.AsyncClient(timeout=2) as client:
            return (await client.get(url)).is_success
    except httpx.HTTPError:
        return False


class Screen:
    """What the person at the terminal reads: sentences, and one line that says what is awaited."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("")
        self._last = ""

    def tell(self, sentence: str) -> None:
        """Write a sentence that stays."""
        self._status.stop()
        self._console.print(sentence, soft_wrap=True)

    def close(self) -> None:
        """Take away the line that says what is awaited."""
        self._status.stop()

    def progress(self, what: str, since: float = 0.0) -> None:
        """Show what is awaited and for how many seconds; without a terminal, only news."""
        if self._console.is_terminal:
            self._status.start()
            self._status.update(f"{what} ({since:.0f} s)")
        elif what != self._last:
            self._console.print(f"{what}...", soft_wrap=True)
        self._last = what


async def wait_for(what: Callable[[], str], ready: Awaited[bool], screen: Screen) -> None:
    """Wait until something is ready, showing what is awaited and since when."""
    clock = asyncio.get_running_loop()
    started = clock.time()
    while not await ready():
        screen.progress(what(), clock.time() - started)
        await asyncio.sleep(0.5)


async def show_while(what: str, work: Coroutine[Any, Any, None], screen: Screen) -> None:
    """Do some work, showing what it is and since when."""
    task = asyncio.ensure_future(work)

    async def is_done() -> bool:
        return task.done()

    try:
        await wait_for(lambda: what, is_done, screen)
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def run_until_stopped(
    children: list[Child],
    meanwhile: Awaited[None],
) -> None:
    """Keep the children alive until Ctrl-C or SIGTERM; `meanwhile` runs once beside them."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    tasks = [asyncio.create_task(child.keep_alive()) for child in children]
    first = asyncio.ensure_future(meanwhile())
    stopping = asyncio.create_task(stop.wait())
    try:
        await _first_of(stopping, first, *tasks)
        if first.done():
            first.result()
            await _first_of(stopping, *tasks)
        for child in tasks:
            if child.done():
                child.result()
    finally:
        for task in (first, stopping, *tasks):
            task.cancel()
        await asyncio.gather(first, stopping, *tasks, return_exceptions=True)


async def _first_of(*tasks: asyncio.Future[Any]) -> None:
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
