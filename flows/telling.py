"""Tell people of deadlines by mail or by a note in the ticket: numbers, never personal data.

A case is claimed before anything leaves, so it is told at most once. What certainly did not leave
is given back and tried at the next run; what may have left, or a process that died, is not.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from cases import deadlines
from cases.deadlines import Due, Notice
from cases.model import CaseState, sha256_of
from connectors.base import ConnectorError, OutcomeUnknown
from connectors.mailbox.notices import OwnMail, send_all
from flows.reminding import MAIL, NOTE, Carrying, addresses_of, carrier_of, way_of
from flows.tasks import using
from flows.wiring import Wiring
from flows.working_time import PARIS
from statute.french import NBSP, counted, day, moment

log = structlog.get_logger()

MOST_LINES = 100

_OPENING: Mapping[Notice, str] = {
    Notice.REMINDED: "Ces réponses attendent une décision, et leur échéance approche :",
    Notice.ESCALATED: "L’échéance de ces demandes est passée, et personne n’a encore décidé :",
}


@dataclass(frozen=True, slots=True)
class Told:
    """How many cases were told, could not be, and have nobody to be told to."""

    told: int = 0
    failed: int = 0
    without_address: int = 0


async def tell_of(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Told:
    """Tell whoever must know of each case, once."""
    untold = [one for one in due if notice not in one.told]
    way = way_of(wiring.settings)
    if way == MAIL:
        return await _by_mail(wiring, untold, notice, at)
    if way == NOTE:
        return await _by_note(wiring, untold, notice, at)
    return Told()


async def _by_mail(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Told:
    carrying = carrier_of(wiring.settings, os.environ)
    heads = await deadlines.read_heads(wiring.engine)
    to = {one: addresses_of(one, notice, wiring.settings, heads) for one in due}
    mine = [one for one in due if to[one] and await deadlines.claim(wiring.engine, one, notice, at)]
    by_address: defaultdict[str, list[Due]] = defaultdict(list)
    for one in mine:
        for address in to[one]:
            by_address[address].append(one)
    failed = await _send(carrying, _mails(wiring, by_address, notice, at), notice, at)
    reached = {
        one.ticket.case_id
        for address, cases in by_address.items()
        if address not in failed
        for one in cases
    }
    missed = {one.ticket.case_id for one in mine} - reached
    await deadlines.release(wiring.engine, missed, notice, at)
    await deadlines.record_told(wiring.engine, sorted(reached), notice, at, MAIL)
    return Told(len(reached), len(missed), sum(not to[one] for one in due))


def _mails(
    wiring: Wiring, by_address: Mapping[str, Sequence[Due]], notice: Notice, at: datetime
) -> list[OwnMail]:
    return [
        OwnMail(
            address,
            subject_of(cases, notice),
            text_of(wiring, cases, notice),
            _about(cases, notice, at),
        )
        for address, cases in sorted(by_address.items())
    ]


async def _send(
    carrying: Carrying, mails: Sequence[OwnMail], notice: Notice, at: datetime
) -> set[str]:
    """Send the mails; give the addresses that certainly got none."""
    failed = await asyncio.to_thread(send_all, carrying.server, carrying.sender, mails, at)
    for _, error in failed:
        log.warning("deadline_mail_failed", notice=notice, why=type(error).__name__)
    return {mail.to for mail, _ in failed}


async def _by_note(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Told:
    told: list[str] = []
    failed = 0
    for one in due:
        if not await deadlines.claim(wiring.engine, one, notice, at):
            continue
        if await _add_note(wiring, one, notice):
            told.append(one.ticket.case_id)
        else:
            failed += 1
            await deadlines.release(wiring.engine, [one.ticket.case_id], notice, at)
    await deadlines.record_told(wiring.engine, told, notice, at, NOTE)
    return Told(len(told), failed)


async def _add_note(wiring: Wiring, one: Due, notice: Notice) -> bool:
    text = "\n".join(["Guichet RH", _OPENING[notice], _line(wiring, one)])
    key = sha256_of(f"{notice}:{one.ticket.case_id}:{one.due_at.isoformat()}")[:32]
    try:
        async with using(one.ticket.system) as ticketing:
            await ticketing.add_note(one.ticket.number, text, key)
    except OutcomeUnknown:
        return True
    except ConnectorError as error:
        log.warning("deadline_note_failed", notice=notice, why=type(error).__name__)
        return False
    return True


def subject_of(cases: Sequence[Due], notice: Notice) -> str:
    """Write the subject of a mail: a count and nothing of any ticket."""
    what = "échéance proche" if notice is Notice.REMINDED else "échéance passée"
    return f"Guichet RH : {counted(len(cases), 'demande')}, {what}"


def text_of(wiring: Wiring, cases: Sequence[Due], notice: Notice) -> str:
    """Write a mail: a line for each case, most pressing first."""
    lines = [f"- {_pressing(one)}{_line(wiring, one)}" for one in cases[:MOST_LINES]]
    if left := len(cases) - MOST_LINES:
        lines += [f"- … et {counted(left, 'autre')}, sur la page"] if left > 0 else []
    page = wiring.settings.page.url
    closing = f"Rien ne part sans une approbation : {page}"
    return "\n".join(["Bonjour,", "", _OPENING[notice], "", *lines, "", closing, ""])


def _pressing(one: Due) -> str:
    # In mails alone: a note in the ticket may be read by more people.
    if not one.in_danger:
        return ""
    until = moment(one.due_at.astimezone(PARIS))
    return f"PERSONNE EN DANGER, à appeler avant le {until}, "


def _line(wiring: Wiring, one: Due) -> str:
    number = " ".join(one.ticket.number.split())
    until = day(one.due_at.astimezone(PARIS).date())
    label = wiring.categories.get(one.category, one.category)
    handed_over = one.state is CaseState.HANDED_OVER and not one.in_danger
    gone = ", brouillon expiré deux fois" if handed_over else ""
    address = f"{wiring.settings.page.url}/dossiers/{one.ticket.case_id}"
    what = f"ticket {number} ({one.ticket.system}), {label}, échéance le {until}{gone}"
    return f"{what}{NBSP}: {address}"


def _about(cases: Sequence[Due], notice: Notice, at: datetime) -> str:
    ids = ",".join(sorted(one.ticket.case_id for one in cases))
    return f"{at.astimezone(PARIS).date()}|{notice}|{ids}"
