"""The Prefect edge: how a flow runs a step as a task, tried again or not, its words kept out.

A step is a plain async function. The flow that narrates it says how it runs:
`await repeatable(steps.read_ticket)(system, number)`, `await once(steps.open_case)(ticket)`.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff

from app.wiring import current
from connectors.base import ConnectorError, OutcomeUnknown, TicketingSystem

P = ParamSpec("P")
R = TypeVar("R")
Step = Callable[P, Coroutine[Any, Any, R]]

LONGEST_RETRY_AFTER = 120.0
"""Seconds we let a system keep us waiting inside one try."""


_OURS = frozenset(
    {"agents", "app", "cases", "connectors", "flows", "knowledge", "statute", "prefect"}
)


class StepFailed(Exception):
    """A step raised something unforeseen: its kind and its place, never the words it repeats."""


def once(step: Step[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
    """Make a task that Prefect never tries again by itself."""
    return task_of(step)


def repeatable(step: Step[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
    """Make a task that is tried again, later and later, while trying again is safe and useful."""
    return task_of(step, again=True)


@functools.cache
def task_of(step: Step[..., Any], *, again: bool = False) -> Task[Any, Any]:
    """Wrap a step in a task that bears its name; the same one each time in a process."""
    made = Task(
        _wordless(step),
        name=step.__name__.replace("_", "-"),
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    if not again:
        return made
    return made.with_options(
        retries=4,
        retry_delay_seconds=exponential_backoff(backoff_factor=2),
        retry_jitter_factor=0.5,
        retry_condition_fn=is_worth_retrying,
    )


def _wordless(step: Step[P, R]) -> Step[P, R]:
    """Keep what a step raises out of Prefect's records: a library's error may quote a ticket."""

    @functools.wraps(step)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await step(*args, **kwargs)
        except Exception as error:
            if type(error).__module__.partition(".")[0] in _OURS:
                raise
            raise StepFailed(f"{type(error).__name__}, {_place_of(error)}") from None

    return guarded


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"


def is_worth_retrying(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell a passing trouble from a lasting one, and never resend what may have left."""
    error = state.data
    if isinstance(error, OutcomeUnknown):
        return False
    return isinstance(error, ConnectorError) and not error.permanent


@asynccontextmanager
async def using(name: str) -> AsyncIterator[TicketingSystem]:
    """Use a ticketing system; where it asks us to wait before the next try, wait."""
    try:
        system = current().systems[name]
    except KeyError:
        message = f"Aucun système « {name} » dans les réglages."
        raise ConnectorError(message, permanent=True) from None
    try:
        yield system
    except ConnectorError as error:
        if error.retry_after and not error.permanent:
            await asyncio.sleep(min(error.retry_after, LONGEST_RETRY_AFTER))
        raise
