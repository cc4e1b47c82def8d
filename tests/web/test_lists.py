"""The lists as their address says them: filters, pages, the way back, what is told live."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.working_time import PARIS
from cases.model import Case, CaseState, Urgency
from cases.queues.case_list import Order, Queue
from cases.queues.deadlines import set_due
from tests.builders import CLASSIFICATION, DRAFT, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web.context import PageContext
from web.queue.list_query import parse_query
from web.queue.queue_list import ScreenMark

FIELDS = ["etat", "q", "categorie", "urgence", "sensible", "suite", "pour", "du", "au", "tri"]


async def bring(store: Store, number: str, urgency: Urgency = Urgency.NORMALE) -> Case:
    case = await store.cases.open_case(replace(a_ticket(number), subject=f"Sujet {number}"))
    await store.cases.record_classification(case.id, replace(CLASSIFICATION, urgency=urgency))
    await store.cases.record_draft(case.id, DRAFT)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


def ids_in(text: str) -> list[str]:
    return re.findall(r'id="l-([0-9a-f]{32})"', text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*FIELDS, "page", "vers"]), st.text(max_size=40)))
def test_whatever_an_address_holds_a_list_is_made_of_it_and_written_back_the_same(
    office: PageContext, fields: dict[str, str]
) -> None:
    asked = parse_query(fields, office)
    asked.wanted(PARIS)
    written = dict(parse_qsl(asked.encode()))
    assert written.keys() <= {*FIELDS, "page"}
    assert parse_query(written, office).encode() == asked.encode()


@pytest.mark.parametrize(
    ("fields", "queue", "order"),
    [
        ({}, Queue.TO_APPROVE, Order.URGENCY),
        ({"etat": "inconnu"}, Queue.TO_APPROVE, Order.URGENCY),
        ({"etat": "traitees"}, Queue.CLOSED, Order.CHANGED),
        ({"etat": "traitees", "du": "2026-01-01"}, Queue.CLOSED, Order.NEWEST),
        ({"tri": "recentes"}, Queue.TO_APPROVE, Order.NEWEST),
        ({"tri": "echeance", "etat": "a-traiter"}, Queue.TO_HANDLE, Order.DEADLINE),
        ({"q": "durand"}, None, Order.NEWEST),
        ({"q": "durand", "etat": "a-traiter"}, Queue.TO_HANDLE, Order.URGENCY),
        ({"du": "9999-12-31", "au": "0001-01-01"}, Queue.TO_APPROVE, Order.URGENCY),
    ],
)
def test_an_address_says_which_list_in_which_order(
    office: PageContext, fields: dict[str, str], queue: Queue | None, order: Order
) -> None:
    wanted = parse_query(fields, office).wanted(PARIS)
    assert (wanted.queue, wanted.order) == (queue, order)


async def test_a_filter_holds_shows_its_chip_and_comes_off(
    ada: Officer, sqlite_store: Store
) -> None:
    await bring(sqlite_store, "1")
    urgent = await bring(sqlite_store, "2", Urgency.HAUTE)
    text = await ada.sees("/?urgence=haute&q=sujet&etat=a-approuver&inconnu=1")
    assert ids_in(text) == [urgent.id]
    assert "Urgence : Haute" in text.replace("\u00a0", " ")
    assert 'href="/?etat=a-approuver&amp;q=sujet"' in text


async def test_the_list_by_deadline_stays_so_from_case_to_case(
    ada: Officer, sqlite_store: Store
) -> None:
    undated, late, soon = [await bring(sqlite_store, str(n)) for n in range(3)]
    for case, days in ((late, 9), (soon, 1)):
        await set_due(sqlite_store.engine, case.id, sqlite_store.clock() + timedelta(days=days))
    text = await ada.sees("/?tri=echeance")
    assert ids_in(text) == [soon.id, late.id, undated.id]
    assert '<option value="echeance" selected>' in text
    assert f'href="/dossiers/{soon.id}?liste=tri%3Decheance"' in text
    answer = await ada.client.get(f"/dossiers/{soon.id}/suivante", params={"liste": "tri=echeance"})
    assert answer.headers["location"].startswith(f"/dossiers/{late.id}?liste=tri%3Decheance")


async def test_a_search_without_a_list_looks_everywhere(ada: Officer, sqlite_store: Store) -> None:
    case = await bring(sqlite_store, "1")
    await sqlite_store.cases.move(case.id, CaseState.CLOSED_ELSEWHERE)
    assert ids_in(await ada.sees("/?q=durand")) == [case.id]
    empty = await ada.sees("/?q=durand&etat=a-approuver")
    assert ids_in(empty) == []
    assert "Chercher dans toutes les demandes" in empty


@pytest.mark.parametrize("words", ['"', "é" * 9_000, "a AND NOT (", "<script>"])
async def test_no_search_is_an_error(ada: Officer, awaiting: Case, words: str) -> None:
    _ = awaiting
    answer = await ada.client.get("/", params={"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.text


async def test_what_no_database_can_look_for_is_refused_in_french(ada: Officer) -> None:
    answer = await ada.client.get("/", params={"q": "\x00"})
    assert answer.status_code == 400
    assert "Ce formulaire est incomplet" in answer.text


async def test_pages_hold_fifty_and_the_way_back_finds_the_page_of_a_case(
    ada: Officer, sqlite_store: Store
) -> None:
    for number in range(52):
        await bring(sqlite_store, str(number))
    first = ids_in(await ada.sees("/"))
    second = ids_in(await ada.sees("/?page=2"))
    assert (len(first), len(second), len({*first, *second})) == (50, 2, 52)
    back = await ada.sees(f"/?vers={second[1]}")
    assert ids_in(back) == second
    assert re.search(rf'id="l-{second[1]}"[^>]*data-first', back)
    screen = await ada.sees(f"/dossiers/{second[1]}")
    assert f'href="/?vers={second[1]}#l-{second[1]}"' in screen


async def test_after_a_decision_comes_the_next_case_of_the_same_filtered_list(
    ada: Officer, sqlite_store: Store
) -> None:
    first = await bring(sqlite_store, "1", Urgency.HAUTE)
    await bring(sqlite_store, "2", Urgency.CRITIQUE)
    other = await bring(sqlite_store, "3", Urgency.HAUTE)
    answer = await ada.decides(first, "approuver", text=DRAFT.text, liste="urgence=haute")
    location = answer.headers["location"]
    assert location.startswith(f"/dossiers/{other.id}?")
    assert 'name="liste" value="urgence=haute"' in await ada.sees(location)
    last = await ada.decides(other, "ecarter", choice="double", liste="urgence=haute")
    assert last.headers["location"].startswith("/?urgence=haute&fait=ecartee")


@pytest.mark.parametrize("behind", ["//ailleurs.example", "&" * 500, "urgence=%00", "a=b;c\n"])
async def test_what_a_form_says_of_its_list_leads_nowhere_else(
    ada: Officer, awaiting: Case, behind: str
) -> None:
    answer = await ada.decides(awaiting, "approuver", text=DRAFT.text, liste=behind)
    assert answer.headers["location"] == f"/?fait=approuvee&dossier={awaiting.id}"


async def test_next_and_previous_lead_along_the_list_and_back_to_it_at_its_ends(
    ada: Officer, sqlite_store: Store
) -> None:
    await bring(sqlite_store, "1")
    await bring(sqlite_store, "2")
    one, two = ids_in(await ada.sees("/"))
    for path, expected in (
        (f"/dossiers/{one}/suivante", f"/dossiers/{two}"),
        (f"/dossiers/{two}/precedente", f"/dossiers/{one}"),
        (f"/dossiers/{two}/suivante", f"/?fait=fin&vers={two}#l-{two}"),
        (f"/dossiers/{one}/suivante?liste=urgence%3Dhaute", f"/?urgence=haute&fait=fin&vers={one}"),
    ):
        assert (await ada.client.get(path)).headers["location"].startswith(expected)


async def test_the_list_is_sent_again_where_nothing_on_the_screen_moves(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    _ = awaiting
    seen = re.search(r'hx-get="(/liste\?vu=[^"]+)"', await ada.sees("/"))
    assert seen
    assert (await ada.client.get(seen[1])).status_code == 204
    later = replace(a_ticket("2"), received_at=a_ticket().received_at + timedelta(hours=1))
    await bring_to_approval(sqlite_store, later)
    again = await ada.client.get(seen[1])
    assert "<title>(2) À approuver" in again.text
    assert len(ids_in(again.text)) == 2


async def test_what_would_move_the_screen_is_told_once_and_not_shown(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    seen = re.search(r'hx-get="(/liste\?vu=[^"]+)"', await ada.sees("/"))
    assert seen
    sqlite_store.clock.advance(timedelta(minutes=1))
    await bring(sqlite_store, "2", Urgency.CRITIQUE)
    told = await ada.client.get(seen[1])
    assert told.headers["hx-reswap"] == "none"
    assert "1 nouvelle demande." in told.text
    assert ids_in(told.text) == []
    said = re.search(r'name="dit" value="(\w+)"', told.text)
    assert said
    assert (await ada.client.get(f"{seen[1]}&dit={said[1]}")).status_code == 204
    await sqlite_store.cases.move(awaiting.id, CaseState.CLOSED_ELSEWHERE)
    assert "1 nouvelle demande." in (await ada.client.get(f"{seen[1]}&dit={said[1]}")).text


@pytest.mark.parametrize("mark", ["", "....", "999999.x", "²." + "0" * 16 + ".1." + "0" * 16])
def test_a_mark_that_is_none_saw_nothing(mark: str) -> None:
    assert ScreenMark.parse(mark) == ScreenMark()


async def test_the_help_sheet_is_a_page_too(ada: Officer, stranger: Officer) -> None:
    assert "Raccourcis clavier" in await ada.sees("/aide-clavier")
    assert (await stranger.client.get("/aide-clavier")).status_code == 303
