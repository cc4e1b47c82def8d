"""What lies in the folders we follow: headers are fetched once, and again when numbers restart."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from connectors.mailbox.letters import Letter, Place, read_letter
from connectors.mailbox.session import Session
from connectors.mailbox.site import Site

SENT_KEYWORD = "GuichetSent"
"""On the copy of a reply that the SMTP server accepted."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder: the generation of its numbers, and its mails by number."""

    validity: int
    letters: dict[int, Letter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was seen in one look."""

    shelves: dict[Place, Shelf]

    @property
    def letters(self) -> list[Letter]:
        """Every mail, in the order they came."""
        found = [letter for shelf in self.shelves.values() for letter in shelf.letters.values()]
        return sorted(found, key=lambda letter: (letter.arrived, letter.place, letter.uid))


class Index:
    """Keeps headers between looks. One look at a time: the caller sees to it."""

    def __init__(self, site: Site, clock: Callable[[], datetime]) -> None:
        self._site = site
        self._clock = clock
        self._kept: dict[str, Shelf] = {}

    def look(self, session: Session) -> Contents:
        """Read what is new since the last look, and leave out what is gone."""
        site = self._site
        named = {
            Place.TREATED: site.treated,
            Place.INBOX: site.inbox,
            Place.SENT: site.sent,
            Place.GONE: site.trash,
        }
        shelves = {
            place: self._shelf(session, place, folder)
            for place, folder in named.items()
            if folder and (place is not Place.GONE or session.exists(folder))
        }
        return Contents(shelves)

    def _shelf(self, session: Session, place: Place, folder: str) -> Shelf:
        opened = session.open(folder)
        kept = self._kept.get(folder)
        known = kept.letters if kept and kept.validity == opened.validity else {}
        since = ("SINCE", (self._clock() - self._site.history).date())
        uids = session.search(*since)
        fresh = session.headers([uid for uid in uids if uid not in known])
        known = known | {
            header.uid: read_letter(header, place, opened, self._site) for header in fresh
        }
        here = {uid: known[uid] for uid in uids if uid in known}
        self._kept[folder] = Shelf(opened.validity, here)
        return Shelf(opened.validity, _as_they_are(session, place, here, since))


def _as_they_are(
    session: Session, place: Place, here: dict[int, Letter], since: tuple[object, ...]
) -> dict[int, Letter]:
    """Set apart what is marked deleted, and the copies of ours that did not leave for certain."""
    deleted = set(session.search("DELETED", *since))
    left = set(session.search("KEYWORD", SENT_KEYWORD, *since)) if place is Place.SENT else set()
    return {
        uid: replace(letter, place=Place.GONE) if uid in deleted else letter
        for uid, letter in here.items()
        if place is not Place.SENT or not letter.key or uid in left
    }
