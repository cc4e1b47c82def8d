"""Takes out of a PDF page what nobody sees there: text drawn in no ink, in white, or tiny."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pypdf import PageObject
from pypdf.generic import ContentStream, NameObject

Operation = tuple[Sequence[object], bytes]

_SUSPECT = re.compile(
    rb"\b[37]\s+Tr\b|\b1(?:\.0*)?\s+(?:g|rg|sc|scn)\b|\b0(?:\.0*)?\s+k\b|\b[01]?(?:\.\d+)?\s+Tf\b"
)
"""Without one of these a page draws all its text in ink; most pages do."""
_PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"})
_IMAGES = frozenset({b"Do", b"INLINE IMAGE"})
_TEXTS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_COLORS = frozenset({b"g", b"rg", b"k", b"sc", b"scn"})
_NO_INK = frozenset({3.0, 7.0})
_SMALLEST = 1.0
"""Points: a person needs four to read."""
_CMYK = 4


@dataclass(frozen=True, slots=True)
class _Pen:
    """How text would be drawn now; scales are lengths of the page for one of the text."""

    no_ink: bool = False
    white: bool = False
    size: float = 12.0
    page_scale: float = 1.0
    text_scale: float = 1.0

    @property
    def is_tiny(self) -> bool:
        return abs(self.size) * self.page_scale * self.text_scale < _SMALLEST


def drop_unseen(page: PageObject) -> None:
    """Leave on a page the text that a person sees; a scan keeps the text laid under its image."""
    contents = page.get_contents()
    if contents is None or not _SUSPECT.search(contents.get_data()):
        return
    stream = ContentStream(contents, page.pdf)
    kept = _seen(stream.operations)
    if len(kept) < len(stream.operations):
        stream.operations = kept
        page[NameObject("/Contents")] = stream


def _seen(operations: Sequence[Operation]) -> list[Operation]:
    is_scan = any(operator in _IMAGES for _, operator in operations)
    pens, pen, painted = [], _Pen(), False
    kept = []
    for operands, operator in operations:
        if operator == b"q":
            pens.append(pen)
        elif operator == b"Q":
            pen = pens.pop() if pens else pen
        painted = painted or operator in _PAINTS
        unseen = (pen.no_ink and not is_scan) or (pen.white and not painted) or pen.is_tiny
        if operator not in _TEXTS or not unseen:
            kept.append((operands, operator))
        pen = _after(pen, operands, operator)
    return kept


def _after(pen: _Pen, operands: Sequence[object], operator: bytes) -> _Pen:
    numbers = [float(one) for one in operands if isinstance(one, int | float)]
    if operator in _COLORS and numbers:
        pen = replace(pen, white=_is_white(numbers))
    elif operator == b"cs":
        pen = replace(pen, white=False)
    elif operator == b"Tr" and numbers:
        pen = replace(pen, no_ink=numbers[0] in _NO_INK)
    elif operator == b"Tf" and numbers:
        pen = replace(pen, size=numbers[-1])
    elif operator == b"BT":
        pen = replace(pen, text_scale=1.0)
    elif operator == b"Tm":
        pen = replace(pen, text_scale=_scale(numbers))
    elif operator == b"cm":
        pen = replace(pen, page_scale=pen.page_scale * _scale(numbers))
    return pen


def _scale(matrix: Sequence[float]) -> float:
    if len(matrix) != len("abcdef"):
        return 1.0
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _is_white(numbers: Sequence[float]) -> bool:
    return all(n == (0 if len(numbers) == _CMYK else 1) for n in numbers)
