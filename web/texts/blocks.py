"""A kept text in blocks that a template writes: paragraphs, lists, tables; never markup.

The kept text stands as it is, word for word, because letters quote it so: of Markdown only what
shapes a page (tables, lists, bold) is given a shape.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from connectors.safe_text import clean
from knowledge.extracts import tables_of
from knowledge.rows import cells

_ITEM = re.compile(r"^(?P<indent> *)(?:[-*•] +)(?=\S)")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_INDENT = 2
_DEEPEST = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look alike: part of a quote or not, bold or not."""

    text: str
    quoted: bool = False
    bold: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph, or an item of a list at a depth."""

    pieces: Pieces
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Pieces, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`p`), a list (`ul`) or a table (`table`, whose first row is its head)."""

    kind: str
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()


def blocks_of(text: str, quote: str = "") -> list[Block]:
    """Cut a text into blocks; the lines of a quote are marked where they stand in it."""
    marks = _marks(text, quote)
    blocks: list[Block] = []
    for kind, group in groupby(_placed(text), lambda placed: _kind(placed[1])):
        lines = list(group)
        if kind == "table":
            blocks.append(_table(lines, marks))
        elif kind:
            blocks.append(Block(kind, tuple(_line(*one, marks) for one in lines)))
    return blocks


def is_quoted(blocks: Sequence[Block]) -> bool:
    """Tell whether anything of a text is marked."""
    pieces = (piece for block in blocks for line in block.lines for piece in line.pieces)
    return any(piece.quoted for piece in pieces) or any(
        row.quoted for block in blocks for row in block.rows
    )


def _marks(text: str, quote: str) -> list[Span]:
    """Find the lines of a quote in a text, each after the one before."""
    marks: list[Span] = []
    start = 0
    for line in filter(str.strip, quote.split("\n")):
        found = text.find(line, start)
        if found >= 0:
            start = found + len(line)
            marks.append((found, start))
    return marks


def _placed(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if _ROW.match(line):
        return "table"
    return "ul" if _ITEM.match(line) else "p"


def _table(lines: Sequence[tuple[int, str]], marks: Sequence[Span]) -> Block:
    # Lines between pipes are a table where the quoting of letters takes them for one.
    if not tables_of("\n".join(line for _, line in lines)):
        return Block("p", tuple(_line(start, line, marks) for start, line in lines))
    head, _, *rows = lines
    return Block("table", rows=(_row(head[1], quoted=False), *(_marked(*r, marks) for r in rows)))


def _marked(start: int, line: str, marks: Sequence[Span]) -> Row:
    quoted = any(since < start + len(line) and start < until for since, until in marks)
    return _row(line, quoted=quoted)


def _row(line: str, *, quoted: bool) -> Row:
    return Row(tuple(tuple(_bold(cell, quoted=False)) for cell in cells(line)), quoted)


def _line(start: int, line: str, marks: Sequence[Span]) -> Line:
    item = _ITEM.match(line)
    cut = item.end() if item else len(line) - len(line.lstrip())
    depth = min(len(item["indent"]) // _INDENT, _DEEPEST) if item else 0
    return Line(tuple(_pieces(start + cut, line[cut:], marks)), depth)


def _pieces(start: int, words: str, marks: Sequence[Span]) -> Iterator[Piece]:
    place = 0
    for since, until in marks:
        first, last = max(since - start, place), min(until - start, len(words))
        if first < last:
            yield from _bold(words[place:first], quoted=False)
            yield from _bold(words[first:last], quoted=True)
            place = last
    yield from _bold(words[place:], quoted=False)


def _bold(words: str, *, quoted: bool) -> Iterator[Piece]:
    # Every second part is what stood between two pairs of stars.
    for number, part in enumerate(_BOLD.split(words)):
        if shown := _shown(part):
            yield Piece(shown, quoted, bold=bool(number % 2))


def _shown(part: str) -> str:
    # The cleaning trims the ends, where a piece has the space that parts it from the next.
    return clean(f".{part}.")[1:-1]
