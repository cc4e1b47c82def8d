"""What the classifier learns from: the tickets whose category officers corrected."""

from cases.decisions.corrections import Change
from cases.delivery.training_examples import read_reclassified
from cases.model import Case, CorrectionKind
from tests.builders import ADA, Store, shown


async def test_a_ticket_filed_again_is_given_with_its_category(
    store: Store, awaiting: Case
) -> None:
    change = Change("category", CorrectionKind.VALUE, "maladie", "conges")
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [change])
    assert [one async for one in read_reclassified(store.engine)] == [(awaiting.ticket, "maladie")]


async def test_a_corrected_fact_or_a_case_nobody_corrected_teaches_no_category(
    store: Store, awaiting: Case
) -> None:
    assert [one async for one in read_reclassified(store.engine)] == []
    change = Change("statut", CorrectionKind.VALUE, "contractuel", "titulaire")
    await store.corrections.correct(awaiting.id, shown(awaiting), ADA, [change])
    assert [one async for one in read_reclassified(store.engine)] == []
