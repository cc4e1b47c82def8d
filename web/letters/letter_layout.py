"""What an approved letter says on paper, and the template that it is written with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from app.settings.town_settings import HOME
from cases.model import Ticket
from cases.store.records import Approval
from connectors.safe_text import clean
from statute.french import day

NO_SUBJECT = "Votre demande"

_ITEM = re.compile(r"[-–•] +(?=\S)")
_TOWN = re.compile(r"(?:ville|commune|mairie)\s+(de\s+|du\s+|des\s+|d[’'])(\S.*)", re.IGNORECASE)
_ARTICLES = {"du": "Le ", "des": "Les "}

SHIPPED = HOME / "deploy" / "letters"


class Kind(StrEnum):
    """What a letter is made into."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def template(self) -> str:
        """The file of its template."""
        return "lettre.typ" if self is Kind.PDF else "lettre.docx"

    @property
    def media(self) -> str:
        """Its media type."""
        if self is Kind.PDF:
            return "application/pdf"
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template_for(kind: Kind, folder: Path) -> Path:
    """Find the template of `folder`, else the shipped one."""
    own = folder / kind.template
    # A link that leads nowhere is a template somebody meant to give: it is not passed over.
    return own if own.exists() or own.is_symlink() else SHIPPED / kind.template


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter by the names that templates know, and the moment of its approval in seconds."""

    values: dict[str, object]
    at: int


def letter_of(approval: Approval, ticket: Ticket, town: str, zone: tzinfo) -> Letter:
    """Lay out an approved text: it holds greeting and signature already."""
    local: datetime = approval.approved_at.astimezone(zone)
    subject = _one_line(ticket.subject) or NO_SUBJECT
    values: dict[str, object] = {
        "ville": town,
        "lieu": place_of(town),
        "date": day(local.date()),
        "destinataire": _one_line(ticket.requester_name) or _one_line(ticket.requester_email),
        "objet": subject,
        "reference": _one_line(ticket.number),
        "titre": f"{town} – {subject}",
        "paragraphes": list(paragraphs_of(approval.text)),
    }
    return Letter(values, int(approval.approved_at.timestamp()))


def place_of(town: str) -> str:
    """Name the place where a town writes from; empty where its name does not tell."""
    found = _TOWN.fullmatch(town.strip())
    if not found:
        return ""
    of, name = found[1].strip().casefold(), found[2]
    return _ARTICLES.get(of, "") + name[:1].upper() + name[1:]


def file_name(number: str, ending: str) -> str:
    """Name a letter's file by its ticket, in letters and digits of ASCII alone."""
    kept = re.sub(r"[^A-Za-z0-9]+", "-", number)[:40].strip("-")
    return f"lettre-{kept}.{ending}" if kept else f"lettre.{ending}"


def paragraphs_of(text: str) -> Iterator[dict[str, object]]:
    """Split a text at its empty lines, and its lists from what introduces them."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.split("\n")]
        for is_list, run in groupby(lines, key=lambda line: bool(_ITEM.match(line))):
            shown = [_ITEM.sub("", line, count=1) if is_list else line for line in run]
            yield {"liste": is_list, "lignes": shown, "texte": "\n".join(shown)}


def _one_line(text: str) -> str:
    return " ".join(clean(text).split(" ")).replace("\n", " ").strip()
