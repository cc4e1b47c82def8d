"""How a step becomes a Prefect task: which may be tried again, and that nothing is kept there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff

from connectors.base import ConnectorError, OutcomeUnknown, TicketingSystem
from flows.wiring import current

P = ParamSpec("P")
R = TypeVar("R")
Step = Callable[P, Coroutine[Any, Any, R]]

LONGEST_RETRY_AFTER = 120.0
"""Seconds we let a system keep us waiting inside one try."""


def once(step: Step[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
    """Make a task that Prefect never tries again by itself."""
    return task(name=_name(step), cache_policy=NO_CACHE, persist_result=False)(step)


def repeatable(step: Step[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
    """Make a task that is tried again, later and later, while trying again is safe and useful."""
    return task(
        name=_name(step),
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=4,
        retry_delay_seconds=exponential_backoff(backoff_factor=2),
        retry_jitter_factor=0.5,
        retry_condition_fn=is_worth_retrying,
    )(step)


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


def _name(step: Callable[..., object]) -> str:
    return step.__name__.replace("_", "-")
