"""Reads LEGI, the consolidated law that DILA publishes: one XML file a version of an article.

The shape (META/META_SPEC/META_ARTICLE, CONTEXTE/TEXTE, BLOC_TEXTUEL, LIENS/LIEN) is that of the
LEGI archives on echanges.dila.gouv.fr/OPENDATA, as several public parsers and their excerpts of
real files show it; no archive was at hand. A link with `sens="source"` goes from the article to
what it cites; one with `sens="cible"` comes from a text that cites it. LEGI ends a version on the
day the next begins: `valid_until` is the day before. Notes (NOTA) and the files that only order
articles (SECTION_TA, TEXTELR, TEXTE_VERSION) are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.document import About, Document, Nature, Section, Unreadable
from knowledge.readers.articles import article_number, articles_named, by_number
from knowledge.readers.html import text_of_html
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line

WITHOUT_ARTICLE = frozenset({"SECTION_TA", "TEXTELR", "TEXTE_VERSION", "VERSIONS"})
_NEVER = 2999
"""The year by which LEGI says that a day is not set."""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article, with what names the text it belongs to."""

    text_id: str
    about: About
    section: Section


class Articles:
    """Versions of articles that come in any order, put together text by text."""

    def __init__(self) -> None:
        self._texts: dict[str, list[Article]] = {}

    def add(self, article: Article) -> None:
        """Keep one version."""
        self._texts.setdefault(article.text_id, []).append(article)

    def documents(self, prefix: str) -> Iterator[Document]:
        """Give one document for each text, its articles in the order of their numbers."""
        for text_id in sorted(self._texts):
            articles = sorted(self._texts[text_id], key=_rank)
            sections = tuple(article.section for article in articles)
            # The latest version tells how the text is named today.
            named = max(articles, key=lambda article: article.section.valid_from or date.min)
            yield Document(f"{prefix}{text_id}", named.about, Nature.OFFICIAL, sections)


def read_article(source: Source, root: etree._Element) -> Article | None:
    """Read one version of an article; None for one that has no text, as repealed ones have."""
    text = root.find("CONTEXTE/TEXTE")
    text_id = "" if text is None else one_line(text.get("cid", ""))
    if text is None or not text_id:
        raise Unreadable(
            f"L’article de {source.name} ne dit pas à quel texte il appartient : "
            "téléchargez-le de nouveau."
        )
    meta = "META/META_SPEC/META_ARTICLE"
    first = day_of(root.findtext(f"{meta}/DATE_DEBUT"))
    content = root.find("BLOC_TEXTUEL/CONTENU")
    body = "" if content is None else text_of_html(content)
    if not body:
        return None
    section = Section(
        _chain(text, first),
        body,
        article=article_number(one_line(root.findtext(f"{meta}/NUM") or "")),
        valid_from=first,
        valid_until=last_day(day_of(root.findtext(f"{meta}/DATE_FIN"))),
        state=one_line(root.findtext(f"{meta}/ETAT") or ""),
        cites=_cited(root, body),
    )
    return Article(text_id, _about(text, source), section)


def day_of(written: str | None) -> date | None:
    """Read a day; one that LEGI does not set is None."""
    try:
        day = date.fromisoformat((written or "").strip()[:10])
    except ValueError:
        return None
    return None if day.year >= _NEVER else day


def last_day(end: date | None) -> date | None:
    """Give the last day a version holds, from the day the next one begins."""
    return None if end is None or end == date.min else end - timedelta(days=1)


def _about(text: etree._Element, source: Source) -> About:
    titles = text.findall("TITRE_TXT")
    # Titles are versions too: the one that has not ended is today's.
    current = max(titles, key=lambda title: title.get("fin", ""), default=None)
    full = "" if current is None else one_line("".join(current.itertext()))
    short = "" if current is None else one_line(current.get("c_titre_court", ""))
    name = full or short or source.stem
    return About(name, short.rstrip(".") or name)


def _chain(text: etree._Element, day: date | None) -> tuple[str, ...]:
    titles = [_title_on(level, day) for level in text.iter("TM")]
    return tuple(title for title in titles if title)


def _title_on(level: etree._Element, day: date | None) -> str:
    titles = level.findall("TITRE_TM")
    written = "" if day is None else day.isoformat()
    held = [t for t in titles if t.get("debut", "") <= written < t.get("fin", "9")]
    best = (held or titles)[-1:]
    return one_line("".join(best[0].itertext())) if best else ""


def _cited(root: etree._Element, body: str) -> tuple[str, ...]:
    links = [
        article_number(one_line(link.get("num", "")))
        for link in root.iterfind("LIENS/LIEN")
        if link.get("sens") == "source" and link.get("typelien") == "CITATION"
    ]
    return tuple(dict.fromkeys([*articles_named(body), *filter(None, links)]))


def _rank(article: Article) -> tuple[list[tuple[int, str]], date]:
    return by_number(article.section.article), article.section.valid_from or date.min
