"""What was understood, with its words; an officer corrects it and the letter is written again."""

import html
import re
from dataclasses import replace

import httpx
import pytest

from cases.model import Case, CaseState, CorrectionKind, FactSource
from cases.people.access import Group, Role
from cases.people.accounts import Account
from tests.builders import BOB, DRAFT, FINDING, Store, a_ticket, bring_to_approval, shown
from tests.web.conftest import PASSWORD, Handling, Officer, SignIn
from web.case.case_correction import NEW_DRAFT_KEEPS, NOTHING_CHANGED
from web.context import PageContext

EVIL = "<script>alert(1)</script>"
READ = FactSource(words="5 jours", before="je travaille ", after=" par semaine", value="5")
UNDERSTOOD = replace(
    DRAFT,
    findings=(replace(FINDING, read_in={"jours_par_semaine": READ}),),
    missing_facts=("statut", "date_d_arrivee"),
    on=FINDING.on,
)


@pytest.fixture
async def awaiting(sqlite_store: Store) -> Case:
    return await bring_to_approval(sqlite_store, a_ticket(), UNDERSTOOD)


async def corrects(who: Officer, case: Case, **fields: str) -> httpx.Response:
    return await who.decides(case, "corriger", **{"text": UNDERSTOOD.text, **fields})


def days(typed: str, seen: str = "5") -> dict[str, str]:
    return {"v.jours_par_semaine": typed, "vu.jours_par_semaine": seen}


async def drafted_again(store: Store, case: Case) -> Case:
    found = case.classification
    assert found
    await store.cases.record_classification(case.id, found)
    await store.cases.record_draft(case.id, UNDERSTOOD)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def test_each_fact_is_shown_with_its_words_and_the_missing_ones_as_not_said(
    ada: Officer, awaiting: Case
) -> None:
    text = await ada.sees(f"/dossiers/{awaiting.id}")
    assert "<bdi>je travaille <mark>5 jours</mark> par semaine</bdi></q>" in text
    told = re.findall(r"<dt>([^<]+)</dt>\s*<dd><span class=\"unsaid\">non dit", text)
    assert told == ["Jour des faits", "Statut", "Date de prise de poste"]


async def test_a_corrected_fact_is_kept_and_the_letter_is_written_again(
    ada: Officer, awaiting: Case, handling: Handling
) -> None:
    answer = await corrects(ada, awaiting, **days("4,5"))
    assert answer.headers["location"] == f"/dossiers/{awaiting.id}"
    case = await ada.office.cases.find(awaiting.id)
    assert case.state is CaseState.STALE
    (made,) = case.corrections
    assert (made.about, made.kind, made.value, made.read, made.by) == (
        "jours_par_semaine",
        CorrectionKind.VALUE,
        "4.5",
        "5",
        "ada",
    )
    assert handling.asked == [("demo", "1")]
    text = await ada.sees(f"/dossiers/{awaiting.id}")
    assert "Une nouvelle réponse se prépare, d’après ce qui vient d’être corrigé" in text
    assert "<strong>4,5\u00a0jours</strong>" in text
    assert "corrigé par Ada Moreau le 24\u00a0novembre 2026" in text
    assert f'<a href="/dossiers/{awaiting.id}">L’afficher de nouveau</a>' in text
    assert "Corrigé\u00a0: jours travaillés par semaine" in text


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        (
            {"v.statut": "contractuel", "vu.statut": ""},
            ("statut", CorrectionKind.VALUE, "contractuel"),
        ),
        (
            {"v.jour_des_faits": "2025-02-03"},
            ("jour_des_faits", CorrectionKind.VALUE, "2025-02-03"),
        ),
        (
            {"v.category": "maladie", "vu.category": "conges"},
            ("category", CorrectionKind.VALUE, "maladie"),
        ),
        (days(""), ("jours_par_semaine", CorrectionKind.NOT_SAID, "")),
        (
            {**days("5"), "nondit": "jours_par_semaine"},
            ("jours_par_semaine", CorrectionKind.NOT_SAID, ""),
        ),
        ({"v.kilometres": "1200"}, ("kilometres", CorrectionKind.VALUE, "1200")),
    ],
)
async def test_every_kind_of_fact_the_day_and_the_category_can_be_corrected(
    ada: Officer, awaiting: Case, fields: dict[str, str], kept: tuple[str, CorrectionKind, str]
) -> None:
    assert (await corrects(ada, awaiting, **fields)).status_code == 303
    (made,) = (await ada.office.cases.find(awaiting.id)).corrections
    assert (made.about, made.kind, made.value) == kept


