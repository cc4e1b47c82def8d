"""A Zammad ticket as the journey reads it: public messages, files listed only."""

import asyncio

from cases.attachment import Attachment
from cases.model import Message, Ticket, TicketStatus
from connectors.json_http import JsonHttp
from connectors.safe_text import clean, html_to_text
from connectors.zammad import records
from connectors.zammad.shapes import Article, File, TicketRecord
from connectors.zammad.site import Site


async def read_ticket(http: JsonHttp, site: Site, system: str, number: str) -> Ticket:
    """Read a ticket; a merged one comes without its conversation, which has moved."""
    record = await records.fetch_ticket(http, number)
    status = records.status_of(record, site)
    merged = status is TicketStatus.MERGED
    requester = await records.requester(http, record)
    return Ticket(
        system=system,
        number=number,
        subject=clean(record.title or ""),
        requester_email=clean(requester.email or "").strip(),
        requester_name=clean(f"{requester.firstname or ''} {requester.lastname or ''}").strip(),
        received_at=record.created_at,
        status=status,
        messages=() if merged else await _messages(http, record),
        merged_into=await records.merged_into(http, number) if merged else None,
        requester_service=clean(record.organization or "").strip(),
        outside=record.group not in site.groups,
    )


async def _messages(http: JsonHttp, record: TicketRecord) -> tuple[Message, ...]:
    me = await records.myself(http)
    public = [a for a in await records.articles(http, record.id) if a.is_conversation]
    opening = public[0].id if public else ""
    return tuple([await _message(article, me.id, opening) for article in public])


async def _message(article: Article, me: str, opening: str) -> Message:
    # An officer who opens a ticket (by telephone, say) writes down somebody's request; a mail
    # that opens one is the service writing first.
    written_down = article.id == opening and article.type != "email"
    by_service = article.sender == "Agent" and not written_down
    return Message(
        id=article.id,
        author=clean(article.sent_from or article.created_by or ""),
        at=article.created_at,
        text=await _text(article),
        from_requester=not by_service,
        attachments=tuple(_listed(article, file) for file in article.attachments),
        ours=by_service and article.created_by_id == me,
    )


async def _text(article: Article) -> str:
    is_html = (article.content_type or "").partition(";")[0].strip().lower() == "text/html"
    return await asyncio.to_thread(html_to_text if is_html else clean, article.body or "")


def _listed(article: Article, file: File) -> Attachment:
    name = clean(file.filename or "")[:200] or "sans nom"
    place = f"{article.id}-{file.id}" if file.id else ""
    return Attachment(name, clean(file.kind).lower()[:100], file.length, place)
