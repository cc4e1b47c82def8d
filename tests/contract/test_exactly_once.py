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

from cases.model import Case, CaseState
from cases.reply import Delivery
from flows import delivering
from flows.delivering import LostRace
from flows.wiring import Wiring
from tests.builders import Store
from tests.cancelling import cancelled_at
from tests.contract.desk import Desk, Ledger, print_tables
from tests.contract.office import open_office, send
from tests.contract.servers.faults import Fault
from tests.contract.systems import Served

SENDERS = 20
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
    http: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Wiring]:
    database = f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}"
    async with open_office(monkeypatch, http, database) as made:
        yield made


@dataclass(frozen=True)
class Trouble:
    """What the server does to the request that asks to store the reply."""

    fault: Callable[[str], Fault]
    stored: bool
    grace: float = 0.15
    for_ever: bool = False


def _gateway() -> Response:
    return HTMLResponse("<html>Bad gateway</html>", 502)


TROUBLES: dict[str, Trouble] = {
    "server killed before the commit": Trouble(lambda p: Fault(p, cut=True), stored=False),
    "server killed before each commit": Trouble(
        lambda p: Fault(p, cut=True, times=9), stored=False, for_ever=True
    ),
    "server killed after the commit": Trouble(
        lambda p: Fault(p, cut=True, stored=True), stored=True
    ),
    "gateway gone before the commit": Trouble(lambda p: Fault(p, answer=_gateway), stored=False),
    "gateway gone after the commit": Trouble(
        lambda p: Fault(p, answer=_gateway, stored=True), stored=True
    ),
    "answer after the time-out": Trouble(lambda p: Fault(p, slow=0.7), stored=True),
    "commit after the time-out": Trouble(lambda p: Fault(p, late=0.7), stored=True, grace=1.5),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_a_server_in_trouble_has_sent_once_or_a_person_is_asked(
    office: Wiring, http: Served, ledger: Ledger, name: str
) -> None:
    trouble = TROUBLES[name]
    desk = Desk(office, http, ledger, name)
    http.world.system.grace = timedelta(seconds=trouble.grace)

    async def met(case: Case) -> None:
        http.world.suffer(trouble.fault(http.kind.reply))
        await send(case)

    case = await desk.pass_one(met)
    sent_again = not trouble.stored and not trouble.for_ever and desk.is_safe
    assert (case.state is CaseState.ANSWERED) == (trouble.stored or sent_again)
    assert desk.row.replies == int(trouble.stored or sent_again)
    assert desk.row.attempts == (1 if trouble.stored or not desk.is_safe else 2)


async def test_a_commit_later_than_all_patience_is_asked_about_where_a_resend_is_not_safe(
    office: Wiring, http: Served, ledger: Ledger
) -> None:
    if http.world.system.resend_is_safe:
        pytest.skip("its grace is, by its contract, longer than any request lives")
    desk = Desk(office, http, ledger, "commit after all patience")

    async def met(case: Case) -> None:
        http.world.suffer(Fault(http.kind.reply, late=1.2))
        await send(case)

    case = await desk.pass_one(met)
    assert case.state is CaseState.UNKNOWN_DELIVERY
    await asyncio.sleep(1)
    assert len(await http.world.sent(case.ticket.number)) == 1


async def test_a_server_that_stays_down_after_the_commit_is_looked_at_until_it_answers(
    office: Wiring, http: Served, ledger: Ledger
) -> None:
    desk = Desk(office, http, ledger, "server down after the commit")

    down = Fault("GET", cut=True, times=3)
    killed = Fault(http.kind.reply, cut=True, stored=True)
    killed.meanwhile = lambda: http.world.suffer(down)

    async def met(case: Case) -> None:
        http.world.suffer(killed)
        await send(case)

    case = await desk.pass_one(met)
    assert (case.state, desk.row.attempts, desk.row.replies) == (CaseState.ANSWERED, 1, 1)
    assert down.times == 0


@dataclass(frozen=True)
class Arrow:
    """A step of the journey, and on which side of it the client dies."""

    method: str
    when: str

    @property
    def is_in_doubt(self) -> bool:
        """Whether it is written that a request left, and none did."""
        return (self.method, self.when) in {("start", "after"), ("post_reply", "before")}


METHODS = ("plan", "start", "post_reply", "note", "settle")
ARROWS = [Arrow(method, when) for method in METHODS for when in ("before", "after")]


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda a: f"{a.when} {a.method}")
async def test_a_client_killed_at_an_arrow_has_sent_once_or_a_person_is_asked(
    office: Wiring, http: Served, ledger: Ledger, arrow: Arrow
) -> None:
    desk = Desk(office, http, ledger, f"client killed {arrow.when} {arrow.method}")

    async def met(case: Case) -> None:
        doomed = http.world.system if arrow.method == "post_reply" else office.deliveries
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
    office: Wiring, http: Served, ledger: Ledger
) -> None:
    desk = Desk(office, http, ledger, f"client cancelled at each {STRIDE}th await")
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
    office: Wiring, http: Served, ledger: Ledger
) -> None:
    desk = Desk(office, http, ledger, f"{SENDERS} senders at once")

    async def met(case: Case) -> None:
        await asyncio.gather(*(send(case) for _ in range(SENDERS)))

    await desk.pass_one(met)
    assert (desk.row.attempts, desk.row.replies) == (1, 1)


async def test_of_twenty_senders_that_heed_no_lease_one_sends(
    http: Served, store: Store, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    async with open_office(monkeypatch, http, url) as office:
        heedless = f"{SENDERS} senders without lease, {store.engine.dialect.name}"
        desk = Desk(office, http, ledger, heedless)

        async def met(case: Case) -> None:
            posting = (delivering.post_reply(case.id) for _ in range(SENDERS))
            ended = await asyncio.gather(*posting, return_exceptions=True)
            assert all(isinstance(end, Delivery | LostRace) for end in ended)

        await desk.pass_one(met)
        assert (desk.row.attempts, desk.row.replies) == (1, 1)
