"""Alert, at once and by mail, whom the town named for it: somebody may be in danger.

No step of a run: the dashboard would show by it which ticket raised an alarm.
"""

import asyncio
import os
from datetime import datetime

import structlog

from app.recipients import carrier_of
from app.settings.sections import WrongSetting
from app.wiring import Wiring, current
from app.working_time import PARIS
from cases.queues import danger_alerts
from cases.queues.danger_alerts import Endangered
from cases.store.database import now
from connectors.mailbox.notices import OwnMail, send_all
from statute.french import moment

log = structlog.get_logger()


async def alert_untold() -> None:
    """Alert of each danger that nobody was told of; what did not leave is left for another time."""
    wiring = current()
    if not wiring.settings.alerts.email:
        return
    for one in await danger_alerts.read_unalerted(wiring.engine, now()):
        at = now()
        if not await danger_alerts.claim(wiring.engine, one, at):
            continue
        if await _send(wiring, one, at):
            await danger_alerts.record_alerted(wiring.engine, one, at)
        else:
            await danger_alerts.release(wiring.engine, one)


async def _send(wiring: Wiring, one: Endangered, at: datetime) -> bool:
    """Send the mail to each address; tell whether one may have got it."""
    try:
        carrying = carrier_of(wiring.settings, os.environ)
    except WrongSetting as error:
        log.warning("own_mail_failed", why=str(error))
        return False
    number = " ".join(one.ticket.number.split())
    about = f"alerte|{one.ticket.case_id}|{one.danger}|{one.since.isoformat()}"
    subject = f"Guichet RH : personne en danger, à appeler aujourd’hui (ticket {number})"
    text = text_of(wiring, one)
    mails = [OwnMail(address, subject, text, about) for address in wiring.settings.alerts.email]
    failed = await asyncio.to_thread(send_all, carrying.server, carrying.sender, mails, at)
    for _, why in failed:
        log.warning("own_mail_failed", why=type(why).__name__)
    return len(failed) < len(mails)


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
