"""Reads web pages as a person sees them: no script, no style, nothing that CSS hides."""

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]  # no stubs
from lxml.html import defs  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers.outline import Outline, local_document
from knowledge.readers.safe_xml import local_name
from knowledge.readers.source import Source, one_line, visible

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NEVER_SHOWN = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "iframe", "object", "embed"),
        *("svg", "select", "textarea", "input", "del"),
    )
)
_LISTS = frozenset({"ul", "ol", "menu"})
_SINCE_HTML5 = frozenset(
    (
        *("article", "aside", "details", "figcaption", "figure", "footer", "header", "main"),
        *("nav", "section", "summary"),
    )
)
_BLOCKS = (defs.block_tags | defs.list_tags | defs.table_tags | _SINCE_HTML5 | {"html", "body"}) - {
    "del",
    "ins",
}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x1e"
"""Stands for `<br>` while other line ends, which mean nothing in HTML, become blanks."""


def read_html(source: Source, form: About) -> Document:
    """Read a page along its headings."""
    try:
        source.data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        # A page that declares something else would be rare; libxml2 reads a UTF-16 mark itself.
        is_wide = source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if is_wide else "cp1252"
    parser = html.HTMLParser(encoding=encoding, no_network=True)
    root = html.document_fromstring(source.data, parser=parser)
    if any("depth" in error.message for error in parser.error_log):  # the rest was let go
        raise Unreadable(
            f"Le fichier {source.name} est trop imbriqué : enregistrez la page en PDF ou en DOCX."
        )
    page_title = one_line(root.findtext(".//title") or "")
    _lay_styles_on(root)
    outline = Outline(form.title or page_title)
    add_blocks(root, outline)
    return local_document(source, form, outline.sections(), page_title, outline.first_heading)


def text_of_html(fragment: etree._Element) -> str:
    """Read a fragment as paragraphs parted by empty lines."""
    outline = Outline()
    add_blocks(fragment, outline)
    return "\n\n".join(section.text for section in outline.sections())


def add_blocks(node: etree._Element, outline: Outline, depth: int = -1) -> None:
    """Add what stands in an element: its blocks, and the loose text between them."""
    loose = [node.text or ""]
    for child in node:
        if _is_hidden(child):
            pass
        elif any(_is_block(inner) for inner in child.iter()):
            outline.paragraph(_shown("".join(loose)))
            loose = []
            name = local_name(child)
            if name in _HEADINGS:
                outline.heading(_HEADINGS[name], _shown(_inline(child)))
            elif name == "table" and child.find(".//table") is None:
                outline.table(_rows(child))
            elif name in _LISTS:
                _add_items(child, outline, depth + 1)
            else:
                add_blocks(child, outline, depth)
        else:
            loose.append(_inline(child))
        loose.append(child.tail or "")
    outline.paragraph(_shown("".join(loose)))


def _add_items(node: etree._Element, outline: Outline, depth: int) -> None:
    for item in node:
        if local_name(item) != "li" or _is_hidden(item):
            continue
        nested = [child for child in item if local_name(child) in _LISTS]
        parts = [item.text or ""]
        for child in item:
            parts.append(" " if child in nested else f" {_inline(child)}" * _is_block(child))
            parts.append("" if _is_block(child) else _inline(child))
            parts.append(child.tail or "")
        outline.item(_shown("".join(parts)), depth)
        for child in nested:
            _add_items(child, outline, depth + 1)


_Reaching = dict[int, tuple[int, str]]
"""By place, the cells that reach into the next rows: how many of them, and their text."""
_MOST_SPANNED = 100


def _rows(table: etree._Element) -> list[list[str]]:
    """List the rows of a table; a cell that spans several places is repeated in each."""
    made: list[list[str]] = []
    above: _Reaching = {}
    for row in (row for row in table.iter("{*}tr") if not _is_hidden(row)):
        cells: list[str] = []
        below: _Reaching = {}
        for cell in (cell for cell in row if local_name(cell) in {"td", "th"}):
            _carry(cells, above, below)
            text, rows = _shown(_inline(cell)), _span_of(cell, "rowspan")
            for _ in range(_span_of(cell, "colspan")):
                _put(cells, below, text, rows)
        _carry(cells, above, below)
        made.append(cells)
        above = below
    return made


def _carry(cells: list[str], above: _Reaching, below: _Reaching) -> None:
    while reaching := above.get(len(cells)):
        _put(cells, below, reaching[1], reaching[0])


def _put(cells: list[str], below: _Reaching, text: str, rows: int) -> None:
    if rows > 1:
        below[len(cells)] = (rows - 1, text)
    cells.append(text)


