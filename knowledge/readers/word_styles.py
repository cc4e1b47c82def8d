"""What the styles of a DOCX say of a paragraph or a run, through the styles they rest on."""

import re
from collections.abc import Iterator

from docx.document import Document as Package
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # no stubs

_VALUE = qn("w:val")
_BODY_LEVEL = 9
"""The outline level that Word gives to plain text."""
_MOST_PARENTS = 20
_WHITE = "FFFFFF"
_ABOUT_WHITE = re.compile(r"(?:[fF][0-9a-fA-F]){3}")
_SMALLEST = 4
"""Half-points: below, nobody reads."""


class Styles:
    """The styles of one document, by their identifiers."""

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
        """Give the level of a heading, 0 for the title of the document, None for plain text."""
        for node in self._of_paragraph(paragraph):
            outline = node.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                level = int(outline.get(_VALUE, _BODY_LEVEL))
                return level + 1 if level < _BODY_LEVEL else None
            name = _name(node)
            if name.startswith(("heading ", "titre ")) and name.split()[1].isdecimal():
                return int(name.split()[1])
            if name in {"title", "titre"}:
                return 0
        return None

    def list_depth(self, paragraph: etree._Element) -> int | None:
        """Give how deep a list item stands, None for what is no item."""
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

    def hides(self, run: etree._Element) -> bool:
        """Tell whether a run is hidden text, by itself or by a style."""
        paragraph = next(run.iterancestors(qn("w:p")), None)
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        nodes = [run, *self._chain("" if style is None else style.get(_VALUE, ""))]
        if paragraph is not None:
            nodes += list(self._of_paragraph(paragraph))[1:]
        for node in nodes:
            vanish = node.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
            if vanish is not None:
                return switched_on(vanish)
        return False

    def is_unseen(self, run: etree._Element) -> bool:
        """Tell text in white on no shading, or too small to be read; a style may say so."""
        size = self._said(run, "w:sz")
        if size.isdecimal() and int(size) < _SMALLEST:
            return True
        return _is_white(self._said(run, "w:color")) and not _is_shaded(run)

    def _said(self, run: etree._Element, what: str) -> str:
        """Give a property of a run: its own, or that of the nearest style that has it."""
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        paragraph = next(run.iterancestors(qn("w:p")), None)
        nodes = [run, *self._chain("" if style is None else style.get(_VALUE, ""))]
        nodes += [] if paragraph is None else list(self._of_paragraph(paragraph))[1:]
        found = (node.find(f"{qn('w:rPr')}/{qn(what)}") for node in nodes)
        return next((str(each.get(_VALUE, "")) for each in found if each is not None), "")

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


def switched_on(toggle: etree._Element) -> bool:
    """Tell whether a property that is on by being there was not turned off."""
    return toggle.get(_VALUE, "1") not in {"0", "false", "off"}


def _is_white(color: str) -> bool:
    return bool(_ABOUT_WHITE.fullmatch(color))


def _is_shaded(run: etree._Element) -> bool:
    """Tell whether a colour lies under a run: on a shaded cell, white is what a person reads."""
    if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None:
        return True
    return any(map(_shades, [run, *run.iterancestors()]))


def _shades(node: etree._Element) -> bool:
    shading = (node.find(f"{qn(f'w:{kind}Pr')}/{qn('w:shd')}") for kind in ("r", "p", "tc", "tbl"))
    fills = [shade.get(qn("w:fill"), "auto").upper() for shade in shading if shade is not None]
    return any(fill not in {"AUTO", _WHITE} for fill in fills)


def _name(node: etree._Element) -> str:
    name = node.find(qn("w:name"))
    return "" if name is None else name.get(_VALUE, "").lower()
