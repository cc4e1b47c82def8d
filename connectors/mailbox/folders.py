"""What lies in the folders we follow, and which conversations changed since a cursor.

Headers are fetched once, and again when the numbers that the server gives to mails restart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from cases.model import TicketStatus
from connectors.base import Changes, read_cursor
from connectors.mailbox.imap import Session
from connectors.mailbox.site import SENT_KEYWORD, Site
from connectors.mailbox.threads import Letter, Place, Threads, read_letter

OVERLAP = 50
"""Numbers read again: a server may show a mail a little after one with a higher number."""

FOLLOWED = (Place.INBOX, Place.SENT)


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder: the generation of its numbers, and its mails by number."""

    validity: int
    letters: dict[int, Letter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was seen in one look."""

    folders: dict[Place, Folder]

    @property
    def letters(self) -> list[Letter]:
        """Every mail, in the order they came."""
        found = [letter for folder in self.folders.values() for letter in folder.letters.values()]
        return sorted(found, key=lambda letter: (letter.arrived, letter.place, letter.uid))


class Index:
    """Keeps headers between looks. One look at a time: the caller sees to it."""

    def __init__(self, site: Site, clock: Callable[[], datetime]) -> None:
        self._site = site
        self._clock = clock
        self._kept: dict[str, Folder] = {}

    def look(self, session: Session) -> Contents:
        """Read what is new since the last look, and leave out what is gone."""
        site = self._site
        named = {
            Place.TREATED: site.treated,
            Place.INBOX: site.inbox,
            Place.SENT: site.sent,
            Place.GONE: site.trash,
        }
        folders = {
            place: self._read(session, place, name)
            for place, name in named.items()
            if name and (place is not Place.GONE or session.exists(name))
        }
        return Contents(folders)

    def _read(self, session: Session, place: Place, name: str) -> Folder:
        opened = session.open(name)
        kept = self._kept.get(name)
        known = kept.letters if kept and kept.validity == opened.validity else {}
        since = ("SINCE", (self._clock() - self._site.history).date())
        uids = session.search(*since)
        fresh = session.headers([uid for uid in uids if uid not in known])
        known = known | {
            header.uid: read_letter(header, place, opened, self._site) for header in fresh
        }
        here = {uid: known[uid] for uid in uids if uid in known}
        self._kept[name] = Folder(opened.validity, here)
        # Set apart what is marked deleted, and our copies that did not leave for certain.
        deleted = set(session.search("DELETED", *since))
        ours = place is Place.SENT
        left = set(session.search("KEYWORD", SENT_KEYWORD, *since)) if ours else set()
        letters = {
            uid: replace(letter, place=Place.GONE) if uid in deleted else letter
            for uid, letter in here.items()
            if not (ours and letter.key) or uid in left
        }
        return Folder(opened.validity, letters)


class Mark(BaseModel):
    """Where the last look at a folder ended; `seen`: the numbers already reported near it."""

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
    inbox = contents.folders[Place.INBOX]
    restarted = start is None or start.inbox.validity != inbox.validity
    fresh = {place: _fresh(contents.folders[place], marks.get(place)) for place in FOLLOWED}
    news = tuple(
        thread.number
        for thread in threads.by_number.values()
        if (restarted and thread.status is TicketStatus.OPEN)
        # Our own reply is no news to us.
        or any(
            letter.uid in fresh.get(letter.place, ())
            for letter in thread.letters
            if not (restarted or letter.key)
        )
    )
    following = {}
    for place in FOLLOWED:
        folder = contents.folders[place]
        last = max(folder.letters, default=0)
        near = tuple(sorted(n for n in folder.letters if n > last - OVERLAP))
        following[place.name.lower()] = Mark(validity=folder.validity, last=last, seen=near)
    return Changes(news, Cursor.model_validate(following).model_dump_json())


def _fresh(folder: Folder, mark: Mark | None) -> frozenset[int]:
    if mark is None or mark.validity != folder.validity:
        return frozenset(folder.letters)
    reported = frozenset(mark.seen)
    return frozenset(n for n in folder.letters if n > mark.last - OVERLAP and n not in reported)
