"""What a person is handed of all that is held about them: JSON, and the same to be read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from cases.model import Message
from cases.personal import Held, OwnAccount
from cases.undecided import TicketName
from connectors.safe_text import clean
from flows.working_time import PARIS

DATA, TO_READ = "donnees.json", "a-lire.txt"

ABOUT = (
    "Ce que Guichet RH garde de cette personne : ses demandes, leurs messages, ce qui a été lu "
    "dans leurs pièces jointes, les brouillons, les lettres et le journal. Les pièces jointes "
    "elles-mêmes sont dans le système de tickets. Les identifiants sont ceux des agents qui ont "
    "traité ces demandes."
)
NAMED = (
    "Demandes d'autres personnes où cette adresse ou ce nom se lit, par leur seul numéro : leur "
    "texte parle d'abord d'autrui. Il peut s'agir d'un homonyme ; une personne doit y regarder."
)


@dataclass(frozen=True, slots=True)
class Export:
    """All that is held about a person; `named_in`: others' tickets, without a word of them."""

    email: str
    at: datetime
    held: tuple[Held, ...]
    account: OwnAccount | None
    named_in: tuple[TicketName, ...]


_EXPORT = TypeAdapter(Export)

_SECRET: Any = {
    "held": {
        "__all__": {
            "drafts": {"__all__": {"signed": {"approval": {"seal"}, "second": {"seal"}}}},
            "trail": {"__all__": {"details": {"seal"}}},
        }
    }
}
"""Seals prove to our own processes alone: they leave with nobody."""


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner reads. Raises `OSError`, also where there is one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)


def write_export(folder: Path, export: Export) -> None:
    """Write both files, for their owner alone. Raises `OSError`."""
    _write(folder / DATA, _EXPORT.dump_json(export, indent=2, exclude=_SECRET))
    _write(folder / TO_READ, "\n".join(_lines(export)).encode() + b"\n")


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _lines(export: Export) -> Iterator[str]:
    yield f"Données de {_one_line(export.email)}, le {_moment(export.at)}"
    yield from ("", ABOUT, "")
    if export.account:
        one = export.account
        yield f"Compte de la page : {one.login}, {one.name}, rôles : {', '.join(one.roles)}"
    for held in export.held:
        yield from _case(held)
    yield from ("", "=" * 72, "", NAMED, "")
    yield from (f"- {_ticket(one)}" for one in export.named_in)
    if not export.named_in:
        yield "Aucune."


def _case(held: Held) -> Iterator[str]:
    case, ticket = held.case, held.case.ticket
    name = TicketName(case.id, ticket.system, ticket.number)
    yield from ("", "=" * 72, f"Ticket {_ticket(name)}, reçu le {_moment(ticket.received_at)}")
    yield f"Objet : {_one_line(ticket.subject)}"
    who = (ticket.requester_name, ticket.requester_email, ticket.requester_service)
    yield f"De : {_one_line(', '.join(part for part in who if part))}"
    if case.classification:
        sensitive = ", sujet sensible" if case.classification.sensitive else ""
        yield f"Catégorie : {case.classification.category}{sensitive}"
    yield f"État : {case.state}, {_one_line(case.reason)}".rstrip(", ")
    for message in ticket.messages:
        yield from _message(message)
    for one in case.corrections:
        yield f"Corrigé le {_moment(one.at)} par {one.by} : {one.about} = {_one_line(one.value)}"
    yield from _letters(held)
    yield from ("", "Journal")
    yield from (f"- {_moment(link.at)}, {link.actor} : {link.kind}" for link in held.trail)


def _message(message: Message) -> Iterator[str]:
    yield from ("", f"-- Message de {_one_line(message.author)}, le {_moment(message.at)}")
    yield clean(message.text)
    for file in message.attachments:
        yield f"[pièce jointe : {_one_line(file.name)}]"
        if file.text:
            yield clean(file.text)


def _letters(held: Held) -> Iterator[str]:
    for drafted in held.drafts:
        draft = drafted.draft
        yield from ("", f"-- Brouillon {draft.number}, le {_moment(drafted.at)}", clean(draft.text))
        for finding in draft.findings:
            facts = ", ".join(f"{name} = {value}" for name, value in finding.facts.items())
            rule, answer = finding.title or finding.rule, _one_line(finding.answer)
            yield f"[appui : {rule} : {answer} ; {_one_line(facts)}]"
        if drafted.signed:
            one = drafted.signed.approval
            yield from (
                "",
                f"-- Lettre approuvée par {one.approver}, le {_moment(one.approved_at)}",
            )
            yield clean(one.text)
    for shadow in held.shadows:
        told = f"-- Brouillon d'un modèle à l'essai, le {_moment(shadow.at)}, que personne n'a vu"
        yield from ("", told, clean(shadow.draft.text))


def _ticket(one: TicketName) -> str:
    return f"{_one_line(one.number)} ({_one_line(one.system)})"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(PARIS):%d/%m/%Y à %H:%M}"


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
