"""What became of a mail that Zammad promised to send: it leaves after the article is stored."""

import asyncio
from collections.abc import Iterable
from enum import Enum, auto

from connectors.base import OutcomeUnknown, Rejected
from connectors.json_http import JsonHttp
from connectors.zammad.records import EXPANDED
from connectors.zammad.shapes import Article
from connectors.zammad.site import Site

ATTEMPTS = 4
"""After so many Zammad gives up, writes an internal article and opens the ticket again."""

FAILED = (
    "Zammad n’a pas pu envoyer le courriel : la réponse est dans le ticket mais le demandeur "
    "ne l’a pas reçue. La renvoyer depuis Zammad une fois la cause corrigée."
)
UNDER_WAY = (
    "La réponse est dans le ticket, mais Zammad n’a pas encore dit si son courriel est parti."
)


class Fate(Enum):
    """Where the mail of an article stands."""

    SENT = auto()
    FAILED = auto()
    UNDER_WAY = auto()


def fate_of(article: Article, others: Iterable[Article] = ()) -> Fate:
    """Tell what became of an article's mail; what is no mail has arrived once it is stored."""
    if article.type != "email":
        return Fate.SENT
    status = article.noted("delivery_status")
    if status == "success":
        return Fate.SENT
    attempts = article.noted("delivery_retry")
    tried_out = status == "fail" and attempts.isdecimal() and int(attempts) >= ATTEMPTS
    return Fate.FAILED if tried_out or _given_up(article, others) else Fate.UNDER_WAY


def _given_up(article: Article, others: Iterable[Article]) -> bool:
    return any(
        other.sender == "System" and other.noted("delivery_article_id_related") == article.id
        for other in others
    )


def settled(article: Article, fate: Fate) -> str:
    """Return the id of an article whose mail left.

    Raises `Rejected` when Zammad gave up sending it, `OutcomeUnknown` while it is still trying.
    """
    if fate is Fate.FAILED:
        raise Rejected(FAILED, permanent=True)
    if fate is Fate.UNDER_WAY:
        raise OutcomeUnknown(UNDER_WAY)
    return article.id


async def followed(http: JsonHttp, site: Site, article: Article) -> str:
    """Wait for an article's mail to leave; raises as `settled` when it did not in time."""
    pause = site.look_every.total_seconds()
    for _ in range(int(site.follow / site.look_every)):
        if fate_of(article) is not Fate.UNDER_WAY:
            break
        await asyncio.sleep(pause)
        answer = await http.get(f"/ticket_articles/{article.id}", EXPANDED)
        article = http.shaped(answer, Article)
    return settled(article, fate_of(article))
