"""Reads DOCX as Word shows it: insertions and notes kept; deletions, comments, hidden text not."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
from docx.document import Document as Package
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import About, Document
from knowledge.readers.outline import Outline, local_document
from knowledge.readers.source import Source, one_line

_VALUE = qn("w:val")
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
        self._styles = _Styles(package)
        self._notes = dict(_notes_of(package))
        self._outline = outline

    def add(self, node: etree._Element) -> None:
        """Add the paragraphs and tables of a node to the outline, in order."""
        for child in node:
            if child.tag == qn("w:p"):
                text, level = self._text(child), self._styles.level(child)
                depth = self._styles.list_depth(child)
                if level is not None:
                    self._outline.heading(level, text)
                elif depth is not None:
                    self._outline.item(text, depth)
                else:
                    self._outline.paragraph(text)
                for box in child.iter(qn("w:txbxContent")):
                    if _is_kept(box, child):
                        self.add(box)
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

    def _rows(self, table: etree._Element) -> list[list[str]]:
        """List the rows of a table; a cell that spans several places is repeated in each."""
        made: list[list[str]] = []
        for row in _children(table, "w:tr"):
            cells: list[str] = []
            for cell in _children(row, "w:tc"):
                text = " ".join(self._text(p) for p in cell.iter(qn("w:p")) if _is_kept(p, cell))
                above = made[-1][len(cells) : len(cells) + 1] if made else []
                reached = cell.find("w:tcPr/w:vMerge", _NAMESPACES)
                if reached is not None and reached.get(_VALUE) != "restart" and above:
                    text = above[0]
                span = cell.find("w:tcPr/w:gridSpan", _NAMESPACES)
                written = (span.get(_VALUE) if span is not None else None) or "1"
                width = min(max(int(written), 1), _MOST_SPANNED) if written.isdecimal() else 1
                cells += [text] * width
            made.append(cells)
        return made

    def _text(self, paragraph: etree._Element) -> str:
        return "".join(
            self._part(part)
            for run in paragraph.iter(qn("w:r"))
            if _is_kept(run, paragraph)
            and next(run.iterancestors(qn("w:p")), None) is paragraph
            and not self._styles.hide(run)
            for part in run
        )

    def _part(self, part: etree._Element) -> str:
        if part.tag == qn("w:t"):
            return part.text or ""
        if part.tag not in _NOTES:
            return _BREAKS.get(part.tag, "")
        note = self._notes.get((part.tag, part.get(qn("w:id"), "")))
        if note is None:
            return ""
        # A note stands where it is called: it may carry the exception.
        text = " ".join(self._text(p) for p in note.iter(qn("w:p")) if _is_kept(p, note))
        return f" (note : {text.strip()})" if text.strip() else ""


def _notes_of(package: Package) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """List the notes by what calls them; those that draw the rule above notes have a type."""
    for relation in package.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in {"footnotes", "endnotes"} or relation.is_external:
            continue
        name = kind.removesuffix("s")
        root = etree.fromstring(relation.target_part.blob, _PARSER)
        for note in root.iter(qn(f"w:{name}")):
            if note.get(qn("w:type")) in {None, "normal"}:
                yield (qn(f"w:{name}Reference"), note.get(qn("w:id"), "")), note


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """List the rows of a table or the cells of a row, those in content controls too."""
    for child in node:
        if child.tag == qn(tag):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:  # a deleted row
                yield child
        elif child.tag in _CARRIERS:
            yield from _children(child, tag)


def _is_kept(node: etree._Element, within: etree._Element) -> bool:
    """Tell whether no tracked deletion stands between a node and one around it."""
    for parent in node.iterancestors():
        if parent is within:
            return True
        if parent.tag in _DELETED:
            return False
    return True


_BODY_LEVEL = 9
"""The outline level that Word gives to plain text."""
_MOST_PARENTS = 20
_WHITE = "FFFFFF"
_ABOUT_WHITE = re.compile(r"(?:[fF][0-9a-fA-F]){3}")
_SMALLEST = 4
"""Half-points: below, nobody reads."""


class _Styles:
    """What the styles of a document say of a paragraph or a run, through those they rest on."""

    def __init__(self, package: Package) -> None:
        nodes = package.styles.element.iterchildren(qn("w:style"))
        self._nodes = {node.get(qn("w:styleId"), ""): node for node in nodes}
        self._default = next(
            (
                name
                for name, node in self._nodes.items()
                if node.get(qn("w:type")) == "paragraph" and node.get(qn("w:default")) == "1"
            ),
            "",
        )

    def level(self, paragraph: etree._Element) -> int | None:
        """Level of a heading, 0 for the title of the document, None for plain text."""
        for node in self._of_paragraph(paragraph):
            outline = node.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                level = int(outline.get(_VALUE, _BODY_LEVEL))
                return level + 1 if level < _BODY_LEVEL else None
            written = node.find(qn("w:name"))
            name = "" if written is None else written.get(_VALUE, "").lower()
            if name.startswith(("heading ", "titre ")) and name.split()[1].isdecimal():
                return int(name.split()[1])
            if name in {"title", "titre"}:
                return 0
        return None

    def list_depth(self, paragraph: etree._Element) -> int | None:
        """How deep a list item stands, None for what is no item."""
        for node in self._of_paragraph(paragraph):
            numbering = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbering is None:
                continue
            number = numbering.find(qn("w:numId"))
            if number is not None and number.get(_VALUE) == "0":  # numbering taken off
                return None
            depth = numbering.find(qn("w:ilvl"))
            return 0 if depth is None else int(depth.get(_VALUE, "0"))
        return None

    def hide(self, run: etree._Element) -> bool:
        """Tell whether a run is hidden, white on no shading, or too small to be read.

        The run says so itself, or a style of it or of its paragraph.
        """
        paragraph = next(run.iterancestors(qn("w:p")), None)
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        nodes = [run, *self._chain("" if style is None else style.get(_VALUE, ""))]
        if paragraph is not None:
            nodes += list(self._of_paragraph(paragraph))[1:]
        # A property that is on by being there may be turned off.
        if _property(nodes, "w:vanish", "1", "0") not in {"0", "false", "off"}:
            return True
        size = _property(nodes, "w:sz")
        if size.isdecimal() and int(size) < _SMALLEST:
            return True
        return bool(_ABOUT_WHITE.fullmatch(_property(nodes, "w:color"))) and not _is_shaded(run)

    def _of_paragraph(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield paragraph
        yield from self._chain(self._default if style is None else style.get(_VALUE, ""))

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MOST_PARENTS):
            node = self._nodes.get(name)
            if node is None:
                return
            yield node
            parent = node.find(qn("w:basedOn"))
            name = "" if parent is None else parent.get(_VALUE, "")


def _property(
    nodes: Sequence[etree._Element], name: str, without_value: str = "", missing: str = ""
) -> str:
    """Value of a property of a run: its own, or that of the nearest style that has it."""
    found = (node.find(f"{qn('w:rPr')}/{qn(name)}") for node in nodes)
    written = (str(each.get(_VALUE, without_value)) for each in found if each is not None)
    return next(written, missing)


def _is_shaded(run: etree._Element) -> bool:
    """Tell whether a colour lies under a run: on a shaded cell, white is what a person reads."""
    if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None:
        return True
    shades = (
        node.find(f"{qn(f'w:{kind}Pr')}/{qn('w:shd')}")
        for node in (run, *run.iterancestors())
        for kind in ("r", "p", "tc", "tbl")
    )
    fills = (shade.get(qn("w:fill"), "auto").upper() for shade in shades if shade is not None)
    return any(fill not in {"AUTO", _WHITE} for fill in fills)
