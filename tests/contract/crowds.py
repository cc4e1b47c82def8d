"""Very many tickets in a contract server, and what people do to them within a minute."""

from collections.abc import Callable
from typing import Any, Protocol

from tests.contract.glpi_worlds import GlpiWorld
from tests.contract.redmine_world import RedmineWorld
from tests.contract.servers import glpi_store
from tests.contract.servers.redmine_store import OFFICER, ZOE
from tests.contract.servers.rt_store import Part
from tests.contract.servers.zammad_store import AGENT
from tests.contract.systems import HttpWorld
from tests.contract.world import REQUESTER
from tests.contract.worlds import ServerWorld
from tests.contract.zammad_world import ZammadWorld

EVERY = 0.25
"""Seconds between two tickets."""
DUPLICATE = 2
"""The kind of link that a merge leaves in GLPI."""


class Crowd(Protocol):
    """The people around a system."""

    tells_twice: bool
    """Whether a ticket that stands still may be told by two looks, and by no third one."""

    def fill(self, count: int) -> list[str]:
        """Open many tickets, quickly."""
        ...

    def speak(self, number: str) -> None:
        """Have the requester write again."""
        ...

    def close(self, number: str) -> None:
        """Have an officer close a ticket."""
        ...

    def merge(self, number: str, into: str) -> None: ...

    def pass_time(self, seconds: float) -> None: ...


class RequestTrackerCrowd:
    """In Request Tracker, what was merged away is never listed again."""

    tells_twice = False

    def __init__(self, world: ServerWorld) -> None:
        self.store = world.store

    def fill(self, count: int) -> list[str]:
        numbers = []
        for _ in range(count):
            self.store.pass_time(EVERY)
            body = [Part("text/plain", b"Combien ?")]
            numbers.append(str(self.store.create("RH", REQUESTER, "Sujet", body).id))
        return numbers

    def speak(self, number: str) -> None:
        said = [Part("text/plain", b"Encore un mot.")]
        self.store.record(int(number), "Correspond", REQUESTER, said)

    def close(self, number: str) -> None:
        self.store.tickets[int(number)].status = "resolved"
        self.store.record(int(number), "Status", "agent1", [])

    def merge(self, number: str, into: str) -> None:
        self.store.tickets[int(number)].merged_into = int(into)
        self.store.record(int(into), "AddLink", "agent1", [])

    def pass_time(self, seconds: float) -> None:
        self.store.pass_time(seconds)


class ZammadCrowd:
    """In Zammad, the index learns of all of it once."""

    tells_twice = False

    def __init__(self, world: ZammadWorld) -> None:
        self.store = world.store

    def fill(self, count: int) -> list[str]:
        self.store.index_is_late = True
        numbers = []
        for _ in range(count):
            self.store.pass_time(EVERY)
            held = self.store.create("RH", REQUESTER, "Sujet")
            self.store.write(held.id, held.customer, "Customer", "Combien ?")
            numbers.append(str(held.id))
        self.store.job_index(catch_up=True)
        return numbers

    def speak(self, number: str) -> None:
        held = self.store.tickets[int(number)]
        self.store.write(held.id, held.customer, "Customer", "Encore un mot.")

    def close(self, number: str) -> None:
        self.store.tickets[int(number)].state = "closed"
        self.store.touch(int(number), AGENT)

    def merge(self, number: str, into: str) -> None:
        self.store.merge(int(number), int(into))

    def pass_time(self, seconds: float) -> None:
        self.store.pass_time(seconds)
        self.store.job_index(catch_up=True)


class RedmineCrowd:
    """Redmine merges nothing: what was said twice is deleted once it is noted in the other ticket.

    It sends no time of its own with its answers. That the second of a change is over, within which
    there may be another one, is known at the next look, which tells the ticket again.
    """

    tells_twice = True

    def __init__(self, world: RedmineWorld) -> None:
        self.store = world.store

    def fill(self, count: int) -> list[str]:
        numbers = []
        for _ in range(count):
            self.store.pass_time(EVERY)
            numbers.append(str(self.store.create("Sujet", "Combien ?").id))
        return numbers

    def speak(self, number: str) -> None:
        self.store.record(self.store.issues[int(number)], ZOE, "Encore un mot.")

    def close(self, number: str) -> None:
        held = self.store.issues[int(number)]
        held.status = 5
        self.store.record(held, OFFICER, details=[{"property": "attr", "name": "status_id"}])

    def merge(self, number: str, into: str) -> None:
        self.store.record(self.store.issues[int(into)], OFFICER, f"Voir aussi #{number}")
        del self.store.issues[int(number)]

    def pass_time(self, seconds: float) -> None:
        self.store.pass_time(seconds)


class GlpiCrowd:
    """In GLPI, a merge is a link between two tickets, one of which goes to the bin."""

    tells_twice = False

    def __init__(self, world: GlpiWorld) -> None:
        self.store = world.store

    def fill(self, count: int) -> list[str]:
        numbers = []
        for _ in range(count):
            self.store.pass_time(EVERY)
            numbers.append(str(self.store.create("Sujet", "Combien ?").id))
        return numbers

    def speak(self, number: str) -> None:
        self.store.say(int(number), glpi_store.REQUESTER_ID, "Encore un mot.")

    def close(self, number: str) -> None:
        self.store.update(self.store.tickets[int(number)], {"status": glpi_store.CLOSED})

    def merge(self, number: str, into: str) -> None:
        self.store.merges.append((int(number), int(into), DUPLICATE))
        self.store.tickets[int(number)].deleted = True
        self.store.say(int(into), glpi_store.AGENT, f"Ticket {number} fusionné.")

    def pass_time(self, seconds: float) -> None:
        self.store.pass_time(seconds)


CROWDS: dict[str, Callable[[Any], Crowd]] = {
    "request_tracker": RequestTrackerCrowd,
    "zammad": ZammadCrowd,
    "redmine": RedmineCrowd,
    "glpi": GlpiCrowd,
    "glpi_legacy": GlpiCrowd,
}


def crowd_of(name: str, world: HttpWorld) -> Crowd:
    """Gather the people around a served system."""
    return CROWDS[name](world)