@pytest.mark.parametrize(
    ("about", "typed", "sentence"),
    [
        ("statut", "roi", "Choisissez une réponse de la liste."),
        ("jours_par_semaine", "8", "Il faut un nombre entre 0 et 7."),
        ("jours_par_semaine", "1e-999999", "Il faut un nombre entre 0 et 7."),
        ("jours_par_semaine", "NaN", "Il faut un nombre entre 0 et 7."),
        ("kilometres", "12,5", "Il faut un nombre entier entre 0 et 200000."),
        ("date_d_arrivee", "2026-02-30", "Il faut une date qui existe, entre 1900 et 2100."),
        ("jour_des_faits", "0001-01-01", "Il faut une date qui existe, entre 1900 et 2100."),
        ("category", "royaume", "Choisissez une catégorie de la liste."),
        ("statut", EVIL, "Choisissez une réponse de la liste."),
    ],
)
async def test_a_wrong_value_is_said_beside_its_field_and_nothing_is_lost(
    ada: Officer, awaiting: Case, about: str, typed: str, sentence: str
) -> None:
    fields = {f"v.{about}": typed, f"vu.{about}": "", "v.parent": "la mère", "text": "Ma lettre."}
    answer = await corrects(ada, awaiting, **fields)
    assert answer.status_code == 422
    assert f'id="c-{about}-non">{sentence}</p>' in answer.text
    if about != "statut":
        assert f'value="{html.escape(typed)}"' in answer.text
    assert re.search(r"<option selected>\s*la mère", answer.text)
    assert "\nMa lettre.</textarea>" in answer.text
    assert EVIL not in answer.text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL
    assert (await ada.office.cases.find(awaiting.id)).corrections == ()


