"""Text from outside made safe to store, read and show: no markup, no hidden characters."""

import re
import unicodedata
from html import escape, unescape

from inscriptis import get_text
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement

from cases.model import Attachment

MAX_CHARACTERS = 200_000
MAX_HTML_CHARACTERS = 400_000
CUT = "[message coupé ici : la suite est à lire dans le système de tickets]"
UNREADABLE = "[message illisible ici : à lire dans le système de tickets]"

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n{4,}")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Linear on any input: an open comment runs to the end, a tag stops at the next one.
_TAG_OR_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)|<[^<>]*>", re.DOTALL)
_NO_BREAK = re.compile(r"&nbsp;|&#160;|&#[xX][aA]0;|\u00a0")
_NARROW_NO_BREAK = re.compile(r"&#8239;|&#[xX]202[fF];|\u202f")
# The renderer would fold no-break spaces into plain ones: these stand for them meanwhile.
_STAND_INS = {"\ue000": "\u00a0", "\ue001": "\u202f"}
_INVISIBLE_STYLE = re.compile(
    r"display\s*:\s*none"
    r"|visibility\s*:\s*(hidden|collapse)"
    r"|(?<![\w.-])(font-size|opacity)\s*:\s*0(\.0*)?(?![\d.])",
    re.IGNORECASE,
)
_NEVER_SHOWN = ("noscript", "template", "iframe", "object", "svg", "select", "textarea")
_CSS = STRICT_CSS_PROFILE | {tag: HtmlElement(display=Display.none) for tag in _NEVER_SHOWN}


def clean(text: str) -> str:
    """Drop control, bidirectional and zero-width characters; keep no-break spaces and quotes.

    Texts longer than `MAX_CHARACTERS` are cut, with a mark that says so.
    """
    visible = _VARIATION_SELECTORS.sub("", _LINE_BREAKS.sub("\n", text[: MAX_CHARACTERS * 2]))
    kept = "".join(
        c for c in visible if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE_CATEGORIES
    )
    lines = (
        line.rstrip(" \t\u00a0\u202f") for line in unicodedata.normalize("NFC", kept).split("\n")
    )
    tidy = _BLANK_LINES.sub("\n\n\n", "\n".join(lines)).strip("\n")
    return tidy if len(tidy) <= MAX_CHARACTERS else f"{tidy[:MAX_CHARACTERS]}\n{CUT}"


def html_to_text(html: str) -> str:
    """Render HTML as a reader would see it: no scripts, styles, comments or hidden elements."""
    known = html[:MAX_HTML_CHARACTERS].translate(dict.fromkeys(map(ord, ["\x00", *_STAND_INS])))
    kept = _NARROW_NO_BREAK.sub("\ue001", _NO_BREAK.sub("\ue000", known))
    source = kept.encode("utf-8", "replace").decode()
    config = ParserConfig(css=_CSS, display_links=False, display_images=False)
    # The default handlers compute margins from the sender's numbers, which may be absurd.
    config.attribute_handler.attribute_mapping = {"style": _hide_if_styled_so, "hidden": _hide}
    try:
        rendered = get_text(source, config)
    except (ValueError, RecursionError):  # a number or a nesting the renderer cannot follow
        return UNREADABLE
    text = clean(rendered.translate(str.maketrans(_STAND_INS)))
    if not text and clean(unescape(_TAG_OR_COMMENT.sub("", source))).strip():
        return UNREADABLE
    return text if len(html) <= MAX_HTML_CHARACTERS else f"{text}\n{CUT}"


def _hide_if_styled_so(style: str, element: HtmlElement) -> None:
    if _INVISIBLE_STYLE.search(style):
        element.display = Display.none


def _hide(_value: str, element: HtmlElement) -> None:
    element.display = Display.none


def decode(raw: bytes, charset: str | None = None) -> str:
    """Decode bytes with the declared charset, else UTF-8, else Windows-1252; never fails."""
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name or "utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def html_paragraphs(text: str) -> str:
    """Write a plain text as HTML: a paragraph where it leaves a line blank, its breaks kept."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").strip("\n"))
    lines = (paragraph.split("\n") for paragraph in paragraphs)
    escaped = ("<br>\n".join(escape(line, quote=False) for line in each) for each in lines)
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in escaped)


def listed_file(name: str | None, kind: str | None, size: int | None, place: str) -> Attachment:
    """List a file by what its system says of it, cleaned and cut; `place` is where it is read."""
    named = clean(name or "")[:200] or "sans nom"
    return Attachment(named, clean(kind or "")[:100], size, place)
