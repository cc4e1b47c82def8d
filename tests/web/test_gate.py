"""The gate before every page: the right it asks for, and the case within reach."""

from dataclasses import replace

from fastapi import FastAPI

from cases.audit.trail import read_trail
from cases.model import Case, CaseState
from cases.people.access import Group, Role
from cases.people.accounts import Account
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext


async def come(
    office: PageContext, sign_in: SignIn, *roles: Role, groups: frozenset[str]
) -> Officer:
    account = Account("zoe", "Zoé Roy", "zoe@valmorel.example", frozenset(roles), groups)
    await office.accounts.create(account, PASSWORD)
    return await sign_in("zoe")


async def test_an_auditor_reads_a_case_and_may_not_decide_of_it(
    office: PageContext, sign_in: SignIn, awaiting: Case
) -> None:
    zoe = await come(office, sign_in, Role.AUDITOR, groups=frozenset())
    assert (await zoe.client.get(f"/dossiers/{awaiting.id}")).status_code == 200
    refused = await zoe.approves(awaiting)
    assert refused.status_code == 403
    assert "n’est pas dans vos droits" in refused.text
    assert await zoe.finds(awaiting) is CaseState.AWAITING_APPROVAL
    (noted,) = [e for e in await read_trail(office.engine) if e.kind == "access_refused"]
    assert (noted.actor, noted.details["right"]) == ("zoe", "decide")


async def test_a_case_out_of_reach_looks_as_if_it_did_not_exist_and_the_try_is_noted(
    app: FastAPI, office: PageContext, sign_in: SignIn, awaiting: Case
) -> None:
    group = Group("paie", "Paie", frozenset({"remuneration-paie"}))
    app.state.context = replace(office, groups={"paie": group})
    zoe = await come(office, sign_in, Role.OFFICER, groups=frozenset({"paie"}))
    for path in ("", "/nouvelles", f"/pieces/{'0' * 32}"):
        missing = await zoe.client.get(f"/dossiers/{awaiting.id}{path}")
        assert missing.status_code == 404, path
    assert (await zoe.approves(awaiting)).status_code == 404
    assert "Mes congés" not in await zoe.sees("/")
    noted = [e for e in await read_trail(office.engine) if e.kind == "case_refused"]
    assert len(noted) == 4
    assert {e.details["route"].startswith("/dossiers/{case_id}") for e in noted} == {True}
