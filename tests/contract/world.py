"""A ticketing system seen from both ends: ours through the connector, theirs by other means."""

from typing import Protocol

from connectors.base import TicketingSystem

REQUESTER = "zoe.renard@corp.example"
PATIENCE = 1.5
"""Seconds our side waits for an answer here: more than a busy machine stands still."""
TOO_LATE = PATIENCE + 0.5
UNHURRIED = 4.0
"""Seconds, where a whole journey is held to how it ends and one late answer would change it."""


class World(Protocol):
    """One ticketing system with somebody at the other end."""

    @property
    def priority(self) -> int:
        """A priority that exists there and that a new ticket does not have."""
        ...

    @property
    def tags(self) -> tuple[str, ...]:
        """Two tags that exist there and that a new ticket does not have; none where it has none."""
        ...

    @property
    def system(self) -> TicketingSystem: ...

    async def open_ticket(self, subject: str, text: str, kind: str = "text/plain") -> str: ...

    async def open_with_file(self, name: str, data: bytes) -> str: ...

    async def delete(self, number: str) -> None: ...

    async def sent(self, number: str) -> list[str]:
        """The text of each message the requester got from us, as they read it."""
        ...

    async def notes(self, number: str) -> list[str]: ...
