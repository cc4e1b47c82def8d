"""The letter read again while it is corrected: what changed, what rests on nothing."""

import html
import re
from dataclasses import replace

import pytest
from fastapi import FastAPI

from cases.model import Case, CaseState, Passage
from cases.people.access import Group
from cases.people.accounts import Account
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import PASSWORD, Officer, SignIn
from tests.web.test_hostile_text import EVIL, bring_evil
from web.case.typed_letter import LONGEST_LETTER, compare
from web.context import PageContext

WRONG = DRAFT.text.replace("25", "28")


async def relit(officer: Officer, case_id: str, text: str, *, by_htmx: bool = True) -> str:
    headers = {"HX-Request": "true"} if by_htmx else {}
    form = {"csrf": await officer.csrf(), "text": text}
    path = f"/dossiers/{case_id}/relire"
    answer = await officer.client.post(path, data=form, headers=headers)
    assert answer.status_code == 200
    return html.unescape(answer.text).replace("\u00a0", " ")


async def test_each_sentence_leads_to_its_evidence(ada: Officer, awaiting: Case) -> None:
    text = await ada.sees(f"/dossiers/{awaiting.id}")
    assert 'id="appui-1"' in text
    assert '<a class="tie" href="#appui-1">Appui 1</a>' in text
    assert "À relire avant d’approuver" not in text
    assert "aucun pour l’instant" in text


async def test_a_passage_is_numbered_after_the_findings(ada: Officer, sqlite_store: Store) -> None:
    passage = Passage("Congés", "Report", "Le report porte sur 5 jours au plus, en février.", 0.9)
    text = f"{DRAFT.text}\n\nLe report porte sur 5 jours au plus, en février."
    draft = replace(DRAFT, text=text, findings=(FINDING,), passages=(passage,))
    case = await bring_to_approval(sqlite_store, a_ticket(), draft)
    shown = await ada.sees(f"/dossiers/{case.id}")
    assert 'id="appui-2"' in shown
    assert 'href="#appui-2"' in shown


async def test_a_number_that_no_evidence_carries_is_pointed_out_and_not_forbidden(
    ada: Officer, awaiting: Case
) -> None:
    said = await relit(ada, awaiting.id, WRONG)
    assert "28 jours : aucun appui ne le dit." in said
    assert "ne repose sur rien : 28 jours" in said
    assert (await ada.approves(awaiting, WRONG)).status_code == 303
    assert await ada.finds(awaiting) is CaseState.APPROVED


async def test_what_was_changed_is_shown_and_said_to_those_who_do_not_see_it(
    ada: Officer, awaiting: Case
) -> None:
    said = re.sub(r"<[^>]+>", "", await relit(ada, awaiting.id, WRONG))
    assert "[supprimé : 25]" in said
    assert "[ajouté : 28]" in said
    assert "1 mot en plus, 1 en moins" in said


async def test_without_scripts_the_page_comes_back_with_the_text_as_typed(
    ada: Officer, awaiting: Case
) -> None:
    said = await relit(ada, awaiting.id, WRONG, by_htmx=False)
    field = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", said, re.DOTALL)
    assert field
    assert field[1] == WRONG
    assert "28 jours : aucun appui ne le dit." in said
    assert f'formaction="/dossiers/{awaiting.id}/relire"' in said


async def test_reading_again_keeps_and_decides_nothing(ada: Officer, awaiting: Case) -> None:
    before = await ada.office.cases.find(awaiting.id)
    await relit(ada, awaiting.id, WRONG)
    assert await ada.office.cases.find(awaiting.id) == before


async def test_a_form_of_another_page_is_not_read(ada: Officer, awaiting: Case) -> None:
    form = {"csrf": "faux", "text": WRONG}
    answer = await ada.client.post(f"/dossiers/{awaiting.id}/relire", data=form)
    assert answer.status_code == 403
    assert "28" not in answer.text


