"""Tickets on their way out of an office, counted at both ends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from app.wiring import Wiring
from cases.model import Case, CaseState
from tests.contract.office import approved, brought_to_rest
from tests.contract.suite import words
from tests.contract.systems import Sending


@dataclass
class Row:
    """What one trouble came to, over the tickets that met it."""

    trouble: str
    tickets: int = 0
    attempts: int = 0
    replies: int = 0
    lost: int = 0
    asked: int = 0


Ledger = dict[str, list[Row]]


def print_tables(kept: Ledger) -> None:
    for system, rows in kept.items():
        table = Table(title=system)
        for heading in ("trouble", "tickets", "attempts", "replies", "lost", "asked"):
            table.add_column(heading, justify="left" if heading == "trouble" else "right")
        for row in rows:
            table.add_row(*(str(value) for value in vars(row).values()))
        Console(width=110).print(table)


class Desk:
    """One office, one system, one trouble: tickets pass, and each is counted at both ends."""

    def __init__(self, office: Wiring, sending: Sending, ledger: Ledger, trouble: str) -> None:
        self.office = office
        self.sending = sending
        self.row = Row(trouble)
        ledger[sending.name].append(self.row)

    async def count(self, case: Case) -> Case:
        """Bring a case to rest and hold its delivery to what was promised."""
        case = await brought_to_rest(self.office, case)
        got = await self.sending.world.sent(case.ticket.number)
        [delivery] = await self.office.deliveries.of_case(case.id)
        assert len(got) <= 1, "two replies"
        assert [words(text) for text in got] in ([], [words(delivery.text)])
        assert case.state in {CaseState.ANSWERED, CaseState.UNKNOWN_DELIVERY}
        self.row.tickets += 1
        self.row.replies += len(got)
        self.row.lost += case.state is CaseState.ANSWERED and not got
        self.row.asked += case.state is CaseState.UNKNOWN_DELIVERY
        assert not self.row.lost, "answered, and nothing left"
        return case

    async def pass_one(self, trouble: Callable[[Case], Awaitable[None]]) -> Case:
        """Take a ticket to its approval and through the trouble, then bring it to rest."""
        case = await approved(self.office, self.sending)
        before = self.sending.posts()
        await trouble(case)
        at_rest = await self.count(case)
        # What is said of a doubt in the ticket is one more request, and no reply.
        self.row.attempts += (
            self.sending.posts() - before - (at_rest.state is not CaseState.ANSWERED)
        )
        return at_rest

    @property
    def is_safe(self) -> bool:
        return self.sending.world.system.resend_is_safe
