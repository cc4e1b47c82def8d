"""A Request Tracker ticket as the journey reads it: public messages, files listed only."""

import asyncio
from collections.abc import Callable

from cases.model import Message, Ticket, TicketStatus
from connectors.json_http import JsonHttp
from connectors.request_tracker import api
from connectors.request_tracker.api import Site
from connectors.request_tracker.shapes import (
    ListedAttachment,
    Person,
    TicketRecord,
    Transaction,
)
from connectors.safe_text import CUT, clean, decode, html_to_text, listed_file

PUBLIC = frozenset({"Create", "Correspond"})


async def read_ticket(http: JsonHttp, site: Site, system: str, number: str) -> Ticket:
    """Read a ticket; one that was merged or deleted comes without its conversation."""
    record = await api.fetch_ticket(http, number)
    status = api.status_of(record, number, site)
    gone = status in {TicketStatus.MERGED, TicketStatus.DELETED}
    requester = await _requester(http, record)
    public = [] if gone else [t for t in await api.history(http, record.id) if t.type in PUBLIC]
    colleagues = await _colleagues(http, site, record, public)
    return Ticket(
        system=system,
        number=number,
        subject=clean(record.subject or ""),
        requester_email=clean(requester.email or ""),
        requester_name=clean(requester.real_name or ""),
        received_at=record.created,
        status=status,
        messages=tuple([await _message(http, site, colleagues, t) for t in public]),
        merged_into=record.id if status is TicketStatus.MERGED else None,
        requester_service=clean(requester.organization or "").strip(),
        outside=not api.is_followed(record, site),
    )


async def _requester(http: JsonHttp, record: TicketRecord) -> Person:
    """Read the first requester; the login stands for the address when the record is closed."""
    # fields[Requestor] is honoured in searches only, and searches hide deleted tickets.
    if not record.requestors:
        return Person()
    login = record.requestors[0].id
    known = await api.fetch_user(http, login)
    if known is None:
        return Person(EmailAddress=login if "@" in login else "")
    return known


async def _colleagues(
    http: JsonHttp, site: Site, record: TicketRecord, public: list[Transaction]
) -> frozenset[str]:
    """Find who writes for the service: ourselves, and the privileged who are no requester.

    Anybody else (a second address of the requester, somebody in copy) is heard as the requester:
    their word must not pass for an answer of the service.
    """
    requesters = {user.id for user in record.requestors}
    others = {t.creator.id for t in public} - requesters - {site.bot_user}
    known = {login: await api.fetch_user(http, login) for login in sorted(others)}
    privileged = {login for login, user in known.items() if user and user.privileged}
    return frozenset(privileged | {site.bot_user})


async def _message(
    http: JsonHttp, site: Site, colleagues: frozenset[str], transaction: Transaction
) -> Message:
    parts = await api.parts(http, transaction.id)
    opening = transaction.type == "Create"
    return Message(
        id=transaction.id,
        author=clean(transaction.creator.shown_name),
        at=transaction.created,
        text=await _text(http, [part for part in parts if _is_body(part)]),
        # An officer who opens a ticket for somebody writes down that person's request.
        from_requester=opening or transaction.creator.id not in colleagues,
        attachments=tuple(
            listed_file(part.filename, _kind(part), part.size, part.id)
            for part in parts
            if not _is_body(part) and not _kind(part).startswith("multipart/")
        ),
        ours=not opening and transaction.creator.id == site.bot_user,
    )


def _kind(part: ListedAttachment) -> str:
    return (part.content_type or "").lower()


def _is_body(part: ListedAttachment) -> bool:
    return not part.filename and _kind(part) in {"text/plain", "text/html"}


async def _text(http: JsonHttp, body: list[ListedAttachment]) -> str:
    for kind, read in (("text/plain", clean), ("text/html", html_to_text)):
        texts = [await _part(http, part, read) for part in body if _kind(part) == kind]
        text = clean("\n\n".join(text for text in texts if text.strip()))
        if text:
            return text
    return ""


async def _part(http: JsonHttp, part: ListedAttachment, read: Callable[[str], str]) -> str:
    if (part.size or 0) > api.MAX_PART_BYTES:
        return CUT
    return await asyncio.to_thread(read, decode(await api.content(http, part.id)))
