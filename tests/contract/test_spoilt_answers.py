"""Every answer to every method spoilt: a named error in time, and nothing written twice.

GUICHET_EXAMPLES=night looks at hundreds of examples per method, chosen anew.
"""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.contract.methods import METHODS
from tests.contract.outcomes import CHECKS, QUESTION, Outcome, called
from tests.contract.servers import spoilt
from tests.contract.servers.faults import Fault
from tests.contract.systems import Served

STATUSES = (200, 201, 202, 204, 206, 302, 400, 403, 404, 409, 422, 429, 500, 502, 503)
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


@pytest.mark.parametrize("method", METHODS)
@settings(suppress_health_check=list(HealthCheck))
@given(trouble=TROUBLES)
@example(trouble=Trouble(_shape(0, []), after=0, times=1, stored=True))
@pytest.mark.failure(1)
async def test_a_spoilt_answer_is_a_named_error_in_time_and_nothing_is_written_twice(
    http: Served, method: str, trouble: Trouble
) -> None:
    number = await http.world.open_ticket("Congés", QUESTION)
    if method == "find_reply":
        await METHODS["post_reply"](http.world, number)
    before = http.posts()
    http.world.suffer(trouble.fault())
    raised, result = await called(http.world, method, number)
    http.world.server.faults.coming.clear()
    assert http.posts() - before <= 1
    assert raised is None or str(raised).endswith(".")
    await CHECKS[method](http.world, number, Outcome(raised, result, trouble.spoiling.lies))
