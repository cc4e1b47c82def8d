"""The relevé: everything of one case, for whoever may read it."""

import re
from dataclasses import replace

import pytest

from cases.audit.trail import read_last, read_trail
from cases.decisions.corrections import Change
from cases.model import Case, CaseState, CorrectionKind, Passage
from cases.model_call import ModelCall
from cases.people.access import Group
from cases.store.draft_history import Opening, record_opening
from cases.store.records import DeliveryState
from cases.tables import approvals
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
from tests.tampering import tamper
from tests.web.conftest import Officer
from web.context import PageContext

DEAR = "Bonjour,\n\nVous toucherez 1 500 € brut."
CALLS = (
    ModelCall(
        "writer",
        "local/mistral",
        812,
        120,
        cost_eur=0.0123,
        gco2e=1.5,
        kwh=0.0042,
        seconds=2.31,
        model="mistral-small-2603",
        prompt_sha256="f" * 64,
        parameters={"temperature": "0"},
        failure="réponse hors du format demandé",
    ),
)


async def part(officer: Officer, case: Case, begins: str, ends: str = "</section>") -> str:
    page = await officer.sees(f"/dossiers/{case.id}/releve")
    return page.split(begins)[1].split(ends)[0]


async def test_each_draft_is_there_with_its_writer_cost_hash_and_evidence(
    ada: Officer, sqlite_store: Store
) -> None:
    cases = sqlite_store.cases
    case = await cases.open_case(a_ticket())
    await cases.record_classification(case.id, CLASSIFICATION)
    passage = Passage("Règlement des congés", "Article 4", "Vingt-cinq jours.", 0.9)
    await cases.record_draft(case.id, replace(DRAFT, passages=(passage,)), CALLS)
    case = await cases.move(case.id, CaseState.AWAITING_APPROVAL)
    opening = Opening(case.id, 1, 2, "ada", "passage", sqlite_store.clock())
    await record_opening(sqlite_store.engine, opening)
    seen = await part(ada, case, 'id="brouillon-1"')
    assert DRAFT.sha256 in seen
    for said in (
        "Répond",
        "Lettre type",
        "local/mistral",
        "812",
        "0,0123\u00a0€",
        "1,5\u00a0g CO₂e",
        "4,2\u00a0Wh",
        "2,3&nbsp;s",
        "mistral-small-2603",
        "f" * 12,
        "temperature&nbsp;0",
        "réponse hors du format demandé",
    ):
        assert said in seen
    for said in ("droit_annuel", "décret 85-1250", "Règlement des congés", "Article 4"):
        assert said in seen
    assert seen.count("Ouvert par personne") == 1
    assert "Ouvert par Ada Moreau le 24\u00a0novembre 2026" in seen
    assert "Approbation du" not in seen


async def test_the_screen_of_a_case_tells_what_models_cost_and_why_none_was_asked(
    ada: Officer, sqlite_store: Store
) -> None:
    cases = sqlite_store.cases
    case = await cases.open_case(a_ticket())
    await cases.record_classification(case.id, CLASSIFICATION, CALLS)
    why = "Budget des modèles du jour atteint : la suite est préparée sans modèle."
    await cases.record_draft(case.id, replace(DRAFT, without_model=(why,)), CALLS)
    await cases.move(case.id, CaseState.AWAITING_APPROVAL)
    seen = await ada.sees(f"/dossiers/{case.id}")
    assert why in seen
    assert "2\u00a0appels à des modèles de langue, 0,0246\u00a0€, 8,4\u00a0Wh, 3,0\u00a0g" in seen


async def test_an_approval_says_who_what_the_difference_and_where_it_went(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    store, text = sqlite_store, DRAFT.text + " Cordialement."
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), text, BOB)
    delivery = await store.deliveries.start(await store.deliveries.plan(awaiting.id))
    assert delivery
    sent = await store.deliveries.record(delivery, DeliveryState.SENT, external_id="reply-9")
    await store.deliveries.settle(sent)
    seen = await part(ada, awaiting, "Approbation du brouillon 1")
    assert approval.sha256 in seen
    assert approval.evidence_sha256 in seen
    for said in ("Basile Petit (bob)", "Approuvé après correction", "1 mot en plus", "reply-9"):
        assert said in seen
    assert re.search(r"ajouté&nbsp;: </span>\s*Cordialement\.<span", seen)
    assert "elle est dans le ticket" in seen
    assert "notice" not in seen
    assert approval.seal not in await ada.sees(f"/dossiers/{awaiting.id}/releve")


