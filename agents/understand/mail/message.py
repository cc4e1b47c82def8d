"""Cuts a mail into its parts: the writer's own words, what is quoted, courtesy, signature, footer.

The parts put together are the text, to the character. Ours rather than a library: mail-parser-reply
1.36 finds no « Cordialement » below a sentence and no notice in French, loses places and takes over
twenty seconds on 240 kB of « Le Le Le »; quotequail 0.5 knows no signature.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from agents.understand.mail.mail_edges import edges_of, passes_on
from agents.understand.mail.mail_parts import Part, PartKind, Span, join_parts, touching
from agents.understand.mail.mail_thread import thread_in, unmarked
from cases.folding import fold_in_place
from cases.model import Ticket

_LINE = re.compile(r"[^\S\n]*\n\s*\n|[^\n]*\n|[^\n]+\Z")
"""A line, or several blank ones."""
_MARKS = re.compile(r"(?:(?:re|tr|fwd?|rép)\s?:\s?){1,10}", re.IGNORECASE)
_FORWARD_MARK = re.compile(r"(?:re ?: ?){0,5}(?:tr|fwd?) ?:")
_QUOTE_MARKS = re.compile(r"^[ \t]{0,3}(?:> ?){1,5}", re.MULTILINE)
_DEEPEST = 3
"""Mails passed on inside one another that are still read as the request."""


def parts_of(text: str, subject: str = "") -> tuple[Part, ...]:
    """Cut a mail into its parts, in their order.

    A mail passed on with no more than « pour info » is the request: its writer's words are own.
    """
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    forwarded = bool(_FORWARD_MARK.match(subject.lower()))
    parts = _cut(text, fold_in_place(text), lines, forwarded=forwarded)
    if not any(part.kind is PartKind.OWN and part.is_said for part in parts):
        # A mail of thanks has nothing but its courtesies to say.
        own = {PartKind.COURTESY: PartKind.OWN}
        parts = [replace(part, kind=own.get(part.kind, part.kind)) for part in parts]
    return join_parts(parts, text)


def own_words(text: str, subject: str = "") -> str:
    """Give what the writer says themselves, or the mail they pass on."""
    return _words(parts_of(text, subject), frozenset({PartKind.OWN}))


def words_of(ticket: Ticket, *kinds: PartKind) -> str:
    """Give the words of some kinds in all the requester's mails, oldest first, without subject."""
    mails = (m.text for m in ticket.messages if m.from_requester)
    words = (_words(parts_of(mail, ticket.subject), frozenset(kinds)) for mail in mails)
    return "\n\n".join(filter(None, words))


def request_of(ticket: Ticket) -> str:
    """Give the subject, without its « TR : », and the requester's own words."""
    return f"{bare_subject(ticket.subject)}\n\n{words_of(ticket, PartKind.OWN)}"


def bare_subject(subject: str) -> str:
    """Drop the marks that mail programs put before a subject (RE:, TR:, Fwd:)."""
    subject = subject.strip()
    marks = _MARKS.match(subject)
    return subject[marks.end() :].lstrip() if marks else subject


def _words(parts: Iterable[Part], kinds: frozenset[PartKind]) -> str:
    said = (part for part in parts if part.kind in kinds and part.is_said)
    return "\n".join(_QUOTE_MARKS.sub("", part.text).strip() for part in said)


def _cut(
    text: str, folded: str, lines: Sequence[Span], *, forwarded: bool = False, depth: int = 0
) -> list[Part]:
    """Cut some lines of a mail; `folded` is its text without capitals nor accents."""
    thread = thread_in([folded[line.start : line.end] for line in lines])
    pairs = list(zip(lines, thread.quoted, strict=True))
    others = [line for line, quoted in pairs if quoted]
    parts = edges_of(text, folded, [line for line, quoted in pairs if not quoted])
    forwarded = forwarded or thread.forwarded
    passed_on = passes_on(folded, parts, forwarded=forwarded, answered=thread.answered)
    if not (others and passed_on) or depth == _DEEPEST:
        return [*parts, *(Part.of(PartKind.QUOTED, text, span) for span in touching(others))]
    heading = {lines[place] for place in thread.heading}
    pieces, at = [], 0
    for line in others:
        pieces += [folded[at : line.start], unmarked(folded[line.start : line.end])]
        at = line.end
    return [
        *parts,
        *(Part.of(PartKind.QUOTED, text, line) for line in heading),
        *_cut(
            text,
            "".join((*pieces, folded[at:])),
            [line for line in others if line not in heading],
            depth=depth + 1,
        ),
    ]
