"""What a mail quotes of others: lines marked « > », and all that stands under a heading."""

import re
from dataclasses import dataclass
from itertools import count, takewhile

_MARKED = re.compile(r"[ \t]{0,3}>")
_WROTE_END = re.compile(r"(?:a ecrit|ecrivait|wrote|schrieb|escribio|ha scritto) ?:?\s*$")
_WROTE_BEGINS = re.compile(r"\s*(?:le|on|el|am|il) \S")
_DATED = re.compile(r"\s*[a-z]{2} [^\n\d]{0,20}\d")
_WRAPPED = 3
"""Lines over which a mail program may cut « Le ... a écrit : »."""
_LONGEST_HEADING = 300
_SEPARATOR = re.compile(
    r"[ *]{0,5}(?:[-_=]{2,80} ?(?:message (?:d'origine|original|initial|transfere|transmis"
    r"|reexpedie)"
    r"|original message|forwarded message|courriel d'origine|mail (?:transfere|d'origine))"
    r"|debut du message (?:transfere|reexpedie)|begin forwarded message|forwarded by )"
)
_FORWARDED = re.compile(r"transfere|transmis|reexpedie|forward")
_RULE = re.compile(r"\s{0,5}_{10,200}\s*$")
_FIELD = re.compile(
    r"[ *]{0,5}(?P<name>de|from|envoye(?: le)?|sent|date|a|to|pour|cc|cci|bcc|objet|subject|sujet"
    r"|repondre a|reply-to|importance)[ *]{0,3}:"
)
_WRITER = frozenset({"de", "from"})
_BESIDE_THE_WRITER = frozenset(
    {"envoye", "envoye le", "sent", "date", "a", "to", "pour", "objet", "subject", "sujet"}
)
_MOST_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Thread:
    """Which lines are quoted, and which of them are the first heading.

    `forwarded`: a heading says so; `answered`: the first, if any, says « Le ... a écrit : ».
    """

    quoted: tuple[bool, ...]
    heading: range
    forwarded: bool
    answered: bool


def thread_in(lines: list[str]) -> Thread:
    """Find what is quoted in the lines of a mail, written without capitals nor accents.

    Under « Le ... a écrit : » only lines marked « > » are quoted, where there are any: an answer
    may stand below. Under any other heading all that follows is.
    """
    quoted = [_MARKED.match(line) is not None for line in lines]
    first, forwarded, at = range(0), False, 0
    while at < len(lines):
        end = at if quoted[at] else heading_end(lines, at)
        if end == at:
            at += 1
            continue
        first = first or range(at, end)
        forwarded = forwarded or _FORWARDED.search(lines[at]) is not None
        quoted[at:end] = [True] * (end - at)
        below = next((i for i in range(end, len(lines)) if lines[i].strip()), len(lines))
        if below == len(lines) or not quoted[below]:
            quoted[end:] = [True] * (len(lines) - end)
            break
        at = end
    answered = not first or _WROTE_END.search(lines[first[-1]]) is not None
    return Thread(tuple(quoted), first, forwarded, answered)


def unmarked(line: str) -> str:
    """Blank the first « > » of a line; what follows keeps its place."""
    mark = _MARKED.match(line)
    return line if mark is None else " " * mark.end() + line[mark.end() :]


def heading_end(lines: list[str], at: int) -> int:
    """Find the line after a heading that begins here; the same line where none does."""
    line = lines[at]
    if _SEPARATOR.match(line):
        return _fields_end(lines, at + 1)
    if _RULE.match(line):
        end = _fields_end(lines, at + 1)
        return end if end > at + 1 else at
    writer = _FIELD.match(line)
    if writer and writer["name"] in _WRITER:
        below = (_FIELD.match(one) for one in lines[at + 1 : at + 4])
        if any(field is not None and field["name"] in _BESIDE_THE_WRITER for field in below):
            return _fields_end(lines, at)
    if not _WROTE_BEGINS.match(line):
        return at
    most = _WRAPPED if _DATED.match(line) else 1
    for end in range(at + 1, min(at + most, len(lines)) + 1):
        if not lines[end - 1].strip() or sum(map(len, lines[at:end])) > _LONGEST_HEADING:
            break
        if _WROTE_END.search(lines[end - 1]):
            return end
    return at


def _fields_end(lines: list[str], at: int) -> int:
    """Find the line after the fields that begin here, or after a blank line or two."""
    begun = next((i for i in range(at, min(at + 3, len(lines))) if lines[i].strip()), at)
    fields = takewhile(lambda i: i < len(lines) and _FIELD.match(lines[i]), count(begun))
    last = max(list(fields)[:_MOST_FIELDS], default=None)
    return at if last is None else last + 1