async def test_two_people_and_an_approval_taken_back_are_told(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    store = sqlite_store
    await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    half = await part(ada, awaiting, "Approbation du brouillon 1")
    assert "montant de plus de 1000 €" in half
    assert "par personne" in half
    await store.approvals.confirm(awaiting.id, shown(awaiting), BOB)
    assert "par Basile Petit (bob), le 24" in await part(
        ada, awaiting, "Approbation du brouillon 1"
    )
    await store.approvals.withdraw(awaiting.id, 1, BOB)
    assert "Approbation annulée avant l’envoi." in await part(ada, awaiting, 'id="brouillon-1"')
    again = await part(ada, awaiting, 'id="brouillon-2"')
    assert "1 500 €" in again
    assert "Approbation" not in again


async def test_an_approval_that_a_new_message_overtook_leads_nowhere(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await sqlite_store.cases.move(awaiting.id, CaseState.STALE)
    await sqlite_store.cases.record_classification(awaiting.id, CLASSIFICATION)
    await sqlite_store.cases.record_draft(awaiting.id, DRAFT)
    assert "sans suite" in await part(ada, awaiting, 'id="brouillon-1"')


async def test_a_forged_approval_is_pointed_out(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    await tamper(sqlite_store, approvals.update().values(approver="bob"))
    assert "forgée ou modifiée" in await part(ada, awaiting, 'id="brouillon-1"')


async def test_corrections_and_every_link_of_the_trail_are_there(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    change = Change("category", CorrectionKind.VALUE, "maladie", "conges")
    await sqlite_store.corrections.correct(awaiting.id, shown(awaiting), BOB, [change])
    corrected = await part(ada, awaiting, 'id="corrections"')
    for said in ("Catégorie", "conges", "maladie", "Basile Petit"):
        assert said in corrected
    links = await part(ada, awaiting, 'id="journal"')
    for event in await read_trail(sqlite_store.engine, awaiting.id):
        assert f'<th scope="row">{event.seq}</th>' in links
        assert event.hash[:12] in links


async def test_a_case_without_a_letter_says_so_and_the_history_leads_there(
    ada: Officer, sqlite_store: Store
) -> None:
    case = await sqlite_store.cases.open_case(a_ticket())
    assert f'href="/dossiers/{case.id}/releve"' in await ada.sees(f"/dossiers/{case.id}")
    assert "Aucune réponse n’a encore" in await ada.sees(f"/dossiers/{case.id}/releve")


@pytest.mark.parametrize("path", ["releve", "releve.json"])
async def test_a_case_out_of_reach_has_none(
    ada: Officer, office: PageContext, awaiting: Case, path: str
) -> None:
    object.__setattr__(office, "groups", {"paie": Group("paie", "Paie", frozenset({"paie"}))})
    assert (await ada.client.get(f"/dossiers/{awaiting.id}/{path}")).status_code == 404


async def test_hostile_text_stays_text(ada: Officer, sqlite_store: Store) -> None:
    evil = replace(a_ticket(), subject="<script>alert(1)</script>\u202e")
    case = await bring_to_approval(sqlite_store, evil, replace(DRAFT, text="<b>x</b>"))
    seen = await ada.sees(f"/dossiers/{case.id}/releve")
    for bad in ("<script>alert", "<b>x", "\u202e"):
        assert bad not in seen


async def test_the_file_holds_the_same_without_a_seal_and_is_told_of(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    store = sqlite_store
    approval = await store.approvals.approve(awaiting.id, shown(awaiting), DEAR, BOB)
    await store.approvals.confirm(awaiting.id, shown(awaiting), ADA)
    answer = await ada.client.get(f"/dossiers/{awaiting.id}/releve.json")
    assert "attachment" in answer.headers["content-disposition"]
    held = answer.json()
    signed = held["drafts"][0]["drafted"]["signed"]
    assert signed["approval"]["text"] == DEAR
    assert signed["second"]["approver"] == "ada"
    assert "seal" not in answer.text
    assert approval.seal not in answer.text
    assert held["trail"][-1]["event"]["kind"] == "record_exported"
    exported = await read_last(store.engine, "record_exported")
    assert exported
    assert (exported.actor, exported.case_id) == ("ada", awaiting.id)


async def test_a_letter_set_aside_before_its_second_signature_says_so(
    ada: Officer, bob: Officer, awaiting: Case
) -> None:
    await ada.approves(awaiting, DEAR)
    half = await part(ada, awaiting, 'id="brouillon-1"')
    assert "sans suite" not in half
    assert "par une seule des deux personnes" in half
    case = await ada.office.cases.find(awaiting.id)
    await bob.decides(case, "ecarter", choice="inexacte")
    over = await part(ada, awaiting, 'id="brouillon-1"')
    assert "sans suite : aucune seconde personne ne l’a confirmée" in over.replace("\u00a0", " ")
