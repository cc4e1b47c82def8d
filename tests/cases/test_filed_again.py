"""What the classifier learns from: the tickets whose category officers corrected."""

from cases.correction import Said
from cases.corrections import Change
from cases.filed_again import filed_again
from cases.model import Case
from tests.builders import ADA, Store, shown


async def test_a_ticket_filed_again_is_given_with_its_category(
    store: Store, awaiting: Case
) -> None:
    change = Change("category", Said.VALUE, "maladie", "conges")
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [change])
    assert [one async for one in filed_again(store.engine)] == [(awaiting.ticket, "maladie")]


async def test_a_corrected_fact_or_a_case_nobody_corrected_teaches_no_category(
    store: Store, awaiting: Case
) -> None:
    assert [one async for one in filed_again(store.engine)] == []
    change = Change("statut", Said.VALUE, "contractuel", "titulaire")
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [change])
    assert [one async for one in filed_again(store.engine)] == []
