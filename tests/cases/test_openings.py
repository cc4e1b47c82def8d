"""What an officer opened of a draft is kept, once, and told at the approval."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cases.audit.trail import read_trail, verify
from cases.model import Case
from cases.store.draft_history import Opening, record_opening
from cases.tables import openings
from tests.builders import ADA, DRAFT, Store, shown


def opening(store: Store, case: Case, number: int, login: str = ADA.login) -> Opening:
    return Opening(case.id, 1, number, login, "finding", store.clock())


async def test_the_first_opening_counts(store: Store, awaiting: Case) -> None:
    first = opening(store, awaiting, 1)
    await record_opening(store.engine, first)
    await record_opening(store.engine, replace(first, at=first.at + timedelta(hours=1)))
    async with store.engine.connect() as connection:
        kept = (await connection.execute(sa.select(openings.c.at))).scalars().all()
    assert kept == [first.at]


async def test_an_approval_names_what_its_approver_opened_and_no_other(
    store: Store, awaiting: Case
) -> None:
    for number, login in ((10, ADA.login), (2, ADA.login), (3, "bob")):
        await record_opening(store.engine, opening(store, awaiting, number, login))
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert (await read_trail(store.engine, awaiting.id))[-1].details["opened"] == "2,10"
    assert await verify(store.engine) is None


async def test_an_approval_says_so_when_nothing_was_opened(store: Store, awaiting: Case) -> None:
    await store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert not (await read_trail(store.engine, awaiting.id))[-1].details["opened"]


async def test_evidence_of_no_draft_cannot_be_opened(store: Store, awaiting: Case) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        await record_opening(store.engine, replace(opening(store, awaiting, 1), draft_number=7))
