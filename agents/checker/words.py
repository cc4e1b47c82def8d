"""The words a fact came from, found again in what the requester wrote."""

import re
from collections.abc import Iterator

from agents.checker.state import FactRead
from cases.attachment import ReadIn
from cases.correction import Correction
from cases.model import Ticket
from statute.facts import FACTS

_LONGEST = 200
_BESIDE = 70
"""Characters shown on each side of the words: enough to see whose fact it is."""
_BEFORE = re.compile(r"[^.!?;\n]*\Z")
_AFTER = re.compile(r"[^.!?;\n]*")


def read_in(fact: FactRead, ticket: Ticket) -> ReadIn:
    """Say where a fact was read; the words are given as they stand there, or not at all."""
    value = FACTS[fact.fact].written(fact.value)
    if fact.correction:
        return by_a_person(fact.correction, value)
    words = fact.words[:_LONGEST].strip()
    if fact.attachment:
        return ReadIn(fact.attachment, words, value=value)
    return words_in(ticket, words, value)


def by_a_person(correction: Correction, value: str) -> ReadIn:
    """Say who corrected a fact, and when."""
    return ReadIn(value=value, by=correction.by, at=correction.at)


def words_in(ticket: Ticket, words: str, value: str) -> ReadIn:
    """Find words in a ticket, with what stands beside them where they stand once."""
    found = list(_places(ticket, words)) if words else []
    if not found:
        return ReadIn(value=value)
    if len(found) > 1:
        return ReadIn(words=words, value=value)
    ((text, start),) = found
    end = start + len(words)
    return ReadIn(
        words=words,
        before=_whole_words(text, max(0, start - _BESIDE), start, _BEFORE),
        after=_whole_words(text, end, min(len(text), end + _BESIDE), _AFTER),
        value=value,
    )


def _places(ticket: Ticket, words: str) -> Iterator[tuple[str, int]]:
    said = (message.text for message in ticket.messages if message.from_requester)
    for text in (ticket.subject, *said):
        for match in re.finditer(re.escape(words), text):
            yield text, match.start()


def _whole_words(text: str, start: int, end: int, within: re.Pattern[str]) -> str:
    """Give the part of a sentence between two places, without the halves of words at its ends."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    part = within.search(text, start, end)
    return part[0] if part else ""
