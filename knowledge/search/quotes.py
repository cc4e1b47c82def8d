"""Quotes: the part of an extract that carries the answer, word for word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from cases.model import Passage
from knowledge.encoder import E5, Vectors
from knowledge.library.extracts import EncodedExtract, Extract, tables_of
from knowledge.search.table_rows import rows_asked

SHORT = 110
"""Words of prose that people read to the end: quoted whole."""
LEFT_OUT = "[…]"
_MOST_ROWS = 12
"""A longer table is not for a letter: the officer reads it in the text."""
_ITEM = re.compile(r"^(?:-|–|\d+°|[a-z]\)|[IVX]+\.)")
_NOT = r"(?:ne\b|n['’])"
_EXCEPTION = re.compile(
    rf"""^(?:[«"\s–-]|\d+°|[a-z]\)|[IVX]+\s?[.°)])*
    (?:
        par\s(?:d[ée]rogation|exception)\b | sauf\b | hormis\b | nonobstant\b
        | sous\sr[ée]serve\b | en\saucun\scas\b | il\sen\sest\sautrement\b
        | [àa]\s(?:l['’]exception|l['’]exclusion|titre\sexceptionnel)\b
        | [^.;:]{{0,60}}?\b(?:toutefois|cependant|n[ée]anmoins)\b
        | (?:ces?|cet|cette)\s[\w'’]+(?:\s[\w'’]+)?\s{_NOT}
        | (?:les\sdispositions|le\spr[ée]sent|la\spr[ée]sente)\s[^.;:]{{0,80}}?{_NOT}
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An official passage, and its extract; `partial` when an exception may stand unquoted."""

    passage: Passage
    extract: Extract
    partial: bool = False


def quote_local(one: EncodedExtract, question: str, asked: Vectors) -> str:
    """Quote a local extract; of its tables the rows asked about, of long prose the near sentences.

    `asked` is the vector of the question. Empty when nothing short enough answers.
    """
    extract = one.extract
    if len(one.vectors) == 1:
        return extract.text
    kept = set[str]()
    for table in tables_of(extract.text):
        rows = rows_asked(table, question)
        if len(rows) <= _MOST_ROWS:
            kept.update([*table[:2], *rows])
    near = one.vectors[1 + len(extract.rows) :] @ asked[0]
    kept |= _nearest_sentences(dict(zip(extract.sentences, near.tolist(), strict=True)))
    lines = (part for line in extract.text.split("\n") for part in _quoted(line.strip(), kept))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")


def _nearest_sentences(sentences: dict[str, float]) -> set[str]:
    """Keep short prose whole; of long prose the nearest sentences, as many as are read.

    The line that introduces a kept item of a list is kept too: an item alone may say the contrary.
    """
    room = SHORT
    if sum(len(sentence.split()) for sentence in sentences) <= room:
        return set(sentences)
    kept = set[str]()
    for sentence in sorted(sentences, key=lambda s: -sentences[s]):
        room -= len(sentence.split())
        if kept and room < 0:
            break
        kept.add(sentence)
    in_order = list(sentences)
    leads = set[str]()
    for place, sentence in enumerate(in_order):
        if sentence in kept and sentence.startswith("-"):
            leads.update([s for s in in_order[:place] if s.endswith(":")][-1:])
    return kept | leads


def _quoted(line: str, kept: set[str]) -> list[str]:
    """Parts of a line that are kept, in its order; neighbours stay on one line."""
    if line in kept or not line:
        return [line]
    parts: list[str] = []
    for _, unit in sorted((line.find(unit), unit) for unit in kept if unit in line):
        if parts and f"{parts[-1]} {unit}" in line:
            parts[-1] = f"{parts[-1]} {unit}"
        else:
            parts.append(unit)
    return parts


def quote_official(extract: Extract, asked: Vectors) -> str:
    """Quote a short extract whole; of a long one the sentences nearest to the question.

    Sentences stand on lines of their own, in the order of the text; `LEFT_OUT` stands for what is
    not quoted between them.
    """
    if len(extract.text.split()) <= SHORT:
        return extract.text
    sentences = list(extract.sentences)
    near = E5.of_passages(sentences) @ asked[0]
    kept = _nearest_places(sentences, near.tolist())
    lines: list[str] = []
    for place in sorted(kept):
        if place and place - 1 not in kept:
            lines.append(LEFT_OUT)
        lines.append(sentences[place])
    if max(kept) != len(sentences) - 1:
        lines.append(LEFT_OUT)
    return "\n".join(lines)


def _nearest_places(sentences: list[str], near: list[float]) -> set[int]:
    """Choose the nearest sentences, each with its lead and the exceptions that follow it."""
    room, kept, exceptions = SHORT, set[int](), _exceptions(sentences)
    for place in sorted(range(len(sentences)), key=lambda place: -near[place]):
        led = {place}
        if _ITEM.match(sentences[place]):
            # With the line that introduces the list: an item alone may say the contrary.
            led.update([one for one in range(place) if sentences[one].endswith(":")][-1:])
        following = takewhile(exceptions.__contains__, count(place + 1))
        needed = {*led, *following} - kept
        room -= sum(len(sentences[one].split()) for one in needed)
        if room < 0:
            return kept or led
        kept |= needed
    return kept


def loses_exception(extract: Extract, quote: str) -> bool:
    """Tell whether an exception stands further in an extract than its quote begins, unquoted."""
    sentences = list(extract.sentences)
    quoted = [sentence in quote for sentence in sentences]
    begins = quoted.index(True) if any(quoted) else 0
    return any(not quoted[place] for place in _exceptions(sentences) if place > begins)


def _exceptions(sentences: list[str]) -> set[int]:
    """Find the sentences that open as exceptions to what comes before, and the items they list."""
    found = set[int]()
    for place, sentence in enumerate(sentences):
        listed = place - 1 in found and _ITEM.match(sentence)
        if listed or _EXCEPTION.match(sentence):
            found.add(place)
    return found


def stands_in(quote: str, text: str) -> bool:
    """Tell whether each line of a quote stands word for word, in its order, in a text."""
    lines = [line for line in quote.split("\n") if line.strip() and line != LEFT_OUT]
    return in_order(lines, text)


def in_order(lines: Sequence[str], text: str) -> bool:
    """Tell whether some lines, one at least, stand word for word in a text, one after the other."""
    start = 0
    for line in lines:
        found = text.find(line, start)
        if found < 0:
            return False
        start = found + len(line)
    return bool(lines)
