"""Internal notes: added once, and looked at again to be sure that they are internal."""

from connectors.base import BadAnswer, ConnectorError, OutcomeUnknown
from connectors.json_http import JsonHttp, Unreachable
from connectors.zammad import records
from connectors.zammad.marked import carries, marked
from connectors.zammad.shapes import Article
from connectors.zammad.site import Site


async def add_note(http: JsonHttp, site: Site, number: str, text: str, key: str) -> None:
    """Add an internal note unless one with `key` is there, and look that it is there."""
    body = marked(text, key)
    if await _find(http, number, key):
        return
    # `note` and nothing else: a mail marked internal is sent to the requester all the same.
    body |= {"ticket_id": int(number), "type": "note", "internal": True, "subject": "Guichet RH"}
    try:
        answer = await http.write("POST", "/ticket_articles", body)
    except Unreachable:
        raise
    except ConnectorError as error:
        raise OutcomeUnknown(str(error), retry_after=site.grace.total_seconds()) from error
    http.believed(answer)
    note = await _find(http, number, key)
    if note is None:
        raise BadAnswer("Zammad a accepté la note interne mais ne la montre pas.")
    if not note.internal:
        await _hide(http, note)


async def _find(http: JsonHttp, number: str, key: str) -> Article | None:
    me = await records.myself(http)
    for article in reversed(await records.articles(http, number)):
        mine = article.created_by_id == me.id and article.type == "note"
        if mine and carries(article, key):
            return article
    return None


async def _hide(http: JsonHttp, note: Article) -> None:
    answer = await http.write("PUT", f"/ticket_articles/{note.id}", {"internal": True})
    if not http.shaped(http.believed(answer), Article).internal:
        raise BadAnswer(
            "Zammad montre au demandeur une note qui devait rester interne : la masquer à la main.",
            permanent=True,
        )
