"""The accounts on the page: kept by an administrator, one's own by oneself."""

from dataclasses import replace
from html import unescape

import httpx
import pytest
from fastapi import FastAPI

from cases.audit.trail import read_trail
from cases.model import Case
from cases.people.access import Group, Role
from cases.people.accounts import Account
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.app import create_app
from web.context import PageContext

ROOT = Account("root", "Rose Noël", "rose@valmorel.example", frozenset({Role.ADMIN}))
NEW = {"identifiant": "zoe", "nom": "Zoé Roy", "adresse": "zoe@valmorel.example"}


@pytest.fixture
async def keeper(app: FastAPI, office: PageContext, sign_in: SignIn) -> Officer:
    pay = Group("paie", "Paie", frozenset({"conges"}))
    app.state.context = replace(office, groups={"paie": pay})
    await office.accounts.create(ROOT, PASSWORD)
    return await sign_in("root")


async def send(officer: Officer, path: str, **fields: object) -> httpx.Response:
    csrf = (await officer.sees("/mon-compte")).split('name="csrf" value="')[1].split('"')[0]
    return await officer.client.post(path, data={"csrf": csrf, **fields})


async def test_an_account_is_made_with_roles_and_groups_and_comes_in(
    keeper: Officer, office: PageContext, sign_in: SignIn
) -> None:
    form = {**NEW, "role": ["officer", "head"], "groupe": "paie", "mot_de_passe": PASSWORD}
    made = await send(keeper, "/comptes", **form)
    assert made.status_code == 303
    assert "Le compte est créé" in await keeper.sees(made.headers["location"])
    account = (await office.accounts.find("zoe")).account
    assert account.roles == {Role.OFFICER, Role.HEAD}
    assert account.groups == {"paie"}
    assert "Paie" in await (await sign_in("zoe")).sees("/mon-compte")
    noted = [e for e in await read_trail(office.engine) if e.kind == "account_created"]
    assert noted[-1].actor == "root"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"mot_de_passe": "court"}, "12 signes"),
        ({"identifiant": "ada"}, "existe déjà"),
        ({"groupe": "inconnu"}, "pas dans les réglages"),
        ({"nom": " "}, "Il faut un nom"),
        ({"mot_de_passe": ""}, "12 signes"),
    ],
)
async def test_a_form_that_cannot_be_is_shown_again_with_a_sentence(
    keeper: Officer, wrong: dict[str, str], said: str
) -> None:
    answer = await send(keeper, "/comptes", **{**NEW, "mot_de_passe": PASSWORD, **wrong})
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert "Zoé Roy" in answer.text or "nom" in wrong


async def test_rights_change_and_the_person_is_signed_out(
    keeper: Officer, ada: Officer, office: PageContext
) -> None:
    form = {"identifiant": "ada", "nom": "Ada", "adresse": "a@valmorel.example", "role": "auditor"}
    assert (await send(keeper, "/comptes/changer", **form)).status_code == 303
    assert (await office.accounts.find("ada")).account.roles == {Role.AUDITOR}
    assert (await ada.client.get("/")).headers["location"].startswith("/connexion")


async def test_an_administrator_gives_herself_nothing(keeper: Officer, office: PageContext) -> None:
    sheet = await keeper.sees("/comptes/fiche?identifiant=root")
    assert 'name="role"' not in sheet
    assert "Fermer ce compte" not in sheet
    form = {"identifiant": "root", "nom": "Rose", "adresse": "r@valmorel.example"}
    refused = await send(keeper, "/comptes/changer", **form, role=["admin", "officer"])
    assert refused.status_code == 400
    assert "ses propres rôles" in refused.text
    assert (await send(keeper, "/comptes/fermer", identifiant="root")).status_code == 400
    pair = {"identifiant": "root", "mot_de_passe": PASSWORD}
    assert (await send(keeper, "/comptes/mot-de-passe", **pair)).status_code == 400
    assert (await office.accounts.find("root")).account == ROOT
    told = [event.kind for event in await read_trail(office.engine)]
    assert told.count("change_refused") == 3
    assert (await send(keeper, "/comptes/changer", **form)).status_code == 303
    assert (await office.accounts.find("root")).account.name == "Rose"


async def test_an_account_is_closed_opened_and_given_a_password(
    keeper: Officer, office: PageContext, sign_in: SignIn
) -> None:
    assert (await send(keeper, "/comptes/fermer", identifiant="ada")).status_code == 303
    assert "Fermé" in await keeper.sees("/comptes")
    pair = {"identifiant": "ada", "mot_de_passe": "un tout autre mot de passe"}
    assert (await send(keeper, "/comptes/mot-de-passe", **pair)).status_code == 303
    assert (await send(keeper, "/comptes/rouvrir", identifiant="ada")).status_code == 303
    client = (await sign_in("")).client
    form = {"identifiant": "ada", "mot_de_passe": pair["mot_de_passe"]}
    assert (await client.post("/connexion", data=form)).status_code == 303
    assert (await office.accounts.find("ada")).active


async def test_an_unknown_account_and_a_hostile_name_break_nothing(keeper: Officer) -> None:
    assert (await keeper.client.get("/comptes/fiche?identifiant=<b>")).status_code == 404
    form = NEW | {"nom": "<script>alert(1)</script>", "mot_de_passe": PASSWORD}
    await send(keeper, "/comptes", **form)
    for path in ("/comptes", "/comptes/fiche?identifiant=zoe"):
        assert "<script>alert" not in await keeper.sees(path)


