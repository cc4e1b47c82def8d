"""Every method of the contract as one call on one ticket, and what must hold afterwards."""

from collections.abc import Awaitable, Callable

from connectors.base import Triage, TriageResult
from tests.contract.suite import KEY, REPLY
from tests.contract.systems import Served

Call = Callable[[Served, str], Awaitable[object]]
NOTE = "Classé « conges »."


def whole_triage(http: Served) -> TriageResult:
    """What `write_triage` answers when all of it holds."""
    return TriageResult(("category", "priority", "queue")).with_tags(http.world.tags, "")


async def _all(http: Served, _number: str) -> object:
    return await http.world.system.changes_since(None)


async def _read(http: Served, number: str) -> object:
    return await http.world.system.read_ticket(number)


async def _triage(http: Served, number: str) -> object:
    world = http.world
    triage = Triage("conges", world.priority, "RH-Paie", world.tags)
    return await world.system.write_triage(number, triage)


async def _note(http: Served, number: str) -> None:
    await http.world.system.add_note(number, NOTE, KEY)


async def _reply(http: Served, number: str) -> object:
    return await http.world.system.post_reply(number, REPLY, KEY)


async def _find(http: Served, number: str) -> object:
    return await http.world.system.find_reply(number, KEY)


async def _check(http: Served, _number: str) -> object:
    return await http.world.system.check()


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
