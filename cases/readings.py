"""What was read in the files of a ticket, carried from one reading of the ticket to the next."""

from collections.abc import Mapping
from dataclasses import replace

from cases.attachment import Attachment
from cases.model import Message, Ticket

Place = tuple[str, Attachment]
"""A message's id, and a file of it as its system lists it."""


def readings_of(ticket: Ticket) -> dict[Place, Attachment]:
    """Give what was read of each file, and why the others were not."""
    return {
        (message.id, file.listed): file
        for message in ticket.messages
        for file in message.attachments
        if not file.waits
    }


def with_readings(ticket: Ticket, readings: Mapping[Place, Attachment]) -> Ticket:
    """Put readings beside the files they were made of; a file that changed waits again."""
    if not readings:
        return ticket
    return replace(ticket, messages=tuple(_read(one, readings) for one in ticket.messages))


def _read(message: Message, readings: Mapping[Place, Attachment]) -> Message:
    files = (readings.get((message.id, file.listed), file) for file in message.attachments)
    return replace(message, attachments=tuple(files))
