"""What either API of GLPI must be able to do; everything above it is written once."""

from datetime import datetime
from typing import Protocol

from cases.model import Attachment
from connectors.glpi.records import Account, Choice, Followup, Page, Person, TicketRecord


class Dialect(Protocol):
    """One API of GLPI. Every method raises `ConnectorError`; numbers are checked before."""

    async def account(self) -> Account:
        """Read who we are there."""
        ...

    async def me(self) -> str:
        """Give the number of our account, asked for once."""
        ...

    async def tickets(self, since: datetime | None, start: int) -> Page:
        """List, by number, a part of the tickets changed since then; None: of those not closed."""
        ...

    async def ticket(self, number: str) -> TicketRecord:
        """Read one ticket."""
        ...

    async def merged_into(self, number: str) -> str | None:
        """Find which ticket a deleted one was merged into, where GLPI says so."""
        ...

    async def followups(self, number: str) -> list[Followup]:
        """List all followups we may see, private ones too."""
        ...

    async def solutions(self, number: str, dated: datetime) -> list[Followup]:
        """List solutions; `dated` stands for the date of those GLPI gives none."""
        ...

    async def files(self, number: str) -> tuple[Attachment, ...]:
        """List the files of a ticket without reading them."""
        ...

    async def person(self, number: str) -> Person | None:
        """Read a user; None when our account may not see them."""
        ...

    async def categories(self) -> list[Choice]:
        """List the categories our account may choose."""
        ...

    async def groups(self) -> list[Choice]:
        """List the groups our account sees."""
        ...

    async def update(self, number: str, category: str | None, priority: int | None) -> None:
        """Write fields of a ticket; raises `Rejected` when GLPI says that it did not."""
        ...

    async def assign(self, number: str, group: str) -> None:
        """Add a group to those a ticket is assigned to; raises `Rejected` as above."""
        ...

    async def add_followup(self, number: str, html: str, *, private: bool) -> str:
        """Add a followup in one request; return its number.

        Raises `Interrupted` or `OutcomeUnknown` when it may have been added all the same.
        """
        ...

    async def aclose(self) -> None:
        """Close the session and the connections."""
        ...
