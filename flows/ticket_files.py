"""Files of a ticket: read for the facts they tell, or handed to an officer."""

import asyncio
from dataclasses import replace

import structlog

from app.settings.sections import AttachmentLimits, WrongSetting
from app.wiring import Wiring, current
from cases.model import Attachment, Case
from cases.store.case_store import Place
from connectors.base import ConnectorError, TooLarge
from flows.tasks import using
from knowledge.library.documents import Unreadable
from knowledge.readers.sandbox import read_apart

log = structlog.get_logger()

TRIES = 3
PAUSE_SECONDS = 2.0
MOST_CHARACTERS = 20_000
"""Kept of one file: more than any letter or certificate, less than a pasted report."""
_MOST_SAID = 300

LISTED_ONLY = "le système de tickets ne la donne pas au guichet"
IMAGE = "image, que le guichet ne lit pas"


def waiting_in(case: Case) -> list[Place]:
    """List the files of the requester that nobody tried to read yet."""
    return [
        (message.id, file)
        for message in case.ticket.messages
        if message.from_requester
        for file in message.attachments
        if file.waits
    ]


def wait_in(case: Case) -> bool:
    """Tell whether files are to be read; a ticket without any costs no task."""
    return current().settings.attachments.read and bool(waiting_in(case))


async def read_attachments(case: Case) -> Case:
    """Read the files that wait; one that cannot be read says why and stops nothing."""
    limits = current().settings.attachments
    left = limits.most_megabytes_a_ticket * 1_000_000
    left -= sum(file.size or 0 for file in case.ticket.attached if file.text)
    readings: dict[Place, Attachment] = {}
    for number, place in enumerate(waiting_in(case)):
        fits = number < limits.most_files and (place[1].size or 0) <= left
        room = min(limits.most_bytes, left) if fits else 0
        readings[place], came = await _read(case, place[1], room)
        left -= came
    kept = await current().cases.record_readings(case.id, readings)
    unread = sum(bool(one.unread) for one in readings.values())
    log.info("attachments_read", read=len(readings) - unread, unread=unread)
    return kept


async def open_attachment(wiring: Wiring, case: Case, file: Attachment) -> bytes:
    """Fetch a file for an officer. Raises `ConnectorError` with what to tell them."""
    most = wiring.settings.attachments.most_bytes
    try:
        system = wiring.systems[case.ticket.system]
    except (KeyError, WrongSetting):
        raise ConnectorError("La page n’a pas accès au système de tickets.") from None
    return await system.read_attachment(case.ticket.number, file.id, most)


async def _read(case: Case, file: Attachment, room: int) -> tuple[Attachment, int]:
    """Read one file; give how many bytes came, whatever size it was listed with."""
    limits = current().settings.attachments
    if why := _left_out(file, room, limits):
        return replace(file, unread=why), 0
    came = 0
    try:
        data = await _fetched(case, file, room)
        came = len(data)
        text = await read_apart(data, MOST_CHARACTERS, limits.most_seconds)
    except (ConnectorError, Unreadable) as error:
        came = room if isinstance(error, TooLarge) else came
        return replace(file, unread=str(error)[:_MOST_SAID]), came
    return replace(file, text=text), came


def _left_out(file: Attachment, room: int, limits: AttachmentLimits) -> str:
    if not file.id:
        return LISTED_ONLY
    if file.content_type.startswith("image/"):
        return IMAGE
    if (file.size or 0) > limits.most_bytes:
        return f"elle dépasse {limits.most_megabytes} Mo"
    return "" if room > 0 else "le ticket a plus de pièces jointes que le guichet n’en lit"


async def _fetched(case: Case, file: Attachment, room: int) -> bytes:
    """Fetch a file, trying again while the trouble may pass: no file may stop an answer."""
    for _ in range(TRIES - 1):
        try:
            return await _fetch(case, file, room)
        except ConnectorError as error:
            if error.permanent:
                raise
        await asyncio.sleep(PAUSE_SECONDS)
    return await _fetch(case, file, room)


async def _fetch(case: Case, file: Attachment, room: int) -> bytes:
    async with using(case.ticket.system) as ticketing:
        return await ticketing.read_attachment(case.ticket.number, file.id, room)
