"""A ticketing system says that something changed: look now rather than at the next round."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping

import httpx
import structlog
from prefect.exceptions import PrefectException

from flows.settings import Settings, WrongSetting
from flows.start import PATIENCE, start_collecting

BETWEEN_WAKINGS = 5.0
"""Seconds between two collections of a system that were asked for this way."""

Start = Callable[[str], Awaitable[None]]


class Waker:
    """Starts collections; of each system one at most waits, however often it is called."""

    def __init__(self, start: Start = start_collecting, between: float = BETWEEN_WAKINGS) -> None:
        self._start = start
        self._between = between
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._last: dict[str, float] = {}

    def wake(self, system: str) -> None:
        """See to it that a collection of `system` begins after this moment."""
        if system not in self._waiting:
            self._waiting[system] = asyncio.create_task(self._collect(system))

    async def _collect(self, system: str) -> None:
        since = time.monotonic() - self._last.get(system, float("-inf"))
        await asyncio.sleep(max(self._between - since, 0))
        # What is said from here on may be missed by this collection: it asks for another.
        task = self._waiting.pop(system)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._last[system] = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._start(system)
        except (httpx.HTTPError, PrefectException, TimeoutError, OSError) as error:
            # The next round of the schedule finds the same.
            log = structlog.get_logger()
            log.warning("waking_failed", system=system, error=type(error).__name__)


def read_wake_secrets(settings: Settings, environment: Mapping[str, str]) -> dict[str, bytes]:
    """Give the secret of each system that may wake us. Raises `WrongSetting`."""
    secrets = {}
    for system, variable in settings.wake_secrets.items():
        if system not in settings.systems:
            raise WrongSetting(f"wake_secrets.{system} : aucun système de ce nom dans systems.")
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,99}", variable):
            raise WrongSetting(
                f"wake_secrets.{system} : il faut le nom d'une variable d'environnement, "
                "pas le secret lui-même.",
            )
        if value := environment.get(variable, "").strip():
            secrets[system] = value.encode()
        else:
            structlog.get_logger().warning("no_wake_secret", system=system, variable=variable)
    return secrets
