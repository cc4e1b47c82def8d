from dataclasses import replace

import pytest

from cases.audit.trail import read_trail
from cases.decisions.assignment import Assignment, assignment_of
from cases.model import Case, CaseState
from cases.people.access import Group
from cases.people.accounts import Account
from tests.builders import Store
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext

PAY = Group("paie", "Service paie", frozenset({"paie"}))
LEAVE = Group("conges", "Service congés", frozenset({"conges"}))


@pytest.fixture
def office(office: PageContext) -> PageContext:
    return replace(office, groups={"paie": PAY, "conges": LEAVE})


@pytest.fixture
async def pia(office: PageContext, sign_in: SignIn, ada: Officer) -> Officer:
    """Of the pay group: what is about leave is out of her reach."""
    del ada
    account = Account("pia", "Pia Roux", "pia@valmorel.example", groups=frozenset({"paie"}))
    await office.accounts.create(account, PASSWORD)
    return await sign_in("pia")


@pytest.fixture
async def lou(office: PageContext, sign_in: SignIn, pia: Officer) -> Officer:
    """Of the group that deals with leave."""
    del pia
    account = Account("lou", "Lou Blanc", "lou@valmorel.example", groups=frozenset({"conges"}))
    await office.accounts.create(account, PASSWORD)
    return await sign_in("lou")


@pytest.mark.parametrize("to", ["compte:pia", "groupe:paie"])
async def test_a_draft_entrusted_still_awaits_and_comes_within_reach(
    lou: Officer, pia: Officer, awaiting: Case, to: str
) -> None:
    assert (await pia.client.get(f"/dossiers/{awaiting.id}")).status_code == 404
    answer = await lou.decides(awaiting, "confier", to=to)
    assert "Dossier confié" in await lou.sees(answer.headers["location"])
    assert await lou.finds(awaiting) is CaseState.AWAITING_APPROVAL
    name = {"compte:pia": "Pia Roux", "groupe:paie": "Service paie"}[to]
    text = await pia.sees(f"/dossiers/{awaiting.id}")
    assert f"Dossier confié à {name}." in text
    assert f"Dossier confié à {name} <" in text
    assert (await pia.approves(awaiting)).status_code == 303


@pytest.mark.parametrize("to", ["", "compte:personne", "groupe:inconnu", "pia"])
async def test_nobody_known_is_entrusted_with_nothing(
    lou: Officer, awaiting: Case, to: str
) -> None:
    answer = await lou.decides(awaiting, "confier", to=to)
    assert answer.status_code == 422
    assert "choisissez à qui" in answer.text
    assert await assignment_of(lou.office.engine, awaiting.id) == Assignment()


async def test_a_case_that_is_over_is_entrusted_to_nobody_and_the_refusal_is_kept(
    lou: Officer, pia: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    del pia
    await sqlite_store.cases.move(awaiting.id, CaseState.CLOSED_ELSEWHERE)
    answer = await lou.decides(awaiting, "confier", to="compte:pia")
    assert answer.status_code == 409
    assert (await read_trail(lou.office.engine, awaiting.id))[-1].kind == "approval_refused"
