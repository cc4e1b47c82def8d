"""A ticketing system in memory whose troubles a test writes down beforehand, and stub agents."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

from agents.checker.state import Checked
from agents.dependencies import Dependencies
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from cases.model import Classification, Draft, Message, Ticket, TicketStatus
from cases.model_call import ModelCall
from connectors.base import Changes, Check, NotFound, Rejected, Triage, TriageResult, too_large
from knowledge.search.procedures import Procedures
from tests.builders import CLASSIFICATION, DRAFT, FINDING


@dataclass
class ScriptedSystem:
    """Does what the contract says, except where `troubles` holds errors for a method."""

    name: str = "demo"
    resend_is_safe: bool = False
    grace: timedelta = timedelta(0)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    replies: list[tuple[str, str, str]] = field(default_factory=list)
    triages: list[tuple[str, Triage]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[tuple[str, str]] = field(default_factory=list)
    troubles: dict[str, list[BaseException]] = field(default_factory=dict)
    before_posting: Callable[[], None] = lambda: None
    hidden: bool = False
    """A mail left and the system does not show it, as Request Tracker when it was killed."""

    def trouble(self, method: str, *errors: BaseException) -> None:
        self.troubles.setdefault(method, []).extend(errors)

    async def changes_since(self, cursor: str | None) -> Changes:
        self._meet_trouble("changes_since")
        known = int(cursor or 0)
        return Changes(tuple(list(self.tickets)[known:]), str(len(self.tickets)))

    async def read_ticket(self, number: str) -> Ticket:
        self._meet_trouble("read_ticket")
        if number not in self.tickets:
            raise NotFound("Ce ticket n'existe pas.", permanent=True)
        return self.tickets[number]

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        self._meet_trouble("write_triage")
        self.triages.append((number, triage))
        return TriageResult(written=("category",))

    async def add_note(self, number: str, text: str, key: str) -> None:
        self._meet_trouble("add_note")
        self.notes.setdefault(number, {}).setdefault(key, text)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        self.before_posting()
        self._meet_trouble("post_reply")
        if self.tickets[number].status is not TicketStatus.OPEN:
            raise Rejected("Le ticket est clos.", permanent=True)
        self.replies.append((number, text, key))
        self._meet_trouble("after_post_reply")
        return f"reply-{len(self.replies)}"

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        self._meet_trouble("read_attachment")
        self.fetched.append((number, attachment))
        found = self.files.get(attachment)
        if found is None:
            raise NotFound("Aucune pièce.", permanent=True)
        if len(found) > most_bytes:
            raise too_large(most_bytes)
        return found

    async def find_reply(self, number: str, key: str) -> str | None:
        self._meet_trouble("find_reply")
        if self.hidden:
            return None
        found = [n for n, reply in enumerate(self.replies) if (reply[0], reply[2]) == (number, key)]
        return f"reply-{found[0] + 1}" if found else None

    async def check(self) -> tuple[Check, ...]:
        return ()

    async def aclose(self) -> None:
        return None

    def say(self, number: str, message: Message) -> None:
        ticket = self.tickets[number]
        self.tickets[number] = replace(ticket, messages=(*ticket.messages, message))

    def set_status(self, number: str, status: TicketStatus) -> None:
        self.tickets[number] = replace(self.tickets[number], status=status)

    def _meet_trouble(self, method: str) -> None:
        if waiting := self.troubles.get(method):
            raise waiting.pop(0)


def fake_deps(routes: Routes | None = None) -> Dependencies:
    """Give a team for stub agents, which use none of its tools, with a door for what asks it."""
    none = cast("Any", None)
    return Dependencies((), ModelGateway(routes or Routes()), none, none, none, Procedures(), none)


async def stub_classify(
    _ticket: Ticket, _deps: object, _corrected: str = ""
) -> tuple[Classification, tuple[()]]:
    return CLASSIFICATION, ()


async def stub_check(
    _ticket: Ticket, _found: Classification, _deps: object, _corrected: object = None
) -> Checked:
    return Checked((FINDING,), (), (), (), FINDING.on)


async def stub_draft(
    _ticket: Ticket,
    _found: Classification,
    _checked: Checked,
    _deps: object,
) -> tuple[Draft, tuple[ModelCall, ...]]:
    return DRAFT, ()
