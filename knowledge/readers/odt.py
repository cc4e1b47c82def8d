"""Reads ODT as a person sees it: no annotation, no tracked deletion, no hidden text."""

import re
from collections.abc import Iterator
from io import BytesIO

from odf import opendocument  # type: ignore[import-untyped]  # no stubs
from odf.element import Element, Text  # type: ignore[import-untyped]  # no stubs
from odf.namespaces import (  # type: ignore[import-untyped]  # no stubs
    DCNS,
    FONS,
    OFFICENS,
    STYLENS,
    TABLENS,
    TEXTNS,
)

from knowledge.library.documents import About, Document
from knowledge.readers.outline import Outline, local_document
from knowledge.readers.source import Source, one_line

_NEVER_SHOWN = frozenset(
    {
        (OFFICENS, "annotation"),
        (OFFICENS, "annotation-end"),
        (TEXTNS, "tracked-changes"),
        (TEXTNS, "hidden-text"),
        (TEXTNS, "hidden-paragraph"),
        (TEXTNS, "note-citation"),
    }
)
_BREAKS = {(TEXTNS, "tab"): "\t", (TEXTNS, "line-break"): "\n"}
_CELLS = frozenset({(TABLENS, "table-cell"), (TABLENS, "covered-table-cell")})
_MOST_PARENTS = 20
_ABOUT_WHITE = re.compile(r"#(?:f[0-9a-f]){3}")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_SMALLEST = 2
"""Points: below, nobody reads."""
_MOST_REPEATS = 100
"""A cell may say that it stands a million times."""


def read_odt(source: Source, form: About) -> Document:
    """Read the body of a document along its headings."""
    package = opendocument.load(BytesIO(source.data))
    titles = (node for node in package.meta.childNodes if node.qname == (DCNS, "title"))
    own_title = one_line("".join(str(title) for title in titles))
    outline = Outline(form.title or own_title)
    _Body(package, outline).add(package.text)
    return local_document(source, form, outline.sections(), own_title, outline.first_heading)


class _Body:
    def __init__(self, package: opendocument.OpenDocument, outline: Outline) -> None:
        holders = (package.styles, package.automaticstyles)
        found = (node for holder in holders for node in _elements(holder))
        self._styles = {_get(node, STYLENS, "name"): node for node in found}
        self._outline = outline

    def add(self, node: Element, depth: int = -1) -> None:
        for child in _elements(node):
            if child.qname in _NEVER_SHOWN or self._hides(child):
                continue
            if child.qname == (TEXTNS, "h"):
                level = _get(child, TEXTNS, "outline-level") or "1"
                self._outline.heading(int(level), self._text(child))
            elif child.qname == (TEXTNS, "p"):
                text = self._text(child)
                if _get(child, TEXTNS, "style-name") == "Title":
                    self._outline.heading(0, text)
                elif depth < 0:
                    self._outline.paragraph(text)
                else:
                    self._outline.item(text, depth)
            elif child.qname == (TEXTNS, "list"):
                self.add(child, depth + 1)
            elif child.qname == (TABLENS, "table"):
                self._outline.table([list(self._cells(row)) for row in _rows(child)])
            else:
                self.add(child, depth)

    def _cells(self, row: Element) -> Iterator[str]:
        for cell in _elements(row):
            if cell.qname in _CELLS:
                repeat = int(_get(cell, TABLENS, "number-columns-repeated") or "1")
                text = " ".join(self._text(child) for child in _elements(cell))
                yield from [text] * min(repeat, _MOST_REPEATS if text.strip() else 1)

    def _text(self, node: Element) -> str:
        if node.qname in _NEVER_SHOWN or self._hides(node):
            return ""
        if node.qname == (TEXTNS, "s"):
            return " " * min(int(_get(node, TEXTNS, "c") or "1"), _MOST_REPEATS)
        if node.qname == (TEXTNS, "note"):
            return f" (note : {''.join(map(self._text, _elements(node)))})"
        return _BREAKS.get(node.qname, "") + "".join(
            str(child.data) if isinstance(child, Text) else self._text(child)
            for child in node.childNodes
        )

    def _hides(self, node: Element) -> bool:
        name = _style_name(node)
        color = background = size = ""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                break
            for properties in _elements(style):
                if _get(properties, TEXTNS, "display") == "none":
                    return True
                color = color or _get(properties, FONS, "color")
                size = size or _get(properties, FONS, "font-size")
                background = background or _get(properties, FONS, "background-color")
            name = _get(style, STYLENS, "parent-style-name")
        points = _POINTS.fullmatch(size)
        if points is not None and float(points[1]) < _SMALLEST:
            return True
        is_white = _ABOUT_WHITE.fullmatch(color.lower()) is not None
        return is_white and not self._is_shaded(node, background)

    def _is_shaded(self, node: Element, background: str) -> bool:
        """Tell whether white text stands on a colour, its own or that of a cell around it."""
        if background and background.lower() not in {"transparent", "#ffffff"}:
            return True
        around = node.parentNode
        if around is None:
            return False
        style = self._styles.get(_style_name(around))
        found = (_get(part, FONS, "background-color") for part in _elements(style))
        return self._is_shaded(around, next(filter(None, found), ""))


def _style_name(node: Element) -> str:
    return _get(node, TEXTNS, "style-name") or _get(node, TABLENS, "style-name")


def _elements(node: Element | None) -> list[Element]:
    children = [] if node is None else node.childNodes
    return [child for child in children if isinstance(child, Element) and child.qname]


def _rows(table: Element) -> Iterator[Element]:
    for child in _elements(table):
        if child.qname == (TABLENS, "table-row"):
            yield child
        else:
            yield from _rows(child)


def _get(node: Element, namespace: str, name: str) -> str:
    # Read as stored: odfpy refuses to look up an attribute that its element may not have.
    return str(node.attributes.get((namespace, name), ""))
