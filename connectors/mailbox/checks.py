"""Is this mailbox ready for us? Each line is for a person to read."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from connectors.base import Check, ConnectorError
from connectors.mailbox.carrier import carrier
from connectors.mailbox.door import session
from connectors.mailbox.index import SENT_KEYWORD
from connectors.mailbox.session import Session
from connectors.mailbox.site import Server, Servers, Site

SMALLEST_LIMIT = 1_000_000
CLOCKS_APART = timedelta(minutes=5)


def check(servers: Servers, site: Site, clock: Callable[[], datetime]) -> tuple[Check, ...]:
    """Test reading, then folders, keywords and clocks; and sending, without sending anything."""
    what = "Lecture (IMAP) : adresse, chiffrement, mot de passe"
    lines: list[Check] = []
    try:
        with session(servers.imap) as opened:
            lines.append(Check(what, ok=True))
            lines += _mailbox(opened, site, clock())
    except ConnectorError as error:
        lines.append(Check(what, ok=False, advice=str(error)))
    return (*lines, *_sending(servers.smtp, site))


def _mailbox(opened: Session, site: Site, now: datetime) -> Iterator[Check]:
    for folder in (site.inbox, site.sent, site.treated):
        if folder:
            yield _folder(opened, folder)
    yield _notes(opened, site)
    yield _clock(opened, site, now)


def _folder(opened: Session, folder: str) -> Check:
    what = f"Dossier « {folder} » et ses mots-clés"
    try:
        takes = opened.open(folder, to_write=True).takes(SENT_KEYWORD)
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    advice = "Ce dossier n’accepte pas de nouveaux mots-clés : les permettre dans la messagerie."
    return Check(what, ok=takes, advice="" if takes else advice)


def _notes(opened: Session, site: Site) -> Check:
    there = opened.exists(site.notes)
    return Check(
        f"Dossier « {site.notes} »{'' if there else ' (créé à la première note)'}", ok=True
    )


def _clock(opened: Session, site: Site, now: datetime) -> Check:
    """Compare with the newest mail: one from the future tells that the clocks differ."""
    what = "Heure du serveur de messagerie"
    if not opened.exists(site.inbox):
        return Check(what, ok=True)
    opened.open(site.inbox)
    newest = opened.search("SINCE", now.date())[-1:]
    arrived = max((header.arrived for header in opened.headers(newest)), default=now)
    apart = arrived - now > CLOCKS_APART
    advice = "L’heure du guichet et celle de la messagerie diffèrent : régler les horloges."
    return Check(what, ok=not apart, advice=advice if apart else "")


def _sending(smtp: Server, site: Site) -> Iterator[Check]:
    what = "Envoi (SMTP) : adresse, chiffrement, mot de passe"
    try:
        with carrier(smtp, site.domain) as sender:
            limit = sender.max_bytes
    except ConnectorError as error:
        yield Check(what, ok=False, advice=str(error))
        return
    yield Check(what, ok=True)
    small = limit is not None and 0 < limit < SMALLEST_LIMIT
    advice = f"Le serveur d’envoi ne prend que {limit} octets : relever cette limite."
    yield Check("Envoi : taille permise", ok=not small, advice=advice if small else "")