async def test_a_person_changes_her_own_password_and_goes_on(ada: Officer, sign_in: SignIn) -> None:
    elsewhere = await sign_in("ada")
    token = ada.client.cookies["guichet_session"]
    form = {"actuel": PASSWORD, "nouveau": "un tout autre mot", "encore": "un tout autre mot"}
    for wrong, said in (
        ({"encore": "un tout autre mit"}, "diffèrent"),
        ({"actuel": "pas celui-là du tout"}, "pas le bon"),
        ({"nouveau": "court", "encore": "court"}, "12 signes"),
    ):
        refused = await send(ada, "/mon-compte/mot-de-passe", **(form | wrong))
        assert (refused.status_code, said in refused.text) == (400, True)
    changed = await send(ada, "/mon-compte/mot-de-passe", **form)
    assert "est changé" in await ada.sees(changed.headers["location"])
    assert ada.client.cookies["guichet_session"] != token
    assert (await elsewhere.client.get("/")).status_code == 303


async def test_signing_out_everywhere_ends_the_other_browsers_too(
    ada: Officer, bob: Officer, sign_in: SignIn
) -> None:
    elsewhere = await sign_in("ada")
    assert (await send(ada, "/deconnexion/partout")).status_code == 303
    for gone in (ada, elsewhere):
        assert (await gone.client.get("/")).status_code == 303
    assert (await bob.client.get("/")).status_code == 200


async def test_a_token_that_a_stranger_put_in_the_browser_is_never_taken_up(
    stranger: Officer, office: PageContext
) -> None:
    stranger.client.cookies.set("guichet_session", "choisi-par-un-autre")
    form = {"identifiant": "ada", "mot_de_passe": PASSWORD}
    answer = await stranger.client.post("/connexion", data=form)
    assert "choisi-par-un-autre" not in answer.headers["set-cookie"]
    assert await office.sessions.find("choisi-par-un-autre") is None


async def test_signing_in_anew_ends_what_the_browser_had(ada: Officer, office: PageContext) -> None:
    token = ada.client.cookies["guichet_session"]
    form = {"identifiant": "bob", "mot_de_passe": PASSWORD}
    await ada.client.post("/connexion", data=form)
    assert await office.sessions.find(token) is None
    assert "Basile Petit" in await ada.sees("/")


async def test_behind_https_the_cookie_belongs_to_this_host_alone(
    app: FastAPI, office: PageContext
) -> None:
    _ = app
    transport = httpx.ASGITransport(create_app(replace(office, secure_cookies=True)))
    async with httpx.AsyncClient(transport=transport, base_url="https://guichet.example") as client:
        form = {"identifiant": "ada", "mot_de_passe": PASSWORD}
        cookie = (await client.post("/connexion", data=form)).headers["set-cookie"]
        assert cookie.startswith("__Host-guichet_session=")
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert (await client.get("/")).status_code == 200
        unprefixed = {"guichet_session": client.cookies["__Host-guichet_session"]}
    async with httpx.AsyncClient(
        transport=transport, base_url="https://guichet.example", cookies=unprefixed
    ) as client:
        assert (await client.get("/")).status_code == 303


async def test_the_operator_sees_numbers_and_states_and_no_word_of_anybody(
    office: PageContext, sign_in: SignIn, ada: Officer, awaiting: Case
) -> None:
    await ada.decides(awaiting, "reprendre", choice="autre", words="Pour Untel, du service paie")
    operator = Account("oper", "Omar", "o@valmorel.example", frozenset({Role.OPERATOR}))
    await office.accounts.create(operator, PASSWORD)
    page = await (await sign_in("oper")).sees("/suivi?etat=handed_over&systeme=demo")
    assert "Remis à une personne" in page
    assert "ticket%3Ademo-1" in page
    for word in ("Untel", "Mes congés", "Durand", "camille", "jours ai-je"):
        assert word not in page
    for odd in ("/suivi?etat=inconnu", "/suivi?systeme=%27--"):
        assert "Derniers changements" in await (await sign_in("oper")).sees(odd)


async def test_an_auditor_who_is_an_officer_too_decides_only_of_her_groups(
    app: FastAPI, office: PageContext, sign_in: SignIn, awaiting: Case
) -> None:
    other = Group("sante", "Santé", frozenset({"maladie"}))
    app.state.context = replace(office, groups={"sante": other})
    both = frozenset({Role.OFFICER, Role.AUDITOR})
    account = Account("zoe", "Zoé", "z@valmorel.example", both, frozenset({"sante"}))
    await office.accounts.create(account, PASSWORD)
    zoe = await sign_in("zoe")
    assert (await zoe.client.get(f"/dossiers/{awaiting.id}")).status_code == 200
    assert (await zoe.approves(awaiting)).status_code == 404


async def test_who_may_not_decide_is_shown_no_form_to_decide(
    office: PageContext, sign_in: SignIn, awaiting: Case
) -> None:
    auditor = Account("zoe", "Zoé", "z@valmorel.example", frozenset({Role.AUDITOR}))
    await office.accounts.create(auditor, PASSWORD)
    page = await (await sign_in("zoe")).sees(f"/dossiers/{awaiting.id}")
    assert "Vous avez droit à 25 jours" in page
    assert f"/dossiers/{awaiting.id}/approuver" not in page
