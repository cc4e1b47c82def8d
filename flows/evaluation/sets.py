"""Sets of labelled tickets: read, told apart, named by what they hold."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from cases.model import sha256_of
from flows.evaluation.scores import LabelledTicket
from flows.try_tickets import UnreadableInput, read_entries, refusal

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
