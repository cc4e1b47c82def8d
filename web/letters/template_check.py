"""The check of a template on an invented letter: whether it works, and prints the whole of it."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.working_time import PARIS
from cases.model import Message, Ticket, TicketStatus
from cases.store.records import Approval, Decision
from connectors.safe_text import clean
from knowledge.readers.safe_xml import parsed_xml
from knowledge.readers.source import Source
from web.letters.letter_layout import Kind, Letter, letter_of
from web.letters.letter_process import SIGN
from web.letters.letter_renderer import CannotRender, render

TEXT = """Bonjour,

Vous nous avez écrit le 1er mars 2026 (« Congés d’été »). Voici ce que nous pouvons vous répondre.

Il nous manque encore deux éléments :
- Depuis quel jour travaillez-vous à temps partiel ?
- Un signe de code est-il gardé ? #strong[dièse], *étoile*, $dollar$, {{ accolades }}, <b>, & et \\

Bien cordialement,

La direction des ressources humaines
Première ligne de l’adresse
Seconde ligne de l’adresse"""
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOT_PRINTED = "ce modèle n’imprime pas toute la lettre ; il y manque : "
PACKAGE = (
    "ce modèle demande un paquet Typst, et rien n’est pris du réseau : copiez les fichiers du "
    "paquet dans le dossier et importez-les par leur chemin."
)
NOT_FRENCH = 'sa langue n’est pas le français ; ajoutez : #set text(lang: "fr")'
NEEDED = ("destinataire", "date")


async def check_template(kind: Kind, template: Path, town: str) -> str:
    """Say in French what is wrong with a template; empty when it prints the invented letter."""
    letter = invented_letter(town)
    try:
        document = await render(template, letter)
    except CannotRender as error:
        if error.fault == SIGN:
            return f"aucune police ne sait écrire « {error.detail} » ; ajoutez-en une au dossier."
        if "failed to download package" in error.detail:
            return PACKAGE
        return f"il ne peut pas être rempli :\n{clean(error.detail)}"
    if kind is Kind.PDF and not str(root_of(document).get("/Lang", "")).startswith("fr"):
        return NOT_FRENCH
    seen = bare(text_of(kind, document))
    values: Mapping[str, Any] = letter.values
    expected = [values[name] for name in NEEDED]
    expected += [line for paragraph in values["paragraphes"] for line in paragraph["lignes"]]
    lacking = [words for words in expected if bare(words) not in seen]
    return NOT_PRINTED + " ; ".join(f"« {words} »" for words in lacking) if lacking else ""


def invented_letter(town: str) -> Letter:
    """Invent a letter that holds whatever letters hold, signs of code included."""
    first = Message("1", "Camille Exemple", NOON, "", from_requester=True)
    ticket = Ticket(
        *("exemple", "1234", "Congés d’été", "camille@exemple.invalid", "Camille Exemple"),
        received_at=NOON,
        status=TicketStatus.OPEN,
        messages=(first,),
    )
    approval = Approval("", "", 1, Decision.APPROVED, "", NOON, TEXT, "", "", "")
    return letter_of(approval, ticket, town, PARIS)


def root_of(pdf: bytes) -> DictionaryObject:
    """Read what a PDF says of itself as a whole."""
    return PdfReader(BytesIO(pdf)).root_object


def text_of(kind: Kind, document: bytes) -> str:
    """Read all that a document says, in no matter which order of its parts."""
    if kind is Kind.PDF:
        return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(document)).pages)
    with ZipFile(BytesIO(document)) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"word/[^/]+\.xml", name)]
        roots = [parsed_xml(Source(name, archive.read(name))) for name in parts]
    return "\n".join("".join(root.itertext()) for root in roots)


def bare(text: str) -> str:
    """Keep letters, digits and signs: spaces, line breaks and hyphens are the layout's."""
    return re.sub(r"[\s\u00ad\u2010-]", "", unicodedata.normalize("NFKC", text))
