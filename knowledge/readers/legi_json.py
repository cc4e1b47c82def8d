"""Reads the codes of the npm package `@socialgouv/legi-data`, one JSON tree each.

The shape was read in github.com/SocialGouv/legi-data: `data/LEGITEXT000006074237.json` and
`scripts/libs/transform.ts`. The root is a "code" (a "section" in old versions) whose `data.id` is
a LEGITEXT; days are written `2014-05-28` or in milliseconds since 1970.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from lxml import html  # type: ignore[import-untyped]  # no stubs

from knowledge.document import About, Document, Nature, Section
from knowledge.readers.articles import article_number, articles_named
from knowledge.readers.html import text_of_html
from knowledge.readers.legi import day_of, last_day
from knowledge.readers.naming import document
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line, visible

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_code(tree: object) -> bool:
    """Tell a code of legi-data from any other JSON."""
    data = _dict(_dict(tree).get("data"))
    return str(data.get("id", "")).startswith("LEGITEXT") and "title" in data


def read_code(source: Source, tree: object) -> Document:
    """Read every article of a code under its chain of sections."""
    title = one_line(str(_dict(_dict(tree).get("data")).get("title") or source.stem))
    sections = tuple(_articles(_dict(tree), ()))
    return document(source, About(title, title), Nature.OFFICIAL, sections)


def _articles(node: dict[str, object], chain: tuple[str, ...]) -> Iterator[Section]:
    children = node.get("children")
    for child in map(_dict, children if isinstance(children, list) else []):
        data = _dict(child.get("data"))
        if child.get("type") == "article":
            yield from _article(data, chain)
        else:
            title = one_line(str(data.get("title") or ""))
            yield from _articles(child, (*chain, title) if title else chain)


def _article(data: dict[str, object], chain: tuple[str, ...]) -> Iterator[Section]:
    text = _text(data)
    if text:
        yield Section(
            chain,
            text,
            article=article_number(one_line(str(data.get("num") or ""))),
            valid_from=_day(data.get("dateDebut")),
            valid_until=last_day(_day(data.get("dateFin"))),
            state=one_line(str(data.get("etat") or "")),
            cites=articles_named(text),
        )


def _text(data: dict[str, object]) -> str:
    written = data.get("texteHtml")
    if isinstance(written, str) and written.strip():
        return text_of_html(html.fragment_fromstring(visible(written), create_parent="div"))
    return visible(str(data.get("texte") or "")).strip()


def _day(written: object) -> date | None:
    if isinstance(written, int):
        return day_of((_EPOCH + timedelta(milliseconds=written)).date().isoformat())
    return day_of(written) if isinstance(written, str) else None


def _dict(node: object) -> dict[str, object]:
    return node if isinstance(node, dict) else {}
