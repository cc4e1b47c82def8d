"""Every answer to every method spoilt: a named error in time, and nothing written twice.

GUICHET_FUZZ=2000 looks at that many examples per method, chosen anew.
"""

import asyncio
import os
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.model import Ticket
from connectors.base import Changes, ConnectorError, OutcomeUnknown
from tests.contract.methods import METHODS, whole_triage
from tests.contract.servers import spoilt
from tests.contract.servers.faults import Fault
from tests.contract.suite import KEY
from tests.contract.systems import Served

IN_TIME = 10.0
"""Seconds: what the worlds' limits allow for all the requests of one method, and some."""

MANY = int(os.environ.get("GUICHET_FUZZ", "0"))
STATUSES = (200, 201, 202, 204, 206, 302, 400, 403, 404, 409, 422, 429, 500, 502, 503)
QUESTION = "Combien de jours ?"
KINDS = ("application/json", "text/html", "text/plain", "application/octet-stream")


@dataclass(frozen=True)
class Spoiling:
    """What becomes of one answer, or of all from there on; `lies`: it is well formed and false."""

    what: str
    spoil: spoilt.Spoil
    lies: bool = False
    last_words: bytes | None = None

    def __repr__(self) -> str:
        return self.what


@dataclass(frozen=True)
class Trouble:
    """A spoiling of `times` answers after `after` true ones; `stored`: the server did its part."""

    spoiling: Spoiling
    after: int
    times: int
    stored: bool

    def fault(self) -> Fault:
        words = self.spoiling.last_words
        made = Fault(".", after=self.after, times=self.times, stored=self.stored)
        if words is not None:
            return replace(made, cut=True, last_words=words)
        if self.stored:
            return replace(made, spoilt=self.spoiling.spoil)
        return replace(made, answer=lambda: self.spoiling.spoil(spoilt.nothing()))


def _noise(body: bytes, status: int, kind: str) -> Spoiling:
    return Spoiling(f"noise {status} {kind} {body!r}", spoilt.noise(body, status, kind))


def _cut_short(share: float, confessed: bool) -> Spoiling:  # noqa: FBT001 - hypothesis calls it
    spoil = spoilt.cut_short(share, confessed=confessed)
    return Spoiling(f"cut at {share} confessed={confessed}", spoil)


def _shape(where: int, by: object) -> Spoiling:
    told = f"place {where} is {str(by)[:40]!r}"
    return Spoiling(told, spoilt.another_shape(where, by), lies=True)


SPOILINGS = st.one_of(
    st.builds(_noise, st.binary(max_size=200), st.sampled_from(STATUSES), st.sampled_from(KINDS)),
    st.sampled_from(STATUSES).map(lambda s: Spoiling(f"page {s}", spoilt.page(s))),
    st.builds(_cut_short, st.floats(0, 0.99), st.booleans()),
    st.builds(_shape, st.integers(0, 200), st.sampled_from(spoilt.SURPRISES)),
    st.builds(_shape, st.integers(0, 200), st.sampled_from(spoilt.SURPRISES)),
    st.sampled_from([100, 20_000]).map(lambda d: Spoiling(f"{d} deep", spoilt.deep(d))),
    st.just(Spoiling("squeezed", spoilt.squeezed(20_000_000))),
    st.sampled_from(
        ["Wed, 25 Nov 2026 09:00:00 -0000", "Fri, 31 Dec 9999 23:59:59 GMT", "hier", "\xe9"]
    ).map(lambda d: Spoiling(f"dated {d}", spoilt.dated(d), lies=True)),
    st.binary(min_size=1, max_size=60).map(
        lambda words: Spoiling(f"wire {words!r}", spoilt.page(200), last_words=words)
    ),
)


TROUBLES = st.builds(Trouble, SPOILINGS, st.integers(0, 8), st.sampled_from([1, 99]), st.booleans())


@dataclass(frozen=True)
class Outcome:
    """How a call ended; `lies`: what it was told was well formed and false."""

    raised: ConnectorError | None
    result: object
    lies: bool


@pytest.mark.parametrize("method", METHODS)
@settings(
    max_examples=MANY or 25,
    derandomize=not MANY,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(trouble=TROUBLES)
@example(trouble=Trouble(_shape(0, []), after=0, times=1, stored=True))
async def test_a_spoilt_answer_is_a_named_error_in_time_and_nothing_is_written_twice(
    http: Served, method: str, trouble: Trouble
) -> None:
    number = await http.world.open_ticket("Congés", QUESTION)
    if method == "find_reply":
        await METHODS["post_reply"](http, number)
    before = http.posts()
    http.world.suffer(trouble.fault())
    raised, result = await _called(http, method, number)
    http.world.server.faults.coming.clear()
    assert http.posts() - before <= 1
    assert raised is None or str(raised).endswith(".")
    await CHECKS[method](http, number, Outcome(raised, result, trouble.spoiling.lies))


async def _called(http: Served, method: str, number: str) -> tuple[ConnectorError | None, object]:
    try:
        async with asyncio.timeout(IN_TIME):
            return None, await METHODS[method](http, number)
    except ConnectorError as error:
        return error, None


async def _replied(http: Served, number: str, outcome: Outcome) -> None:
    left = len(await http.world.sent(number))
    assert left <= 1
    if not outcome.lies:
        assert outcome.raised is not None or left == 1
        assert not left or outcome.raised is None or isinstance(outcome.raised, OutcomeUnknown)
        assert (await http.world.system.find_reply(number, KEY) is not None) == bool(left)


async def _noted(http: Served, number: str, outcome: Outcome) -> None:
    assert outcome.lies or outcome.raised is not None or len(await http.world.notes(number)) == 1
    await METHODS["add_note"](http, number)
    assert len(await http.world.notes(number)) == 1
    assert await http.world.sent(number) == []


async def _triaged(http: Served, number: str, _outcome: Outcome) -> None:
    assert await METHODS["write_triage"](http, number) == whole_triage(http)


async def _read(http: Served, number: str, outcome: Outcome) -> None:
    if not outcome.lies and isinstance(outcome.result, Ticket):
        assert outcome.result.text == QUESTION
    assert (await http.world.system.read_ticket(number)).text == QUESTION


async def _listed(http: Served, number: str, outcome: Outcome) -> None:
    """What a spoilt look did not tell, the next one tells."""
    told = outcome.result if isinstance(outcome.result, Changes) and not outcome.lies else None
    again = await http.world.system.changes_since(told.cursor if told else None)
    assert number in {*(told.numbers if told else ()), *again.numbers}


async def _found(http: Served, number: str, outcome: Outcome) -> None:
    assert outcome.lies or outcome.raised is not None or outcome.result is not None
    assert len(await http.world.sent(number)) == 1


async def _checked(_http: Served, _number: str, outcome: Outcome) -> None:
    """The check tells a person, it does not fail."""
    assert outcome.raised is None


CHECKS = {
    "changes_since": _listed,
    "read_ticket": _read,
    "write_triage": _triaged,
    "add_note": _noted,
    "post_reply": _replied,
    "find_reply": _found,
    "check": _checked,
}
