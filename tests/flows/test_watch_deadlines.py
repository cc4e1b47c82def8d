"""Deadlines told by mail, through an SMTP server that listens; and drafts that expire."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from prefect import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from app.settings.office_sections import Deadlines, GroupSettings, Mail
from app.wiring import Wiring
from app.working_time import PARIS
from cases.audit.trail import read_trail
from cases.decisions.assignment import Assignment, assign
from cases.model import Case, CaseState
from cases.people.access import Role
from cases.people.accounts import Account
from cases.tables import cases
from connectors.base import ConnectorError
from flows import watch_deadlines as module
from flows.handle_ticket import handle_ticket
from flows.watch_deadlines import watch_deadlines
from tests.builders import ADA, DRAFT, StoppedClock, a_ticket
from tests.contract.servers.faults import Fault
from tests.contract.servers.smtp_server import SmtpServer, carrying
from tests.fakes import ScriptedSystem

ACCOUNT = ("guichet@valmorel.example", "a password of the tests")
CONGES = "conges@valmorel.example"
PIA = "pia@valmorel.example"
HEAD = "cheffe@valmorel.example"
# The ticket came on Monday 23 November: ten working days end with Monday 7 December.
NEAR = datetime(2026, 12, 4, 8, 30, tzinfo=PARIS)
LATE = datetime(2026, 12, 8, 9, 0, tzinfo=PARIS)
PERSONAL = ("Camille", "Durand", "camille.durand", "Mes congés", "Combien de jours")


@pytest.fixture
async def smtp(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SmtpServer]:
    monkeypatch.setenv("GUICHET_PASSWORD_MAIL", ACCOUNT[1])
    async with carrying(SmtpServer(ACCOUNT)) as server:
        yield server


@pytest.fixture
async def town(
    office: Wiring,
    smtp: SmtpServer,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Wiring:
    """A town with one group, its head, and a draft that awaits its decision."""
    monkeypatch.setattr(module, "now", clock)
    mail = {"host": "127.0.0.1", "port": smtp.port, "security": "none", "from": ACCOUNT[0]}
    group = GroupSettings(label="Congés", categories=frozenset({"conges"}), email=CONGES)
    update = {"mail": Mail.model_validate(mail), "groups": {"conges": group}}
    office.settings = office.settings.model_copy(update=update)
    office.cases._clock = clock  # noqa: SLF001 - the store of the fixture, on the test's clock
    head = Account("cheffe", "C", HEAD, frozenset({Role.HEAD}), frozenset({"conges"}))
    await office.accounts.create(head, "un mot de passe long")
    await handle_ticket("demo", "1")
    return office


async def case_of(town: Wiring, number: str = "1") -> Case:
    case = await town.cases.find_ticket("demo", number)
    assert case is not None
    return case


async def watched(clock: StoppedClock, at: datetime | None = None) -> str:
    clock.at = at or clock.at + timedelta(minutes=15)
    state = await watch_deadlines(return_state=True)
    assert state.name == "Watched"
    return state.message or ""


def set_deadlines(town: Wiring, **values: object) -> None:
    update = {"deadlines": Deadlines.model_validate(values)}
    town.settings = town.settings.model_copy(update=update)


@pytest.mark.prefect
async def test_a_group_is_reminded_once_and_its_head_told_once_that_it_is_late(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    assert "0 rappel(s)" in await watched(clock, NEAR - timedelta(hours=12))
    assert "1 rappel(s)" in await watched(clock, NEAR)
    await watched(clock)
    (carried,) = smtp.carried
    assert (carried.sender, carried.recipients) == (ACCOUNT[0], [CONGES])
    assert "1 retard(s)" in await watched(clock, LATE)
    await watched(clock)
    assert [one.recipients for one in smtp.carried] == [[CONGES], [HEAD]]
    kinds = [event.kind for event in await read_trail(town.engine, (await case_of(town)).id)]
    assert kinds[-2:] == ["reminded", "escalated"]


async def test_a_case_has_its_deadline_once_classified_and_an_older_one_at_the_first_watch(
    town: Wiring, clock: StoppedClock
) -> None:
    due_at = datetime(2026, 12, 7, 23, 59, 59, tzinfo=PARIS)
    case = await case_of(town)
    assert case.due_at == due_at
    async with town.engine.begin() as connection:
        await connection.execute(cases.update().values(due_at=None))
    await watched(clock)
    assert (await case_of(town)).due_at == due_at


async def test_a_mail_lists_cases_and_nobody_s_data(
    town: Wiring, smtp: SmtpServer, system: ScriptedSystem, clock: StoppedClock
) -> None:
    system.tickets["2"] = a_ticket("2")
    await handle_ticket("demo", "2")
    await watched(clock, NEAR)
    (carried,) = smtp.carried
    message = carried.message
    assert message["Subject"] == "Guichet RH : 2 demandes, échéance proche"
    assert message["Auto-Submitted"] == "auto-generated"
    text = str(message.get_content())
    for number in ("1", "2"):
        case = await case_of(town, number)
        assert f"ticket {number} (demo), Congés annuels" in text
        assert f"http://127.0.0.1:8350/dossiers/{case.id}" in text
    assert "échéance le 7\u00a0décembre 2026" in text
    assert not [word for word in PERSONAL if word in carried.raw.decode() + text]


async def test_nothing_is_told_at_night_nor_on_days_off(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    for at in (NEAR.replace(hour=7), NEAR.replace(day=5), NEAR.replace(day=6, hour=10)):
        await watched(clock, at)
    assert smtp.carried == []
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL


async def test_a_mail_that_did_not_leave_is_tried_again_and_one_whose_answer_was_lost_is_not(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    smtp.refuse["RCPT"] = "451 4.3.0 later"
    assert "1 envoi(s) manqué(s)" in await watched(clock, NEAR)
    kinds = [event.kind for event in await read_trail(town.engine, (await case_of(town)).id)]
    assert "reminded" not in kinds
    smtp.refuse.clear()
    smtp.faults.next(Fault("DATA", cut=True, stored=True))
    assert "1 rappel(s)" in await watched(clock)
    assert "0 rappel(s)" in await watched(clock)
    assert len(smtp.carried) == 1


async def test_a_process_that_dies_while_sending_does_not_make_it_told_twice(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("flows.deadline_notices.asyncio.to_thread", dies)
        with pytest.raises(KeyboardInterrupt):
            await watched(clock, NEAR)
    await watched(clock)
    assert smtp.carried == []
    await watched(clock, LATE)
    assert [one.recipients for one in smtp.carried] == [[HEAD]]
    del town


async def test_a_sensitive_case_is_told_to_no_group_that_may_not_read_it(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    case = await case_of(town)
    found = replace(case.classification, sensitive=True)  # type: ignore[type-var]
    await town.cases.move(case.id, CaseState.STALE, "texte changé : x")
    await town.cases.record_classification(case.id, found, due_at=case.due_at)  # type: ignore[arg-type]
    await town.cases.record_draft(case.id, DRAFT)
    await town.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    assert "1 sans destinataire" in await watched(clock, NEAR)
    set_deadlines(town, email="drh@valmorel.example")
    await watched(clock)
    assert [one.recipients for one in smtp.carried] == [["drh@valmorel.example"]]


async def test_whoever_was_entrusted_with_a_case_is_reminded_of_it_and_not_her_group(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    await town.accounts.create(Account("pia", "Pia", PIA), "un mot de passe long")
    case = await case_of(town)
    await assign(town.engine, clock, case.id, Assignment(login="pia"), ADA)
    await watched(clock, NEAR)
    await watched(clock, LATE)
    assert [one.recipients for one in smtp.carried] == [[PIA], [HEAD]]


async def test_the_group_a_case_was_entrusted_to_is_reminded_and_not_that_of_its_category(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    pay = GroupSettings(label="Paie", categories=frozenset({"remuneration-paie"}), email=PIA)
    update = {"groups": {**town.settings.groups, "paie": pay}}
    town.settings = town.settings.model_copy(update=update)
    await assign(town.engine, clock, (await case_of(town)).id, Assignment(group="paie"), ADA)
    await watched(clock, NEAR)
    assert [one.recipients for one in smtp.carried] == [[PIA]]


async def test_where_the_colleague_s_account_is_closed_the_group_is_reminded(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    await town.accounts.create(Account("pia", "Pia", PIA), "un mot de passe long")
    await assign(town.engine, clock, (await case_of(town)).id, Assignment(login="pia"), ADA)
    await town.accounts.close("pia", "cheffe")
    await watched(clock, NEAR)
    assert [one.recipients for one in smtp.carried] == [[CONGES]]


async def test_without_mail_a_town_may_choose_a_note_in_the_ticket(
    town: Wiring, smtp: SmtpServer, system: ScriptedSystem, clock: StoppedClock
) -> None:
    set_deadlines(town, remind_by="note")
    system.trouble("add_note", ConnectorError("Le système est absent."))
    before = len(system.notes["1"])
    assert "1 envoi(s) manqué(s)" in await watched(clock, NEAR)
    assert "1 rappel(s)" in await watched(clock)
    await watched(clock)
    added = list(system.notes["1"].values())[before:]
    assert len(added) == 1
    assert "échéance approche" in added[0]
    assert not [word for word in PERSONAL if word in added[0]]
    assert smtp.carried == []


async def test_a_town_that_wants_none_is_told_nothing(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock
) -> None:
    set_deadlines(town, remind_by="none")
    assert "0 rappel(s), 0 retard(s)" in await watched(clock, LATE)
    assert smtp.carried == []


async def test_an_expired_draft_is_done_again_and_the_second_time_goes_to_a_person(
    town: Wiring, smtp: SmtpServer, clock: StoppedClock, started: list[tuple[str, str]]
) -> None:
    set_deadlines(town, expire_after_days=5)
    assert "0 brouillon(s) expiré(s)" in await watched(clock, clock.at + timedelta(days=7))
    assert "1 brouillon(s) expiré(s)" in await watched(clock, clock.at + timedelta(days=1))
    assert (await case_of(town)).state is CaseState.STALE
    assert started == [("handle-ticket", "demo-1")]
    await handle_ticket("demo", "1")
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL
    await watched(clock, clock.at + timedelta(days=8))
    case = await case_of(town)
    assert (case.state, case.draft.number if case.draft else 0) == (CaseState.HANDED_OVER, 2)
    assert [one.recipients for one in smtp.carried] == [[HEAD]]
    assert "brouillon expiré deux fois" in str(smtp.carried[-1].message.get_content())
    await watched(clock, clock.at + timedelta(days=30))
    assert len(smtp.carried) == 1


async def test_drafts_do_not_expire_where_a_town_said_never(
    town: Wiring, clock: StoppedClock
) -> None:
    set_deadlines(town, expire_after_days=0)
    await watched(clock, clock.at + timedelta(days=400))
    assert (await case_of(town)).state is CaseState.AWAITING_APPROVAL


@pytest.mark.prefect
async def test_the_dashboard_shows_what_is_late_without_personal_data(
    town: Wiring, clock: StoppedClock
) -> None:
    await watched(clock, LATE)
    await watched(clock)
    key = ArtifactFilter(key=ArtifactFilterKey(any_=["echeances"]))
    async with get_client() as client:
        found = await client.read_artifacts(artifact_filter=key)
    last = str(max(found, key=lambda artifact: str(artifact.created)).data)
    assert f"[demo 1](http://127.0.0.1:8350/dossiers/{(await case_of(town)).id})" in last
    assert ") | 7\u00a0décembre 2026 | en retard, responsable averti |" in last
    assert "ongés" not in last
    assert not [word for word in PERSONAL if word in last]
    count = len(found)
    await watched(clock)
    async with get_client() as client:
        assert len(await client.read_artifacts(artifact_filter=key)) == count
