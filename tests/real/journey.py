"""Twenty tickets on their way through a town, and what is found of each at both ends."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.wiring import Wiring
from cases.model import Case, CaseState
from cases.store.database import reading
from cases.store.records import Approval, DeliveryState
from cases.tables import cases
from tests.contract.suite import words
from tests.real.officer import Officer
from tests.real.requesters import Question, Tracker, varied_questions
from tests.real.town import Town, wait_until

TICKETS = 20
OVER = frozenset(
    {
        CaseState.ANSWERED,
        CaseState.AWAITING_REQUESTER,
        CaseState.HANDED_OVER,
        CaseState.UNKNOWN_DELIVERY,
    },
)


@dataclass(frozen=True)
class Outcome:
    """Where a case came to rest: how its delivery ended, and what the requester got."""

    delivery: DeliveryState
    mails: int


class Journey:
    """The town, the people outside it, the officer inside; tickets are handed out once each."""

    def __init__(self, town: Town, tracker: Tracker, officer: Officer) -> None:
        self.town = town
        self.tracker = tracker
        self.officer = officer
        self.asked: dict[str, Question] = {}
        self.approved: dict[str, str] = {}

    def bring_to_approval(self) -> None:
        """Have the requesters write, and wait until each has a draft that awaits approval."""
        for question in varied_questions(TICKETS):
            self.asked[self.tracker.write(question)] = question
        wait_until(self._all_await_approval, 240, "20 drafts await approval")

    def approve(self) -> str:
        """Approve the letter of a ticket not used yet; return the ticket's number."""
        number = self.untouched[0]
        edit = _with_a_last_line if len(self.approved) % 2 else str
        self.approved[number] = self.officer.approve(self.case(number).id, edit)
        return number

    @property
    def untouched(self) -> list[str]:
        return [number for number in self.asked if number not in self.approved]

    def case(self, number: str) -> Case:
        case = self.town.case(number)
        assert case is not None
        return case

    def approval(self, number: str) -> Approval:
        """Read the approval that stands; its seal was checked."""
        case = self.case(number)
        return self.town.ask(lambda wiring: wiring.approvals.current_approval(case.id))

    def rest(self, number: str) -> Outcome:
        """Wait until the case of an approved ticket rests; what was approved must still stand."""
        wait_until(lambda: self.case(number).state in OVER, 90, f"the case of {number} rests")
        assert self.approval(number).text == self.approved[number]
        case_id = self.case(number).id
        [delivery] = self.town.ask(lambda wiring: wiring.deliveries.of_case(case_id))
        mails = self.mails(number)
        assert all(words(mail) == words(self.approved[number]) for mail in mails)
        return Outcome(delivery.state, len(mails))

    def mails(self, number: str) -> list[str]:
        """The text of each mail the requester got of ours, as it is read."""
        mails = self.tracker.lab.mails(number)
        assert all(mail["To"] == self.asked[number].requester for mail in mails)
        bodies = [mail.get_body(("plain",)) for mail in mails]
        return [body.get_content() for body in bodies if body is not None]

    def quiet(self) -> bool:
        """Tell whether no reply is on its way and no run of the journey is left unfinished."""
        unfinished = ("PENDING", "RUNNING", "SCHEDULED", "CANCELLING")
        flows = ("send-reply", "handle-ticket")
        return not any(self.town.runs(flow, *unfinished) for flow in flows)

    def _all_await_approval(self) -> bool:
        awaiting = sa.select(cases.c.number).where(cases.c.state == CaseState.AWAITING_APPROVAL)

        async def read(wiring: Wiring) -> set[str]:
            async with reading(wiring.engine) as connection:
                return set(await connection.scalars(awaiting))

        return set(self.asked) <= self.town.ask(read)


def _with_a_last_line(letter: str) -> str:
    return f"{letter}\n\nP.-S. : relu, « corrigé » & complété (< 2 jours) par Camille."
