"""Reads LEGI, the consolidated law that DILA publishes: one XML file a version of an article.

The shape (META/META_SPEC/META_ARTICLE, CONTEXTE/TEXTE, BLOC_TEXTUEL, LIENS/LIEN) is that of the
LEGI archives on echanges.dila.gouv.fr/OPENDATA, as several public parsers and their excerpts of
real files show it; no archive was at hand. A link with `sens="source"` goes from the article to
what it cites; one with `sens="cible"` comes from a text that cites it. LEGI ends a version on the
day the next begins: `valid_until` is the day before. Notes (NOTA) and the files that only order
articles (SECTION_TA, TEXTELR, TEXTE_VERSION) are not read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import (
    About,
    Document,
    Nature,
    Section,
    Unreadable,
    article_number,
    articles_named,
    by_number,
    last_day,
    published_day,
)
from knowledge.readers.html import text_of_html
from knowledge.readers.source import Source, one_line

WITHOUT_ARTICLE = frozenset({"SECTION_TA", "TEXTELR", "TEXTE_VERSION", "VERSIONS"})


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article, with what names the text it belongs to."""

    text_id: str
    about: About
    section: Section


def documents_of(articles: Iterable[Article], prefix: str) -> Iterator[Document]:
    """Put versions of articles, in any order, into one document a text, ordered by number."""
    texts: dict[str, list[Article]] = {}
    for article in articles:
        texts.setdefault(article.text_id, []).append(article)
    for text_id, own in sorted(texts.items()):
        ordered = sorted(
            own,
            key=lambda article: (
                by_number(article.section.article),
                article.section.valid_from or date.min,
            ),
        )
        sections = tuple(article.section for article in ordered)
        # The latest version tells how the text is named today.
        named = max(ordered, key=lambda article: article.section.valid_from or date.min)
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
    first = published_day(root.findtext(f"{meta}/DATE_DEBUT"))
    content = root.find("BLOC_TEXTUEL/CONTENU")
    body = "" if content is None else text_of_html(content)
    if not body:
        return None
    linked = [
        article_number(one_line(link.get("num", "")))
        for link in root.iterfind("LIENS/LIEN")
        if link.get("sens") == "source" and link.get("typelien") == "CITATION"
    ]
    section = Section(
        tuple(filter(None, (_title_on(level, first) for level in text.iter("TM")))),
        body,
        article=article_number(one_line(root.findtext(f"{meta}/NUM") or "")),
        valid_from=first,
        valid_until=last_day(published_day(root.findtext(f"{meta}/DATE_FIN"))),
        state=one_line(root.findtext(f"{meta}/ETAT") or ""),
        cites=tuple(dict.fromkeys([*articles_named(body), *filter(None, linked)])),
    )
    # Titles are versions too: the one that has not ended is today's.
    current = max(text.findall("TITRE_TXT"), key=lambda title: title.get("fin", ""), default=None)
    full = "" if current is None else one_line("".join(current.itertext()))
    short = "" if current is None else one_line(current.get("c_titre_court", ""))
    name = full or short or source.stem
    return Article(text_id, About(name, short.rstrip(".") or name), section)


def _title_on(level: etree._Element, day: date | None) -> str:
    titles = level.findall("TITRE_TM")
    written = "" if day is None else day.isoformat()
    held = [t for t in titles if t.get("debut", "") <= written < t.get("fin", "9")]
    best = (held or titles)[-1:]
    return one_line("".join(best[0].itertext())) if best else ""
