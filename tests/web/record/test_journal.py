"""The audit trail on the page, for whoever controls."""

import csv
import json

import pytest

from cases.audit import trail
from cases.audit.trail import Entry, read_last, record
from cases.model import Case
from cases.people.access import Role
from cases.people.accounts import Account
from cases.store.database import now
from cases.tables import events
from tests.builders import ADA, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.tampering import tamper
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.audit import trail_page
from web.audit.event_labels import KINDS
from web.context import PageContext


@pytest.fixture
async def auditor(office: PageContext, sign_in: SignIn) -> Officer:
    roles = frozenset({Role.AUDITOR})
    await office.accounts.create(Account("zoe", "Zoé Roy", "zoe@valmorel.example", roles), PASSWORD)
    return await sign_in("zoe")


async def verifies(who: Officer) -> str:
    csrf = (await who.sees("/journal")).split('name="csrf" value="')[1].split('"')[0]
    answer = await who.client.post("/journal/verifier", data={"csrf": csrf})
    assert answer.status_code == 303
    return await who.sees("/journal")


async def test_an_officer_is_neither_shown_the_trail_nor_led_to_it(ada: Officer) -> None:
    for path in ("/journal", "/journal.jsonl", "/journal.csv"):
        assert (await ada.client.get(path)).status_code == 403
    assert "/journal" not in await ada.sees("/")


async def test_the_newest_links_come_first_in_french(
    auditor: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    seen = await auditor.sees("/journal")
    assert 'href="/journal" aria-current="page"' in seen
    order = [
        seen.index(f"<td>{said}</td>")
        for said in (
            "Réponse approuvée sans changement",
            "Demande reçue",
            "Connexion",
            "Compte créé\u00a0: zoe",
        )
    ]
    assert order == sorted(order)
    assert f'href="/dossiers/{awaiting.id}/releve"' in seen


async def test_filters_narrow_and_pages_go_on_where_the_last_ended(
    auditor: Officer, sqlite_store: Store, awaiting: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = awaiting
    await bring_to_approval(sqlite_store, a_ticket("77"))
    rows = "<code title="
    assert (await auditor.sees("/journal?dossier=77")).count(rows) == 4
    assert (await auditor.sees(f"/journal?dossier={awaiting.id}")).count(rows) == 4
    assert (await auditor.sees("/journal?genre=drafted")).count(rows) == 2
    assert (await auditor.sees("/journal?qui=guichet&jour=2026-11-24")).count(rows) == 8
    assert "Aucun événement" in await auditor.sees("/journal?jour=2026-11-23")
    for nonsense in ("jour=hier", "jour=9999-12-31", "jour=0001-01-01", "genre=%3Cb%3E"):
        assert (await auditor.client.get(f"/journal?{nonsense}")).status_code == 200
    monkeypatch.setattr(trail, "EVENTS_PER_PAGE", 3)
    first = await auditor.sees("/journal?dossier=77")
    assert "Plus anciens" in first
    older = first.split('href="/journal?dossier=77&amp;avant=')[1].split('"')[0]
    last = await auditor.sees(f"/journal?dossier=77&avant={older}")
    assert last.count(rows) == 1
    assert "Demande reçue</td>" in last


async def test_the_chain_is_verified_on_demand_and_the_trail_says_so(
    auditor: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    _ = awaiting
    assert "pas encore été vérifiée" in await auditor.sees("/journal")
    assert "Le journal est entier jusqu’au n°" in await verifies(auditor)
    checked = await read_last(sqlite_store.engine, "trail_checked")
    assert checked
    assert (checked.actor, checked.details["up_to"]) == ("zoe", str(checked.seq - 1))
    await tamper(sqlite_store, events.update().where(events.c.seq == 2).values(actor="x"))
    broken = await verifies(auditor)
    assert "Le journal n’est pas entier." in broken
    assert "événement n° 2 a été modifié" in broken


async def test_a_long_chain_is_verified_press_by_press(
    auditor: Officer, sqlite_store: Store, awaiting: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = awaiting
    monkeypatch.setattr(trail_page, "MOST_CHECKED", 5)
    seen = await verifies(auditor)
    assert "jusqu’au n°&nbsp;5&nbsp;; la suite reste à vérifier" in seen
    assert "Vérifier la suite" in seen
    assert "reste à vérifier" not in await verifies(auditor)
    checked = await read_last(sqlite_store.engine, "trail_checked")
    assert checked
    assert checked.details["up_to"] == str(checked.seq - 1)
    assert "jusqu’au n°&nbsp;5&nbsp;;" in await verifies(auditor)  # from the beginning again


async def test_exports_hold_every_link_and_are_told_of(
    auditor: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    _ = awaiting
    evil = Entry(None, now(), "=cmd|x", "access_refused", {"route": "=1+1"})
    await record(sqlite_store.engine, evil)
    lines = (await auditor.sees("/journal.jsonl")).splitlines()
    last = json.loads(lines[-1])
    assert (last["seq"], last["kind"], last["actor"]) == (len(lines), "trail_exported", "zoe")
    answer = await auditor.client.get("/journal.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == len(lines) + 2
    refused = next(row for row in rows if row[4] == "access_refused")
    assert refused[2] == "'=cmd|x"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_every_kind_that_is_told_has_one_name() -> None:
    assert len(set(KINDS.values())) >= len(KINDS) - 2
    assert all(said[0].isupper() for said in KINDS.values())
