"""Reads DOCX as Word shows it: insertions and notes kept; deletions, comments, hidden text not."""

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
from knowledge.readers.word_styles import Styles

_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange"))) | {
    # Word writes a text box twice, the second time for old versions.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_CARRIERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))
_NAMESPACES = {"w": qn("w:p").partition("}")[0].removeprefix("{")}
_NOTES = frozenset(map(qn, ("w:footnoteReference", "w:endnoteReference")))
_MARGINS = "En-têtes et pieds de page"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_MOST_SPANNED = 100
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(source: Source, form: About) -> Document:
    """Read the body of a document along its headings."""
    package = docx.Document(BytesIO(source.data))
    own_title = one_line(package.core_properties.title or "")
    outline = Outline(form.title or own_title)
    body = _Body(package, outline)
    body.add(package.element.body)
    body.add_margins(package)
    return local_document(source, form, outline.sections(), own_title, outline.first_heading)


class _Body:
    def __init__(self, package: Package, outline: Outline) -> None:
        self._styles = Styles(package)
        self._notes = dict(_notes_of(package))
        self._outline = outline

    def add(self, node: etree._Element) -> None:
        for child in node:
            if child.tag == qn("w:p"):
                self._add_paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._outline.table(self._rows(child))
            elif child.tag in _CARRIERS:
                self.add(child)

    def add_margins(self, package: Package) -> None:
        """Add what stands in headers and footers, each line once, under a heading of its own."""
        parts = [
            part
            for section in package.sections
            for part in (section.header, section.footer)
            if not part.is_linked_to_previous
        ]
        found = (self._text(p) for part in parts for p in part._element.iter(qn("w:p")))  # noqa: SLF001 - python-docx gives paragraphs without their fields
        lines = list(dict.fromkeys(text for text in map(one_line, found) if text))
        if lines:
            self._outline.heading(1, _MARGINS)
            self._outline.paragraph("\n".join(lines))

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
        if self._styles.hides(run) or self._styles.is_unseen(run):
            return ""
        return "".join(map(self._part, run))

    def _part(self, part: etree._Element) -> str:
        if part.tag == qn("w:t"):
            return part.text or ""
        if part.tag in _NOTES:
            note = self._notes.get((part.tag, part.get(qn("w:id"), "")))
            return "" if note is None else self._note(note)
        return _BREAKS.get(part.tag, "")

    def _note(self, note: etree._Element) -> str:
        """Give a note where it is called: it may carry the exception."""
        text = " ".join(self._text(p) for p in note.iter(qn("w:p")) if _is_shown(p, note))
        return f" (note : {text.strip()})" if text.strip() else ""


def _notes_of(package: Package) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """Give the notes by what calls them; those that draw the rule above notes have a type."""
    for relation in package.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in {"footnotes", "endnotes"} or relation.is_external:
            continue
        name = kind.removesuffix("s")
        root = etree.fromstring(relation.target_part.blob, _PARSER)
        for note in root.iter(qn(f"w:{name}")):
            if note.get(qn("w:type")) in {None, "normal"}:
                yield (qn(f"w:{name}Reference"), note.get(qn("w:id"), "")), note


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
