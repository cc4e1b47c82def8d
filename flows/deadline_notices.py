"""Tell people of deadlines: by mail, by a note in the ticket, and on the dashboard.

Numbers and days, never personal data. A case is claimed before anything leaves, so it is told at
most once. What certainly did not leave is given back and tried at the next run; what may have left,
or a process that died, is not.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey

from app.recipients import MAIL, NOTE, addresses_of, carrier_of, way_of
from app.wiring import Wiring
from app.working_time import PARIS
from cases.model import CaseState, sha256_of
from cases.queues import deadlines
from cases.queues.deadlines import Due, Notice
from connectors.base import ConnectorError, OutcomeUnknown
from connectors.mailbox.notices import OwnMail, send_all
from flows.tasks import using
from flows.texts_report import plain
from statute.french import NBSP, counted, day, moment

log = structlog.get_logger()

MOST_LINES = 100
"""Of a mail."""
MOST_ROWS = 200
"""Of the dashboard's table."""
TABLE_KEY = "echeances"

_OPENING: Mapping[Notice, str] = {
    Notice.REMINDED: "Ces réponses attendent une décision, et leur échéance approche :",
    Notice.ESCALATED: "L’échéance de ces demandes est passée, et personne n’a encore décidé :",
}


@dataclass(frozen=True, slots=True)
class Notified:
    """How many cases were told, how many could not be, how many have nobody to be told to."""

    sent: int = 0
    failed: int = 0
    without_address: int = 0


async def notify(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Notified:
    """Tell whoever must know of each case, once."""
    pending = [one for one in due if notice not in one.notices]
    way = way_of(wiring.settings)
    if way == MAIL:
        return await _by_mail(wiring, pending, notice, at)
    if way == NOTE:
        return await _by_note(wiring, pending, notice, at)
    return Notified()


async def _by_mail(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Notified:
    carrying = carrier_of(wiring.settings, os.environ)
    heads = await deadlines.read_heads(wiring.engine)
    addresses = {one: addresses_of(one, notice, wiring.settings, heads) for one in due}
    mine = [
        one
        for one in due
        if addresses[one] and await deadlines.claim(wiring.engine, one, notice, at)
    ]
    by_address: defaultdict[str, list[Due]] = defaultdict(list)
    for one in mine:
        for address in addresses[one]:
            by_address[address].append(one)
    mails = [mail_of(wiring, to, cases, notice, at) for to, cases in sorted(by_address.items())]
    refused = await asyncio.to_thread(send_all, carrying.server, carrying.sender, mails, at)
    for _, error in refused:
        log.warning("deadline_mail_failed", notice=notice, why=type(error).__name__)
    # These addresses certainly got none.
    failed = {mail.to for mail, _ in refused}
    reached = {
        one.ticket.case_id
        for address, cases in by_address.items()
        if address not in failed
        for one in cases
    }
    missed = {one.ticket.case_id for one in mine} - reached
    await deadlines.release(wiring.engine, missed, notice, at)
    await deadlines.record_notice(wiring.engine, sorted(reached), notice, at, MAIL)
    return Notified(len(reached), len(missed), sum(not addresses[one] for one in due))


def mail_of(wiring: Wiring, to: str, cases: Sequence[Due], notice: Notice, at: datetime) -> OwnMail:
    """Write a mail of several cases; the same cases make the same mail for a whole day."""
    ids = ",".join(sorted(one.ticket.case_id for one in cases))
    about = f"{at.astimezone(PARIS).date()}|{notice}|{ids}"
    return OwnMail(to, subject_of(cases, notice), text_of(wiring, cases, notice), about)


async def _by_note(wiring: Wiring, due: Sequence[Due], notice: Notice, at: datetime) -> Notified:
    noted: list[str] = []
    failed = 0
    for one in due:
        if not await deadlines.claim(wiring.engine, one, notice, at):
            continue
        if await _add_note(wiring, one, notice):
            noted.append(one.ticket.case_id)
        else:
            failed += 1
            await deadlines.release(wiring.engine, [one.ticket.case_id], notice, at)
    await deadlines.record_notice(wiring.engine, noted, notice, at, NOTE)
    return Notified(len(noted), failed)


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
    lines = []
    for one in cases[:MOST_LINES]:
        # In mails alone: a note in the ticket may be read by more people.
        until = moment(one.due_at.astimezone(PARIS))
        danger = f"PERSONNE EN DANGER, à appeler avant le {until}, " if one.in_danger else ""
        lines.append(f"- {danger}{_line(wiring, one)}")
    if (left := len(cases) - MOST_LINES) > 0:
        lines.append(f"- … et {counted(left, 'autre')}, sur la page")
    closing = f"Rien ne part sans une approbation : {wiring.settings.page.url}"
    return "\n".join(["Bonjour,", "", _OPENING[notice], "", *lines, "", closing, ""])


def _line(wiring: Wiring, one: Due) -> str:
    number = " ".join(one.ticket.number.split())
    until = day(one.due_at.astimezone(PARIS).date())
    label = wiring.categories.get(one.category, one.category)
    handed_over = one.state is CaseState.HANDED_OVER and not one.in_danger
    gone = ", brouillon expiré deux fois" if handed_over else ""
    address = f"{wiring.settings.page.url}/dossiers/{one.ticket.case_id}"
    what = f"ticket {number} ({one.ticket.system}), {label}, échéance le {until}{gone}"
    return f"{what}{NBSP}: {address}"


async def publish_table(wiring: Wiring, due: Sequence[Due], at: datetime) -> None:
    """Publish on the dashboard what is late or near, unless it shows the same already."""
    markdown = table_of(wiring, due, at)
    key = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(any_=[TABLE_KEY]))
    async with get_client() as client:
        published = await client.read_latest_artifacts(artifact_filter=key)
    if not published or markdown != str(published[0].data):
        await acreate_markdown_artifact(
            key=TABLE_KEY, markdown=markdown, description="Échéances proches ou passées"
        )


def table_of(wiring: Wiring, due: Sequence[Due], at: datetime) -> str:
    """Write in Markdown what is late or near, the first due first."""
    late = sum(one.due_at < at for one in due)
    title = f"# Échéances, {day(at.astimezone(PARIS).date())}"
    lines = [title, "", f"{late} en retard, {counted(len(due) - late, 'échéance')} à venir."]
    if due:
        lines += ["", "| Ticket | Échéance | État |", "|---|---|---|"]
    for one in due[:MOST_ROWS]:
        number = f"{plain(one.ticket.system)} {plain(one.ticket.number)}"
        link = f"[{number}]({wiring.settings.page.url}/dossiers/{one.ticket.case_id})"
        until = day(one.due_at.astimezone(PARIS).date())
        lines.append(f"| {link} | {until} | {_state(one, at)} |")
    if (left := len(due) - MOST_ROWS) > 0:
        lines += ["", f"… et {counted(left, 'autre')}."]
    return "\n".join(lines)


def _state(one: Due, at: datetime) -> str:
    if one.state is CaseState.HANDED_OVER and not one.in_danger:
        return "brouillon expiré deux fois, à traiter dans le ticket"
    head = ", responsable averti" if Notice.ESCALATED in one.notices else ""
    return f"en retard{head}" if one.due_at < at else "à décider"