async def test_nothing_is_said_of_a_case_that_is_decided(
    ada: Officer, bob: Officer, awaiting: Case
) -> None:
    await bob.approves(awaiting)
    form = {"csrf": await ada.csrf(), "text": WRONG}
    path = f"/dossiers/{awaiting.id}/relire"
    answer = await ada.client.post(path, data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    kept = await relit(ada, awaiting.id, WRONG, by_htmx=False)
    assert "gardé pour que vous puissiez le copier" in kept


async def test_a_session_that_ended_loses_no_letter_that_is_being_typed(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    form = {"csrf": await ada.csrf(), "text": WRONG}
    await sqlite_store.sessions.end_all("ada")
    path = f"/dossiers/{awaiting.id}/relire"
    answer = await ada.client.post(path, data=form, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.text) == (204, "")
    assert "hx-redirect" not in answer.headers
    assert (await ada.client.post(path, data=form)).status_code == 303


async def test_nothing_is_read_again_beside_the_evidence_of_a_case_out_of_reach(
    app: FastAPI, office: PageContext, sign_in: SignIn, ada: Officer, awaiting: Case
) -> None:
    csrf = await ada.csrf()
    pay = Group("paie", "Service paie", frozenset({"paie"}))
    app.state.context = replace(office, groups={"paie": pay})
    account = Account("pia", "Pia Roux", "pia@valmorel.example", groups=frozenset({"paie"}))
    await office.accounts.create(account, PASSWORD)
    pia = await sign_in("pia")
    form = {"csrf": await pia.csrf(), "text": WRONG}
    answer = await pia.client.post(f"/dossiers/{awaiting.id}/relire", data=form)
    assert answer.status_code == 404
    assert "28" not in answer.text
    theirs = {"csrf": csrf, "text": WRONG}
    answer = await pia.client.post(f"/dossiers/{awaiting.id}/relire", data=theirs)
    assert answer.status_code == 403


async def test_a_letter_to_confirm_is_not_read_again_as_a_draft(
    ada: Officer, bob: Officer, awaiting: Case
) -> None:
    await ada.approves(awaiting, "Bonjour,\n\nVous toucherez 5 000 €.")
    form = {"csrf": await bob.csrf(), "text": WRONG}
    path = f"/dossiers/{awaiting.id}/relire"
    answer = await bob.client.post(path, data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 204


async def test_no_word_of_a_letter_is_ever_markup(ada: Officer, sqlite_store: Store) -> None:
    case_id = await bring_evil(sqlite_store)
    headers = {"HX-Request": "true"}
    form = {"csrf": await ada.csrf(), "text": f"Vous avez droit à 3 jours. {EVIL} L999-9"}
    path = f"/dossiers/{case_id}/relire"
    said = (await ada.client.post(path, data=form, headers=headers)).text
    assert "alert(1)" in said
    assert "<script>" not in said
    assert "<img" not in said
    assert "{{ 7*7 }}" in said


@pytest.mark.parametrize("text", ["", "1 " * 5_000, "a" * (LONGEST_LETTER + 1)])
async def test_a_text_that_is_no_letter_gets_an_answer_too(
    ada: Officer, awaiting: Case, text: str
) -> None:
    said = await relit(ada, awaiting.id, text)
    assert ("il n’a pas été relu" in said) is bool(text)


def test_a_difference_names_each_word_and_leaves_out_what_is_far() -> None:
    before = f"Bonjour, {'un mot de plus ' * 20}la fin."
    found = compare(before, before.replace("Bonjour", "Bonsoir").replace("fin", "suite"))
    kinds = [change.kind for change in found.changes]
    assert kinds.count("left_out") == 1
    assert (found.added, found.removed) == (2, 2)
    assert compare(before, f"  {before}\n").changes == ()


def test_a_letter_wholly_rewritten_is_compared_at_once() -> None:
    before, after = "a " * 5_000, "b " * 5_000
    kinds = [change.kind for change in compare(before, after).changes]
    assert kinds[:2] == ["removed", "added"]
    assert len(kinds) <= 3
