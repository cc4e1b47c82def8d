"""The part of an official extract that carries the answer, word for word."""

import re
from collections.abc import Iterator
from itertools import count, takewhile

from knowledge.extracts import Extract
from knowledge.meaning import Vectors, of_passages
from knowledge.quotes import SHORT

LEFT_OUT = "[…]"
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


def quote_of(extract: Extract, asked: Vectors) -> str:
    """Quote a short extract whole; of a long one the sentences nearest to the question.

    Sentences stand on lines of their own, in the order of the text; `LEFT_OUT` stands for what is
    not quoted between them.
    """
    if len(extract.text.split()) <= SHORT:
        return extract.text
    sentences = list(extract.sentences)
    near = of_passages(sentences) @ asked[0]
    kept = _nearest(sentences, near.tolist())
    return "\n".join(_with_gaps(sentences, kept))


def loses_exception(extract: Extract, quote: str) -> bool:
    """Tell whether an exception stands further in an extract than its quote begins, unquoted."""
    sentences = list(extract.sentences)
    quoted = [sentence in quote for sentence in sentences]
    begins = quoted.index(True) if any(quoted) else 0
    return any(not quoted[place] for place in _exceptions(sentences) if place > begins)


def stands_in(quote: str, text: str) -> bool:
    """Tell whether each line of a quote stands word for word, in its order, in a text."""
    lines = [line for line in quote.split("\n") if line.strip() and line != LEFT_OUT]
    start = 0
    for line in lines:
        found = text.find(line, start)
        if found < 0:
            return False
        start = found + len(line)
    return bool(lines)


def _nearest(sentences: list[str], near: list[float]) -> set[int]:
    room, kept, exceptions = SHORT, set[int](), _exceptions(sentences)
    for place in sorted(range(len(sentences)), key=lambda place: -near[place]):
        told = {place, *_lead_of(sentences, place)}
        needed = {*told, *_following(place, exceptions)} - kept
        room -= sum(len(sentences[one].split()) for one in needed)
        if room < 0:
            return kept or told
        kept |= needed
    return kept


def _exceptions(sentences: list[str]) -> set[int]:
    """Find the sentences that open as exceptions to what comes before, and the items they list."""
    found = set[int]()
    for place, sentence in enumerate(sentences):
        listed = place - 1 in found and _ITEM.match(sentence)
        if listed or _EXCEPTION.match(sentence):
            found.add(place)
    return found


def _following(place: int, exceptions: set[int]) -> Iterator[int]:
    return takewhile(exceptions.__contains__, count(place + 1))


def _lead_of(sentences: list[str], place: int) -> list[int]:
    """Find the line that introduces an item of a list: an item alone may say the contrary."""
    if not _ITEM.match(sentences[place]):
        return []
    before = [one for one in range(place) if sentences[one].endswith(":")]
    return before[-1:]


def _with_gaps(sentences: list[str], kept: set[int]) -> list[str]:
    lines: list[str] = []
    for place in sorted(kept):
        if place and place - 1 not in kept:
            lines.append(LEFT_OUT)
        lines.append(sentences[place])
    return lines if max(kept) == len(sentences) - 1 else [*lines, LEFT_OUT]