def _span_of(cell: etree._Element, name: str) -> int:
    written = cell.get(name) or "1"
    return (
        min(max(int(written), 1), _MOST_SPANNED) if written.isascii() and written.isdigit() else 1
    )


def _inline(node: etree._Element) -> str:
    """Text of an element; blocks inside it are parted by a line end."""
    if _is_hidden(node):
        return ""
    if local_name(node) == "br":
        return _BREAK
    parts = [node.text or ""]
    for child in node:
        edge = _BREAK if _is_block(child) else ""
        parts += [edge, _inline(child), edge, child.tail or ""]
    return "".join(parts)


def _shown(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split(_BREAK))
    return visible("\n".join(line for line in lines if line))


def _is_block(node: etree._Element) -> bool:
    return local_name(node) in _BLOCKS


def _is_hidden(node: etree._Element) -> bool:
    name, style = local_name(node), node.get("style", "")
    if (
        not name
        or name in _NEVER_SHOWN
        or node.get("hidden") is not None
        or node.get("aria-hidden", "").lower() == "true"
        or css_hides(style)
    ):
        return True
    if not css_is_white(style):
        return False
    around = [node, *node.iterancestors()]
    return not any(css_is_shaded(n.get("style", "")) or n.get("bgcolor") for n in around)


def _lay_styles_on(root: etree._Element) -> None:
    """Write what the page's own sheets say of an element into the element, its own words last."""
    sheets = "\n".join(node.text_content() for node in root.iter("style"))
    declared: dict[str, list[str]] = {}
    for selector, style in css_rules(sheets):
        declared.setdefault(selector, []).append(style)
    for node in root.iter(etree.Element) if declared else ():
        name = local_name(node)
        classes = node.get("class", "").lower().split()
        marks = [*(f".{each}" for each in classes), f"#{node.get('id', '').lower()}"]
        selectors = [name, *marks, *(f"{name}{mark}" for mark in marks)]
        styles = [style for selector in selectors for style in declared.get(selector, [])]
        if styles:
            node.set("style", ";".join((*styles, node.get("style", ""))))
    for node in root.iter("font"):
        node.set("style", f"color:{node.get('color', '')};{node.get('style', '')}")


_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?<![\w.-])opacity\s*:\s*0?(?:\.0\d*)?(?![\d.])|(?<![\w.-])opacity\s*:\s*0(?![\d.])"
    r"|(?<![\w.-])font-size\s*:\s*(?:0(?:\.\d+)?|1(?:\.\d+)?px|1(?:\.\d+)?pt|\.\d+)(?![\d.])"
    r"|text-indent\s*:\s*-\s*\d{3,}|(?:left|top|right|bottom)\s*:\s*-\s*\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?<![\w.-])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)|transform\s*:\s*scale\(\s*0",
    re.IGNORECASE,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(
    r"white|transparent|#f{3}(?:f)?|#(?:f[0-9a-f]){3,4}|#[0-9a-f]{6}00"
    r"|rgba?\(\s*(?:25[0-5]|24\d)\s*,?\s*(?:25[0-5]|24\d)\s*,?\s*(?:25[0-5]|24\d)\b[^)]*\)"
    r"|rgba\([^)]*,\s*0?(?:\.0\d*)?\s*\)|hsla?\([^)]*100%\s*\)|(?:snow|ghostwhite|ivory)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?:[\w-]+)?(?:[.#][\w-]+)?\Z")


def css_hides(style: str) -> bool:
    """Tell whether declarations take text out of sight, whatever is around it."""
    return _HIDES.search(style) is not None


def css_is_white(style: str) -> bool:
    """Tell whether declarations write in white, or in nothing."""
    found = _COLOR.findall(style)
    return bool(found) and _WHITE.fullmatch(found[-1].strip()) is not None


def css_is_shaded(style: str) -> bool:
    """Tell whether declarations put a colour under the text."""
    found = _GROUND.findall(style)
    plain = ("none", "inherit", "initial", "unset")
    return any(not _WHITE.match(g.strip()) and g.strip().lower() not in plain for g in found)


def css_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """List the simple selectors of a sheet (`p`, `.note`, `p.note`, `#x`) with their declarations.

    Rules for print or for other media are read as if for the screen.
    """
    for selectors, declared in _RULE.findall(_COMMENT.sub("", sheet)):
        for selector in selectors.split(","):
            last = selector.split()[-1:] or [""]
            if last[0] and _SIMPLE.match(last[0]):
                yield last[0].lower(), declared
