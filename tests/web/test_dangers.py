"""Somebody in danger: the red line above the lists, the case's own words, the record."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI

from cases.model import Case, CaseState, Danger
from cases.people.access import Group, Role
from cases.people.accounts import Account
from cases.queues import danger_alerts
from cases.queues.deadlines import set_due
from cases.store.database import now
from tests.builders import ADA, ALL, Store, a_ticket, bring_to_approval, shown
from tests.cases.endangered import LETTER, bring_endangered
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext

CALL = "<strong>Appelez aujourd’hui</strong>"
LISTS = (
    "/",
    "/?etat=toutes",
    "/?etat=a-confirmer",
    "/?etat=traitees",
    "/?q=rien",
    "/?tri=recentes",
)


@pytest.fixture
async def endangered(sqlite_store: Store) -> Case:
    case = await bring_endangered(sqlite_store, a_ticket("RH-4177"))
    await set_due(sqlite_store.engine, case.id, now() + timedelta(hours=2))
    return case


def line_in(text: str) -> str:
    found = re.search(r'<section class="notice bad alarm".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("path", LISTS)
async def test_every_list_shows_the_line_with_number_kind_moments_and_link(
    ada: Officer, endangered: Case, path: str
) -> None:
    line = line_in(await ada.sees(path))
    assert CALL in line
    assert f'href="/dossiers/{endangered.id}"' in line
    for said in (
        "<bdi>RH-4177</bdi> (demo)",
        "violences à la maison",
        "Signalé le",
        "à appeler avant",
    ):
        assert said in line
    assert "Camille" not in line
    assert "Mes congés" not in line
    assert "en retard" not in line


async def test_a_line_that_is_late_says_so(ada: Officer, sqlite_store: Store) -> None:
    case = await bring_endangered(sqlite_store, a_ticket())
    await set_due(sqlite_store.engine, case.id, now() - timedelta(minutes=5))
    text = await ada.sees("/")
    assert "à appeler sans attendre" in line_in(text)
    assert "appeler avant" not in line_in(text)
    assert '<span class="badge due late">en retard</span>' in text


async def test_there_is_no_line_in_ordinary_times_nor_for_a_grief(
    ada: Officer, sqlite_store: Store
) -> None:
    await bring_to_approval(sqlite_store, a_ticket("1"))
    grief = await bring_endangered(sqlite_store, a_ticket("2"), Danger.GRIEF)
    assert not line_in(await ada.sees("/"))
    assert "Appelez aujourd’hui" not in await ada.sees(f"/dossiers/{grief.id}")


@pytest.mark.parametrize("group", ["discret", "ordinaire", "ailleurs"])
async def test_who_may_not_read_the_case_sees_nothing_of_it(
    app: FastAPI, sign_in: SignIn, office: PageContext, endangered: Case, group: str
) -> None:
    app.state.context = replace(
        office,
        groups={
            "discret": Group("discret", "Discret", frozenset({"conges"}), sensitive=True),
            "ordinaire": Group("ordinaire", "Ordinaire", frozenset({"conges"})),
            "ailleurs": Group("ailleurs", "Ailleurs", frozenset({"maladie"}), sensitive=True),
        },
    )
    zoe = Account(
        "zoe", "Zoé", "zoe@valmorel.example", frozenset({Role.OFFICER}), frozenset({group})
    )
    await office.accounts.create(zoe, PASSWORD)
    officer = await sign_in("zoe")
    seen = "".join([await officer.sees(path) for path in ("/", "/?etat=toutes", "/alertes")])
    may = group == "discret"
    assert ("RH-4177" in seen, bool(line_in(seen)), endangered.id in seen) == (may, may, may)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN])
async def test_whoever_keeps_the_machine_learns_nothing_of_it(
    sign_in: SignIn, office: PageContext, endangered: Case, role: Role
) -> None:
    zoe = Account("zoe", "Zoé", "zoe@valmorel.example", frozenset({role}))
    await office.accounts.create(zoe, PASSWORD)
    officer = await sign_in("zoe")
    runs = await officer.sees("/suivi")
    assert "RH-4177" in runs
    assert not [word for word in ("danger", "violences", "Appelez") if word in runs.lower()]
    assert (await officer.client.get("/alertes")).status_code == 403
    _ = endangered


async def test_the_line_is_sent_again_only_where_it_changed(
    ada: Officer, sqlite_store: Store, endangered: Case
) -> None:
    mark = re.search(r'name="vu" value="([0-9a-f]{16})"', await ada.sees("/"))
    assert mark
    address = f"/alertes?vu={mark[1]}"
    assert (await ada.client.get(address)).status_code == 204
    await bring_endangered(sqlite_store, a_ticket("78"), Danger.SELF)
    line = await ada.sees(address)
    assert f'<a href="/dossiers/{endangered.id}">Ticket <bdi>RH-4177</bdi> (demo)</a>' in line
    assert "<bdi>78</bdi> (demo)</a>&nbsp;: danger pour la personne elle-même" in line
    for case in await danger_alerts.read_endangered(sqlite_store.engine, ALL):
        found = await sqlite_store.cases.find(case.ticket.case_id)
        await sqlite_store.approvals.decline(found.id, shown(found), ADA, CaseState.REJECTED, "vu")
    assert not line_in(await ada.sees(address))


async def test_the_row_comes_first_with_its_badge(
    ada: Officer, sqlite_store: Store, endangered: Case
) -> None:
    await bring_to_approval(sqlite_store, replace(a_ticket("1"), subject="Autre"))
    for path in ("/", "/?etat=toutes"):
        text = await ada.sees(path)
        assert re.findall(r'id="l-([0-9a-f]{32})"', text)[0] == endangered.id
        assert text.count('<span class="badge danger">Danger</span>') == 1


async def test_the_case_says_above_the_letter_to_call_today(ada: Officer, endangered: Case) -> None:
    text = await ada.sees(f"/dossiers/{endangered.id}")
    assert text.index(CALL) < text.index('id="lettre"')
    assert "violences à la maison" in text
    assert "Jamais au domicile" in text
    assert "Elle part dès qu’une seule personne l’approuve." in text


async def test_a_case_taken_over_still_says_to_call_and_nothing_of_its_letter(
    ada: Officer, endangered: Case
) -> None:
    await ada.decides(endangered, "reprendre", choice="moi")
    text = await ada.sees(f"/dossiers/{endangered.id}")
    assert CALL in text
    assert "La lettre ne remplace pas l’appel." not in text


async def test_nobody_reads_above_their_own_request_that_they_must_be_called(
    sign_in: SignIn, office: PageContext, endangered: Case
) -> None:
    email = endangered.ticket.requester_email
    await office.accounts.create(Account("camille", "Camille", email), PASSWORD)
    camille = await sign_in("camille")
    text = await camille.sees(f"/dossiers/{endangered.id}")
    assert "Cette demande est la vôtre" in text
    assert CALL not in text


async def test_one_person_approves_and_the_record_says_why_one_was_enough(
    ada: Officer, endangered: Case
) -> None:
    answer = await ada.approves(endangered, LETTER.text)
    assert "fait=approuvee" in answer.headers["location"]
    said = "Réponse approuvée sans changement, par une seule personne en raison du danger"
    assert said in await ada.sees(f"/dossiers/{endangered.id}")
    record = await ada.sees(f"/dossiers/{endangered.id}/releve")
    assert "<dt>Une seule personne</dt><dd>suffisait, en raison du danger</dd>" in record
    assert CALL in await ada.sees("/")


async def test_who_was_alerted_is_in_the_history(
    ada: Officer, sqlite_store: Store, endangered: Case
) -> None:
    (one,) = await danger_alerts.read_unalerted(sqlite_store.engine, sqlite_store.clock())
    await danger_alerts.record_alerted(sqlite_store.engine, one, sqlite_store.clock())
    text = await ada.sees(f"/dossiers/{endangered.id}")
    assert "Danger signalé par courriel aux personnes à alerter" in text
