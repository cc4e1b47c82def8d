"""Reading Request Tracker's records: tickets, their transactions, the parts of a message."""

import asyncio
import base64
import binascii
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import quote

import httpx

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound, TooLarge, too_large
from connectors.json_http import Answer, JsonHttp, server_time
from connectors.request_tracker.shapes import (
    AttachmentContent,
    AttachmentPage,
    ListedAttachment,
    ListedTicket,
    Page,
    TicketPage,
    TicketRecord,
    Transaction,
    TransactionPage,
    UserRecord,
)

MAX_PAGES = 200
MAX_PART_BYTES = 4 * 1024 * 1024
PER_PAGE = "100"
_HEADERS_BYTES = 256 * 1024

_NEXT_PAGE = re.compile(r"[?&;]page=([0-9]{1,6})(?:&|;|$)")

PageShape = TypeVar("PageShape", bound=Page)


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose. `bot_user` is the login whose token we use.

    `tags_field`: the custom field that holds tags; empty where there is none.
    `grace` is how long a write may still be running there: at least its own request limit.
    """

    queues: tuple[str, ...]
    bot_user: str
    category_field: str = "Category"
    key_field: str = "TriageKey"
    tags_field: str = ""
    closed_statuses: tuple[str, ...] = ("resolved", "rejected")
    grace: timedelta = timedelta(seconds=120)


def valid(number: str) -> str:
    """Return a ticket number that may enter a path or a query; raises `NotFound` otherwise."""
    if not re.fullmatch("[0-9]{1,12}", number):
        raise NotFound("Ce numéro de ticket n’en est pas un pour Request Tracker.", permanent=True)
    return number


async def fetch_ticket(http: JsonHttp, number: str) -> TicketRecord:
    """Read a ticket. One that was merged away answers as the one it went into."""
    answer = await http.get(f"/ticket/{valid(number)}", {"fields[Queue]": "Name"})
    record = http.shaped(answer, TicketRecord)
    return record.model_copy(update={"etag": answer.headers.get("etag")})


def status_of(record: TicketRecord, number: str, site: Site) -> TicketStatus:
    """Reduce what the record says to what changes our conduct."""
    if record.id != number:
        return TicketStatus.MERGED
    if record.status == "deleted":
        return TicketStatus.DELETED
    closed = record.status in site.closed_statuses
    return TicketStatus.CLOSED if closed else TicketStatus.OPEN


def is_followed(record: TicketRecord, site: Site) -> bool:
    """Tell whether a ticket is in one of our queues, named as a search understands it."""
    followed = {queue.casefold() for queue in site.queues}
    return bool(followed & {record.queue.name.casefold(), record.queue.id})


async def fetch_user(http: JsonHttp, login: str) -> UserRecord | None:
    """Read somebody's record; None when it is closed to us."""
    try:
        answer = await http.get(f"/user/{quote(login, safe='@')}")
    except (NotAllowed, NotFound):
        return None
    return http.shaped(answer, UserRecord)


async def list_changed(
    http: JsonHttp, site: Site, since: datetime | None
) -> tuple[list[ListedTicket], datetime | None]:
    """Read the tickets of our queues changed since a time; None: all that are active.

    With the server's time when the look began. Pages go by id: pages by time would skip a ticket
    when another one changes meanwhile.
    """
    queues = " OR ".join(f"Queue = {quoted(queue)}" for queue in site.queues)
    # Without a zone, Request Tracker reads a date in the time zone of the account.
    condition = (
        f"LastUpdated >= '{since.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC'"
        if since
        else "Status = '__Active__'"
    )
    found: list[ListedTicket] = []
    began: datetime | None = None
    for _ in range(MAX_PAGES):
        params = {
            "query": f"({queues}) AND {condition} AND id > {found[-1].id if found else 0}",
            "orderby": "id",
            "order": "ASC",
            "per_page": PER_PAGE,
            "fields": "LastUpdated",
        }
        answer = await http.get("/tickets", params)
        began = began or server_time(answer.headers)
        page = http.shaped(answer, TicketPage)
        found += page.items
        if not page.items or page.next_page is None:
            return found, began
    raise ConnectorError(
        "Trop de tickets à relire d’un coup dans Request Tracker : réduire les files suivies.",
        permanent=True,
    )


