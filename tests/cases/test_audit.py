import asyncio

from cases.audit import trail
from cases.model import Case, Ticket
from tests.builders import ADA, DRAFT, Store, a_ticket, shown
from tests.tampering import first_break


async def test_every_step_is_in_the_trail_and_the_chain_holds(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    events = await trail.read_trail(store.engine, awaiting.id)
    kinds = [event.kind for event in events]
    assert kinds == ["received", "classified", "drafted", "awaiting_approval", "approved"]
    assert events[-1].actor == "ada"
    assert await trail.verify(store.engine) is None


async def test_the_trail_holds_no_word_of_ticket_or_letter(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    written = str(await trail.read_trail(store.engine))
    for word in ("Combien", "Durand", "camille", "25 jours"):
        assert word not in written


async def test_writers_at_the_same_time_make_one_chain(store: Store) -> None:
    await asyncio.gather(*(store.cases.open_case(a_ticket(str(n))) for n in range(12)))
    events = await trail.read_trail(store.engine)
    assert [event.seq for event in events] == list(range(1, 13))
    assert await trail.verify(store.engine) is None


async def test_a_changed_link_is_named(store: Store, ticket: Ticket) -> None:
    await store.cases.open_case(ticket)
    links = [link async for link in trail.read_links(store.engine)]
    assert first_break(links) == ""
    forged = [{**links[0], "actor": "nobody"}]
    assert first_break(forged) == "L'événement n° 1 a été modifié après son écriture."


async def test_a_missing_link_is_named(store: Store, awaiting: Case) -> None:
    del awaiting
    links = [link async for link in trail.read_links(store.engine)]
    assert first_break(links[:1] + links[2:]) == "L'événement n° 3 ne suit pas le n° 1 du journal."
