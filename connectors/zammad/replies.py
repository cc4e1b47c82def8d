"""Replies to the requester: stored once, and followed until their mail has left."""

from http import HTTPStatus

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.json_http import Answer, JsonHttp, Unreachable
from connectors.zammad import delivery, records
from connectors.zammad.marked import carries, marked
from connectors.zammad.shapes import Article, Complaint, TicketRecord
from connectors.zammad.site import Site

NO_REPLY = {
    TicketStatus.MERGED: "Le ticket a été fusionné avec un autre : répondre dans celui-ci.",
    TicketStatus.CLOSED: "Le ticket est clos : la réponse n’est pas partie.",
}
UNKNOWN = "La réponse a été confiée à Zammad, qui n’a pas dit s’il l’a enregistrée."
NO_ADDRESS = (
    "Le demandeur n’a pas d’adresse électronique dans Zammad : la réponse n’est pas partie."
)
HIDDEN = (
    "Le ticket a été fusionné avec un autre que le compte du guichet ne voit pas : "
    "y vérifier si la réponse est partie."
)
READ_IN_PLACE = frozenset({"web", "chat"})
"""Channels whose requester reads the ticket itself."""


async def post_reply(http: JsonHttp, site: Site, number: str, text: str, key: str) -> str:
    """Post the reply and its mark in one request; return the id of its article.

    Raises `Rejected` when Zammad could not send the mail, `OutcomeUnknown` while it still tries.
    """
    body = marked(text, key)
    record = await records.fetch_ticket(http, number)
    reason = NO_REPLY.get(records.status_of(record, site))
    if reason is not None:
        raise Rejected(reason, permanent=True)
    body |= await _addressed(http, record)
    article = _posted(http, await _write(http, body))
    try:
        return await delivery.followed(http, site, article)
    except (Rejected, OutcomeUnknown):
        raise
    except ConnectorError as error:
        raise OutcomeUnknown(delivery.UNDER_WAY) from error


async def _addressed(http: JsonHttp, record: TicketRecord) -> dict[str, object]:
    """Choose the channel: a mail, as Zammad's own page does, else the one the ticket came by."""
    requester = await records.requester(http, record)
    channel = record.create_article_type or ""
    address = (requester.email or "").strip()
    if not address and channel not in READ_IN_PLACE:
        raise Rejected(NO_ADDRESS, permanent=True)
    return {
        "ticket_id": int(record.id),
        "type": "email" if address else channel,
        "to": address,
        "subject": record.title or "",
        # An internal mail is sent all the same: only this says that the reply is public.
        "internal": False,
    }


async def _write(http: JsonHttp, body: dict[str, object]) -> Answer:
    try:
        return await http.write("POST", "/ticket_articles", body)
    except Unreachable as error:
        raise Rejected(str(error)) from error
    except ConnectorError as error:
        raise OutcomeUnknown(UNKNOWN) from error


def _posted(http: JsonHttp, answer: Answer) -> Article:
    refusal = http.refusal(answer)
    if refusal is not None and _says_no(http, answer):
        if isinstance(refusal, NotAllowed):
            # A matter of token or rights, not of this reply: it may leave once that is mended.
            raise refusal
        raise Rejected(
            str(refusal), permanent=refusal.permanent, retry_after=refusal.retry_after
        ) from refusal
    try:
        return http.shaped(http.believed(answer), Article)
    except ConnectorError as error:
        raise OutcomeUnknown(UNKNOWN) from error


def _says_no(http: JsonHttp, answer: Answer) -> bool:
    """Whether Zammad itself refused; a gateway's error page proves nothing."""
    refused = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if not refused or answer.status == HTTPStatus.REQUEST_TIMEOUT or not answer.is_json:
        return False
    try:
        http.shaped(answer, Complaint)
    except BadAnswer:
        return False
    return True


async def find_reply(http: JsonHttp, site: Site, number: str, key: str) -> str | None:
    """Find our public article that carries `key`, newest first; None when there is none now.

    Raises `Rejected` when it is there and its mail never left, `OutcomeUnknown` while Zammad
    still tries to send it.
    """
    held = await _where_articles_are(http, site, number)
    me = await records.myself(http)
    written = await records.articles(http, held)
    for article in reversed(written):
        mine = article.created_by_id == me.id and article.is_conversation
        if mine and carries(article, key):
            return delivery.settled(article, delivery.fate_of(article, written))
    return None


async def _where_articles_are(http: JsonHttp, site: Site, number: str) -> str:
    """Follow a merge, which moves the articles: under the old number there would be none."""
    record = await records.fetch_ticket(http, number)
    if records.status_of(record, site) is not TicketStatus.MERGED:
        return record.id
    into = await records.merged_into(http, number)
    if into is None:
        raise OutcomeUnknown(HIDDEN)
    return into
