"""Reads a code published as one file: Markdown, or the JSON of `@socialgouv/legi-data`.

Markdown: a head naming the code, an article per heading. JSON: the shape was read in
github.com/SocialGouv/legi-data, `data/LEGITEXT000006074237.json` and `scripts/libs/transform.ts`;
the root is a "code" (a "section" in old versions) whose `data.id` is a LEGITEXT; days are written
`2014-05-28` or in milliseconds since 1970.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from lxml import html  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import (
    About,
    Document,
    Nature,
    Section,
    Unreadable,
    article_number,
    articles_named,
    last_day,
    published_day,
)
from knowledge.readers.html import text_of_html
from knowledge.readers.outline import document
from knowledge.readers.source import Source, one_line, visible

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>\S.*)$", re.MULTILINE)
_ARTICLE = re.compile(r"^Article[ \u00a0]+(?P<number>(?:[LRDA]\W{0,3})?\d.*|[A-Z]\d?.*)$")
_LEGI_TEXT = re.compile(r"^(LEGI|JORF)TEXT\d{12}$")
# The marks of such files stop at a depth that codes pass: the first word tells the level.
_RANKS = (
    *("partie", "livre", "titre", "chapitre"),
    *("section", "sous-section", "paragraphe", "sous-paragraphe"),
)
_STATES = {"in_force": "VIGUEUR", "repealed": "ABROGE"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_markdown_code(head: Mapping[object, object]) -> bool:
    """Tell whether the head of a Markdown file names a text of Légifrance."""
    return bool(_LEGI_TEXT.match(str(head.get("identifier", ""))))


def read_markdown_code(source: Source, head: Mapping[object, object], body: str) -> Document:
    """Read every article of a code, each under its chain of headings."""
    title = one_line(str(head.get("title") or ""))
    if not title:
        raise Unreadable(f"Dans {source.name}, « title » manque.")
    state = _STATES.get(str(head.get("status", "")), "")
    sections: list[Section] = []
    chain: list[tuple[float, str]] = []
    marks = list(_HEADING.finditer(body))
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    for mark, end in zip(marks, ends, strict=False):
        text = re.sub(r"\n{3,}", "\n\n", body[mark.end() : end]).strip("\n ")
        article = _ARTICLE.match(mark["title"])
        heading = one_line(mark["title"])
        if not article and heading.casefold() == title.casefold():
            chain = []
        elif not article:
            named = re.split(r"[\s:]", heading.casefold(), maxsplit=1)[0]
            # A level without a name is above every named one (##) or under them all (###).
            depth = len(mark["marks"])
            unnamed = -1 if depth <= len("##") else len(_RANKS) + depth
            level = _RANKS.index(named) if named in _RANKS else unnamed
            chain = [*(above for above in chain if above[0] < level), (level, heading)]
        if text:
            sections.append(
                Section(
                    tuple(name for _, name in chain),
                    text,
                    article=article_number(article["number"]) if article else "",
                    state=state,
                    cites=articles_named(text),
                )
            )
    return document(source, About(title, title), Nature.OFFICIAL, tuple(sections))


def is_json_code(tree: object) -> bool:
    """Tell a code of legi-data from any other JSON."""
    data = _dict(_dict(tree).get("data"))
    return str(data.get("id", "")).startswith("LEGITEXT") and "title" in data


def read_json_code(source: Source, tree: object) -> Document:
    """Read every article of a code under its chain of sections."""
    title = one_line(str(_dict(_dict(tree).get("data")).get("title") or source.stem))
    sections = tuple(_json_sections(_dict(tree), ()))
    return document(source, About(title, title), Nature.OFFICIAL, sections)


def _json_sections(node: dict[str, object], chain: tuple[str, ...]) -> Iterator[Section]:
    children = node.get("children")
    for child in map(_dict, children if isinstance(children, list) else []):
        data = _dict(child.get("data"))
        if child.get("type") != "article":
            title = one_line(str(data.get("title") or ""))
            yield from _json_sections(child, (*chain, title) if title else chain)
        elif text := _json_text(data):
            yield Section(
                chain,
                text,
                article=article_number(one_line(str(data.get("num") or ""))),
                valid_from=_json_day(data.get("dateDebut")),
                valid_until=last_day(_json_day(data.get("dateFin"))),
                state=one_line(str(data.get("etat") or "")),
                cites=articles_named(text),
            )


def _json_text(data: dict[str, object]) -> str:
    written = data.get("texteHtml")
    if isinstance(written, str) and written.strip():
        return text_of_html(html.fragment_fromstring(visible(written), create_parent="div"))
    return visible(str(data.get("texte") or "")).strip()


def _json_day(written: object) -> date | None:
    if isinstance(written, int):
        return published_day((_EPOCH + timedelta(milliseconds=written)).date().isoformat())
    return published_day(written) if isinstance(written, str) else None


def _dict(node: object) -> dict[str, object]:
    return node if isinstance(node, dict) else {}
