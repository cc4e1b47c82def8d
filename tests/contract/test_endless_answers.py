"""Answers of 50 MB, answers without end, fast or drop by drop: left in time, never held whole."""

import asyncio
import math
import time

import pytest

from connectors.base import Check, ConnectorError
from connectors.json_http import AT_ONCE, MAX_ANSWER_BYTES
from tests.contract.methods import METHODS
from tests.contract.servers.faults import Fault
from tests.contract.servers.spoilt import CHUNK, Flood
from tests.contract.systems import Served
from tests.contract.world import PATIENCE

FIFTY_MEGABYTES = 50 * 1024 * 1024 // len(CHUNK)
ON_ITS_WAY = 12 * 1024 * 1024
"""Bytes that may have left and not been read: what the network and the server hold."""
DROP_BY_DROP = 2 + 2 * PATIENCE
"""Seconds: the worlds' limit for one whole answer."""
SLACK = 3.0


@pytest.mark.parametrize("chunks", [FIFTY_MEGABYTES, None])
@pytest.mark.parametrize("after", [0, 1])
async def test_a_flood_is_left_after_a_few_megabytes(
    http: Served, chunks: int | None, after: int
) -> None:
    number = await http.world.open_ticket("Congés", "Combien ?")
    await METHODS["post_reply"](http.world, number)
    for method in METHODS:
        other = await http.world.open_ticket("Congés", "Combien ?")
        flood = Flood(chunks=chunks)
        http.world.suffer(Fault(".", spoilt=flood, after=after))
        await _called(http, method, number if method == "find_reply" else other)
        http.world.server.faults.coming.clear()
        assert flood.sent <= MAX_ANSWER_BYTES + ON_ITS_WAY
        assert len(await http.world.sent(other)) <= 1


async def test_a_drip_is_left_in_time(http: Served) -> None:
    numbers = {method: await http.world.open_ticket("Congés", "Combien ?") for method in METHODS}
    http.world.suffer(Fault(".", spoilt=Flood(chunk=b" ", pause=0.1), times=99))
    began = time.monotonic()
    ended = await asyncio.gather(*(_called(http, name, numbers[name]) for name in METHODS))
    assert all(ended)
    # The others wait until one of the first few has been given up.
    waves = math.ceil(len(METHODS) / AT_ONCE)
    assert time.monotonic() - began < waves * DROP_BY_DROP + SLACK
    assert [await http.world.sent(number) for number in numbers.values()] == [[]] * len(METHODS)


async def test_a_reply_answered_drop_by_drop_has_left_once(http: Served) -> None:
    number = await http.world.open_ticket("Congés", "Combien ?")
    http.world.suffer(Fault(http.kind.reply, spoilt=Flood(chunk=b" ", pause=0.1)))
    assert await _called(http, "post_reply", number)
    assert len(await http.world.sent(number)) == 1


async def _called(http: Served, method: str, number: str) -> bool:
    """Call a method; whether it said that it failed."""
    try:
        result = await METHODS[method](http.world, number)
    except ConnectorError:
        return True
    return isinstance(result, tuple) and any(isinstance(x, Check) and not x.ok for x in result)
