"""Sets of labelled tickets: read from files, or made of a town's own approved cases.

Those are under pseudonyms, which is not anonymity: a story that only one person lived still says
who is meant. Cases on sensitive matters, files and what came after the letter are left out; no set
says which case a ticket of it was.
"""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from agents.privacy.pseudonyms import Pseudonyms
from app.working_time import PARIS
from cases.delivery.training_examples import SentLetter, read_sent_letters
from cases.model import Outcome, sha256_of
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.ticket_trial import UnreadableInput, read_entries, refusal

_SHOWN = 5
"""Refused entries that are told when nothing else is left."""


@dataclass(frozen=True, slots=True)
class TicketSet:
    """The tickets to evaluate. `refused`: one French sentence for each entry that is none.

    `sha256` changes with any ticket, label or day.
    """

    name: str
    tickets: tuple[LabelledTicket, ...]
    refused: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """What the record of an activation names it by."""
        return sha256_of("\x1e".join(ticket.model_dump_json() for ticket in self.tickets))


def read_sets(
    sources: Sequence[str], on: dt.date | None = None, only: Sequence[str] = ()
) -> TicketSet:
    """Read several sets as one; `on` is the day tickets without a date were received.

    `only` holds prefixes of ids. Raises `UnreadableInput`, also where no ticket is left.
    """
    tickets: list[LabelledTicket] = []
    refused: list[str] = []
    for source in sources:
        for number, entry in enumerate(read_entries(source), start=1):
            try:
                ticket = _labelled(entry)
            except UnreadableInput as error:
                refused.append(f"{source}, entrée n° {number} refusée, {error}.")
                continue
            if not only or ticket.id.startswith(tuple(only)):
                tickets.append(ticket.model_copy(update={"date": ticket.date or on}))
    if not tickets:
        told = (f"{', '.join(sources)} ne contient aucun ticket à évaluer.", *refused[:_SHOWN])
        raise UnreadableInput("\n".join(told))
    return TicketSet(", ".join(sources), tuple(tickets), tuple(refused))


def _labelled(entry: object) -> LabelledTicket:
    if isinstance(entry, ValueError):
        raise UnreadableInput(str(entry))
    try:
        return LabelledTicket.model_validate(entry)
    except ValidationError as error:
        raise UnreadableInput(refusal(error)) from None


async def exported(
    engine: AsyncEngine, since: datetime | None = None
) -> AsyncIterator[dict[str, Any]]:
    """Give each case as an entry of a ticket set, numbered in no order that a case has."""
    number = 0
    async for letter in read_sent_letters(engine, since):
        number += 1
        yield entry_of(number, letter)


def entry_of(number: int, letter: SentLetter) -> dict[str, Any]:
    """Make the entry of a letter, its ticket as it was when it was drafted."""
    ticket = letter.ticket
    hide = Pseudonyms.for_ticket(ticket)
    said = [m.text for m in ticket.messages if m.from_requester and m.at <= letter.drafted_at]
    return {
        "id": f"cas-{number:05}",
        "kind": "approved",
        "category": letter.category,
        "date": ticket.received_at.astimezone(PARIS).date().isoformat(),
        "subject": hide.hide(ticket.subject),
        "text": hide.hide("\n\n".join(said)),
        "should_abstain": letter.outcome is not Outcome.ANSWER,
        "sent": hide.hide(letter.text),
    }
