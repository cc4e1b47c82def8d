"""What was revoked, left or was shown, rewritten by somebody with every right on the database."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from cases.audit.proof import first_unproven
from cases.model import Case, Draft
from cases.store.records import DRAFT as DRAFTS
from cases.store.records import to_json
from cases.tables import approvals, cases, deliveries, drafts, events, revocations
from tests.builders import ADA, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.tampering import tamper

IN_PLPGSQL = "LANGUAGE plpgsql AS"
ON_REVOCATIONS = "CREATE TRIGGER swallow BEFORE INSERT ON revocations"
SWALLOWED = {
    "sqlite": (f"{ON_REVOCATIONS} BEGIN SELECT RAISE(IGNORE); END",),
    "postgresql": (
        f"CREATE FUNCTION swallow() RETURNS trigger {IN_PLPGSQL} $$ BEGIN RETURN NULL; END $$",
        f"{ON_REVOCATIONS} FOR EACH ROW EXECUTE FUNCTION swallow()",
    ),
}
GONE = "le journal dit qu'elle ne vaut plus, et sa révocation manque"
SENT_ANYWAY = "un envoi existe, alors qu'elle a été révoquée"
NO_SEAL = "sa révocation n'a pas le sceau du guichet"
UNTOLD = "sa révocation n'est ni scellée, ni dite par le journal"
OTHER_EVIDENCE = "s'appuie sur des faits, règles ou passages modifiés depuis"


async def unproven(store: Store) -> str:
    return await first_unproven(store.engine, store.approvals.signatures) or ""


@pytest.fixture
async def approved(store: Store, awaiting: Case) -> Case:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    return await store.cases.find(awaiting.id)


@pytest.fixture
async def taken_back(store: Store, approved: Case) -> Case:
    case = await store.approvals.withdraw(approved.id, 1, ADA)
    assert await unproven(store) == ""
    return case


def turned_back(case: Case) -> sa.Update:
    return cases.update().where(cases.c.id == case.id).values(draft_number=1, state="approved")


async def test_a_revocation_removed(store: Store, taken_back: Case) -> None:
    assert taken_back.draft is not None
    await tamper(store, revocations.delete())
    assert GONE in await unproven(store)


async def test_a_revocation_that_never_reached_its_table(store: Store, approved: Case) -> None:
    await tamper(store, *map(sa.text, SWALLOWED[store.engine.dialect.name]))
    await store.approvals.withdraw(approved.id, 1, ADA)
    assert GONE in await unproven(store)


async def test_a_revocation_removed_and_its_letter_sent(store: Store, taken_back: Case) -> None:
    await tamper(store, revocations.delete(), turned_back(taken_back))
    await store.deliveries.plan(taken_back.id)
    assert SENT_ANYWAY in await unproven(store)


@pytest.mark.parametrize("changed", [{"seal": "0" * 64}, {"actor": "eve"}, {"kind": "stale"}])
@pytest.mark.usefixtures("taken_back")
async def test_a_revocation_rewritten(store: Store, changed: dict[str, str]) -> None:
    await tamper(store, revocations.update().values(changed))
    assert NO_SEAL in await unproven(store)


@pytest.mark.parametrize(("seal", "said"), [("0" * 64, NO_SEAL), ("", UNTOLD)])
async def test_a_revocation_by_hand_of_what_stands(
    store: Store, approved: Case, seal: str, said: str
) -> None:
    approval = await store.approvals.current_approval(approved.id)
    row = {"approval_id": approval.id, "revoked_at": store.clock(), "actor": "eve", "kind": "stale"}
    async with store.engine.begin() as connection:
        await connection.execute(revocations.insert().values(row | {"seal": seal}))
    assert said in await unproven(store)


@pytest.mark.usefixtures("taken_back")
async def test_a_revocation_taken_over_from_the_trail_is_borne_out_by_it(store: Store) -> None:
    await tamper(store, revocations.update().values(seal="", kind="taken_over"))
    assert await unproven(store) == ""


async def test_a_delivery_removed(store: Store, approved: Case) -> None:
    await store.deliveries.plan(approved.id)
    assert await unproven(store) == ""
    await tamper(store, deliveries.delete())
    assert "le journal dit un envoi que la base ne connaît pas" in await unproven(store)


async def test_a_letter_whose_approval_vanished_from_table_and_trail(
    store: Store, approved: Case
) -> None:
    await store.deliveries.plan(approved.id)
    await tamper(store, events.delete().where(events.c.kind == "approved"))
    await remove_approvals(store)
    assert await unproven(store) == f"Un envoi du dossier {approved.id} n'a pas d'approbation."


async def remove_approvals(store: Store) -> None:
    if store.engine.dialect.name == "postgresql":
        key = sa.text("ALTER TABLE deliveries DROP CONSTRAINT fk_deliveries_approval_id")
        await tamper(store, key, approvals.delete())
        return
    # SQLite looks at foreign keys for whoever asks it to.
    with sqlite3.connect(str(store.engine.url.database)) as other:
        other.execute("DELETE FROM approvals")
    other.close()


Rewrite = Callable[[Draft], dict[str, object]]

OTHER: dict[str, Rewrite] = {
    "no finding": lambda draft: to_json(DRAFTS, replace(draft, findings=())),
    "another figure": lambda draft: to_json(
        DRAFTS, replace(draft, findings=(replace(draft.findings[0], answer="50 jours"),))
    ),
    "nothing that can be read": lambda draft: {"text": draft.text, "findings": "none"},
}


@pytest.mark.parametrize("what", OTHER)
async def test_what_the_officer_was_shown_rewritten(
    store: Store, approved: Case, what: str
) -> None:
    assert approved.draft is not None
    await rewrite(store, OTHER[what](approved.draft))
    assert OTHER_EVIDENCE in await unproven(store)


async def rewrite(store: Store, body: dict[str, object]) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(drafts.update().values(body=body))


async def test_a_draft_kept_by_an_older_version_is_borne_out_once_approved(store: Store) -> None:
    case = await bring_to_approval(store, a_ticket())
    assert case.draft is not None
    older = to_json(DRAFTS, case.draft)
    del older["without_model"]
    await rewrite(store, older)
    await store.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    assert await unproven(store) == ""
    async with store.engine.connect() as connection:
        kept = await connection.scalar(sa.select(drafts.c.body))
    assert kept == to_json(DRAFTS, case.draft)
    # As older versions left it, and signed what they had read.
    await rewrite(store, older)
    assert await unproven(store) == ""
