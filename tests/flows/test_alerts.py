"""A ticket in danger: one mail at arrival, a deadline in hours, heads told once it is late."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

from app.settings.office_sections import Alerts, Deadlines, GroupSettings, Mail
from app.wiring import Wiring
from app.working_time import PARIS
from cases.audit.trail import read_trail
from cases.model import Case, CaseState, Classification, Danger, Ticket
from cases.people.access import Role
from cases.people.accounts import Account
from connectors.base import ConnectorError
from flows import alert_mails, steps, watch_deadlines
from flows.alert_mails import alert_untold
from flows.collect_tickets import collect_tickets as collect
from flows.handle_ticket import handle_ticket
from flows.watch_deadlines import watch_deadlines as watch
from tests.builders import CLASSIFICATION, StoppedClock, a_ticket
from tests.cases.endangered import in_danger
from tests.contract.servers.faults import Fault
from tests.contract.servers.smtp_server import SmtpServer, carrying
from tests.fakes import ScriptedSystem, stub_classify

ACCOUNT = ("guichet@valmorel.example", "a password of the tests")
NURSE, DIRECTOR = "infirmiere@valmorel.example", "drh@valmorel.example"
GROUP, HEAD = "conges@valmorel.example", "cheffe@valmorel.example"
PERSONAL = ("Camille", "Durand", "camille.durand", "Mes congés", "Combien de jours")
# The ticket came on Monday 23 November at 9:00 in Paris.
ARRIVED = a_ticket().messages[0].at


class Ear:
    """Stands for the classifier: hears the danger that a test says."""

    def __init__(self) -> None:
        self.heard: Classification = in_danger()

    async def __call__(
        self, ticket: Ticket, deps: object, corrected: str = ""
    ) -> tuple[Classification, tuple[()]]:
        await stub_classify(ticket, deps, corrected)
        return self.heard, ()


@pytest.fixture
async def smtp(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SmtpServer]:
    monkeypatch.setenv("GUICHET_PASSWORD_MAIL", ACCOUNT[1])
    async with carrying(SmtpServer(ACCOUNT)) as server:
        yield server


@pytest.fixture(autouse=True)
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    heard = Ear()
    monkeypatch.setattr(steps, "classify_ticket", heard)
    return heard


@pytest.fixture
async def town(
    office: Wiring, smtp: SmtpServer, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Wiring:
    """A town that alerts one address, with one group that reads sensitive cases, and its head."""
    clock.at = ARRIVED + timedelta(minutes=1)
    for module in (alert_mails, watch_deadlines):
        monkeypatch.setattr(module, "now", clock)
    mail = {"host": "127.0.0.1", "port": smtp.port, "security": "none", "from": ACCOUNT[0]}
    group = GroupSettings(
        label="Congés", categories=frozenset({"conges"}), sensitive=True, email=GROUP
    )
    update = {
        "mail": Mail.model_validate(mail),
        "groups": {"conges": group},
        "alerts": Alerts.model_validate({"email": NURSE}),
    }
    office.settings = office.settings.model_copy(update=update)
    office.cases._clock = clock  # noqa: SLF001 - the store of the fixture, on the test's clock
    head = Account("cheffe", "C", HEAD, frozenset({Role.HEAD}), frozenset({"conges"}))
    await office.accounts.create(head, "un mot de passe long")
    return office


async def case_of(town: Wiring) -> Case:
    case = await town.cases.find_ticket("demo", "1")
    assert case is not None
    return case


def recipients(smtp: SmtpServer) -> list[list[str]]:
    return [one.recipients for one in smtp.carried]


async def kinds(town: Wiring) -> list[str]:
    return [event.kind for event in await read_trail(town.engine, (await case_of(town)).id)]


def says(system: ScriptedSystem, number: str, at: datetime) -> None:
    first = a_ticket().messages[0]
    system.say("1", replace(first, id=number, text="Je n'ai pas tout dit.", at=at))


async def test_one_mail_leaves_at_arrival_and_says_no_word_of_the_ticket(
    town: Wiring, smtp: SmtpServer
) -> None:
    await handle_ticket("demo", "1")
    (carried,) = smtp.carried
    assert (carried.sender, carried.recipients) == (ACCOUNT[0], [NURSE])
    message = carried.message
    assert "ticket 1" in message["Subject"]
    text = str(message.get_content())
    case = await case_of(town)
    for said in (
        "Le ticket 1 (demo)",
        "violences à la maison",
        f"http://127.0.0.1:8350/dossiers/{case.id}",
        "appelez aujourd’hui, avant le 23\u00a0novembre 2026 à 11\u00a0h\u00a000",
        "Jamais au domicile",
    ):
        assert said in text
    assert not [word for word in PERSONAL if word in carried.raw.decode() + text]
    assert (await kinds(town)).count("alerted") == 1


async def test_it_leaves_once_however_often_the_ticket_and_the_watch_come_back(
    town: Wiring, smtp: SmtpServer
) -> None:
    for _ in range(2):
        await handle_ticket("demo", "1")
        await collect("demo")
        await alert_untold()
    assert recipients(smtp) == [[NURSE]]
    assert (await kinds(town)).count("alerted") == 1


async def test_every_address_of_a_list_gets_it(town: Wiring, smtp: SmtpServer) -> None:
    update = {"alerts": Alerts.model_validate({"email": [NURSE, DIRECTOR]})}
    town.settings = town.settings.model_copy(update=update)
    await handle_ticket("demo", "1")
    assert recipients(smtp) == [[NURSE], [DIRECTOR]]


@pytest.mark.parametrize("heard", [CLASSIFICATION, in_danger(Danger.GRIEF)])
async def test_neither_an_ordinary_ticket_nor_a_grief_alerts_nor_is_due_in_hours(
    town: Wiring, smtp: SmtpServer, ear: Ear, heard: Classification
) -> None:
    ear.heard = heard
    await handle_ticket("demo", "1")
    assert smtp.carried == []
    due_at = datetime(2026, 12, 7, 23, 59, 59, tzinfo=PARIS)
    assert (await case_of(town)).due_at == due_at


async def test_where_no_address_is_set_nobody_is_told_and_the_letter_is_drafted(
    town: Wiring, smtp: SmtpServer
) -> None:
    town.settings = town.settings.model_copy(update={"alerts": Alerts()})
    await handle_ticket("demo", "1")
    assert smtp.carried == []
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL


@pytest.mark.parametrize("again", ["collect", "watch"])
async def test_a_mail_that_did_not_leave_keeps_no_letter_waiting_and_is_tried_again(
    town: Wiring, smtp: SmtpServer, again: str
) -> None:
    smtp.refuse["RCPT"] = "451 4.3.0 later"
    await handle_ticket("demo", "1")
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL
    assert "alerted" not in await kinds(town)
    smtp.refuse.clear()
    for _ in range(2):
        await (collect("demo") if again == "collect" else watch())
    assert recipients(smtp).count([NURSE]) == 1
    assert (await kinds(town)).count("alerted") == 1


async def test_it_is_tried_again_while_the_ticketing_system_is_away(
    town: Wiring, smtp: SmtpServer, system: ScriptedSystem
) -> None:
    smtp.refuse["RCPT"] = "451 4.3.0 later"
    await handle_ticket("demo", "1")
    smtp.refuse.clear()
    system.trouble("changes_since", *(ConnectorError("Ne répond pas.") for _ in range(5)))
    assert (await collect("demo", return_state=True)).is_failed()
    assert recipients(smtp) == [[NURSE]]
    assert "alerted" in await kinds(town)


async def test_one_whose_answer_was_lost_counts_as_sent(town: Wiring, smtp: SmtpServer) -> None:
    smtp.faults.next(Fault("DATA", cut=True, stored=True))
    await handle_ticket("demo", "1")
    await alert_untold()
    assert recipients(smtp) == [[NURSE]]
    assert "alerted" in await kinds(town)


async def test_whoever_dies_while_sending_is_replaced_by_the_same_mail(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_args: object) -> None:
        raise KeyboardInterrupt

    await handle_ticket("demo", "1")
    (first,) = smtp.carried
    with monkeypatch.context() as patch:
        patch.setattr("flows.alert_mails.danger_alerts.record_alerted", dies)
        case = await case_of(town)
        await town.cases.move(case.id, CaseState.STALE, "texte changé : x")
        await town.cases.record_classification(case.id, in_danger(Danger.SELF), due_at=case.due_at)
        with pytest.raises(KeyboardInterrupt):
            await alert_untold()
    await alert_untold()
    assert len(smtp.carried) == 2
    clock.advance(timedelta(minutes=5))
    await alert_untold()
    await alert_untold()
    names = [one.message["Message-ID"] for one in smtp.carried]
    assert len(names) == 3
    assert names[1] == names[2] != first.message["Message-ID"]


async def test_a_ticket_that_becomes_dangerous_is_alerted_then_and_once(
    town: Wiring, smtp: SmtpServer, system: ScriptedSystem, ear: Ear, clock: StoppedClock
) -> None:
    ear.heard = CLASSIFICATION
    await handle_ticket("demo", "1")
    assert smtp.carried == []
    clock.advance(timedelta(days=3))
    ear.heard = in_danger()
    says(system, "m2", clock())
    await handle_ticket("demo", "1")
    assert recipients(smtp) == [[NURSE]]
    due_at = (await case_of(town)).due_at
    assert due_at == clock() + timedelta(hours=2)
    clock.advance(timedelta(minutes=30))
    says(system, "m3", clock())
    await handle_ticket("demo", "1")
    assert recipients(smtp) == [[NURSE]]
    assert (await case_of(town)).draft is not None


async def test_a_town_sets_its_own_hours(town: Wiring) -> None:
    update = {"deadlines": Deadlines(danger_hours=5)}
    town.settings = town.settings.model_copy(update=update)
    await handle_ticket("demo", "1")
    assert (await case_of(town)).due_at == ARRIVED + timedelta(hours=5)


async def test_the_group_is_reminded_and_its_head_told_as_soon_as_late_even_at_night(
    town: Wiring, smtp: SmtpServer, system: ScriptedSystem, clock: StoppedClock
) -> None:
    saturday_night = datetime(2026, 11, 28, 23, 0, tzinfo=PARIS)
    first = replace(a_ticket().messages[0], at=saturday_night)
    system.tickets["1"] = replace(a_ticket(), received_at=saturday_night, messages=(first,))
    clock.at = saturday_night
    await handle_ticket("demo", "1")
    smtp.carried.clear()
    await watch()
    assert recipients(smtp) == [[GROUP]]
    clock.advance(timedelta(hours=2, minutes=1))
    await watch()
    await watch()
    assert recipients(smtp) == [[GROUP], [HEAD]]
    text = str(smtp.carried[-1].message.get_content())
    assert "PERSONNE EN DANGER, à appeler avant le 29\u00a0novembre 2026 à 1\u00a0h\u00a000" in text
    assert "violences" not in text
    assert (await kinds(town))[-2:] == ["reminded", "escalated"]


async def test_the_letter_waits_for_ever_and_is_not_handed_over_in_silence(
    town: Wiring, clock: StoppedClock
) -> None:
    await handle_ticket("demo", "1")
    clock.advance(timedelta(days=200))
    await watch()
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL


@pytest.mark.prefect
async def test_the_dashboard_does_not_learn_which_ticket_raised_an_alarm(
    town: Wiring, system: ScriptedSystem
) -> None:
    handled = await handle_ticket("demo", "1", return_state=True)
    await watch()
    assert "alerted" in await kinds(town)
    mine = FlowRunFilter(id=FlowRunFilterId(any_=[handled.state_details.flow_run_id]))
    async with get_client() as client:
        steps_run = [run.name for run in await client.read_task_runs(flow_run_filter=mine)]
        there = [str(one.data) for one in await client.read_artifacts(flow_run_filter=mine)]
    assert any(name.startswith("classify") for name in steps_run)
    assert len(there) == 1
    said = " ".join([*steps_run, *there, *system.notes["1"].values()]).lower()
    assert not [word for word in ("alert", "danger", "violence", "home") if word in said]
