"""A worker that dies at any arrow of a delivery, and the run that comes after it."""

from collections.abc import Callable

import pytest

from app.wiring import Wiring
from cases.delivery.deliveries import Deliveries
from cases.model import Case
from flows.send_reply import send_reply
from tests.fakes import ScriptedSystem


class Killed(BaseException):
    """As kill -9: nothing after it runs, nothing catches it."""


ARROWS = ["plan", "start", "record", "settle"]


def dying(original: Callable[..., object], *, after: bool) -> Callable[..., object]:
    async def method(*arguments: object, **named: object) -> object:
        if after:
            await original(*arguments, **named)  # type: ignore[misc]
        raise Killed

    return method


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("arrow", ARROWS)
async def test_a_worker_that_dies_at_an_arrow_never_makes_a_second_reply(
    approved: Case,
    office: Wiring,
    system: ScriptedSystem,
    arrow: str,
    after: bool,  # noqa: FBT001 - a pytest parameter
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Deliveries, arrow, dying(getattr(Deliveries, arrow), after=after))
        with pytest.raises(BaseException):  # noqa: B017, PT011 - Prefect may wrap the kill
            await send_reply(approved.id)
    state = await send_reply(approved.id, return_state=True)
    left = len(system.replies)
    if (arrow, after) == ("start", True):
        # The request may or may not have been made: the system shows none, a person must look.
        assert (state.name, left) == ("UnknownDelivery", 0)
    else:
        assert (state.name, left) == ("Answered", 1)
    assert await office.approvals.current_approval(approved.id)


async def test_a_worker_that_dies_while_the_reply_leaves_never_makes_a_second_one(
    approved: Case,
    system: ScriptedSystem,
) -> None:
    system.trouble("after_post_reply", Killed())
    with pytest.raises(BaseException):  # noqa: B017, PT011 - Prefect may wrap the kill
        await send_reply(approved.id)
    assert (await send_reply(approved.id, return_state=True)).name == "Answered"
    assert len(system.replies) == 1
