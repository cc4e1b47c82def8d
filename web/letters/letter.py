"""What an approved letter says on paper: all that a template is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from cases.model import Ticket
from cases.reply import Approval
from connectors.safe_text import clean
from statute.french import day

NO_SUBJECT = "Votre demande"

_ITEM = re.compile(r"[-–•] +(?=\S)")
_TOWN = re.compile(r"(?:ville|commune|mairie)\s+(de\s+|du\s+|des\s+|d[’'])(\S.*)", re.IGNORECASE)
_ARTICLES = {"du": "Le ", "des": "Les "}


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
        "paragraphes": list(_paragraphs(approval.text)),
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


def _paragraphs(text: str) -> Iterator[dict[str, object]]:
    """Split a text at its empty lines, and its lists from what introduces them."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.split("\n")]
        for is_list, run in groupby(lines, key=lambda line: bool(_ITEM.match(line))):
            said = [_ITEM.sub("", line, count=1) if is_list else line for line in run]
            yield {"liste": is_list, "lignes": said, "texte": "\n".join(said)}


def _one_line(text: str) -> str:
    return " ".join(clean(text).split(" ")).replace("\n", " ").strip()
