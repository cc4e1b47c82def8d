"""The visible text of a page of a PDF: white, tiny, invisible or outside the page is let go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

Matrix = Sequence[float]
Box = tuple[float, float, float, float]

_WHITE = 0.93
_SMALLEST = 2.0
"""Points: below, nobody reads."""
_INVISIBLE, _CLIPPING = 3, 7
_MARGIN = 2.0
_FAINT = 0.1
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_ENDS_A_PATH = _FILLS | {b"S", b"s", b"n"}
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_GRAY, _RGB, _CMYK = 1, 3, 4


@dataclass(frozen=True, slots=True)
class _State:
    """How text is drawn at one moment; a colour is 1 where it is white, 0 where it is full."""

    white: bool = False
    mode: int = 0
    size: float = 0.0
    faint: bool = False


@dataclass
class ShownText:
    """Follows the drawing of one page and empties what would show nothing.

    Text of an invisible mode is kept on a page that is an image under nothing else: there it is
    what a reader of scans recognised.
    """

    page: PageObject
    is_scan: bool = False
    _state: _State = field(default_factory=_State)
    _saved: list[_State] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)
    _painted: list[Box] = field(default_factory=list)
    _forms: int = 0

    def text(self) -> str:
        """Extract the text that a person sees on the page."""

        def leave_form(operator: bytes, *_: object) -> None:
            self._forms -= operator == b"Do"

        return self.page.extract_text(
            visitor_operand_before=self._before, visitor_operand_after=leave_form
        )

    def _before(self, operator: bytes, operands: list[Any], cm: Matrix, tm: Matrix) -> None:
        if operator == b"Do":
            self._forms += 1
            self._painted.append(_box(cm, [(0, 0), (1, 1)]))
        elif operator in _SHOWS and operands and self._hides(cm, tm):
            operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")
        else:
            self._follow(operator, operands, cm)

    def _follow(self, operator: bytes, operands: list[Any], cm: Matrix) -> None:
        """Follow what draws no text: saved states, paths and fills, colours, sizes, modes."""
        state = self._state
        if operator == b"q":
            self._saved.append(state)
        elif operator == b"Q" and self._saved:
            self._state = self._saved.pop()
        elif operator == b"re":
            x, y, width, height = (float(number) for number in operands)
            self._path += [(x, y), (x + width, y + height)]
        elif operator in {b"m", b"l", b"c", b"v", b"y"}:
            numbers = [float(number) for number in operands]
            self._path += list(zip(numbers[::2], numbers[1::2], strict=True))
        elif operator in _ENDS_A_PATH:
            if operator in _FILLS and self._path and not state.white:
                self._painted.append(_box(cm, self._path))
            self._path = []
        else:
            self._set(operator, operands)

    def _set(self, operator: bytes, operands: list[Any]) -> None:
        """Set the colour, the mode, the size or the opacity of what is drawn next."""
        state = self._state
        if operator in {b"g", b"rg", b"k", b"sc", b"scn"}:
            self._state = replace(state, white=_is_white(operands))
        elif operator == b"cs":  # a new colour space starts in black
            self._state = replace(state, white=False)
        elif operator == b"Tr" and operands:
            self._state = replace(state, mode=int(operands[0]))
        elif operator == b"Tf" and len(operands) > 1:
            self._state = replace(state, size=float(operands[1]))
        elif operator == b"gs" and operands:
            resources = self.page.get("/Resources", DictionaryObject()).get_object()
            states = resources.get("/ExtGState", DictionaryObject()).get_object()
            chosen = states.get(operands[0], DictionaryObject()).get_object()
            self._state = replace(state, faint=float(chosen.get("/ca", 1.0)) < _FAINT)

    def _hides(self, cm: Matrix, tm: Matrix) -> bool:
        state = self._state
        if state.faint or (state.mode in {_INVISIBLE, _CLIPPING} and not self.is_scan):
            return True
        a, b, c, d, e, f = tm
        g, h, i, j, k, m = cm
        matrix = [
            a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m,
        ]  # fmt: skip
        if abs(state.size) * max(_scale(matrix, 0), _scale(matrix, 2)) < _SMALLEST:
            return True
        x, y = matrix[4], matrix[5]
        if state.white and state.mode != 1 and not any(_holds(box, x, y) for box in self._painted):
            return state.mode != _INVISIBLE
        page = self.page.cropbox
        box = float(page.left), float(page.bottom), float(page.right), float(page.top)
        return not self._forms and not _holds(box, x, y)


def _is_white(operands: list[Any]) -> bool:
    parts = [float(part) for part in operands if isinstance(part, int | float)]
    if len(parts) == _CMYK:
        return max(parts) < 1 - _WHITE
    return len(parts) in {_GRAY, _RGB} and min(parts) > _WHITE


def _box(cm: Matrix, points: Sequence[tuple[float, float]]) -> Box:
    moved = [(x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]) for x, y in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return min(xs), min(ys), max(xs), max(ys)


def _holds(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left - _MARGIN <= x <= right + _MARGIN and bottom - _MARGIN <= y <= top + _MARGIN


def _scale(matrix: Matrix, at: int) -> float:
    return float((matrix[at] ** 2 + matrix[at + 1] ** 2) ** 0.5)
