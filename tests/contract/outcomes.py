"""What must hold after a call to each method that met a spoilt answer, in any system."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cases.model import Ticket
from connectors.base import Changes, ConnectorError, OutcomeUnknown
from tests.contract.methods import METHODS, whole_triage
from tests.contract.suite import KEY
from tests.contract.world import World

IN_TIME = 20.0
"""Seconds: what the worlds' limits allow for all the requests of one method, and some."""
QUESTION = "Combien de jours ?"


@dataclass(frozen=True)
class Outcome:
    """How a call ended; `lies`: what it was told was well formed and false."""

    raised: ConnectorError | None
    result: object
    lies: bool


async def called(world: World, method: str, number: str) -> tuple[ConnectorError | None, object]:
    """Call a method, which ends in time and by a named error if by any."""
    try:
        async with asyncio.timeout(IN_TIME):
            return None, await METHODS[method](world, number)
    except ConnectorError as error:
        return error, None


async def _replied(world: World, number: str, outcome: Outcome) -> None:
    left = len(await world.sent(number))
    assert left <= 1
    if not outcome.lies:
        assert outcome.raised is not None or left == 1
        assert not left or outcome.raised is None or isinstance(outcome.raised, OutcomeUnknown)
        assert (await world.system.find_reply(number, KEY) is not None) == bool(left)


async def _noted(world: World, number: str, outcome: Outcome) -> None:
    assert outcome.lies or outcome.raised is not None or len(await world.notes(number)) == 1
    await METHODS["add_note"](world, number)
    assert len(await world.notes(number)) == 1
    assert await world.sent(number) == []


async def _triaged(world: World, number: str, _outcome: Outcome) -> None:
    assert await METHODS["write_triage"](world, number) == whole_triage(world)


async def _read(world: World, number: str, outcome: Outcome) -> None:
    if not outcome.lies and isinstance(outcome.result, Ticket):
        assert outcome.result.text == QUESTION
    assert (await world.system.read_ticket(number)).text == QUESTION


async def _listed(world: World, number: str, outcome: Outcome) -> None:
    """What a spoilt look did not tell, the next one tells."""
    told = outcome.result if isinstance(outcome.result, Changes) and not outcome.lies else None
    again = await world.system.changes_since(told.cursor if told else None)
    assert number in {*(told.numbers if told else ()), *again.numbers}


async def _found(world: World, number: str, outcome: Outcome) -> None:
    assert outcome.lies or outcome.raised is not None or outcome.result is not None
    assert len(await world.sent(number)) == 1


async def _checked(_world: World, _number: str, outcome: Outcome) -> None:
    """The check tells a person, it does not fail."""
    assert outcome.raised is None


CHECKS: dict[str, Callable[[World, str, Outcome], Awaitable[None]]] = {
    "changes_since": _listed,
    "read_ticket": _read,
    "write_triage": _triaged,
    "add_note": _noted,
    "post_reply": _replied,
    "find_reply": _found,
    "check": _checked,
}
