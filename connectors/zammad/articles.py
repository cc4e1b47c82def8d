"""Zammad's articles: read as messages, ours written with a mark, and what became of their mail.

The key stands in the article's preferences, which no reader sees. Zammad's sanitizer drops
comments and most attributes but keeps classes: a class carries it a second time.
"""

import asyncio
import re
from collections.abc import Iterable
from enum import Enum, auto

from cases.model import Message
from connectors.base import OutcomeUnknown, Rejected, checked_key
from connectors.safe_text import clean, html_paragraphs, html_to_text, listed_file
from connectors.zammad.shapes import Article

ATTEMPTS = 4
"""After so many Zammad gives up, writes an internal article and opens the ticket again."""

FAILED = (
    "Zammad n’a pas pu envoyer le courriel : la réponse est dans le ticket mais le demandeur "
    "ne l’a pas reçue. La renvoyer depuis Zammad une fois la cause corrigée."
)
UNDER_WAY = (
    "La réponse est dans le ticket, mais Zammad n’a pas encore dit si son courriel est parti."
)
_CLASSES = re.compile(r"""\sclass=["']([^"'<>]*)["']""")


def marked(text: str, key: str) -> dict[str, object]:
    """Write plain text as the HTML body of an article that carries `key`."""
    return {
        "content_type": "text/html",
        "body": f'<div class="{_class(key)}">\n{html_paragraphs(text)}</div>',
        "preferences": {"triage_key": checked_key(key)},
    }


def carries(article: Article, key: str) -> bool:
    """Tell whether an article carries `key`; only our own articles may be asked."""
    if article.noted("triage_key") == checked_key(key):
        return True
    classes = (name for found in _CLASSES.findall(article.body or "") for name in found.split())
    return _class(key) in classes


def _class(key: str) -> str:
    return f"tk-{checked_key(key)}"


class MailStatus(Enum):
    """Where the mail of an article stands: Zammad sends it after the article is stored."""

    SENT = auto()
    FAILED = auto()
    UNDER_WAY = auto()


def mail_status(article: Article, others: Iterable[Article] = ()) -> MailStatus:
    """Tell what became of an article's mail; what is no mail has arrived once it is stored."""
    status = article.noted("delivery_status")
    if article.type != "email" or status == "success":
        return MailStatus.SENT
    attempts = article.noted("delivery_retry")
    tried_out = status == "fail" and attempts.isdecimal() and int(attempts) >= ATTEMPTS
    given_up = any(
        other.sender == "System" and other.noted("delivery_article_id_related") == article.id
        for other in others
    )
    return MailStatus.FAILED if tried_out or given_up else MailStatus.UNDER_WAY


def sent_id(article: Article, status: MailStatus) -> str:
    """Return the id of an article whose mail left.

    Raises `Rejected` when Zammad gave up sending it, `OutcomeUnknown` while it is still trying.
    """
    if status is MailStatus.FAILED:
        raise Rejected(FAILED, permanent=True)
    if status is MailStatus.UNDER_WAY:
        raise OutcomeUnknown(UNDER_WAY)
    return article.id


async def read_message(article: Article, me: str, opening: str) -> Message:
    """Read an article of the conversation; `me` is our account, `opening` the first article."""
    # An officer who opens a ticket (by telephone, say) writes down somebody's request; a mail
    # that opens one is the service writing first.
    written_down = article.id == opening and article.type != "email"
    by_service = article.sender == "Agent" and not written_down
    is_html = (article.content_type or "").partition(";")[0].strip().lower() == "text/html"
    read = html_to_text if is_html else clean
    files = [(f, f"{article.id}-{f.id}" if f.id else "") for f in article.attachments]
    return Message(
        id=article.id,
        author=clean(article.sent_from or article.created_by or ""),
        at=article.created_at,
        text=await asyncio.to_thread(read, article.body or ""),
        from_requester=not by_service,
        attachments=tuple(
            listed_file(file.filename, file.kind.lower(), file.length, place)
            for file, place in files
        ),
        ours=by_service and article.created_by_id == me,
    )
