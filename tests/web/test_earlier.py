"""The case page links what the same person asked before, where the officer may read it."""

from dataclasses import replace
from datetime import timedelta

from fastapi import FastAPI

from cases.people.access import Group, Role
from cases.people.accounts import Account
from tests.builders import CLASSIFICATION, Store, a_ticket, bring_to_approval
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext

BEFORE = "La même personne a déjà écrit ce mois-ci"


async def test_earlier_cases_of_the_same_person_are_linked(
    ada: Officer, sqlite_store: Store
) -> None:
    first = await bring_to_approval(sqlite_store, replace(a_ticket("1"), subject="Report <b>"))
    again = replace(a_ticket("2"), received_at=first.ticket.received_at + timedelta(minutes=10))
    case = await bring_to_approval(sqlite_store, again)
    page = await ada.sees(f"/dossiers/{case.id}")
    assert BEFORE in page
    assert f'<a href="/dossiers/{first.id}"><bdi>Report &lt;b&gt;</bdi></a>' in page
    assert BEFORE not in await ada.sees(f"/dossiers/{first.id}")


async def test_a_case_she_may_not_read_is_not_named(
    app: FastAPI, sign_in: SignIn, office: PageContext, sqlite_store: Store
) -> None:
    first = await sqlite_store.cases.open_case(replace(a_ticket("1"), subject="Secret"))
    delicate = replace(CLASSIFICATION, sensitive=True)
    await sqlite_store.cases.record_classification(first.id, delicate)
    again = replace(a_ticket("2"), received_at=first.ticket.received_at + timedelta(minutes=10))
    case = await bring_to_approval(sqlite_store, again)
    group = Group("paie", "Paie", frozenset({CLASSIFICATION.category}))
    app.state.context = replace(office, groups={"paie": group})
    zoe = Account(
        "zoe", "Zoé", "zoe@valmorel.example", frozenset({Role.OFFICER}), frozenset({"paie"})
    )
    await office.accounts.create(zoe, PASSWORD)
    page = await (await sign_in("zoe")).sees(f"/dossiers/{case.id}")
    assert "Mes congés" in page
    assert "Secret" not in page
