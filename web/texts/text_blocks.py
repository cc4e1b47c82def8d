"""A kept text in blocks that a template writes: paragraphs, lists, tables; never markup.

The kept text stands as it is, word for word, because letters quote it so: of Markdown only what
shapes a page (tables, lists, bold) is given a shape.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby, takewhile

from cases.model import Case
from connectors.safe_text import clean
from knowledge.library.documents import OVER
from knowledge.library.extracts import Extract, cells, tables_of
from web.texts.text_links import parse_place

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An extract as it is shown; `headings` open before it, each with its depth from zero.

    `over`: an article that is not in force, whatever its text is.
    """

    extract: Extract
    headings: Sequence[tuple[int, str]]
    blocks: Sequence[Block]
    quoted: bool
    over: bool


def blocks_of(text: str, quote: str = "") -> list[Block]:
    """Cut a text into blocks; the lines of a quote are marked where they stand in it."""
    marks = _marks(text, quote)
    starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    placed = zip(starts, text.split("\n"), strict=False)
    blocks: list[Block] = []
    for kind, group in groupby(placed, lambda one: _kind(one[1])):
        lines = list(group)
        # Lines between pipes are a table where the quoting of letters takes them for one.
        if kind == "table" and tables_of("\n".join(line for _, line in lines)):
            (_, head), _, *rows = lines
            body = (
                _row(line, quoted=any(a < start + len(line) and start < b for a, b in marks))
                for start, line in rows
            )
            blocks.append(Block("table", rows=(_row(head, quoted=False), *body)))
        elif kind:
            shape = "p" if kind == "table" else kind
            blocks.append(Block(shape, tuple(_line(*one, marks) for one in lines)))
    return blocks


def is_quoted(blocks: Sequence[Block]) -> bool:
    """Tell whether anything of a text is marked."""
    pieces = (piece for block in blocks for line in block.lines for piece in line.pieces)
    return any(piece.quoted for piece in pieces) or any(
        row.quoted for block in blocks for row in block.rows
    )


def paragraphs_of(
    extracts: Sequence[Extract], quotes: Mapping[int, str], today: date
) -> Iterator[Paragraph]:
    """Shape the paragraphs of a page; `quotes` holds what is to be marked, by number."""
    before: Sequence[str] = ()
    for extract in extracts:
        blocks = blocks_of(extract.text, quotes.get(extract.number, ""))
        pairs = zip(before, extract.headings, strict=False)
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        headings = list(enumerate(extract.headings))[same:]
        since, until = extract.valid_from or today, extract.valid_until or today
        over = not since <= today <= until or extract.state in OVER
        yield Paragraph(
            extract, headings, blocks, is_quoted(blocks), over and bool(extract.article)
        )
        before = extract.headings


def quotes_of(case: Case, version_id: str) -> dict[int, str]:
    """List what a case's draft quotes of a version, by the number of the paragraph."""
    passages = case.draft.passages if case.draft else ()
    placed = [(parse_place(passage.place), passage.quote) for passage in passages]
    return {place[1]: quote for place, quote in placed if place and place[0] == version_id}


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


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if _ROW.match(line):
        return "table"
    return "ul" if _ITEM.match(line) else "p"


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
        # The cleaning trims the ends, where a piece has the space that parts it from the next.
        if shown := clean(f".{part}.")[1:-1]:
            yield Piece(shown, quoted, bold=bool(number % 2))
