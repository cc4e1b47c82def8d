"""Replies and notes of every system that speaks HTTP: sent once, or the truth about it."""

import pytest

from connectors.base import NotAllowed, OutcomeUnknown
from connectors.json_http import Unreachable
from tests.contract.servers.faults import Fault
from tests.contract.servers.loopback import free_port
from tests.contract.suite import KEY, REPLY
from tests.contract.systems import Served
from tests.contract.test_failure_modes import refused


@pytest.fixture
async def number(http: Served) -> str:
    return await http.world.open_ticket("Congés", "Combien ?")


async def test_a_server_that_is_down_has_certainly_not_sent_and_may_be_tried_again(
    http: Served, number: str
) -> None:
    away = http.world.connect(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unreachable) as trouble:
        await away.post_reply(number, REPLY, KEY)
    assert not trouble.value.permanent
    await away.aclose()


@pytest.mark.parametrize("after", range(4))
async def test_a_lookup_that_fails_never_says_that_there_is_no_reply(
    http: Served, number: str, after: int
) -> None:
    posted = await http.world.system.post_reply(number, REPLY, KEY)
    failing = Fault("GET ", answer=refused(403), after=after, times=9)
    http.world.suffer(failing)
    try:
        assert await http.world.system.find_reply(number, KEY) == posted
    except NotAllowed:
        assert failing.times < 9


async def test_the_newest_of_many_replies_is_found(http: Served, number: str) -> None:
    for other in range(3):
        await http.world.system.post_reply(number, f"{REPLY} {other}", f"other{other}")
    posted = await http.world.system.post_reply(number, REPLY, KEY)
    assert await http.world.system.find_reply(number, KEY) == posted


async def test_a_note_whose_answer_was_lost_is_not_added_again(http: Served, number: str) -> None:
    http.world.suffer(Fault(http.kind.note, stored=True, cut=True))
    with pytest.raises(OutcomeUnknown):
        await http.world.system.add_note(number, "Classé.", KEY)
    await http.world.system.add_note(number, "Classé.", KEY)
    assert len(await http.world.notes(number)) == 1
