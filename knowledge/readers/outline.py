"""Gathers headings, paragraphs, lists and tables into sections, each under its whole chain."""

from collections.abc import Sequence

from knowledge.document import Section
from knowledge.readers.articles import articles_named
from knowledge.readers.visible import one_line, visible


class Outline:
    """A text being read from top to bottom; `title` is left out of the chains it opens."""

    def __init__(self, title: str = "") -> None:
        self._title = one_line(title).casefold()
        self._chain: list[tuple[int, str]] = []
        self._blocks: list[str] = []
        self._items: list[str] = []
        self._sections: list[Section] = []
        self.first_heading = ""
        """What could name a document that has no title of its own."""

    def heading(self, level: int, text: str) -> None:
        """Close the section that was open and open one under this heading."""
        title = one_line(text)
        if not title:
            return
        self._close()
        self.first_heading = self.first_heading or title
        self._chain = [kept for kept in self._chain if kept[0] < level]
        if self._chain or title.casefold() != self._title:
            self._chain.append((level, title))

    def paragraph(self, text: str) -> None:
        """Add a paragraph, its lines kept."""
        kept = visible(text).strip("\n ")
        if kept.strip():
            self._end_list()
            self._blocks.append(kept)

    def item(self, text: str, depth: int = 0) -> None:
        """Add an item; those that follow one another make one paragraph."""
        if kept := one_line(text):
            self._items.append(f"{'  ' * depth}- {kept}")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table as Markdown rows, the first being its head."""
        if kept := [row for row in rows if any(one_line(cell) for cell in row)]:
            self.paragraph("\n".join(markdown_rows(kept)))

    def sections(self) -> tuple[Section, ...]:
        """Give what was gathered so far."""
        self._close()
        return tuple(self._sections)

    def _end_list(self) -> None:
        if self._items:
            self._blocks.append("\n".join(self._items))
        self._items = []

    def _close(self) -> None:
        self._end_list()
        text = "\n\n".join(self._blocks)
        if text:
            headings = tuple(title for _, title in self._chain)
            self._sections.append(Section(headings, text, cites=articles_named(text)))
        self._blocks = []


def markdown_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows of cells as Markdown, all as wide as the widest."""
    width = max(len(row) for row in rows)
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in cells) + " |"
