"""Reads Markdown procedures: a head, headings, and paragraphs kept word for word."""

import re
from collections.abc import Iterator

from knowledge.document import About, Document, Unreadable
from knowledge.readers import codes, styling
from knowledge.readers.front_matter import about_of, loaded, parted
from knowledge.readers.naming import local_document
from knowledge.readers.outline import Outline
from knowledge.readers.source import Source
from knowledge.readers.visible import visible

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>\S.*)$")
_CLOSING_MARKS = re.compile(r"(?<=[ \t])#+\Z")
_FENCE = re.compile(r"^ {0,3}(?P<mark>```+|~~~+)")
# An open comment runs to the end, as a browser shows it.
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)

_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"(?<!!)\[([^\]\n^][^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S.*$", re.MULTILINE)
_ELEMENT = re.compile(
    r"<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>(?:.*?</(?P=name)\s*>|\Z)", re.DOTALL
)
_HIDDEN = re.compile(r"(?<![:\w-])hidden\b", re.IGNORECASE)
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "title", "object", "iframe"})


def read_markdown(source: Source, form: About) -> Document:
    """Read a procedure, or a code where the head names one of Légifrance."""
    head, body = parted(_text(source))
    said = None if head is None else loaded(source, head)
    if isinstance(said, dict) and codes.is_code(said):
        return codes.read_code(source, said, body)
    about = form if head is None else about_of(source, said, form)
    shown = _shown(body)
    title = about.title or _first_title(shown)
    outline = Outline(title)
    for block in _blocks(shown):
        if isinstance(block, str):
            outline.paragraph(block)
        else:
            outline.heading(*block)
    return local_document(source, about, outline.sections(), title, outline.first_heading)


def _text(source: Source) -> str:
    try:
        return visible(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un texte lisible (UTF-8) : "
            "enregistrez-le en UTF-8."
        ) from fault


def _shown(body: str) -> str:
    """Leave out what the page does not show: comments, addresses, titles of links, hidden parts."""
    text = _DEFINITION.sub("", _COMMENT.sub("", body))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _ELEMENT.sub(_unless_hidden, text)


def _unless_hidden(element: re.Match[str]) -> str:
    said = element["attributes"]
    hidden = (
        _HIDDEN.search(said) is not None or styling.hides(said) or styling.is_white(_style(said))
    )
    return "" if hidden or element["name"].lower() in _NEVER_SHOWN else element[0]


def _style(attributes: str) -> str:
    """Give a style alone: `style="color:#fff"` and `color="#fff"` say the same."""
    found = re.findall(r"""(?:style|color)\s*=\s*["']?([^"'>]*)""", attributes)
    return ";".join(part if ":" in part else f"color:{part}" for part in found)


def _first_title(body: str) -> str:
    blocks = (block for block in _blocks(body) if not isinstance(block, str))
    return next((title for level, title in blocks if level == 1), "")


def _blocks(body: str) -> Iterator[str | tuple[int, str]]:
    """Give paragraphs as they stand and headings as their level and title, in order."""
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):
        fence = _fence_after(fence, line)
        heading = None if fence else _HEADING.match(line)
        if heading or (not fence and not line.strip()):
            yield "\n".join(lines)
            lines = []
        if heading:
            yield len(heading["marks"]), _CLOSING_MARKS.sub("", heading["title"])
        elif lines or line.strip():
            lines.append(line)
    yield "\n".join(lines)


def _fence_after(fence: str, line: str) -> str:
    mark = _FENCE.match(line)
    if not mark:
        return fence
    if not fence:
        return mark["mark"]
    return "" if mark["mark"].startswith(fence) else fence
