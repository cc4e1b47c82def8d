"""Every method of the contract as one call on one ticket, and what must hold afterwards."""

from collections.abc import Awaitable, Callable

from connectors.base import Triage, TriageResult
from tests.contract.suite import KEY, REPLY
from tests.contract.world import World

Call = Callable[[World, str], Awaitable[object]]
NOTE = "Classé « conges »."


def whole_triage(world: World) -> TriageResult:
    """What `write_triage` answers when all of it holds."""
    return TriageResult(("category", "priority", "queue")).with_tags(world.tags, "")


async def _all(world: World, _number: str) -> object:
    return await world.system.changes_since(None)


async def _read(world: World, number: str) -> object:
    return await world.system.read_ticket(number)


async def _triage(world: World, number: str) -> object:
    triage = Triage("conges", world.priority, "RH-Paie", world.tags)
    return await world.system.write_triage(number, triage)


async def _note(world: World, number: str) -> None:
    await world.system.add_note(number, NOTE, KEY)


async def _reply(world: World, number: str) -> object:
    return await world.system.post_reply(number, REPLY, KEY)


async def _find(world: World, number: str) -> object:
    return await world.system.find_reply(number, KEY)


async def _check(world: World, _number: str) -> object:
    return await world.system.check()


METHODS: dict[str, Call] = {
    "changes_since": _all,
    "read_ticket": _read,
    "write_triage": _triage,
    "add_note": _note,
    "post_reply": _reply,
    "find_reply": _find,
    "check": _check,
}
WRITES = frozenset({"write_triage", "add_note", "post_reply"})
