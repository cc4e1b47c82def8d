"""What was read in a ticket's files stays with the case, and only with the files it was made of."""

from dataclasses import replace

from cases.model import Attachment, Case, CaseState, Ticket
from cases.store.case_store import readings_of, with_readings
from tests.builders import Store, a_ticket

LISTED = Attachment("a.pdf", "application/pdf", 10, "f1")
READ = replace(LISTED, text="Je suis titulaire.")


def holding(*files: Attachment) -> Ticket:
    ticket = a_ticket()
    return replace(ticket, messages=(replace(ticket.messages[0], attachments=files),))


def test_readings_are_put_beside_their_files() -> None:
    assert with_readings(holding(LISTED), readings_of(holding(READ))) == holding(READ)


def test_a_file_that_changed_waits_again() -> None:
    other = replace(LISTED, size=11)
    assert with_readings(holding(other), readings_of(holding(READ))) == holding(other)


async def test_readings_are_kept_and_change_neither_state_nor_version(
    store: Store, awaiting: Case
) -> None:
    case = await store.cases.open_case(holding(LISTED))
    assert case.state is CaseState.AWAITING_APPROVAL
    await store.cases.record_readings(case.id, {("m1", LISTED): READ})
    kept = await store.cases.find(awaiting.id)
    assert (kept.ticket, kept.state) == (holding(READ), CaseState.AWAITING_APPROVAL)
    assert kept.ticket.version == awaiting.ticket.version


async def test_the_same_ticket_read_again_keeps_what_was_read(store: Store) -> None:
    case = await store.cases.open_case(holding(LISTED))
    await store.cases.record_readings(case.id, {("m1", LISTED): READ})
    assert (await store.cases.open_case(holding(LISTED))).ticket == holding(READ)
