"""Run as a process: a worker that kill -9 meets when its first reply comes to the named point."""

import os
import signal
import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from prefect.runtime import flow_run

from cases.delivery.deliveries import Deliveries
from cases.store.leases import Leases
from cli.process_commands import worker
from connectors.request_tracker import RequestTracker

Method = Callable[..., Awaitable[Any]]

BEFORE, AFTER = False, True
POINTS: dict[str, tuple[type, str, bool]] = {
    "before the lease": (Leases, "take", BEFORE),
    "before looking again": (Leases, "take", AFTER),
    "before the plan": (Deliveries, "plan", BEFORE),
    "before the plan is committed": (Deliveries, "_insert", AFTER),
    "after the plan": (Deliveries, "plan", AFTER),
    "before the request": (Deliveries, "start", AFTER),
    "before the answer is noted": (RequestTracker, "post_reply", AFTER),
    "after the answer is noted": (Deliveries, "record", AFTER),
    "before the run ends": (Deliveries, "settle", AFTER),
}


def deadly(method: Method, *, after: bool) -> Method:
    @wraps(method)
    async def until_killed(*arguments: object, **named: object) -> object:
        result = await method(*arguments, **named) if after else None
        if flow_run.flow_name == "send-reply":
            os.kill(os.getpid(), signal.SIGKILL)
        return result if after else await method(*arguments, **named)

    return until_killed


if __name__ == "__main__":
    name, point = sys.argv[1:]
    owner, method_name, when = POINTS[point]
    setattr(owner, method_name, deadly(getattr(owner, method_name), after=when))
    worker(name)
