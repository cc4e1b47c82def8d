"""An approved letter goes on paper: the text that was approved, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fastapi import FastAPI

from app.working_time import PARIS
from cases.model import Case, CaseState
from cases.store.records import Approval, Decision
from tests.builders import BOB, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.web.conftest import Officer
from web.context import PageContext
from web.letters.letter_layout import Kind, file_name, letter_of, place_of
from web.letters.template_check import bare, text_of

HOSTILE = (
    "Bonjour,\n\n#strong[gras] *étoile* _souligné_ $x^2$ \\ \\u{41} `code` = titre @etiquette "
    '<lien> // fin /* ni */ ~ --- "droits" {{ 7*7 }} {% if %} {_{ }_} {# #} &amp; </w:t> ]]> '
    '#read("/etc/passwd") #import "@preview/a:1.0.0"\n- #un\n- {{ deux }}\n\nBien à vous.'
)


@pytest.fixture
async def approved(sqlite_store: Store, awaiting: Case) -> Case:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), HOSTILE, BOB)
    return awaiting


@pytest.fixture(params=list(Kind))
def kind(request: pytest.FixtureRequest) -> Kind:
    return Kind(request.param)


@pytest.fixture
def own_folder(app: FastAPI, office: PageContext, tmp_path: Path) -> Path:
    app.state.context = replace(office, letters=tmp_path)
    return tmp_path


def an_approval(at: datetime, text: str = "Bonjour.") -> Approval:
    return Approval("a", "c", 1, Decision.APPROVED, "bob", at, text, "", "", "")


def lines_of(docx: bytes) -> list[str]:
    return [line for p in Document(BytesIO(docx)).paragraphs for line in p.text.split("\n")]


async def test_a_letter_that_awaits_a_second_person_is_not_on_paper(
    ada: Officer, sqlite_store: Store, awaiting: Case, kind: Kind
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), "Soit 5 000 €.", BOB)
    answer = await ada.client.get(f"/dossiers/{awaiting.id}/lettre.{kind}")
    assert answer.status_code == 404
    assert "Cette lettre n’est pas encore approuvée" in answer.text
    assert "lettre.pdf" not in await ada.sees(f"/dossiers/{awaiting.id}")


async def test_a_letter_that_nobody_approved_is_not_on_paper(
    ada: Officer, awaiting: Case, kind: Kind
) -> None:
    answer = await ada.client.get(f"/dossiers/{awaiting.id}/lettre.{kind}")
    assert answer.status_code == 404
    assert "Cette lettre n’est pas encore approuvée" in answer.text
    assert "lettre.pdf" not in await ada.sees(f"/dossiers/{awaiting.id}")


async def test_a_letter_whose_conversation_changed_is_no_longer_on_paper(
    ada: Officer, sqlite_store: Store, approved: Case
) -> None:
    await sqlite_store.cases.move(approved.id, CaseState.STALE)
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.pdf")
    assert answer.status_code == 404
    assert "Une nouvelle réponse se prépare" in answer.text
    assert "lettre.pdf" not in await ada.sees(f"/dossiers/{approved.id}")


async def test_a_letter_of_a_request_dealt_with_elsewhere_is_no_longer_on_paper(
    ada: Officer, sqlite_store: Store, approved: Case
) -> None:
    await sqlite_store.cases.move(approved.id, CaseState.CLOSED_ELSEWHERE)
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.pdf")
    assert answer.status_code == 404
    assert "Cette lettre n’est pas partie" in answer.text
    assert "lettre.pdf" not in await ada.sees(f"/dossiers/{approved.id}")


async def test_a_stranger_gets_no_letter(stranger: Officer, approved: Case, kind: Kind) -> None:
    answer = await stranger.client.get(f"/dossiers/{approved.id}/lettre.{kind}")
    assert answer.status_code == 303
    assert answer.content == b""


@pytest.mark.parametrize("path", ["0" * 32 + "/lettre.pdf", "{id}/lettre.exe", "{id}/lettre.PDF"])
async def test_an_address_of_no_letter_leads_nowhere(
    ada: Officer, approved: Case, path: str
) -> None:
    answer = await ada.client.get(f"/dossiers/{path.format(id=approved.id)}")
    assert answer.status_code == 404


async def test_the_case_leads_to_both_files(ada: Officer, approved: Case) -> None:
    text = await ada.sees(f"/dossiers/{approved.id}")
    for kind in Kind:
        assert f'href="/dossiers/{approved.id}/lettre.{kind}"' in text


async def test_a_file_is_saved_under_a_plain_name_and_kept_nowhere(
    ada: Officer, sqlite_store: Store, kind: Kind
) -> None:
    ticket = replace(
        a_ticket('7"; filename="x.exe\r\né'), subject="Mon secret", requester_name="Zoé Nom"
    )
    case = await bring_to_approval(sqlite_store, ticket)
    await sqlite_store.approvals.approve(case.id, shown(case), DRAFT.text, BOB)
    answer = await ada.client.get(f"/dossiers/{case.id}/lettre.{kind}")
    named = f'attachment; filename="lettre-7-filename-x-exe.{kind}"'
    assert answer.headers["content-disposition"] == named
    assert answer.headers["content-type"] == kind.media
    assert answer.headers["cache-control"] == "no-store"


async def test_every_sign_of_an_approved_letter_comes_out_as_it_is(
    ada: Officer, approved: Case, kind: Kind
) -> None:
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.{kind}")
    seen = bare(text_of(kind, answer.content))
    for line in HOSTILE.splitlines():
        assert bare(line.removeprefix("- ")) in seen
    assert "root:" not in seen


async def test_a_docx_holds_the_letter_line_by_line(ada: Officer, approved: Case) -> None:
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.docx")
    lines = lines_of(answer.content)
    assert lines == [
        "Valmorel-sur-Orge",
        "Camille Durand",
        "Le 24\u00a0novembre 2026",
        "Objet\u00a0: Mes congés",
        "Référence\u00a0: 1",
        *(line.removeprefix("- ") for line in HOSTILE.splitlines() if line),
    ]
    properties = Document(BytesIO(answer.content)).core_properties
    assert properties.title == "Valmorel-sur-Orge – Mes congés"


async def test_a_letter_is_signed_once(ada: Officer, sqlite_store: Store, kind: Kind) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket())
    text = "Bonjour,\n\nOui.\n\nBien cordialement,\n\nLa direction des ressources humaines"
    await sqlite_store.approvals.approve(case.id, shown(case), text, BOB)
    answer = await ada.client.get(f"/dossiers/{case.id}/lettre.{kind}")
    assert text_of(kind, answer.content).count("La direction des ressources humaines") == 1


async def test_a_sign_that_no_font_has_is_named_and_the_other_file_offered(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), "Bonjour 😊", BOB)
    answer = await ada.client.get(f"/dossiers/{awaiting.id}/lettre.pdf")
    assert answer.status_code == 503
    assert "ne sait écrire « 😊 » dans un PDF. Prenez la version DOCX" in answer.text
    docx = await ada.client.get(f"/dossiers/{awaiting.id}/lettre.docx")
    assert "Bonjour 😊" in lines_of(docx.content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lettre.typ", b"#lettre.machin"),
        ("lettre.typ", b"\xff\xfe"),
        ("lettre.docx", b"not a document"),
        ("lettre.docx", b""),
    ],
)
async def test_a_broken_template_is_one_sentence_and_what_to_do(
    ada: Officer, approved: Case, own_folder: Path, name: str, content: bytes
) -> None:
    (own_folder / name).write_bytes(content)
    kind = Kind(name.partition(".")[2].replace("typ", "pdf"))
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.{kind}")
    assert answer.status_code == 503
    assert f"Le modèle « {name} » est à corriger" in answer.text
    assert "guichet letters check" in answer.text
    other = "docx" if kind is Kind.PDF else "pdf"
    assert (await ada.client.get(f"/dossiers/{approved.id}/lettre.{other}")).status_code == 200


async def test_the_town_s_own_template_is_the_one_filled(
    ada: Officer, approved: Case, own_folder: Path
) -> None:
    (own_folder / "lettre.typ").write_text(
        "#let lettre = json(bytes(sys.inputs.lettre))\n"
        '#set document(title: lettre.titre)\n#set text(lang: "fr")\nChez nous, #lettre.date',
        encoding="utf-8",
    )
    answer = await ada.client.get(f"/dossiers/{approved.id}/lettre.pdf")
    assert bare(text_of(Kind.PDF, answer.content)) == "Cheznous,24novembre2026"


def test_the_day_on_a_letter_is_that_of_the_officer_s_clock() -> None:
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    letter = letter_of(an_approval(late), a_ticket(), "Ville de X", PARIS)
    assert letter.values["date"] == "1er\u00a0mars 2026"


@pytest.mark.parametrize(
    ("town", "place"),
    [
        ("Ville de Valmorel-sur-Orge", "Valmorel-sur-Orge"),
        ("Ville d’Évry", "Évry"),
        ("Ville du Mans", "Le Mans"),
        ("Commune des Lilas", "Les Lilas"),
        ("Ville de la Rochelle", "La Rochelle"),
        ("Département du Nord", ""),
        ("Valmorel", ""),
    ],
)
def test_a_town_s_name_tells_its_place_or_nothing(town: str, place: str) -> None:
    assert place_of(town) == place


@pytest.mark.parametrize(
    ("number", "name"), [("12", "lettre-12.pdf"), ("../é", "lettre.pdf"), ("a/b", "lettre-a-b.pdf")]
)
def test_a_file_name_is_letters_and_digits(number: str, name: str) -> None:
    assert file_name(number, "pdf") == name


def test_a_list_is_told_from_what_introduces_it() -> None:
    text = "Voici :\n- un\n- deux\nPuis - rien.\n\n-5 degrés"
    letter = letter_of(an_approval(datetime(2026, 3, 1, tzinfo=UTC), text), a_ticket(), "X", PARIS)
    assert letter.values["paragraphes"] == [
        {"liste": False, "lignes": ["Voici :"], "texte": "Voici :"},
        {"liste": True, "lignes": ["un", "deux"], "texte": "un\ndeux"},
        {"liste": False, "lignes": ["Puis - rien."], "texte": "Puis - rien."},
        {"liste": False, "lignes": ["-5 degrés"], "texte": "-5 degrés"},
    ]
