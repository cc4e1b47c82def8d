"""What heads see of a period, and nobody else."""

import csv
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI

from cases.model import Case, CaseState
from cases.model_call import ModelCall
from cases.people.access import Group, Role
from cases.people.accounts import Account
from cases.store.database import now
from cases.store.records import DeliveryState
from tests.builders import (
    ADA,
    BOB,
    CLASSIFICATION,
    DRAFT,
    Store,
    a_ticket,
    bring_to_approval,
    shown,
)
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext
from web.figures import figure_labels


@pytest.fixture(autouse=True)
def today(sqlite_store: Store) -> None:
    """The page looks at the weeks before the real day: what is counted must happen then."""
    sqlite_store.clock.at = now()


@pytest.fixture
async def head(office: PageContext, sign_in: SignIn) -> Officer:
    return await come(office, sign_in, Role.HEAD)


async def come(office: PageContext, sign_in: SignIn, role: Role, *groups: str) -> Officer:
    account = Account(
        "zoe", "Zoé Roy", "zoe@valmorel.example", frozenset({role}), frozenset(groups)
    )
    await office.accounts.create(account, PASSWORD)
    return await sign_in("zoe")


async def a_case(store: Store, number: str) -> Case:
    ticket = replace(a_ticket(number), received_at=store.clock() - timedelta(hours=4.5))
    return await bring_to_approval(store, ticket)


async def answered(store: Store, number: str) -> None:
    case = await a_case(store, number)
    await store.approvals.approve(case.id, shown(case), DRAFT.text, BOB)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    await store.deliveries.settle(await store.deliveries.record(delivery, DeliveryState.SENT))


async def table_of(head: Officer, figure: str, query: str = "") -> list[list[str]]:
    found = await head.client.get(f"/pilotage/{figure}.csv{query}")
    assert found.status_code == 200
    assert found.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(found.content.decode("utf-8-sig").splitlines(), delimiter=";"))


async def test_an_officer_is_neither_shown_the_figures_nor_led_to_them(ada: Officer) -> None:
    assert (await ada.client.get("/pilotage")).status_code == 403
    assert (await ada.client.get("/pilotage/recues.csv")).status_code == 403
    assert "/pilotage" not in await ada.sees("/")


async def test_a_stranger_is_led_to_sign_in(stranger: Officer) -> None:
    assert (await stranger.client.get("/pilotage")).status_code == 303


async def test_each_figure_has_its_drawing_its_table_and_its_file(
    head: Officer, sqlite_store: Store
) -> None:
    for number in ("1", "2", "3", "4", "5"):
        await answered(sqlite_store, number)
    await sqlite_store.approvals.decline(
        (declined := await a_case(sqlite_store, "6")).id,
        shown(declined),
        ADA,
        CaseState.REJECTED,
        "Mots privés",
        choice="double",
    )
    seen = await head.sees("/pilotage")
    assert 'href="/pilotage" aria-current="page"' in seen
    for figure, title in figure_labels.TITLES.items():
        card = seen.partition(f'id="{figure}"')[2].partition("</details>")[0]
        assert f"<h3>{title}</h3>" in card
        assert "<table" in card
        assert (await table_of(head, figure))[0][0]
    assert seen.count('role="img"') == 10  # no letter was corrected, no model called
    assert "Demande en double" in seen
    assert "Mots privés" not in seen


async def test_the_median_is_told_from_five_letters_on(head: Officer, sqlite_store: Store) -> None:
    for number in ("1", "2", "3", "4"):
        await answered(sqlite_store, number)
    assert (await table_of(head, "delais"))[-1] == ["Ensemble", "", "", "4"]
    await answered(sqlite_store, "5")
    _, middle, most, count = (await table_of(head, "delais"))[-1]
    assert (middle, most, count) == ("4,5", "4,5", "5")


async def test_nobody_who_decided_is_named_anywhere(head: Officer, sqlite_store: Store) -> None:
    await answered(sqlite_store, "1")
    told = await head.sees("/pilotage")
    told += "".join([str(await table_of(head, figure)) for figure in figure_labels.TITLES])
    for name in ("bob", "Basile", "Camille"):
        assert name not in told
    assert "rien n’est compté ni classé par gestionnaire" in told


async def test_what_is_out_of_a_heads_reach_is_not_counted(
    app: FastAPI, office: PageContext, sign_in: SignIn, sqlite_store: Store
) -> None:
    await answered(sqlite_store, "1")
    app.state.context = replace(office, groups={"paie": Group("paie", "Paie", frozenset({"paie"}))})
    head = await come(office, sign_in, Role.HEAD, "paie")
    assert (await table_of(head, "recues"))[-1] == ["Ensemble", "0", "0", "0"]
    assert "les seules demandes que votre compte peut ouvrir" in await head.sees("/pilotage")


async def test_a_period_without_anything_shows_tables_of_zeros(head: Officer) -> None:
    seen = await head.sees("/pilotage?du=2020-01-01&au=2020-01-10")
    assert 'role="img"' not in seen
    rows = await table_of(head, "recues", "?du=2020-01-01&au=2020-01-10")
    assert [row[0] for row in rows[1:3]] == ["01/01/2020", "02/01/2020"]
    assert len(rows) == 12


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?du=hier&au=2020-01-10", "n’a pas été comprise"),
        ("?du=2020-02-01&au=2020-01-10", "vient après la seconde"),
        ("?du=1900-01-01&au=2020-01-10", "Cinq ans au plus"),
        ("?du=&au=", "Du "),
    ],
)
async def test_a_wrong_period_is_said_and_the_page_still_answers(
    head: Officer, query: str, said: str
) -> None:
    seen = await head.client.get(f"/pilotage{query}")
    assert seen.status_code == 200
    assert said in seen.text


async def test_an_unknown_figure_is_no_page(head: Officer) -> None:
    assert (await head.client.get("/pilotage/par-gestionnaire.csv")).status_code == 404


async def test_a_cost_that_no_route_told_is_unknown_and_not_nought(
    head: Officer, sqlite_store: Store
) -> None:
    case = await sqlite_store.cases.open_case(a_ticket())
    call = ModelCall("drafter", "=cmd|'/c calc'!A1", 1200, 30)
    await sqlite_store.cases.record_classification(case.id, CLASSIFICATION, [call])
    _, row, _ = await table_of(head, "cout-par-modele")
    assert row[0].startswith("'=cmd")
    assert row[1:] == ["1", "", "1", "", "", "1", "1200", "30"]
    seen = await head.sees("/pilotage")
    assert re.search(r"<td>1\u00a0200</td>", seen)
    assert "<dt>coût connu des modèles de langue</dt><dd>–</dd>" in seen
