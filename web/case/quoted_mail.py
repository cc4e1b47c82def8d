"""The words of a message, and the older ones that a mail program repeated under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.model import Message

_INTRODUCES = re.compile(
    r"(?:le|on)\b.{4,160}\b(?:a écrit|wrote)\s*:\s*$", re.IGNORECASE | re.DOTALL
)
"""Le lun. 23 nov. 2026 à 09:12, DRH <drh@...> a écrit : (on one line or two)"""
_SEPARATOR = re.compile(
    r"^\s*(?:-{3,}\s*(?:message d['’]origine|original message)\s*-{3,}|_{20,})\s*$", re.IGNORECASE
)
_HEADER = re.compile(
    r"^\s*\*?(?:de|from|envoyé|sent|date|à|to|cc|objet|subject)\*?\s*:", re.IGNORECASE
)
_FROM = re.compile(r"^\s*\*?(?:de|from)\*?\s*:", re.IGNORECASE)
_LEAST_HEADERS = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message says itself, then what it repeats.

    `is_known`: everything repeated can be read in another message, or is marked as a quote in a
    conversation already begun; only then is it folded away.
    """

    own: str
    cited: str = ""
    is_known: bool = False

    @property
    def lines(self) -> int:
        """How many lines are repeated."""
        return sum(bool(line.strip()) for line in self.cited.split("\n"))


def parts_of(message: Message, earlier: Sequence[Message]) -> Parts:
    """Part a message: only a block at its very end is taken as repeated, and none is lost."""
    lines = message.text.split("\n")
    start = _start_of_quote(lines)
    marked = start < len(lines)
    if not marked:
        start = _start_of_headers(lines)
    own, cited = "\n".join(lines[:start]).rstrip(), "\n".join(lines[start:]).strip("\n")
    if not own.strip() or not cited:
        return Parts(message.text)
    # Each line of it, headers left out, stands in an earlier message.
    written = " ".join(_WORD.findall(" ".join(one.text for one in earlier).casefold()))
    body = (line for line in lines[start:] if not (_HEADER.match(line) or _SEPARATOR.match(line)))
    known = all(" ".join(_WORD.findall(line.casefold())) in written for line in body)
    return Parts(own, cited, bool(earlier) and (marked or known))


def _start_of_quote(lines: Sequence[str]) -> int:
    """Find where the lines marked `>` that end a message begin, with what introduces them."""
    start = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].startswith(">"):
            start = number
        elif lines[number].strip():
            break
    if start == len(lines):
        return start
    for back in (1, 2):
        before = [n for n in range(start) if lines[n].strip()][-back:]
        if before and _INTRODUCES.fullmatch(" ".join(lines[n].strip() for n in before)):
            return before[0]
    return start


def _start_of_headers(lines: Sequence[str]) -> int:
    """Find the separator or the headers under which a mail program repeats a message."""
    for number, line in enumerate(lines):
        following = [one for one in lines[number + 1 :] if one.strip()]
        headers = sum(bool(_HEADER.match(one)) for one in following[:4])
        if _SEPARATOR.match(line) and headers >= _LEAST_HEADERS:
            return number
        if _FROM.match(line) and headers >= _LEAST_HEADERS:
            return number
    return len(lines)
