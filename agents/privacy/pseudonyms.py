"""Pseudonyms in, originals out.

This minimises what a model reads; it does not anonymise. A nickname, an unusual name in the
middle of a sentence, or a story only one person lived, still says who is meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from agents.privacy.announced import ANNOUNCED
from agents.privacy.name_lists import (
    WORD,
    is_first_name,
    is_surname,
    name_words,
    not_a_name,
)
from agents.privacy.patterns import ADDRESSES, PLACEHOLDER, SPANS
from cases.folding import MAX_TICKET, fold
from cases.model import Ticket

MAX_READ = 30_000
"""Characters that are looked through; what follows is one placeholder and leaves in no case."""
_MOST_MESSAGES = 20


@dataclass
class Pseudonyms:
    """The placeholders of one ticket: the same at every call, reversible, in memory only."""

    names: frozenset[str] = frozenset()
    """Name words known to belong to people of this ticket, folded."""
    texts: tuple[str, ...] = ()
    """What the ticket says, where more names may be introduced; read at the first use."""
    _by_original: dict[str, str] = field(default_factory=dict)
    _by_placeholder: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def for_ticket(cls, ticket: Ticket) -> Pseudonyms:
        """Gather the names a ticket gives away: its requester's, and those its texts introduce."""
        names = [ticket.requester_name, ticket.requester_email.partition("@")[0]]
        names += [message.author for message in ticket.messages]
        words = frozenset(fold(w) for name in names for w in name_words(name[:MAX_TICKET]))
        texts = (ticket.subject, *(message.text for message in ticket.messages[:_MOST_MESSAGES]))
        return cls(words - not_a_name(), tuple(text[:MAX_TICKET] for text in texts))

    def hide(self, text: str) -> str:
        """Replace what may say who somebody is by placeholders such as `[NOM_1]`."""
        hidden, at = [], 0
        for start, end, kind in self.find(text):
            hidden += [text[at:start], self._placeholder(kind, text[start:end])]
            at = end
        return "".join([*hidden, text[at:]])

    def restore(self, text: str) -> str:
        """Put the originals back; a placeholder that is not ours stays as it is."""
        return PLACEHOLDER.sub(lambda m: self._by_placeholder.get(m[0], m[0]), text)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Find the spans to hide with their kind, in order, none over another.

        The ticket's own texts are read first, once: its people are then known, and always
        numbered alike.
        """
        texts, self.texts = self.texts, ()
        for own in texts:
            introduced: set[str] = set()
            for start, end, kind in self._find(own):
                self._placeholder(kind, own[start:end])
                for word in WORD.findall(own[start:end]) if kind == "NOM" else ():
                    if len(word) > len("les") or (len(word) > len("le") and word[:1].isupper()):
                        introduced.add(fold(word))
            self.names |= introduced - not_a_name()
        return self._find(text)

    def suspects(self, text: str) -> bool:
        """Tell at first sight, by lists and forms alone, whether a text may say who somebody is.

        Suspects more than `find`, and costs neither its seconds nor its memory.
        """
        return (
            any(
                fold(word) in self.names
                or (
                    word[:1].isupper()
                    and (is_first_name(word) or is_surname(word))
                    and fold(word) not in not_a_name()
                )
                for word in WORD.findall(text)
            )
            or any(pattern.search(text) for pattern in (*(form for _, form in SPANS), *ADDRESSES))
            or any(
                fold(word) not in not_a_name()
                for pattern in ANNOUNCED
                for match in pattern.finditer(text)
                for word in WORD.findall(match["span"])[:1]
            )
        )

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        from agents.privacy.analyzer import analyzer  # noqa: PLC0415 - spaCy: only who hides pays

        found = analyzer().find(text[:MAX_READ], self.names)
        if len(text) <= MAX_READ:
            return found
        return [*(span for span in found if span[0] < MAX_READ), (MAX_READ, len(text), "TEXTE")]

    def _placeholder(self, kind: str, original: str) -> str:
        if original not in self._by_original:
            self._counts[kind] += 1
            placeholder = f"[{kind}_{self._counts[kind]}]"
            self._by_original[original] = placeholder
            self._by_placeholder[placeholder] = original
        return self._by_original[original]
