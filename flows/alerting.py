"""Alert, at once and by mail, whom the town named for it: somebody may be in danger.

No step of a run: the dashboard would show by it which ticket raised an alarm.
"""

import asyncio
import os
from datetime import datetime

import structlog

from cases import alerts
from cases.alerts import Endangered
from cases.store import now
from connectors.mailbox.notices import OwnMail, send_all
from flows.reminding import carrier_of
from flows.settings import WrongSetting
from flows.wiring import Wiring, current
from flows.working_time import PARIS
from statute.french import moment

log = structlog.get_logger()


async def alert_untold() -> None:
    """Alert of each danger that nobody was told of; what did not leave is left for another time."""
    wiring = current()
    if not wiring.settings.alerts.email:
        return
    for one in await alerts.read_unalerted(wiring.engine, now()):
        if await alerts.claim(wiring.engine, one, now()):
            await _alert(wiring, one)


async def _alert(wiring: Wiring, one: Endangered) -> None:
    at = now()
    if await _left(wiring, one, at):
        await alerts.record_alerted(wiring.engine, one, at)
    else:
        await alerts.release(wiring.engine, one)


async def _left(wiring: Wiring, one: Endangered, at: datetime) -> bool:
    """Send the mail to each address; tell whether one may have got it."""
    try:
        carrying = carrier_of(wiring.settings, os.environ)
    except WrongSetting as error:
        log.warning("own_mail_failed", why=str(error))
        return False
    mails = [_mail(wiring, one, address) for address in wiring.settings.alerts.email]
    failed = await asyncio.to_thread(send_all, carrying.server, carrying.sender, mails, at)
    for _, why in failed:
        log.warning("own_mail_failed", why=type(why).__name__)
    return len(failed) < len(mails)


def _mail(wiring: Wiring, one: Endangered, address: str) -> OwnMail:
    number = " ".join(one.ticket.number.split())
    about = f"alerte|{one.ticket.case_id}|{one.danger}|{one.since.isoformat()}"
    subject = f"Guichet RH : personne en danger, à appeler aujourd’hui (ticket {number})"
    return OwnMail(address, subject, text_of(wiring, one), about)


def text_of(wiring: Wiring, one: Endangered) -> str:
    """Write the mail: number, kind of danger, what to do; no word of the ticket, nobody's name."""
    number = " ".join(one.ticket.number.split())
    until = f", avant le {moment(one.due_at.astimezone(PARIS))}" if one.due_at else ""
    lines = [
        "Bonjour,",
        "",
        f"Le ticket {number} ({one.ticket.system}) laisse craindre un danger.",
        f"De quoi il s’agit : {one.kind}.",
        "",
        f"Ouvrez le dossier et appelez aujourd’hui{until} :",
        f"{wiring.settings.page.url}/dossiers/{one.ticket.case_id}",
        "",
        one.to_do,
        "",
        "Une réponse courte se prépare : une seule personne peut l’approuver.",
        "Elle ne remplace pas l’appel.",
        "",
    ]
    return "\n".join(lines)