async def pages(
    http: JsonHttp, path: str, params: Mapping[str, str], shape: type[PageShape]
) -> AsyncIterator[PageShape]:
    """Read a list page by page; raises `BadAnswer` when it does not end."""
    page = 1
    for _ in range(MAX_PAGES):
        answer = await http.get(path, {**params, "per_page": PER_PAGE, "page": str(page)})
        read = http.shaped(answer, shape)
        yield read
        # The address in next_page is the server's word: only its page number is used.
        following = _NEXT_PAGE.search(read.next_page or "")
        if following is None or int(following[1]) <= page:
            return
        page = int(following[1])
    raise BadAnswer("Une liste de Request Tracker ne finit pas.", permanent=True)


async def history(http: JsonHttp, number: str) -> list[Transaction]:
    """List what happened to a ticket and to those merged into it, oldest first."""
    params = {"fields": "Type,Creator,Created", "fields[Creator]": "RealName"}
    path = f"/ticket/{valid(number)}/history"
    found = [t async for p in pages(http, path, params, TransactionPage) for t in p.items]
    return sorted(found, key=lambda transaction: int(transaction.id))


async def own_transactions(
    http: JsonHttp, number: str, kind: str, bot_user: str
) -> list[Transaction]:
    """List our own transactions of one type on a ticket, newest first."""
    query = f"TicketId = {valid(number)} AND Type = {quoted(kind)} AND Creator = {quoted(bot_user)}"
    params = {"query": query, "orderby": "id", "order": "DESC", "fields": "Type,Creator,Created"}
    listed = [
        t async for p in pages(http, "/transactions", params, TransactionPage) for t in p.items
    ]
    return [t for t in listed if t.type == kind and t.creator.id == bot_user]


async def parts(http: JsonHttp, transaction: str) -> list[ListedAttachment]:
    """List the parts of a message without reading them."""
    # Asking for Parent here makes Request Tracker 5.0.7 answer 500.
    params = {"fields": "ContentType,Filename,ContentLength"}
    path = f"/transaction/{transaction}/attachments"
    return [a async for p in pages(http, path, params, AttachmentPage) for a in p.items]


async def content(http: JsonHttp, attachment: str) -> bytes:
    """Read the bytes of one part; raises `BadAnswer` when they are not base64."""
    return _decoded(http, await http.get(f"/attachment/{attachment}"))


async def fetch_file(http: JsonHttp, attachment: str, most_bytes: int) -> bytes:
    """Read a file of any size up to `most_bytes`; raises `TooLarge`, `NotFound`, `BadAnswer`."""
    if not re.fullmatch("[0-9]{1,18}", attachment):
        raise NotFound("Ce n’est pas une pièce de Request Tracker.", permanent=True)
    # Base64 in lines takes 1.4 times the bytes; the record holds the part's headers besides.
    room = most_bytes * 3 // 2 + _HEADERS_BYTES
    try:
        answer = http.believed(await http.fetch(f"/attachment/{attachment}", room))
    except TooLarge:
        raise too_large(most_bytes) from None
    found = await asyncio.to_thread(_decoded, http, answer)
    if len(found) > most_bytes:
        raise too_large(most_bytes)
    return found


def _decoded(http: JsonHttp, answer: Answer) -> bytes:
    try:
        written = "".join((http.shaped(answer, AttachmentContent).content or "").split())
        # Lenient decoding would skip what is not base64, and give other bytes than were stored.
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswer("Une pièce de Request Tracker n’est pas lisible.") from None


def transaction_of(answer: Answer, client_url: httpx.URL) -> str | None:
    """Read the number of the transaction a write made, from a Location on our own server."""
    location = client_url.join(answer.headers.get("location", ""))
    if (location.scheme, location.host, location.port) != (
        client_url.scheme,
        client_url.host,
        client_url.port,
    ):
        return None
    found = re.search(r"/REST/2\.0/transaction/([0-9]{1,18})$", location.path)
    return found[1] if found else None


def quoted(value: str) -> str:
    """Quote a value for TicketSQL."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
