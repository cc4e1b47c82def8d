"""The part of an official extract that carries the answer, word for word."""

import re

from knowledge.extracts import Extract
from knowledge.meaning import Vectors, of_passages
from knowledge.quotes import SHORT

LEFT_OUT = "[…]"
_ITEM = re.compile(r"^(?:-|–|\d+°|[a-z]\)|[IVX]+\.)")


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
    room, kept = SHORT, set[int]()
    for place in sorted(range(len(sentences)), key=lambda place: -near[place]):
        needed = {place, *_lead_of(sentences, place)} - kept
        room -= sum(len(sentences[one].split()) for one in needed)
        if kept and room < 0:
            break
        kept |= needed
    return kept


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
