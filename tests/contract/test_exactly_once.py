"""One approval, one reply: client, server and network killed at every place of the journey.

`pytest tests/contract/test_exactly_once.py -s` prints, per system, what each trouble came to:
attempts (requests that asked to store the reply), replies the requester got, approvals that ended
as answered without a reply (lost), and those that a person is asked about.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, Response

from app.wiring import Wiring
from cases.model import Case, CaseState
from cases.store.records import Delivery
from flows import send_reply
from flows.send_reply import LostRace
from tests.builders import Store
from tests.cancelling import cancelled_at
from tests.contract.desk import Desk, Ledger, print_tables
from tests.contract.office import open_office, send
from tests.contract.servers.faults import Fault
from tests.contract.systems import Sending
from tests.contract.world import UNHURRIED

SENDERS = 20
TOO_LATE = UNHURRIED + 0.5
STRIDE = int(os.environ.get("GUICHET_EVERY_AWAIT", "11"))
"""Of the places where the client waits, each STRIDE-th is one where it is cancelled."""


class Killed(BaseException):
    """The client is no more."""


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    kept: Ledger = defaultdict(list)
    yield kept
    print_tables(kept)


@pytest.fixture
async def office(
    sending: Sending, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Wiring]:
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    async with open_office(monkeypatch, sending, database) as made:
        yield made


@dataclass(frozen=True)
class Trouble:
    """What the server does to the request that asks to store the reply."""

    fault: Callable[[], Fault]
    stored: bool
    grace: float = 0.15
    for_ever: bool = False


def _gateway() -> Response:
    return HTMLResponse("<html>Bad gateway</html>", 502)


TROUBLES: dict[str, Trouble] = {
    "server killed before the commit": Trouble(lambda: Fault("", cut=True), stored=False),
    "server killed before each commit": Trouble(
        lambda: Fault("", cut=True, times=9), stored=False, for_ever=True
    ),
    "server killed after the commit": Trouble(
        lambda: Fault("", cut=True, stored=True), stored=True
    ),
    "gateway gone before the commit": Trouble(lambda: Fault("", answer=_gateway), stored=False),
    "gateway gone after the commit": Trouble(
        lambda: Fault("", answer=_gateway, stored=True), stored=True
    ),
    "answer after the time-out": Trouble(lambda: Fault("", slow=TOO_LATE), stored=True),
    "commit after the time-out": Trouble(lambda: Fault("", late=TOO_LATE), stored=True, grace=2),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_a_server_in_trouble_has_sent_once_or_a_person_is_asked(
    office: Wiring, sending: Sending, ledger: Ledger, name: str
) -> None:
    trouble = TROUBLES[name]
    desk = Desk(office, sending, ledger, name)
    sending.world.system.grace = timedelta(seconds=trouble.grace)

    async def met(case: Case) -> None:
        sending.suffer(trouble.fault())
        await send(case)

    case = await desk.pass_one(met)
    sent_again = not trouble.stored and not trouble.for_ever and desk.is_safe
    shown = trouble.stored and sending.tells_what_left
    assert (case.state is CaseState.ANSWERED) == (shown or sent_again)
    assert desk.row.replies == int(trouble.stored or sent_again)
    assert desk.row.attempts == (1 if trouble.stored or not desk.is_safe else 2)


async def test_a_commit_later_than_all_patience_is_asked_about_where_a_resend_is_not_safe(
    office: Wiring, sending: Sending, ledger: Ledger
) -> None:
    if sending.world.system.resend_is_safe:
        pytest.skip("its grace is, by its contract, longer than any request lives")
    desk = Desk(office, sending, ledger, "commit after all patience")
    given_up, committed = asyncio.Event(), asyncio.Event()

    async def met(case: Case) -> None:
        sending.suffer(Fault("", until=given_up, meanwhile=committed.set))
        await send(case)

    case = await desk.pass_one(met)
    assert case.state is CaseState.UNKNOWN_DELIVERY
    given_up.set()
    await committed.wait()
    assert len(await sending.world.sent(case.ticket.number)) == 1


async def test_a_server_that_stays_down_after_the_commit_is_looked_at_until_it_answers(
    office: Wiring, sending: Sending, ledger: Ledger
) -> None:
    desk = Desk(office, sending, ledger, "server down after the commit")
    still_to_fail: list[Callable[[], int]] = []
    killed = Fault("", cut=True, stored=True)
    killed.meanwhile = lambda: still_to_fail.append(sending.go_down(looks=3))

    async def met(case: Case) -> None:
        sending.suffer(killed)
        await send(case)

    case = await desk.pass_one(met)
    assert (case.state is CaseState.ANSWERED) == sending.tells_what_left
    assert (desk.row.attempts, desk.row.replies) == (1, 1)
    assert [looks() for looks in still_to_fail] == [0]


@dataclass(frozen=True)
class Arrow:
    """A step of the journey, and on which side of it the client dies."""

    method: str
    when: str

    @property
    def is_in_doubt(self) -> bool:
        """Whether it is written that a request left, and none did."""
        return (self.method, self.when) in {("start", "after"), ("post_reply", "before")}


METHODS = ("plan", "start", "post_reply", "record", "settle")
ARROWS = [Arrow(method, when) for method in METHODS for when in ("before", "after")]


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda a: f"{a.when} {a.method}")
async def test_a_client_killed_at_an_arrow_has_sent_once_or_a_person_is_asked(
    office: Wiring, sending: Sending, ledger: Ledger, arrow: Arrow
) -> None:
    desk = Desk(office, sending, ledger, f"client killed {arrow.when} {arrow.method}")

    async def met(case: Case) -> None:
        doomed = sending.world.system if arrow.method == "post_reply" else office.deliveries
        die_at(arrow, doomed)
        with pytest.raises(Killed):
            await send(case)

    case = await desk.pass_one(met)
    asked = arrow.is_in_doubt and not desk.is_safe
    assert (case.state is CaseState.UNKNOWN_DELIVERY) == asked
    assert desk.row.replies == desk.row.attempts == int(not asked)


def die_at(arrow: Arrow, doomed: object) -> None:
    """Have the client die at the next use of one method."""
    real = getattr(doomed, arrow.method)

    async def dying(*given: object, **named: object) -> None:
        setattr(doomed, arrow.method, real)
        if arrow.when == "after":
            await real(*given, **named)
        raise Killed

    setattr(doomed, arrow.method, dying)


async def test_a_client_cancelled_wherever_it_waits_has_sent_once_or_a_person_is_asked(
    office: Wiring, sending: Sending, ledger: Ledger
) -> None:
    desk = Desk(office, sending, ledger, f"client cancelled at each {STRIDE}th await")
    waits: list[int] = []

    def met_at(place: int) -> Callable[[Case], Awaitable[None]]:
        async def met(case: Case) -> None:
            waits.append(await cancelled_at(place, send(case)))

        return met

    await desk.pass_one(met_at(0))
    for place in range(1, waits[0] + 1, STRIDE):
        await desk.pass_one(met_at(place))
    assert desk.row.tickets > waits[0] // STRIDE
    assert desk.row.replies + desk.row.asked == desk.row.tickets


async def test_of_twenty_senders_of_one_approval_one_sends(
    office: Wiring, sending: Sending, ledger: Ledger
) -> None:
    desk = Desk(office, sending, ledger, f"{SENDERS} senders at once")

    async def met(case: Case) -> None:
        await asyncio.gather(*(send(case) for _ in range(SENDERS)))

    await desk.pass_one(met)
    assert (desk.row.attempts, desk.row.replies) == (1, 1)


async def test_of_twenty_senders_that_heed_no_lease_one_sends(
    sending: Sending, store: Store, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    async with open_office(monkeypatch, sending, url) as office:
        heedless = f"{SENDERS} senders without lease, {store.engine.dialect.name}"
        desk = Desk(office, sending, ledger, heedless)

        async def met(case: Case) -> None:
            posting = (send_reply.post_reply(case.id) for _ in range(SENDERS))
            ended = await asyncio.gather(*posting, return_exceptions=True)
            assert all(isinstance(end, Delivery | LostRace) for end in ended)

        await desk.pass_one(met)
        assert (desk.row.attempts, desk.row.replies) == (1, 1)
