"""Every line of a mail server spoilt: a named error in time, and no letter or note sent twice.

GUICHET_EXAMPLES=night looks at hundreds of examples per method, chosen anew.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from connectors.base import OutcomeUnknown
from tests.contract.mailbox_world import MailboxWorld
from tests.contract.methods import METHODS
from tests.contract.outcomes import CHECKS, QUESTION, Outcome, called
from tests.contract.servers.faults import Fault
from tests.contract.servers.imap_server import ImapFault
from tests.contract.suite import KEY
from tests.contract.world import World

SURPRISES = (b"0", b"-1", b"4294967296", b"x", b"", b"(", b'"', b"NIL", b"\xff")
LINES = (
    b"* 99999999 EXISTS\r\n",
    b"* SEARCH 999999\r\n",
    b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n",
    b"* 1 FETCH (UID (((\r\n",
    b"* BYE\r\n",
    b"* NO\r\n",
    b"\r\n",
    b"* LIST (\\Noselect) NIL {5}\r\nINBOX\r\n",
    b"+ what?\r\n",
)


@dataclass(frozen=True)
class Spoiling:
    """What becomes of an answer; `lies`: it is well formed, or nearly, and false."""

    what: str
    spoil: Callable[[bytes], bytes]
    lies: bool = False

    def __repr__(self) -> str:
        return self.what


@dataclass(frozen=True)
class Trouble:
    """The answers spoilt after `after` true ones; `done`: the server did its part."""

    spoiling: Spoiling
    after: int
    times: int
    done: bool
    closes: bool

    def fault(self) -> ImapFault:
        spoil = self.spoiling.spoil
        made = ImapFault("", spoil=spoil, done=self.done, cut=self.closes)
        return replace(made, after=self.after, times=self.times)


def _noise(said: bytes) -> Spoiling:
    return Spoiling(f"noise {said!r}", lambda _true: said)


def _cut_short(share: float) -> Spoiling:
    return Spoiling(f"cut at {share}", lambda true: true[: int(len(true) * share)])


def _refused(word: str, code: str) -> Spoiling:
    def spoil(true: bytes) -> bytes:
        tag = true.rstrip(b"\r\n").rpartition(b"\n")[2].split(b" ")[0]
        return tag + f" {word} {code}\r\n".encode()

    return Spoiling(f"{word} {code}", spoil)


def _another_number(where: int, by: bytes) -> Spoiling:
    def spoil(true: bytes) -> bytes:
        numbers = list(re.finditer(rb"[0-9]+", true))
        found = numbers[where % len(numbers)]
        return true[: found.start()] + by + true[found.end() :]

    return Spoiling(f"number {where} is {by!r}", spoil, lies=True)


def _before(line: bytes) -> Spoiling:
    return Spoiling(f"before {line!r}", lambda true: line + true, lies=True)


def _silent() -> Spoiling:
    def spoil(true: bytes) -> bytes:
        return true.rstrip(b"\r\n").rpartition(b"\n")[2] + b"\r\n"

    return Spoiling("nothing told", spoil, lies=True)


SPOILINGS = st.one_of(
    st.builds(_noise, st.binary(max_size=200)),
    st.builds(_cut_short, st.floats(0, 0.99)),
    st.builds(
        _refused,
        st.sampled_from(["NO", "BAD", "MAYBE"]),
        st.sampled_from(["[UNAVAILABLE] later", "[OVERQUOTA] full", "", "é"]),
    ),
    st.builds(_another_number, st.integers(0, 60), st.sampled_from(SURPRISES)),
    st.builds(_before, st.sampled_from(LINES)),
    st.builds(_silent),
)
TROUBLES = st.builds(
    Trouble,
    SPOILINGS,
    st.integers(0, 16),
    st.sampled_from([1, 99]),
    st.booleans(),
    st.sampled_from([True, True, False]),
)


async def _replied(world: World, number: str, outcome: Outcome) -> None:
    """A letter leaves once; one whose copy lost its mark is a doubt, told by no later look."""
    left = len(await world.sent(number))
    found = await world.system.find_reply(number, KEY) is not None
    assert left <= 1
    if not outcome.lies:
        assert outcome.raised is not None or left == 1
        assert not left or outcome.raised is None or isinstance(outcome.raised, OutcomeUnknown)
        assert left or not found


AFTERWARDS = CHECKS | {"post_reply": _replied}


@pytest.mark.parametrize("method", METHODS)
@settings(suppress_health_check=list(HealthCheck))
@given(trouble=TROUBLES)
@pytest.mark.failure(1, "mailbox")
async def test_a_spoilt_line_is_a_named_error_in_time_and_nothing_is_sent_twice(
    mailbox: MailboxWorld, method: str, trouble: Trouble
) -> None:
    number = await mailbox.open_ticket("Congés", QUESTION)
    if method == "find_reply":
        await METHODS["post_reply"](mailbox, number)
    mailbox.imap.faults.append(trouble.fault())
    raised, result = await called(mailbox, method, number)
    mailbox.imap.faults.clear()
    assert raised is None or str(raised).endswith(".")
    if trouble.spoiling.lies:
        mailbox.system = mailbox.connect()  # what a lie left in mind goes with the process
    await AFTERWARDS[method](mailbox, number, Outcome(raised, result, trouble.spoiling.lies))


STEPS = ("MAIL", "RCPT", "DATA")
NOISE = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"25", b"250", b"250 2.0.0 qu", b"250-more to come\r\n", b"-1 no\r\n"]),
).filter(lambda said: not re.match(rb"\s*[+]?[0-9_]+.*\n", said))


@settings(suppress_health_check=list(HealthCheck))
@given(step=st.sampled_from(STEPS), said=NOISE, taken=st.booleans())
async def test_of_a_letter_whose_answer_is_noise_nothing_is_said_for_certain_but_what_is(
    mailbox: MailboxWorld, step: str, said: bytes, *, taken: bool
) -> None:
    number = await mailbox.open_ticket("Congés", QUESTION)
    answer = Response(said)
    mailbox.smtp.faults.next(Fault(step, answer=lambda: answer, cut=True, stored=taken))
    raised, _ = await called(mailbox, "post_reply", number)
    left = len(await mailbox.sent(number))
    assert left == int(taken and step == "DATA")
    assert raised is not None
    assert str(raised).endswith(".")
    assert isinstance(raised, OutcomeUnknown) == (step == "DATA")
    assert await mailbox.system.find_reply(number, KEY) is None
