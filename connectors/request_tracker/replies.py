"""What we write in a ticket: replies, sent at most once, and internal notes."""

from http import HTTPStatus

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.json_http import Answer, JsonHttp, Unreachable
from connectors.request_tracker import records
from connectors.request_tracker.marked import carries, marked_html
from connectors.request_tracker.shapes import Complaint, Messages
from connectors.request_tracker.site import Site
from connectors.safe_text import decode

NO_REPLY = {
    TicketStatus.MERGED: "Le ticket a été fusionné avec un autre : répondre dans celui-ci.",
    TicketStatus.DELETED: "Le ticket a été supprimé : la réponse n’est pas partie.",
    TicketStatus.CLOSED: "Le ticket est clos et une réponse le rouvrirait : elle n’est pas partie.",
}
UNKNOWN = "La réponse a été confiée à Request Tracker, qui n’a pas dit s’il l’a envoyée."


async def post_reply(http: JsonHttp, site: Site, number: str, text: str, key: str) -> str:
    """Post the reply and its mark in one request; return the number of its transaction."""
    body = _body(site, text, key)
    await _refuse_unless_open(http, site, number)
    try:
        answer = await http.write("POST", f"/ticket/{number}/correspond", body)
    except Unreachable as error:
        raise Rejected(str(error)) from error
    except ConnectorError as error:
        raise OutcomeUnknown(UNKNOWN) from error
    return _posted(http, answer)


async def _refuse_unless_open(http: JsonHttp, site: Site, number: str) -> None:
    """Look before writing: Request Tracker accepts replies on deleted tickets and sends them."""
    record, _ = await records.fetch_ticket(http, number)
    reason = NO_REPLY.get(records.status_of(record, number, site))
    if reason is not None:
        raise Rejected(reason, permanent=True)


def _posted(http: JsonHttp, answer: Answer) -> str:
    refusal = http.refusal(answer)
    if refusal is not None and _says_no(http, answer):
        if isinstance(refusal, NotAllowed):
            # A matter of token or rights, not of this reply: it may leave once that is mended.
            raise refusal
        raise Rejected(
            str(refusal), permanent=refusal.permanent, retry_after=refusal.retry_after
        ) from refusal
    transaction = _created(http, answer) if refusal is None else None
    if transaction is None:
        raise OutcomeUnknown(UNKNOWN)
    return transaction


def _says_no(http: JsonHttp, answer: Answer) -> bool:
    """Whether Request Tracker itself refused; a gateway's error page proves nothing."""
    refused = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if not refused or answer.status == HTTPStatus.REQUEST_TIMEOUT or not answer.is_json:
        return False
    try:
        http.shaped(answer, Complaint)
    except BadAnswer:
        return False
    return True


def _created(http: JsonHttp, answer: Answer) -> str | None:
    try:
        http.shaped(http.believed(answer), Messages)
    except BadAnswer:
        return None
    return records.transaction_of(answer, http.base_url)


async def find_marked(http: JsonHttp, site: Site, number: str, kind: str, key: str) -> str | None:
    """Find our own transaction of a type that carries the mark of `key`, newest first."""
    for transaction in await records.own_transactions(http, number, kind, site.bot_user):
        for part in await records.parts(http, transaction.id):
            if part.content_type != "text/html" or (part.size or 0) > records.MAX_PART_BYTES:
                continue
            if carries(decode(await records.content(http, part.id)), key):
                return transaction.id
    return None


async def add_note(http: JsonHttp, site: Site, number: str, text: str, key: str) -> None:
    """Add an internal comment unless one with `key` is there, and look that it is there."""
    if await find_marked(http, site, number, "Comment", key):
        return
    try:
        answer = await http.write("POST", f"/ticket/{number}/comment", _body(site, text, key))
    except Unreachable:
        raise
    except ConnectorError as error:
        raise OutcomeUnknown(str(error), retry_after=site.grace.total_seconds()) from error
    http.believed(answer)
    if not await find_marked(http, site, number, "Comment", key):
        raise BadAnswer("Request Tracker a accepté la note interne mais ne la montre pas.")


def _body(site: Site, text: str, key: str) -> dict[str, object]:
    return {
        "Content": marked_html(text, key),
        "ContentType": "text/html",
        # An index for people who search; the mark in the text is the proof (written atomically).
        "TxnCustomFields": {site.key_field: key},
    }
