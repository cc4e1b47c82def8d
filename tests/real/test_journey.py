"""The whole journey with nothing stubbed: mails in, an officer's approvals over HTTP, mails out.

Then kill -9 of the worker at ten points of a reply's way.
"""

import signal
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest

from cases.model import CaseState
from cases.store.records import DeliveryState
from tests.contract.suite import words
from tests.real.journey import TICKETS, Journey, Outcome
from tests.real.lab import Lab
from tests.real.officer import Officer
from tests.real.requesters import Tracker
from tests.real.town import Connected, Town, wait_until

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

ONE_REPLY = Outcome(DeliveryState.SENT, mails=1)
CHOICES = ["partie", "pas-partie", "moi"]


def connected(lab: Lab) -> Connected:
    own = {"url": lab.url, "user": "triage-bot", "queues": ["RH"]}
    return Connected("rt", lab.bot_token, {"kind": "request_tracker", **own})


@pytest.fixture(scope="module")
def journey(
    request_tracker: Lab,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Journey]:
    town = Town(connected(request_tracker), tmp_path_factory.mktemp("town"))
    tracker, officer = Tracker(request_tracker), Officer(town.settings.page.url)
    journey = Journey(town, tracker, officer)
    try:
        town.open()
        officer.sign_in()
        journey.bring_to_approval()
        yield journey
    finally:
        town.close()
        officer.close()
        tracker.close()


def test_every_ticket_gets_its_category_and_one_comment(journey: Journey) -> None:
    for number in journey.asked:
        found = journey.case(number).classification
        assert found
        assert journey.tracker.category(number) == found.category
        assert len(journey.tracker.ours(number, "Comment")) == 1
    assert len(journey.asked) == TICKETS


def test_three_approved_replies_leave_once_as_approved_and_no_other(
    journey: Journey,
    capsys: pytest.CaptureFixture[str],
) -> None:
    approved = [journey.approve() for _ in range(3)]
    assert [journey.rest(number) for number in approved] == [ONE_REPLY] * 3
    for number in approved:
        [mail] = journey.mails(number)
        assert words(mail) == words(journey.approved[number])
        assert len(journey.tracker.ours(number, "Correspond")) == 1
    for number in journey.untouched:
        assert journey.mails(number) == []
        assert journey.tracker.ours(number, "Correspond") == []
    with capsys.disabled():
        delays = ", ".join(f"{_seconds_to_start(journey, one):.1f}" for one in approved)
        sys.stdout.write(f"\nfrom approval to the start of its send-reply: {delays} s\n")


@pytest.mark.parametrize(
    "point",
    [
        "before the lease",
        "before looking again",
        "before the plan",
        "before the plan is committed",
        "after the plan",
        "before the answer is noted",
        "after the answer is noted",
        "before the run ends",
    ],
)
def test_a_worker_killed_here_leaves_one_reply_and_a_case_that_is_answered(
    journey: Journey,
    point: str,
) -> None:
    assert _after_dying_at(point, journey)[1] == ONE_REPLY


def test_a_worker_killed_before_the_request_leaves_no_reply_and_a_question_to_a_person(
    journey: Journey,
) -> None:
    number, outcome = _after_dying_at("before the request", journey)
    assert outcome == Outcome(DeliveryState.UNKNOWN, mails=0)
    _a_person_is_asked(journey, number)


def test_a_worker_killed_while_the_mail_is_handed_over_leaves_one_reply_and_an_answered_case(
    journey: Journey,
) -> None:
    journey.town.let_go()
    number = journey.approve()
    with journey.tracker.lab.slow_mail(3):
        _kill_when_the_mail_leaves(journey, number)
    journey.town.hire()
    assert journey.rest(number) == ONE_REPLY


def test_a_request_tracker_that_dies_with_the_worker_leaves_one_mail_and_a_question_to_a_person(
    journey: Journey,
) -> None:
    journey.town.let_go()
    number = journey.approve()
    with journey.tracker.lab.deadly_mail():
        _kill_when_the_mail_leaves(journey, number)
    journey.town.hire()
    assert journey.rest(number) == Outcome(DeliveryState.UNKNOWN, mails=1)
    assert journey.tracker.ours(number, "Correspond") == []
    _a_person_is_asked(journey, number)


def test_after_all_this_nothing_runs_on_and_nobody_got_two_mails(journey: Journey) -> None:
    wait_until(journey.quiet, 90, "no run is left unfinished")
    for number in journey.approved:
        journey.rest(number)
        assert len(journey.mails(number)) <= 1
    assert all(journey.mails(number) == [] for number in journey.untouched)
    assert journey.town.broken_trail() is None


def _after_dying_at(point: str, journey: Journey) -> tuple[str, Outcome]:
    """Approve a letter, let a worker die at a point of its way; look once another has worked."""
    journey.town.let_go()
    number = journey.approve()
    doomed = journey.town.hire_doomed(point)
    assert doomed.wait(timeout=90) == -signal.SIGKILL
    journey.town.hire()
    return number, journey.rest(number)


def _kill_when_the_mail_leaves(journey: Journey, number: str) -> None:
    journey.town.hire()
    wait_until(lambda: journey.mails(number), 90, "the mail leaves")
    journey.town.kill()


def _a_person_is_asked(journey: Journey, number: str) -> None:
    case = journey.case(number)
    assert case.state is CaseState.UNKNOWN_DELIVERY
    assert "La réponse est-elle partie" in journey.officer.read(case.id)
    assert journey.officer.choices(case.id) == CHOICES


def _seconds_to_start(journey: Journey, number: str) -> float:
    approved = journey.approval(number).approved_at
    started = [run["start_time"] for run in journey.town.runs("send-reply", number=number)]
    first = min(datetime.fromisoformat(at) for at in started if at)
    return (first - approved).total_seconds()
