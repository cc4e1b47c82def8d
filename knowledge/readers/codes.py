"""Reads a code published as one Markdown file: a head naming it, an article per heading."""

import re
from collections.abc import Mapping

from knowledge.document import About, Document, Nature, Section, Unreadable
from knowledge.readers.articles import article_number, articles_named
from knowledge.readers.naming import document
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>\S.*)$", re.MULTILINE)
_ARTICLE = re.compile(r"^Article[ \u00a0]+(?P<number>(?:[LRDA]\W{0,3})?\d.*|[A-Z]\d?.*)$")
_LEGI_TEXT = re.compile(r"^(LEGI|JORF)TEXT\d{12}$")
# The marks of such files stop at a depth that codes pass: the first word tells the level.
_RANKS = (
    *("partie", "livre", "titre", "chapitre"),
    *("section", "sous-section", "paragraphe", "sous-paragraphe"),
)
_STATES = {"in_force": "VIGUEUR", "repealed": "ABROGE"}


def is_code(head: Mapping[object, object]) -> bool:
    """Tell whether a head names a text of Légifrance."""
    return bool(_LEGI_TEXT.match(str(head.get("identifier", ""))))


def read_code(source: Source, head: Mapping[object, object], body: str) -> Document:
    """Read every article of a code, each under its chain of headings."""
    title = one_line(str(head.get("title") or ""))
    if not title:
        raise Unreadable(f"Dans {source.name}, « title » manque.")
    state = _STATES.get(str(head.get("status", "")), "")
    sections = _sections(body, title, state)
    return document(source, About(title, title), Nature.OFFICIAL, sections)


def _sections(body: str, title: str, state: str) -> tuple[Section, ...]:
    found: list[Section] = []
    chain: list[tuple[float, str]] = []
    headings = list(_HEADING.finditer(body))
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=False):
        text = _tidy(body[heading.end() : end])
        article = _ARTICLE.match(heading["title"])
        if not article:
            chain = _under(chain, len(heading["marks"]), one_line(heading["title"]), title)
        if text:
            found.append(
                Section(
                    tuple(name for _, name in chain),
                    text,
                    article=article_number(article["number"]) if article else "",
                    state=state,
                    cites=articles_named(text),
                )
            )
    return tuple(found)


def _under(
    chain: list[tuple[float, str]], marks: int, heading: str, title: str
) -> list[tuple[float, str]]:
    if heading.casefold() == title.casefold():
        return []
    level = _level(heading, marks)
    return [*(kept for kept in chain if kept[0] < level), (level, heading)]


def _level(heading: str, marks: int) -> float:
    first = re.split(r"[\s:]", heading.casefold(), maxsplit=1)[0]
    if first in _RANKS:
        return _RANKS.index(first)
    # Above every named level (## or less) or under them all, as its marks say.
    return -1 if marks <= 2 else len(_RANKS) + marks  # noqa: PLR2004 - ## is the first level


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")
