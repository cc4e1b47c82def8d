"""The flows over a mailbox: a mail comes in, one letter leaves, doubt ends with a person."""

from collections.abc import AsyncIterator

import pytest

from app.wiring import Wiring
from cases.model import Case, CaseState
from cases.store.records import DeliveryState
from connectors.mailbox.site import SENT_KEYWORD
from flows.collect_tickets import collect_tickets
from flows.handle_ticket import handle_ticket
from flows.send_reply import send_reply
from tests.builders import ADA, DRAFT, shown
from tests.contract.mailbox_world import SITE, MailboxWorld, letter, mailbox_world, number
from tests.contract.servers.faults import Fault
from tests.contract.servers.imap_store import Held
from tests.contract.suite import words


@pytest.fixture
async def box(office: Wiring) -> AsyncIterator[MailboxWorld]:
    async with mailbox_world() as world:
        world.system.name = "demo"
        world.system.grace = SITE.grace * 0
        office.__dict__["systems"] = {"demo": world.system}
        yield world


@pytest.fixture
async def approved(office: Wiring, box: MailboxWorld) -> Case:
    asked = await box.open_ticket("Congés", "Combien ?")
    await collect_tickets("demo")
    await handle_ticket("demo", asked)
    case = await office.cases.find_ticket("demo", asked)
    assert case is not None
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    return case


async def state_of(office: Wiring, case: Case) -> tuple[CaseState, DeliveryState]:
    [delivery] = await office.deliveries.of_case(case.id)
    return (await office.cases.find(case.id)).state, delivery.state


def letters(box: MailboxWorld) -> list[list[str]]:
    return [words(str(carried.message.get_content())) for carried in box.smtp.carried]


def copies(box: MailboxWorld) -> list[Held]:
    return box.store.folders["Sent"].mails


async def test_a_mail_gets_the_approved_letter_once(
    office: Wiring, box: MailboxWorld, approved: Case
) -> None:
    for _ in range(3):
        await send_reply(approved.id, return_state=True)
    await collect_tickets("demo")
    assert letters(box) == [words(DRAFT.text)]
    assert await state_of(office, approved) == (CaseState.ANSWERED, DeliveryState.SENT)
    assert SENT_KEYWORD in copies(box)[0].flags


async def test_a_person_who_saw_that_it_did_not_leave_has_it_sent(
    office: Wiring, box: MailboxWorld, approved: Case
) -> None:
    box.smtp.faults.next(Fault("DATA", cut=True))
    await send_reply(approved.id, return_state=True)
    [delivery] = await office.deliveries.of_case(approved.id)
    await office.deliveries.resolve(approved.id, delivery.attempt, CaseState.SENDING, ADA)
    await send_reply(approved.id, return_state=True)
    assert letters(box) == [words(DRAFT.text)]
    assert await state_of(office, approved) == (CaseState.ANSWERED, DeliveryState.SENT)


async def test_an_address_that_is_refused_goes_to_a_person(
    office: Wiring, box: MailboxWorld, approved: Case
) -> None:
    box.smtp.refuse = {"RCPT": "550 5.1.1 no such user"}
    await send_reply(approved.id, return_state=True)
    assert await state_of(office, approved) == (CaseState.HANDED_OVER, DeliveryState.REJECTED)
    assert copies(box) == []


async def test_a_refusal_of_the_moment_is_tried_again_and_one_letter_leaves(
    office: Wiring, box: MailboxWorld, approved: Case
) -> None:
    box.smtp.refuse = {"DATA": "451 4.3.0 later"}
    await send_reply(approved.id, return_state=True)
    assert letters(box) == []
    box.smtp.refuse = {}
    await send_reply(approved.id, return_state=True)
    assert letters(box) == [words(DRAFT.text)]
    assert await state_of(office, approved) == (CaseState.ANSWERED, DeliveryState.SENT)


async def test_a_second_mail_of_the_requester_makes_the_draft_stale(
    office: Wiring, box: MailboxWorld
) -> None:
    mail = letter("Congés", "Combien ?")
    box.write(mail)
    await handle_ticket("demo", number(mail))
    case = await office.cases.find_ticket("demo", number(mail))
    assert case is not None
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    more = letter("Re: Congés", "Non, laissez.")
    more["In-Reply-To"] = str(mail["Message-ID"])
    box.write(more)
    await send_reply(case.id, return_state=True)
    assert letters(box) == []
    assert (await office.cases.find(case.id)).state is CaseState.STALE
