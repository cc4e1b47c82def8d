"""Who tampers with what was cleared, or clears what the trail does not tell of, is found."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from cases.audit import trail
from cases.audit.trail import verify
from cases.retention.clearing import CLEARED
from cases.tables import approvals, deliveries, drafts, events
from tests.builders import Store
from tests.cases.clearings import a_personal_ticket, aged, answered, clearings, unproven
from tests.tampering import tamper

Tamper = Callable[[], tuple[sa.Executable, ...]]
AFTERWARDS: dict[str, tuple[Tamper, str]] = {
    "another letter put there": (
        lambda: (approvals.update().values(text="Autre chose"),),
        "le journal le dit effacé, et un texte s'y trouve",
    ),
    "another sending put there": (
        lambda: (deliveries.update().values(text="Autre chose"),),
        "le journal le dit effacé, et un texte s'y trouve",
    ),
    "the hash of another letter": (
        lambda: (approvals.update().values(text_sha256="0" * 64),),
        "n'a pas le sceau du guichet",
    ),
    "the hash of another draft": (
        lambda: (drafts.update().values(sha256="0" * 64),),
        "un brouillon dont le texte a été modifié",
    ),
    "another approver": (
        lambda: (approvals.update().values(approver="eve"),),
        "n'a pas le sceau du guichet",
    ),
    "who cleared": (
        lambda: (events.update().where(events.c.kind == CLEARED).values(actor="eve"),),
        "a été modifié après son écriture",
    ),
    "no approval any more": (
        lambda: (deliveries.delete(), approvals.delete()),
        "une approbation que la base ne connaît pas",
    ),
}


@pytest.mark.parametrize("what", AFTERWARDS)
async def test_tampering_with_a_cleared_case_is_found(store: Store, what: str) -> None:
    case = await answered(store, a_personal_ticket())
    await clearings(store).clear(case.id, aged(store))
    rewrite, said = AFTERWARDS[what]
    await tamper(store, *rewrite())
    assert said in await unproven(store)


GONE = "un texte a disparu, et le journal ne dit pas qu'il a été effacé"


@pytest.mark.parametrize("table", [approvals, deliveries, drafts])
async def test_a_text_that_is_gone_without_a_word_of_the_trail_was_tampered_with(
    store: Store, table: sa.Table
) -> None:
    case = await answered(store, a_personal_ticket())
    approval = await store.approvals.current_approval(case.id)
    bare: dict[sa.Table, dict[str, object]] = {
        approvals: {"text": "", "text_sha256": approval.sha256},
        deliveries: {"text": ""},
        drafts: {"body": {"text": "", "outcome": "answer"}},
    }
    await tamper(store, table.update().values(bare[table]))
    assert GONE in await unproven(store)


async def test_a_clearing_that_only_the_chain_tells_and_nobody_sealed_is_found(
    store: Store,
) -> None:
    case = await answered(store, a_personal_ticket())
    approval = await store.approvals.current_approval(case.id)
    told = {"why": "age", "up_to_draft": "2", "seal": "0" * 64}
    await trail.record(store.engine, trail.Entry(case.id, store.clock(), "guichet", CLEARED, told))
    bare = {"text": "", "text_sha256": approval.sha256}
    await tamper(store, approvals.update().values(bare), deliveries.update().values(text=""))
    assert await verify(store.engine) is None
    assert "dit un effacement que le guichet n'a pas fait" in await unproven(store)


async def refused(store: Store, statement: sa.Executable) -> None:
    with pytest.raises(DBAPIError, match="refused"):
        async with store.engine.begin() as connection:
            await connection.execute(statement)


async def test_the_database_clears_no_letter_that_the_trail_does_not_tell_of(
    store: Store,
) -> None:
    case = await answered(store, a_personal_ticket())
    approval = await store.approvals.current_approval(case.id)
    bare = {"text": "", "text_sha256": approval.sha256}
    await refused(store, approvals.update().values(bare))
    await refused(store, deliveries.update().values(text=""))


async def test_the_database_keeps_what_remains_of_a_cleared_letter(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    await clearings(store).clear(case.id, aged(store))
    for values in (
        {"text": "Autre"}, {"text_sha256": "0" * 64}, {"approver": "eve"}, {"seal": "0" * 64},
        {"edit_share": 0.5},
    ):  # fmt: skip
        await refused(store, approvals.update().values(values))
    await refused(store, deliveries.update().values(text="Autre"))
    await refused(store, approvals.delete())


async def test_a_letter_whose_hash_is_not_kept_is_not_cleared(store: Store) -> None:
    await answered(store, a_personal_ticket())
    other = await answered(store, a_personal_ticket("2"))
    await clearings(store).clear(other.id, aged(store))
    there = approvals.update().where(approvals.c.text != "")
    await refused(store, there.values(text=""))
    await refused(store, there.values(text="", text_sha256=None))
