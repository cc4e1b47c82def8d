"""The outline of a text being read: its sections under their chains of headings, its document."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.library.documents import About, Document, Nature, Section, Unreadable, articles_named
from knowledge.readers.source import Source, one_line, visible


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
            width = max(len(row) for row in kept)
            full = ([one_line(c) for c in (*row, *[""] * (width - len(row)))] for row in kept)
            lines = ["| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in full]
            self.paragraph("\n".join([lines[0], "|" + "---|" * width, *lines[1:]]))

    def sections(self) -> tuple[Section, ...]:
        """Close the last section, and list all of them."""
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


NOTHING_SAID = About("")
"""A form left empty."""


def local_document(
    source: Source, about: About, sections: tuple[Section, ...], *guesses: str
) -> Document:
    """Make a local document, named by the first guess or its file when nothing named it.

    Raises `Unreadable` where its last day comes before its first, or it has no text.
    """
    named = [title for title in map(one_line, (about.title, *guesses, source.stem)) if title]
    kept = replace(about, title=named[0] if named else source.name)
    if about.valid_from and about.valid_until and about.valid_until < about.valid_from:
        raise Unreadable(
            f"Dans {source.name}, « valid_until » ({about.valid_until}) vient avant "
            f"« valid_from » ({about.valid_from}) : corrigez l’une des deux dates."
        )
    return document(source, kept, Nature.LOCAL, sections)


def document(
    source: Source, about: About, nature: Nature, sections: tuple[Section, ...]
) -> Document:
    """Make a document; one without any text is refused."""
    if not sections:
        raise Unreadable(f"Le fichier {source.name} ne contient aucun texte : vérifiez-le.")
    return Document(source.name, about, nature, sections)
