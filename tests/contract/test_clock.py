"""A check says how far the server's clock is from ours."""

from datetime import UTC, datetime

import httpx
import pytest

from connectors.base import Check
from connectors.json_http import clock_check, server_time
from tests.contract.worlds import ServerWorld

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def compared(header: str) -> tuple[Check, ...]:
    return clock_check(server_time(httpx.Headers({"date": header})), NOW)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Wed, 25 Nov 2026 09:00:00 GMT", "Horloge (0 s d’avance ici)"),
        ("Wed, 25 Nov 2026 09:00:59 GMT", "Horloge (59 s de retard ici)"),
        ("Wed, 25 Nov 2026 10:00:00 +0100", "Horloge (0 s d’avance ici)"),
    ],
)
def test_clocks_that_agree_are_well(header: str, said: str) -> None:
    [line] = compared(header)
    assert (line.what, line.ok, line.advice) == (said, True, "")


def test_clocks_that_differ_are_to_be_set() -> None:
    [line] = compared("Wed, 25 Nov 2026 08:40:00 GMT")
    assert (line.what, line.ok) == ("Horloge (20 min d’avance ici)", False)
    assert "NTP" in line.advice


@pytest.mark.parametrize(
    "header",
    [
        "",
        "hier",
        "Wed, 99 Nov 2026 09:00:00 GMT",
        "Wed, 25 Nov 2026 08:40:00",
        "Wed, 25 Nov 2026 08:40:00 -0000",
    ],
)
def test_an_answer_without_a_date_or_its_zone_says_nothing(header: str) -> None:
    assert compared(header) == ()


def test_an_answer_without_the_header_says_nothing() -> None:
    assert clock_check(server_time(httpx.Headers()), NOW) == ()


async def test_the_date_of_the_answers_is_what_a_check_compares(rt: ServerWorld) -> None:
    rt.store.now = datetime(2000, 1, 1, tzinfo=UTC)
    lines = {line.what: line for line in await rt.system.check()}
    [clock] = [line for what, line in lines.items() if what.startswith("Horloge")]
    assert not clock.ok
