"""Reads PDF files that have a text on every page; a scan is refused, not guessed."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, Destination

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers.outline import Outline, local_document
from knowledge.readers.pdf_visibility import ShownText
from knowledge.readers.source import Bounds, Source, one_line, visible

Bookmark = tuple[int, str]
"""A level in the bookmarks, from 1, and a title."""

_PAINTS = frozenset({b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"})
_INVISIBLE = 3
# A rule or a frame may stand on an empty page; letters drawn as shapes are many.
_FEW_SHAPES = 50
_MOST_TITLE_LINES = 3
_MOST_NAMED_PAGES = 10
_ENDS_A_SENTENCE = re.compile(r"[.;:!?»][ \u00a0]*$")
_BEGINS_ONE = re.compile(r"^[ \t]*(?:[A-ZÀ-ÖØ-Þ«\d]|[-–—•▪●◦*][ \t])")


def read_pdf(source: Source, form: About, bounds: Bounds) -> Document:
    """Read a PDF, cut along its bookmarks where it has some."""
    reader = PdfReader(BytesIO(source.data))
    if reader.is_encrypted:
        raise Unreadable(
            f"Le fichier {source.name} est protégé par un mot de passe : "
            "enregistrez-le sans protection."
        )
    if len(reader.pages) > bounds.pages:
        raise Unreadable(f"Le fichier {source.name} a plus de {bounds.pages} pages : divisez-le.")
    texts = [visible(ShownText(page, is_scan=_is_scan(page)).text()) for page in reader.pages]
    _refuse_scan(source, texts, reader.pages)
    # Only the title: other properties are written by nobody and read by nobody.
    own_title = one_line(str((reader.metadata and reader.metadata.title) or ""))
    outline = Outline(form.title or own_title)
    bookmarks: dict[int, list[Bookmark]] = {}
    for level, mark in _flat(reader.outline, 1):
        page_number = reader.get_destination_page_number(mark)
        if page_number is not None:
            title = one_line(str(mark.title or ""))
            bookmarks.setdefault(page_number, []).append((level, title))
    for number, text in enumerate(texts):
        _add_page(outline, text, bookmarks.get(number, []))
    return local_document(source, form, outline.sections(), own_title)


def _is_scan(page: PageObject) -> bool:
    """Tell a page that is an image with the text recognised in it: no text of it is drawn."""
    operations = _operations(page)
    modes = [operands for operands, operator in operations if operator == b"Tr"]
    images = any(operator in {b"Do", b"INLINE IMAGE"} for _, operator in operations)
    return images and bool(modes) and all(mode[:1] == [_INVISIBLE] for mode in modes)


def _refuse_scan(source: Source, texts: list[str], pages: Iterable[PageObject]) -> None:
    unread = []
    for number, (text, page) in enumerate(zip(texts, pages, strict=True), start=1):
        if text.strip():
            continue
        operators = [operator for _, operator in _operations(page)]
        shapes = sum(operator in _PAINTS for operator in operators)
        if b"Do" in operators or b"INLINE IMAGE" in operators or shapes > _FEW_SHAPES:
            unread.append(number)
    if not unread:
        return
    if not any(text.strip() for text in texts):
        raise Unreadable(
            f"Le fichier {source.name} est un scan sans texte : passez-le à la reconnaissance "
            "de texte (OCR), puis renvoyez-le."
        )
    named = ", ".join(map(str, unread[:_MOST_NAMED_PAGES]))
    more = "…" if len(unread) > _MOST_NAMED_PAGES else ""
    raise Unreadable(
        f"Dans {source.name}, des pages sont des images sans texte ({named}{more}) : passez le "
        "fichier à la reconnaissance de texte (OCR), puis renvoyez-le."
    )


def _operations(page: PageObject) -> list[tuple[Any, bytes]]:
    contents = page.get_contents()
    return [] if contents is None else ContentStream(contents, page.pdf).operations


def _flat(marks: object, level: int) -> Iterator[tuple[int, Destination]]:
    for mark in marks if isinstance(marks, list) else []:
        if isinstance(mark, Destination):
            yield level, mark
        else:
            yield from _flat(mark, level + 1)


def _add_page(outline: Outline, text: str, bookmarks: list[Bookmark]) -> None:
    """Add a page; a bookmark opens a section where its title stands, else it says nothing."""
    lines = text.split("\n")
    pending = list(bookmarks)
    begun: list[str] = []
    while lines:
        place, size = _next_title(lines, pending)
        if size:
            _add_lines(outline, begun)
            outline.heading(*pending[place])
            pending, lines, begun = pending[place + 1 :], lines[size:], []
        else:
            begun.append(lines.pop(0))
    _add_lines(outline, begun)


def _next_title(lines: list[str], pending: list[Bookmark]) -> tuple[int, int]:
    """Find which bookmark the next lines are the title of, and how many they are, else 0."""
    for place, (_, title) in enumerate(pending):
        for size in range(1, min(_MOST_TITLE_LINES, len(lines)) + 1):
            if title and _same(" ".join(lines[:size])) == _same(title):
                return place, size
    return 0, 0


def _same(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _add_lines(outline: Outline, lines: list[str]) -> None:
    """Add lines as paragraphs: a PDF rarely says where one ends, a sentence's end may."""
    paragraph: list[str] = []
    for line in lines:
        ended = paragraph and _ENDS_A_SENTENCE.search(paragraph[-1]) and _BEGINS_ONE.match(line)
        if ended or not line.strip():
            outline.paragraph("\n".join(paragraph))
            paragraph = []
        if line.strip():
            paragraph.append(line)
    outline.paragraph("\n".join(paragraph))
