"""What an officer opens of the evidence is noted, and leads nowhere else."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from cases.audit.trail import read_trail
from cases.model import Case, CaseState, Citation
from cases.tables import openings
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web.case.case_evidence import evidence_url

LEGIFRANCE = "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000000000"
CITED = replace(
    FINDING, citations=(Citation("décret 85-1250", "1", date(1985, 11, 30), LEGIFRANCE),)
)
UNSAFE = replace(FINDING, citations=(Citation("x", "1", None, "javascript:alert(1)"),))


@pytest.fixture
async def cited(sqlite_store: Store) -> Case:
    draft = replace(DRAFT, findings=(CITED, UNSAFE, CITED))
    return await bring_to_approval(sqlite_store, a_ticket(), draft)


async def noted(officer: Officer) -> list[tuple[int, str, str]]:
    query = sa.select(openings.c.number, openings.c.login, openings.c.kind)
    async with officer.office.engine.connect() as connection:
        rows = await connection.execute(query.order_by(openings.c.number, openings.c.login))
        return [tuple(row) for row in rows]


async def test_an_article_opens_on_legifrance_and_is_noted_once(ada: Officer, cited: Case) -> None:
    address = evidence_url(cited, 1, where="legifrance")
    assert address.replace("&", "&amp;") in await ada.sees(f"/dossiers/{cited.id}")
    for _ in range(2):
        answer = await ada.client.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, LEGIFRANCE)
    assert await noted(ada) == [(1, "ada", "finding")]


async def test_the_approval_says_what_its_officer_opened(
    ada: Officer, bob: Officer, cited: Case
) -> None:
    for number in (3, 1):
        await ada.client.get(evidence_url(cited, number, where="legifrance"))
    await bob.client.get(evidence_url(cited, 3, where="legifrance"))
    await ada.approves(cited)
    trail = await read_trail(ada.office.engine, cited.id)
    assert trail[-1].kind == CaseState.APPROVED
    assert trail[-1].details["opened"] == "1,3"
    assert "appuis 1, 3 ouverts" in await ada.sees(f"/dossiers/{cited.id}")


@pytest.mark.parametrize(
    ("number", "article", "where"),
    [(2, 0, "legifrance"), (1, 1, "legifrance"), (1, 0, "ici"), (4, 0, "ici"), (999, 0, "ici")],
)
async def test_nothing_opens_that_the_draft_does_not_cite(
    ada: Officer, cited: Case, number: int, article: int, where: str
) -> None:
    answer = await ada.client.get(evidence_url(cited, number, article, where))
    assert answer.status_code == 404
    assert await noted(ada) == []


async def test_an_address_cannot_name_another_place(ada: Officer, cited: Case) -> None:
    elsewhere = evidence_url(cited, 1).replace("ou=ici", "ou=https://ailleurs.example")
    answer = await ada.client.get(elsewhere)
    assert answer.status_code == 400
    assert "location" not in answer.headers


async def test_the_evidence_of_an_older_draft_leads_back_to_the_case(
    ada: Officer, cited: Case
) -> None:
    older = evidence_url(cited, 1, where="legifrance").replace("brouillon=1", "brouillon=2")
    answer = await ada.client.get(older)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dossiers/{cited.id}")
    assert await noted(ada) == []


async def test_a_stranger_opens_nothing(stranger: Officer, cited: Case) -> None:
    answer = await stranger.client.get(evidence_url(cited, 1, where="legifrance"))
    assert "legifrance.gouv.fr" not in answer.headers["location"]
    assert await noted(stranger) == []
