"""Which conversations changed since a cursor: by the numbers the server gives to mails."""

from pydantic import BaseModel, ConfigDict

from cases.model import TicketStatus
from connectors.base import Changes
from connectors.cursor import read_cursor
from connectors.mailbox.index import Contents, Shelf
from connectors.mailbox.letters import Letter, Place
from connectors.mailbox.threads import Threads

OVERLAP = 50
"""Numbers read again: a server may show a mail a little after one with a higher number."""

FOLLOWED = (Place.INBOX, Place.SENT)


class Mark(BaseModel):
    """Where the last look at a folder ended; `seen` are the numbers already told near that end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    validity: int
    last: int
    seen: tuple[int, ...] = ()


class Cursor(BaseModel):
    """One mark per folder followed: what comes in, and what colleagues send."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inbox: Mark
    sent: Mark


def changes_since(contents: Contents, threads: Threads, cursor: str | None) -> Changes:
    """List open conversations at first, then any with a new mail; open ones again on a restart."""
    start = read_cursor(Cursor, cursor, "de la boîte")
    marks = {Place.INBOX: start.inbox, Place.SENT: start.sent} if start else {}
    inbox = contents.shelves[Place.INBOX]
    restarted = start is None or start.inbox.validity != inbox.validity
    fresh = {place: _fresh(contents.shelves[place], marks.get(place)) for place in FOLLOWED}
    news = tuple(
        thread.number
        for thread in threads.by_number.values()
        if (restarted and thread.status is TicketStatus.OPEN)
        or any(_is_news(letter, fresh) for letter in thread.letters if not restarted)
    )
    following = {place.name.lower(): _next(contents.shelves[place]) for place in FOLLOWED}
    return Changes(news, Cursor.model_validate(following).model_dump_json())


def _fresh(shelf: Shelf, mark: Mark | None) -> frozenset[int]:
    if mark is None or mark.validity != shelf.validity:
        return frozenset(shelf.letters)
    told = frozenset(mark.seen)
    return frozenset(n for n in shelf.letters if n > mark.last - OVERLAP and n not in told)


def _is_news(letter: Letter, fresh: dict[Place, frozenset[int]]) -> bool:
    # Our own reply is no news to us.
    return not letter.key and letter.uid in fresh.get(letter.place, ())


def _next(shelf: Shelf) -> Mark:
    last = max(shelf.letters, default=0)
    near = tuple(sorted(n for n in shelf.letters if n > last - OVERLAP))
    return Mark(validity=shelf.validity, last=last, seen=near)
