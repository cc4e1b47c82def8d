"""What a page of a PDF shows: text in white, tiny, invisible or beside the page is let go."""

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
        """Give the text a reader of the page sees."""
        return self.page.extract_text(
            visitor_operand_before=self._before, visitor_operand_after=self._after
        )

    def _before(self, operator: bytes, operands: list[Any], cm: Matrix, tm: Matrix) -> None:
        if operator == b"Do":
            self._forms += 1
            self._painted.append(_box(cm, [(0, 0), (1, 1)]))
        elif operator in _SHOWS and operands and self._hides(cm, tm):
            operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")
        else:
            self._follow(operator, operands, cm)

    def _after(self, operator: bytes, _operands: list[Any], _cm: Matrix, _tm: Matrix) -> None:
        self._forms -= operator == b"Do"

    def _follow(self, operator: bytes, operands: list[Any], cm: Matrix) -> None:
        if operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q" and self._saved:
            self._state = self._saved.pop()
        elif operator in {b"m", b"l", b"c", b"v", b"y", b"re"}:
            self._path += _points(operator, [float(number) for number in operands])
        elif operator in _ENDS_A_PATH:
            if operator in _FILLS and self._path and not self._state.white:
                self._painted.append(_box(cm, self._path))
            self._path = []
        else:
            self._set(operator, operands)

    def _set(self, operator: bytes, operands: list[Any]) -> None:
        if operator in {b"g", b"rg", b"k", b"sc", b"scn"}:
            self._state = replace(self._state, white=_is_white(operands))
        elif operator == b"cs":  # a new colour space starts in black
            self._state = replace(self._state, white=False)
        elif operator == b"Tr" and operands:
            self._state = replace(self._state, mode=int(operands[0]))
        elif operator == b"Tf" and len(operands) > 1:
            self._state = replace(self._state, size=float(operands[1]))
        elif operator == b"gs" and operands:
            self._state = replace(self._state, faint=self._is_faint(operands[0]))

    def _hides(self, cm: Matrix, tm: Matrix) -> bool:
        state = self._state
        if state.faint or (state.mode in {_INVISIBLE, _CLIPPING} and not self.is_scan):
            return True
        matrix = _times(tm, cm)
        if abs(state.size) * max(_reach(matrix, 0), _reach(matrix, 2)) < _SMALLEST:
            return True
        x, y = matrix[4], matrix[5]
        if state.white and state.mode != 1 and not any(_holds(box, x, y) for box in self._painted):
            return state.mode != _INVISIBLE
        return not self._forms and not _holds(_page_box(self.page), x, y)

    def _is_faint(self, name: object) -> bool:
        resources = self.page.get("/Resources", DictionaryObject()).get_object()
        states = resources.get("/ExtGState", DictionaryObject()).get_object()
        chosen = states.get(name, DictionaryObject()).get_object()
        return float(chosen.get("/ca", 1.0)) < _FAINT


def _is_white(operands: list[Any]) -> bool:
    parts = [float(part) for part in operands if isinstance(part, int | float)]
    if len(parts) == _CMYK:
        return max(parts) < 1 - _WHITE
    return len(parts) in {_GRAY, _RGB} and min(parts) > _WHITE


def _points(operator: bytes, numbers: list[float]) -> list[tuple[float, float]]:
    if operator == b"re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _box(cm: Matrix, points: Sequence[tuple[float, float]]) -> Box:
    moved = [(x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]) for x, y in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return min(xs), min(ys), max(xs), max(ys)


def _page_box(page: PageObject) -> Box:
    box = page.cropbox
    return float(box.left), float(box.bottom), float(box.right), float(box.top)


def _holds(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left - _MARGIN <= x <= right + _MARGIN and bottom - _MARGIN <= y <= top + _MARGIN


def _times(one: Matrix, other: Matrix) -> list[float]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return [
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    ]  # fmt: skip


def _reach(matrix: Matrix, at: int) -> float:
    return float((matrix[at] ** 2 + matrix[at + 1] ** 2) ** 0.5)
