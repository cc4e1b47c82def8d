"""Reads Markdown procedures, word for word, and plain texts.

The head of a procedure, between two `---` lines, says what it is: its title, reference and days.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers.html import css_hides, css_is_white
from knowledge.readers.outline import Outline, local_document
from knowledge.readers.source import Source, decode, one_line, visible

NO_HEAD: Final = object()
"""Stands for the head of a file that has none; an empty head is a fault."""
_PARTS = re.compile(
    r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL | re.MULTILINE
)
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


def head_and_body(source: Source) -> tuple[object, str]:
    """Part a file from its head, `NO_HEAD` or what its YAML holds. Raises `Unreadable`."""
    try:
        text = visible(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un texte lisible (UTF-8) : "
            "enregistrez-le en UTF-8."
        ) from fault
    parts = _PARTS.match(text)
    if parts is None:
        return NO_HEAD, text
    try:
        return yaml.safe_load(parts["head"]), parts["body"] or ""
    except (yaml.YAMLError, ValueError, RecursionError) as fault:  # ValueError: 2026-13-45
        raise Unreadable(f"L’en-tête de {source.name} n’est pas du YAML lisible.") from fault


def read_procedure(source: Source, form: About, head: object, body: str) -> Document:
    """Read a procedure along its headings; what its head does not say, the form says."""
    about = form if head is NO_HEAD else _about_of(source, head, form)
    # Left out is what the page does not show: comments, addresses, titles of links, hidden parts.
    shown = _DEFINITION.sub("", _COMMENT.sub("", body))
    shown = _LINK.sub(r"\1", _IMAGE.sub("", shown))
    blocks = list(_blocks(_ELEMENT.sub(_unless_hidden, shown)))
    titles = (block[1] for block in blocks if not isinstance(block, str) and block[0] == 1)
    title = about.title or next(titles, "")
    outline = Outline(title)
    for block in blocks:
        if isinstance(block, str):
            outline.paragraph(block)
        else:
            outline.heading(*block)
    return local_document(source, about, outline.sections(), title, outline.first_heading)


def read_text(source: Source, form: About) -> Document:
    """Read a plain text in UTF-8 or, failing that, in Windows-1252; no heading is guessed."""
    text = decode(source.data)
    if "\x00" in text:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un texte : enregistrez le document "
            "en PDF, DOCX ou ODT."
        )
    outline = Outline(form.title)
    for block in re.split(r"\n{2,}", visible(text)):
        outline.paragraph(block)
    return local_document(source, form, outline.sections())


def _unless_hidden(element: re.Match[str]) -> str:
    attributes = element["attributes"]
    # `style="color:#fff"` and `color="#fff"` say the same.
    written = re.findall(r"""(?:style|color)\s*=\s*["']?([^"'>]*)""", attributes)
    style = ";".join(part if ":" in part else f"color:{part}" for part in written)
    hidden = _HIDDEN.search(attributes) or css_hides(attributes) or css_is_white(style)
    return "" if hidden or element["name"].lower() in _NEVER_SHOWN else element[0]


def _blocks(body: str) -> Iterator[str | tuple[int, str]]:
    """List paragraphs as they stand and headings as their level and title, in order."""
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):
        if mark := _FENCE.match(line):
            closes = fence and mark["mark"].startswith(fence)
            fence = "" if closes else fence or mark["mark"]
        heading = None if fence else _HEADING.match(line)
        if heading or (not fence and not line.strip()):
            yield "\n".join(lines)
            lines = []
        if heading:
            yield len(heading["marks"]), _CLOSING_MARKS.sub("", heading["title"])
        elif lines or line.strip():
            lines.append(line)
    yield "\n".join(lines)


_FRENCH_ERRORS = {
    "missing": "manque",
    "extra_forbidden": "n’est pas une clé attendue",
    "string_type": "n’est pas un texte",
    "string_too_short": "est vide",
    "model_type": "n’est pas une liste de « clé: valeur »",
}
_DATE_ERROR = "n’est pas une date (AAAA-MM-JJ)"


def _not_a_number(value: object) -> object:
    # A bare 20260101 would be taken for seconds since 1970.
    if isinstance(value, int | float):
        raise PydanticCustomError("date_number", "a number")
    return value


Filled = Annotated[str, Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_not_a_number)]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: Filled
    reference: Filled
    valid_from: Day
    valid_until: Day | None = None
    applies_to: Filled
    owner: Filled


def _about_of(source: Source, head: object, form: About) -> About:
    """Join what a head and the form say. Raises `Unreadable`, a sentence a fault."""
    if isinstance(head, dict):
        filled = {name: getattr(form, name) for name in _FrontMatter.model_fields}
        head = {name: value for name, value in filled.items() if value} | head
    try:
        known = _FrontMatter.model_validate(head)
    except ValidationError as fault:
        sentences = []
        for error in fault.errors():
            key = one_line(".".join(str(part) for part in error["loc"])) or "l’en-tête"
            is_date = error["type"].startswith("date")
            reason = _DATE_ERROR if is_date else _FRENCH_ERRORS.get(error["type"])
            reason = reason or "n’a pas la forme attendue"
            sentences.append(f"Dans {source.name}, « {key} » {reason}.")
        raise Unreadable("\n".join(sentences)) from fault
    return About(
        one_line(known.title),
        one_line(known.reference),
        known.valid_from,
        known.valid_until,
        one_line(known.applies_to),
        one_line(known.owner),
    )
