"""A check says how far the server's clock is from ours."""

from datetime import UTC, datetime

import pytest

from connectors.clock import clock_check
from tests.contract.worlds import ServerWorld

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Wed, 25 Nov 2026 09:00:00 GMT", "Horloge (0 s d’avance ici)"),
        ("Wed, 25 Nov 2026 09:00:59 GMT", "Horloge (59 s de retard ici)"),
        ("Wed, 25 Nov 2026 09:00:00", "Horloge (0 s d’avance ici)"),
    ],
)
def test_clocks_that_agree_are_well(header: str, said: str) -> None:
    [line] = clock_check(header, NOW)
    assert (line.what, line.ok, line.advice) == (said, True, "")


def test_clocks_that_differ_are_to_be_set() -> None:
    [line] = clock_check("Wed, 25 Nov 2026 08:40:00 GMT", NOW)
    assert (line.what, line.ok) == ("Horloge (20 min d’avance ici)", False)
    assert "NTP" in line.advice


@pytest.mark.parametrize("header", ["", "hier", "Wed, 99 Nov 2026 09:00:00 GMT"])
def test_an_answer_without_a_date_says_nothing(header: str) -> None:
    assert clock_check(header, NOW) == ()


async def test_the_date_of_the_answers_is_what_a_check_compares(rt: ServerWorld) -> None:
    rt.store.now = datetime(2000, 1, 1, tzinfo=UTC)
    lines = {line.what: line for line in await rt.system.check()}
    [clock] = [line for what, line in lines.items() if what.startswith("Horloge")]
    assert not clock.ok