@pytest.mark.parametrize("fields", [{}, days("5"), days("5,0"), {"v.inconnu": "5"}])
async def test_what_says_the_same_corrects_nothing(
    ada: Officer, awaiting: Case, fields: dict[str, str]
) -> None:
    answer = await corrects(ada, awaiting, **fields)
    assert answer.status_code == 422
    assert NOTHING_CHANGED in answer.text
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_the_letter_an_officer_wrote_is_kept_beside_the_new_one(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    answer = await corrects(ada, awaiting, **days("4"), text="Ma version.")
    assert answer.status_code == 200
    assert "\nMa version.</textarea>" in answer.text
    (vu,) = re.findall(r'nouvelles\?vu=([^"]+)"', answer.text)
    news = f"/dossiers/{awaiting.id}/nouvelles?vu={vu}"
    assert (await ada.client.get(news)).status_code == 204
    await drafted_again(sqlite_store, await ada.office.cases.find(awaiting.id))
    told = await ada.client.get(news)
    assert "hx-refresh" not in told.headers
    assert "par le bouton qui est sous votre texte" in told.text
    form = {"csrf": await ada.csrf(), "text": "Ma version."}
    beside = await ada.client.post(f"/dossiers/{awaiting.id}/garder", data=form)
    assert f"\n{UNDERSTOOD.text}</textarea>" in beside.text
    assert "\nMa version.</textarea>" in beside.text


async def test_a_correction_shows_in_the_new_draft_and_can_be_withdrawn(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await corrects(ada, awaiting, **days("4"))
    case = await drafted_again(sqlite_store, await ada.office.cases.find(awaiting.id))
    text = await ada.sees(f"/dossiers/{case.id}")
    assert "<strong>4\u00a0jours</strong>" in text
    assert 'name="rendre" value="jours_par_semaine"' in text
    answer = await corrects(ada, case, **days("4", "4"), rendre="jours_par_semaine")
    assert answer.status_code == 303
    made = (await ada.office.cases.find(case.id)).corrections
    assert [one.kind for one in made] == [CorrectionKind.VALUE, CorrectionKind.AS_READ]
    assert "Correction retirée" in await ada.sees(f"/dossiers/{case.id}")


async def test_another_draft_meanwhile_loses_neither_corrections_nor_letter(
    ada: Officer, bob: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await corrects(bob, awaiting, **days("4"))
    await drafted_again(sqlite_store, await ada.office.cases.find(awaiting.id))
    fields = {**days("5"), "v.statut": "titulaire", "vu.statut": ""}
    answer = await corrects(ada, awaiting, **fields, text="Ma version.")
    assert answer.status_code == 409
    assert NEW_DRAFT_KEEPS in answer.text
    assert re.search(r"<option selected>\s*titulaire", answer.text)
    assert re.search(r'name="v\.jours_par_semaine"[^>]*value="4"', answer.text)
    assert "\nMa version.</textarea>" in answer.text


async def test_a_case_decided_meanwhile_says_so_and_shows_what_was_typed(
    ada: Officer, awaiting: Case, handling: Handling
) -> None:
    approvals = ada.office.approvals
    await approvals.decline(awaiting.id, shown(awaiting), BOB, CaseState.HANDED_OVER, "Je réponds.")
    answer = await corrects(ada, awaiting, **days("4"))
    assert answer.status_code == 409
    assert "Basile Petit a déjà repris ce dossier" in answer.text
    assert "jours travaillés par semaine, 4\u00a0jours" in answer.text.lower()
    assert 'formaction="' not in answer.text
    assert handling.asked == []


async def test_nobody_corrects_her_own_request(
    sign_in: SignIn, ada: Officer, awaiting: Case
) -> None:
    camille = Account("camille", "Camille Durand", "Camille.Durand@Valmorel.example")
    await ada.office.accounts.create(camille, PASSWORD)
    requester = await sign_in("camille")
    assert 'formaction="' not in await requester.sees(f"/dossiers/{awaiting.id}")
    answer = await corrects(requester, awaiting, **days("4"))
    assert answer.status_code == 403
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_an_auditor_reads_and_corrects_nothing(
    office: PageContext, sign_in: SignIn, ada: Officer, awaiting: Case
) -> None:
    roles = frozenset({Role.AUDITOR})
    await office.accounts.create(Account("zoe", "Zoé Roy", "zoe@valmorel.example", roles), PASSWORD)
    zoe = await sign_in("zoe")
    assert '/corriger"' not in await zoe.sees(f"/dossiers/{awaiting.id}")
    assert (await corrects(zoe, awaiting, **days("4"))).status_code == 403
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_a_form_that_is_not_hers_is_refused(ada: Officer, awaiting: Case) -> None:
    answer = await corrects(ada, awaiting, **days("4"), csrf="autre")
    assert answer.status_code == 403
    assert await ada.finds(awaiting) is CaseState.AWAITING_APPROVAL


async def test_corrections_stand_when_the_orchestrator_is_away(
    ada: Officer, awaiting: Case, handling: Handling
) -> None:
    handling.there = False
    answer = await corrects(ada, awaiting, **days("4"))
    assert "la nouvelle réponse viendra plus tard" in await ada.sees(answer.headers["location"])
    assert await ada.finds(awaiting) is CaseState.STALE


async def test_a_category_of_other_officers_leads_to_the_next_case(
    ada: Officer, awaiting: Case, sign_in: SignIn
) -> None:
    groups = {"conges": Group("conges", "Congés", frozenset({"conges"}))}
    ada.office.__dict__["groups"] = groups
    zoe = Account("zoe", "Zoé", "zoe@valmorel.example", groups=frozenset({"conges"}))
    await ada.office.accounts.create(zoe, PASSWORD)
    fields = {"v.category": "maladie", "vu.category": "conges"}
    answer = await corrects(await sign_in("zoe"), awaiting, **fields)
    assert answer.headers["location"].startswith("/?fait=corrigee-ailleurs")


async def test_periods_are_typed_one_after_the_other_and_kept(
    ada: Officer, sqlite_store: Store
) -> None:
    draft = replace(UNDERSTOOD, missing_facts=("semaines",))
    case = await bring_to_approval(sqlite_store, a_ticket("9"), draft)
    text = html.unescape(await ada.sees(f"/dossiers/{case.id}"))
    assert "2026-01-05..2026-03-31 jours=4.5 ; 2026-04-01.. jours=4.5" in text
    weeks = "2026-01-01..2026-03-31 jours=5; 2026-04-01.. jours=4"
    await corrects(ada, case, **{"v.semaines": weeks, "vu.semaines": ""})
    (made,) = (await ada.office.cases.find(case.id)).corrections
    assert (made.about, made.value) == ("semaines", weeks)


async def test_periods_that_overlap_are_refused_in_words(ada: Officer, awaiting: Case) -> None:
    weeks = "2026-01-01..2026-03-31 jours=5; 2026-03-01.. jours=4"
    answer = await corrects(ada, awaiting, **{"v.semaines": weeks, "vu.semaines": ""})
    assert answer.status_code == 422
    assert "Il faut des périodes qui ne se recouvrent pas" in answer.text
