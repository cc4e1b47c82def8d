"""What is held about a person, handed over or erased, as `guichet person` does it."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from app.wiring import Wiring
from app.working_time import PARIS
from cases.audit import trail
from cases.people.accounts import COMMAND
from cases.retention.clearing import Clearing, ClearingReason, Obstacle
from cases.retention.personal_data import (
    EXPORTED,
    OwnAccount,
    OwnCase,
    PersonalCase,
    read_account,
    read_mentions,
    read_own_cases,
    read_personal_case,
)
from cases.retention.traces import forget_cleared
from cases.ticket_name import TicketName
from connectors.safe_text import clean
from flows.dashboard import withdraw_reports
from flows.purge_cases import clear_traces

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
    cases: Annotated[tuple[PersonalCase, ...], Field(serialization_alias="held")]
    account: OwnAccount | None
    named_in: tuple[TicketName, ...]


_EXPORT = TypeAdapter(Export)

_SECRET: Any = {
    "cases": {
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
    _write(folder / DATA, _EXPORT.dump_json(export, indent=2, exclude=_SECRET, by_alias=True))
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
    for each in export.cases:
        yield from _case(each)
    yield from ("", "=" * 72, "", NAMED, "")
    yield from (f"- {_ticket(one)}" for one in export.named_in)
    if not export.named_in:
        yield "Aucune."


def _case(held: PersonalCase) -> Iterator[str]:
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
        yield from ("", f"-- Message de {_one_line(message.author)}, le {_moment(message.at)}")
        yield clean(message.text)
        for file in message.attachments:
            yield f"[pièce jointe : {_one_line(file.name)}]"
            if file.text:
                yield clean(file.text)
    for one in case.corrections:
        yield f"Corrigé le {_moment(one.at)} par {one.by} : {one.about} = {_one_line(one.value)}"
    yield from _letters(held)
    yield from ("", "Journal")
    yield from (f"- {_moment(link.at)}, {link.actor} : {link.kind}" for link in held.trail)


def _letters(held: PersonalCase) -> Iterator[str]:
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


@dataclass(frozen=True, slots=True)
class Found:
    """The person's own cases, the tickets of others that name them, their account's login."""

    theirs: Sequence[OwnCase]
    named_in: Sequence[TicketName]
    login: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased and what was not, with why. `traces`: the files still hold some."""

    done: Sequence[TicketName]
    kept: Mapping[TicketName, Obstacle]
    traces: bool


async def find_person(wiring: Wiring, email: str, names: Collection[str] = ()) -> Found:
    """Look for a person by address, and in others' tickets by their names too."""
    theirs = await read_own_cases(wiring.engine, email)
    known = {one.name for one in theirs} | set(names)
    own = {one.ticket.case_id for one in theirs}
    account = await read_account(wiring.engine, email)
    named_in = await read_mentions(wiring.engine, email, known, own)
    return Found(theirs, named_in, account.login if account else "")


async def export_person(
    wiring: Wiring, email: str, found: Found, folder: Path, at: datetime
) -> None:
    """Write all that is held into a new folder; the trail says of which cases. Raises `OSError`."""
    make_folder(folder)
    held = []
    for one in found.theirs:
        entry = trail.Entry(one.ticket.case_id, at, COMMAND, EXPORTED)
        await trail.record(wiring.engine, entry)
        case_id = one.ticket.case_id
        held.append(await read_personal_case(wiring.engine, wiring.approvals.signatures, case_id))
    account = await read_account(wiring.engine, email)
    write_export(folder, Export(email, at, tuple(held), account, tuple(found.named_in)))


async def erase_person(wiring: Wiring, found: Found, at: datetime, user: str) -> Erased:
    """Clear the words of all of a person's cases; those that cannot be now are told with why.

    Killed anywhere and run again, it goes on with those that are left. Raises `DashboardAway`.
    """
    await withdraw_reports([one.ticket for one in found.theirs])
    clearing = Clearing(ClearingReason.REQUEST, COMMAND, user=user)
    done, kept = [], {}
    for one in found.theirs:
        why = await wiring.clearings.clear(one.ticket.case_id, clearing)
        if why in {None, Obstacle.GONE}:
            done.append(one.ticket)
        elif why:
            kept[one.ticket] = why
    await forget_cleared(wiring.engine)
    traces = bool(done) and not await clear_traces(wiring, at, COMMAND)
    return Erased(done, kept, traces)
