"""Somebody with every right on the database rewrites the record: what verification names."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict

import pytest
import sqlalchemy as sa

from cases.audit import trail
from cases.audit.proof import first_unproven
from cases.audit.trail import Chain, verify, verify_from
from cases.decisions.signatures import Signatures
from cases.model import Case
from cases.tables import approvals, audit_head, deliveries, drafts, events, second_approvals
from tests.builders import ADA, BOB, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.tampering import first_break, tamper

DEAR = "Bonjour,\n\nVous toucherez 1 500 €."


async def unproven(store: Store) -> str:
    return await first_unproven(store.engine, store.approvals.signatures) or ""


@pytest.fixture
async def whole(store: Store, awaiting: Case) -> Case:
    """Two cases, ten links; nothing wrong."""
    await bring_to_approval(store, a_ticket("2"))
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await store.deliveries.plan(awaiting.id)
    assert await verify(store.engine) is None
    assert await unproven(store) == ""
    return awaiting


@pytest.mark.usefixtures("whole")
async def test_the_end_cut_off(store: Store) -> None:
    await tamper(store, events.delete().where(events.c.seq == 10))
    broken = "Le dernier événement attendu (n° 10) manque : la fin du journal a été ôtée."
    assert await verify(store.engine) == broken


@pytest.mark.usefixtures("whole")
async def test_all_of_it_removed(store: Store) -> None:
    await tamper(store, events.delete())
    assert "n° 10) manque" in (await verify(store.engine) or "")


@pytest.mark.usefixtures("whole")
async def test_a_link_added_behind_the_head(store: Store) -> None:
    before = sa.select(audit_head)
    async with store.engine.connect() as connection:
        head = (await connection.execute(before)).mappings().one()
    await store.cases.open_case(a_ticket("3"))
    await tamper(store, audit_head.update().values(seq=head["seq"], hash=head["hash"]))
    assert "n'est pas celui que le journal a écrit en dernier" in (await verify(store.engine) or "")


@pytest.mark.usefixtures("whole")
async def test_a_link_removed_in_the_middle(store: Store) -> None:
    await tamper(store, events.delete().where(events.c.seq == 4))
    broken = "L'événement n° 5 ne suit pas le n° 3 du journal."
    assert await verify(store.engine) == broken


@pytest.mark.usefixtures("whole")
async def test_a_link_removed_and_the_rest_renumbered(store: Store) -> None:
    move = (events.update().where(events.c.seq == n).values(seq=n - 1) for n in range(5, 11))
    await tamper(store, events.delete().where(events.c.seq == 4), *move)
    assert "n° 4 ne suit pas le n° 3" in (await verify(store.engine) or "")


@pytest.mark.usefixtures("whole")
async def test_two_links_swapped(store: Store) -> None:
    def renumber(one: int, other: int) -> sa.Update:
        return events.update().where(events.c.seq == one).values(seq=other)

    await tamper(store, renumber(6, 99), renumber(7, 6), renumber(99, 7))
    assert "n° 6 ne suit pas le n° 5" in (await verify(store.engine) or "")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    "changed",
    [
        {"details": {"from": "awaiting_approval", "reason": "autre chose"}},
        {"actor": "eve"},
        {"at": "2026-11-24T09:00:01+00:00"},
        {"kind": "rejected"},
        {"case_id": None},
    ],
)
async def test_a_value_changed(store: Store, changed: dict[str, object]) -> None:
    await tamper(store, events.update().where(events.c.seq == 9).values(changed))
    assert await verify(store.engine) == "L'événement n° 9 a été modifié après son écriture."


async def test_of_many_breaks_the_first_is_named_across_batches(
    store: Store, whole: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = whole
    monkeypatch.setattr(trail, "BATCH", 3)
    assert await verify(store.engine) is None
    await tamper(store, events.update().where(events.c.seq.in_((7, 9))).values(actor="eve"))
    assert "n° 7 a été modifié" in (await verify(store.engine) or "")


@pytest.mark.usefixtures("whole")
async def test_a_long_chain_is_verified_in_several_goes(store: Store) -> None:
    first = await verify_from(store.engine, Chain(), most=6)
    assert (first.seq, first.broken, first.more) == (6, "", True)
    rest = await verify_from(store.engine, Chain(first.seq, first.hash), most=6)
    assert (rest.seq, rest.broken, rest.more) == (10, "", False)


async def test_a_chain_is_whole_while_others_write(store: Store) -> None:
    writing = asyncio.gather(*(store.cases.open_case(a_ticket(str(n))) for n in range(12)))
    assert [await verify(store.engine) for _ in range(5)] == [None] * 5
    await writing


Rewrite = Callable[[Case], tuple[sa.Executable, ...]]

REWRITTEN: dict[str, tuple[Rewrite, str]] = {
    "another text": (
        lambda _: (approvals.update().values(text="Autre chose"),),
        "n'a pas le sceau du guichet",
    ),
    "another approver": (
        lambda _: (approvals.update().values(approver="eve"),),
        "n'a pas le sceau du guichet",
    ),
    "another text sent": (
        lambda _: (deliveries.update().values(text="Autre chose"),),
        "le texte de l'envoi n'est pas celui qui a été approuvé",
    ),
    "another draft": (
        lambda case: (
            drafts.update()
            .where(drafts.c.case_id == case.id)
            .values(body={"text": "Autre", "outcome": "answer"}),
        ),
        "un brouillon dont le texte a été modifié depuis",
    ),
    "no event": (
        lambda _: (events.delete().where(events.c.kind == "approved"),),
        "n'a pas, dans le journal, d'événement qui nomme ce texte",
    ),
    "an event of another text": (
        lambda _: (
            events.update()
            .where(events.c.kind == "approved")
            .values(details={"reason": "approved brouillon 1 000000000000"}),
        ),
        "n'a pas, dans le journal, d'événement qui nomme ce texte",
    ),
    "no approval": (
        lambda _: (deliveries.delete(), approvals.delete()),
        "L'événement n° 9 parle d'une approbation que la base ne connaît pas.",
    ),
}


@pytest.mark.parametrize("what", REWRITTEN)
async def test_what_was_approved_rewritten(store: Store, whole: Case, what: str) -> None:
    rewrite, said = REWRITTEN[what]
    await tamper(store, *rewrite(whole))
    assert said in await unproven(store)


async def forged(store: Store, case: Case) -> None:
    """Write an approval by hand with everything but the secret."""
    signatures = Signatures(b"another secret")
    approval = signatures.sign(case, "Forgée", "ada", store.clock(), needs_second=False)
    await tamper(store, approvals.insert().values(asdict(approval)))


async def signed_twice_by_one(store: Store, case: Case) -> None:
    approval = await store.approvals.approve(case.id, shown(case), DEAR, ADA)
    second = store.approvals.signatures.sign_second(approval, "ada", store.clock())
    await tamper(store, second_approvals.insert().values(asdict(second)))


async def confirmed_without_a_word(store: Store, case: Case) -> None:
    approval = await store.approvals.approve(case.id, shown(case), DEAR, ADA)
    second = store.approvals.signatures.sign_second(approval, "bob", store.clock())
    await tamper(store, second_approvals.insert().values(asdict(second)))


async def sent_by_one_person(store: Store, case: Case) -> None:
    approval = await store.approvals.approve(case.id, shown(case), DEAR, ADA)
    row = {"id": "d1", "key": "k", "state": "planned", "attempt": 0, "error": ""}
    ids = {"case_id": case.id, "approval_id": approval.id, "text": approval.text}
    await tamper(store, deliveries.insert().values(row | ids))


Forgery = Callable[[Store, Case], Awaitable[None]]


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (forged, "n'a pas le sceau du guichet : elle a été forgée"),
        (signed_twice_by_one, "la confirmation n'a pas le sceau du guichet"),
        (confirmed_without_a_word, "la confirmation n'a pas d'événement"),
        (sent_by_one_person, "un envoi existe sans la confirmation"),
    ],
)
async def test_what_nobody_approved_added(
    store: Store, awaiting: Case, forge: Forgery, said: str
) -> None:
    await forge(store, awaiting)
    assert said in await unproven(store)


async def test_two_people_and_a_new_draft_are_borne_out(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    await store.approvals.withdraw(awaiting.id, 1, ADA)
    again = await store.cases.find(awaiting.id)
    await store.approvals.approve(again.id, shown(again), DEAR, BOB)
    assert await unproven(store) == ""
    await tamper(store, second_approvals.delete())
    assert "parle d'une approbation que la base ne connaît pas" in await unproven(store)


async def test_a_chain_begins_where_its_first_link_says(store: Store, whole: Case) -> None:
    _ = whole
    links = [link async for link in trail.read_links(store.engine)]
    assert "n° 0 ne suit pas le n° 0" in first_break([{**links[0], "seq": 0}, *links[1:]])
