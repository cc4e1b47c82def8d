"""From mails to conversations: one thread of mails, one requester."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.model import TicketStatus
from connectors.mailbox.letters import Letter, Place, number_of
from connectors.mailbox.site import Site


@dataclass(slots=True)
class Thread:
    """A conversation, oldest mail first; `address` is the requester's."""

    number: str
    address: str
    letters: list[Letter] = field(default_factory=list)

    @property
    def asked(self) -> list[Letter]:
        """The requester's own mails."""
        return [letter for letter in self.letters if is_asked(letter, self)]

    @property
    def status(self) -> TicketStatus:
        """Open while a mail of the requester lies in the inbox; closed once all are put away."""
        places = {letter.place for letter in self.asked}
        if Place.INBOX in places:
            return TicketStatus.OPEN
        return TicketStatus.CLOSED if Place.TREATED in places else TicketStatus.DELETED


def is_asked(letter: Letter, thread: Thread) -> bool:
    """Whether a mail of a thread is the requester's word."""
    return letter.address == thread.address


class Threads:
    """The conversations of a mailbox by number.

    A mail joins a conversation only when it answers one of its mails and comes from its requester
    or, addressed to that requester, from the service. A mail that anybody else sends in reply
    opens a conversation of its own: their word must not pass for the requester's, nor may the
    letter written to one tell what another asked. Only what came before can be answered, so that
    no later mail takes a conversation over.
    """

    def __init__(self, letters: Iterable[Letter], site: Site) -> None:
        self._site = site
        self.by_number: dict[str, Thread] = {}
        self._named: dict[str, list[str]] = {}
        for letter in letters:
            self._place(letter)
        self.by_number = {n: t for n, t in self.by_number.items() if t.asked}

    def _place(self, letter: Letter) -> None:
        if letter.place is Place.SENT and letter.key:
            self._join(letter, letter.ticket)
        elif letter.place is Place.SENT:
            self._join(letter, self._answered_by(letter))
        elif letter.automatic:
            return
        elif letter.address in self._site.colleagues and self._known(letter):
            self._join(letter, self._answered_by(letter))
        else:
            self._join(letter, self._continued_by(letter))

    def _join(self, letter: Letter, number: str) -> None:
        if not number:
            return
        thread = self.by_number.setdefault(number, Thread(number, self._requester(letter)))
        thread.letters.append(letter)
        numbers = self._named.setdefault(letter.message_id, [])
        if number not in numbers:
            numbers.append(number)

    def _requester(self, letter: Letter) -> str:
        """Who asks: the sender, or whom our reply went to when the question is gone."""
        return next(iter(letter.recipients), "") if letter.key else letter.address

    def _known(self, letter: Letter) -> list[Thread]:
        numbers = (n for reference in letter.references for n in self._named.get(reference, []))
        return [self.by_number[number] for number in dict.fromkeys(numbers)]

    def _continued_by(self, letter: Letter) -> str:
        own = (t.number for t in self._known(letter) if t.address == letter.address)
        return next(own, number_of(letter.message_id, letter.address))

    def _answered_by(self, letter: Letter) -> str:
        answered = (t.number for t in self._known(letter) if t.address in letter.recipients)
        return next(answered, "")
