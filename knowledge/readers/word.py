"""Reads DOCX as Word shows it: insertions kept; deletions, comments, hidden text left out."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as Package
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.document import About, Document
from knowledge.readers.naming import local_document
from knowledge.readers.outline import Outline
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line
from knowledge.readers.word_styles import Styles, is_white_on_white

_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange"))) | {
    # Word writes a text box twice, the second time for old versions.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_CARRIERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))
_NAMESPACES = {"w": qn("w:p").partition("}")[0].removeprefix("{")}
_MOST_SPANNED = 100
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(source: Source, form: About) -> Document:
    """Read the body of a document along its headings."""
    package = docx.Document(BytesIO(source.data))
    own_title = one_line(package.core_properties.title or "")
    outline = Outline(form.title or own_title)
    _Body(package, outline).add(package.element.body)
    return local_document(source, form, outline.sections(), own_title, outline.first_heading)


class _Body:
    def __init__(self, package: Package, outline: Outline) -> None:
        self._styles = Styles(package)
        self._outline = outline

    def add(self, node: etree._Element) -> None:
        for child in node:
            if child.tag == qn("w:p"):
                self._add_paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._outline.table(self._rows(child))
            elif child.tag in _CARRIERS:
                self.add(child)

    def _add_paragraph(self, node: etree._Element) -> None:
        text = self._text(node)
        level = self._styles.level(node)
        depth = self._styles.list_depth(node)
        if level is not None:
            self._outline.heading(level, text)
        elif depth is not None:
            self._outline.item(text, depth)
        else:
            self._outline.paragraph(text)
        for box in node.iter(qn("w:txbxContent")):
            if _is_shown(box, node):
                self.add(box)

    def _rows(self, table: etree._Element) -> list[list[str]]:
        """Give the rows of a table; a cell that spans several places is repeated in each."""
        made: list[list[str]] = []
        for row in _children(table, "w:tr"):
            cells: list[str] = []
            for cell in _children(row, "w:tc"):
                text = " ".join(self._text(p) for p in cell.iter(qn("w:p")) if _is_shown(p, cell))
                above = made[-1][len(cells) : len(cells) + 1] if made else []
                reached = cell.find("w:tcPr/w:vMerge", _NAMESPACES)
                if reached is not None and reached.get(qn("w:val")) != "restart" and above:
                    text = above[0]
                span = cell.find("w:tcPr/w:gridSpan", _NAMESPACES)
                cells += [text] * _width(span)
            made.append(cells)
        return made

    def _text(self, paragraph: etree._Element) -> str:
        return "".join(
            self._run(run)
            for run in paragraph.iter(qn("w:r"))
            if _is_shown(run, paragraph) and _paragraph_of(run) is paragraph
        )

    def _run(self, run: etree._Element) -> str:
        if self._styles.hides(run) or is_white_on_white(run):
            return ""
        return "".join(
            part.text or "" if part.tag == qn("w:t") else _BREAKS.get(part.tag, "") for part in run
        )


def _width(span: etree._Element | None) -> int:
    written = (span.get(qn("w:val")) if span is not None else None) or "1"
    return min(max(int(written), 1), _MOST_SPANNED) if written.isdecimal() else 1


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give the rows of a table or the cells of a row, those in content controls too."""
    for child in node:
        if child.tag == qn(tag):
            if not _is_deleted_row(child):
                yield child
        elif child.tag in _CARRIERS:
            yield from _children(child, tag)


def _is_deleted_row(row: etree._Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _is_shown(node: etree._Element, within: etree._Element) -> bool:
    for parent in node.iterancestors():
        if parent is within:
            return True
        if parent.tag in _DELETED:
            return False
    return True


def _paragraph_of(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(qn("w:p")), None)
