from dataclasses import replace
from datetime import timedelta

import pytest
from prefect import get_client
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey

from app.wiring import Wiring
from cases.model import CaseState, Message, TicketStatus
from cases.store.arrivals import Arrivals
from cases.store.database import now
from connectors.base import ConnectorError, NotAllowed
from flows.handle_ticket import handle_ticket
from tests.builders import a_ticket
from tests.fakes import ScriptedSystem

NEWS = replace(a_ticket().messages[0], id="m2", text="J'oubliais : je suis à 80 %.")


async def state_of(office: Wiring, number: str = "1") -> CaseState | None:
    case = await office.cases.find_ticket("demo", number)
    return case.state if case else None


@pytest.mark.prefect
async def test_a_ticket_becomes_a_draft_that_awaits_approval(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    state = await handle_ticket("demo", "1", return_state=True)
    assert state.name == "AwaitingApproval"
    assert await state_of(office) is CaseState.AWAITING_APPROVAL
    assert [triage.category for _, triage in system.triages] == ["conges"]
    assert system.replies == []


async def test_handling_again_changes_nothing_and_adds_no_second_comment(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    await handle_ticket("demo", "1")
    first = await office.cases.find_ticket("demo", "1")
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    assert await office.cases.find_ticket("demo", "1") == first
    assert len(system.notes["1"]) == 1


@pytest.mark.prefect
async def test_the_report_on_the_dashboard_tells_where_the_case_stands_alone(
    office: Wiring,
) -> None:
    await handle_ticket("demo", "1")
    # Other tests reported on this ticket before: Prefect says which report is the latest.
    key = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(any_=["ticket-demo-1"]))
    async with get_client() as client:
        [latest] = await client.read_latest_artifacts(artifact_filter=key)
    report = str(latest.data)
    assert "# Ticket demo 1" in report
    assert "Un brouillon attend une approbation." in report
    assert f"{office.settings.page.url}/dossiers/" in report
    of_the_person = ("Durand", "camille", "Combien de jours", "25 jours")
    for told in (*of_the_person, "conges", "normale", "droit_annuel", "85-1250", "answer"):
        assert told not in report


async def test_a_ticket_of_a_queue_that_is_not_followed_leaves_nothing(
    office: Wiring, system: ScriptedSystem
) -> None:
    system.tickets["1"] = replace(system.tickets["1"], outside=True)
    await office.arrivals.announce("demo", ["1"], "1", since=None)
    state = await handle_ticket("demo", "1", return_state=True)
    assert (state.name, state.message) == (
        "Outside",
        "Ce ticket n'est pas dans ce que nous suivons : rien n'en est gardé.",
    )
    assert await office.cases.find_ticket("demo", "1") is None
    assert (system.triages, system.notes) == ([], {})
    tomorrow = Arrivals(office.engine, lambda: now() + timedelta(days=1))
    assert await tomorrow.take_overdue("demo") == []


async def test_a_case_whose_ticket_was_filed_elsewhere_goes_on(
    office: Wiring, system: ScriptedSystem
) -> None:
    await handle_ticket("demo", "1")
    system.tickets["1"] = replace(system.tickets["1"], outside=True)
    system.say("1", NEWS)
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.draft is not None
    assert case.draft.number == 2


async def test_a_new_message_gives_a_new_draft(office: Wiring, system: ScriptedSystem) -> None:
    await handle_ticket("demo", "1")
    system.say("1", NEWS)
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.draft is not None
    assert case.draft.number == 2
    assert NEWS in case.ticket.messages


async def test_a_ticket_that_a_colleague_answered_needs_nothing_more(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    answer = Message("m2", "Une collègue", NEWS.at, "C'est fait.", from_requester=False)
    await handle_ticket("demo", "1")
    system.say("1", answer)
    assert (await handle_ticket("demo", "1", return_state=True)).name == "ClosedElsewhere"
    system.say("1", replace(NEWS, id="m3"))
    await handle_ticket("demo", "1")
    assert await state_of(office) is CaseState.AWAITING_APPROVAL


async def test_closed_deleted_and_merged_tickets_are_left_alone(
    office: Wiring,
    system: ScriptedSystem,
    started: list[tuple[str, str]],
) -> None:
    for number, status in enumerate(
        (TicketStatus.CLOSED, TicketStatus.DELETED, TicketStatus.MERGED),
        start=10,
    ):
        ticket = a_ticket(str(number))
        into = "99" if status is TicketStatus.MERGED else None
        system.tickets[str(number)] = replace(ticket, status=status, merged_into=into)
        await handle_ticket("demo", str(number))
        assert await state_of(office, str(number)) is CaseState.CLOSED_ELSEWHERE
    assert started == [("handle-ticket", "demo-99")]


async def test_a_ticket_that_is_gone_is_said_to_be_gone(office: Wiring) -> None:
    assert (await handle_ticket("demo", "404", return_state=True)).name == "Gone"
    assert await state_of(office, "404") is None


async def test_a_case_whose_ticket_disappears_is_closed(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    await handle_ticket("demo", "1")
    del system.tickets["1"]
    assert (await handle_ticket("demo", "1", return_state=True)).name == "ClosedElsewhere"
    assert await state_of(office) is CaseState.CLOSED_ELSEWHERE


async def test_a_passing_trouble_is_tried_again(office: Wiring, system: ScriptedSystem) -> None:
    system.trouble("read_ticket", ConnectorError("Ne répond pas.", retry_after=30))
    system.trouble("add_note", ConnectorError("Ne répond pas."))
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    assert await state_of(office) is CaseState.AWAITING_APPROVAL


async def test_a_lasting_trouble_ends_the_run_with_its_sentence(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("read_ticket", NotAllowed("Le jeton est refusé.", permanent=True))
    state = await handle_ticket("demo", "1", return_state=True)
    assert state.is_failed()
    assert "Le jeton est refusé." in (state.message or "")
    assert await state_of(office) is None


async def test_a_refused_triage_does_not_keep_the_requester_from_an_answer(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("write_triage", NotAllowed("Droit manquant.", permanent=True))
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    assert await state_of(office) is CaseState.AWAITING_APPROVAL


async def test_a_ticket_of_an_unknown_system_is_refused_in_a_sentence(office: Wiring) -> None:
    state = await handle_ticket("glpi", "1", return_state=True)
    assert state.is_failed()
    assert "glpi" in (state.message or "")
    assert await office.cases.count_by_state() == {}


async def test_what_was_left_half_done_is_carried_on(
    office: Wiring,
    system: ScriptedSystem,
) -> None:
    system.trouble("write_triage", RuntimeError("the worker stumbled"))
    assert (await handle_ticket("demo", "1", return_state=True)).is_failed()
    assert await state_of(office) is CaseState.CLASSIFIED
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
