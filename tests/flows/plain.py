"""Flows called as the functions that they are: their steps in the same order, without a server."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.states import exception_to_failed_state

from flows import steps, tasks, texts_report, watch_deadlines

Step = Callable[..., Coroutine[Any, Any, Any]]

TRIES = 5
"""The first, and those that a task which may be tried again has after it."""


def call_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a flow run in the test itself, and a step as often as Prefect would try it."""
    monkeypatch.setattr(Flow, "__call__", _run)
    monkeypatch.setattr(tasks, "task_of", _step)
    monkeypatch.setattr(steps, "publish_report", _nothing)
    monkeypatch.setattr(texts_report, "publish", _nothing)
    monkeypatch.setattr(watch_deadlines, "publish_table", _nothing)


async def _nothing(*_: object) -> None:
    """Publish no report: that is for Prefect's dashboard."""


async def _run(
    flow: Flow[..., Any], *given: object, return_state: bool = False, **named: object
) -> State[Any] | None:
    """Run a flow; what it returns is its state, as in all of ours."""
    try:
        state: State[Any] = await flow.fn(*given, **named)
    except Exception as error:
        if not return_state:
            raise
        return await exception_to_failed_state(error)
    return state if return_state else None


def _step(step: Step, *, again: bool = False) -> Step:
    """Make a step that is tried as its task would be, at once."""
    guarded = tasks._wordless(step)  # noqa: SLF001 - what Prefect would see of an error

    async def tried(*given: object, **named: object) -> Any:  # noqa: ANN401 - what the step gives
        for _ in range(TRIES - 1 if again else 0):
            try:
                return await guarded(*given, **named)
            except Exception as error:
                failed = await exception_to_failed_state(error)
                if not tasks.is_worth_retrying(None, None, failed):  # type: ignore[arg-type]
                    raise
        return await guarded(*given, **named)

    return tried
