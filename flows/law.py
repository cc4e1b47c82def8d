"""The articles that changed in the official texts followed here, and the rules that cite them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.model import Citation
from knowledge.document import Nature
from knowledge.revisions import Revisions, day_of
from knowledge.versions import Version
from statute.book import Book
from statute.official import is_of, name_of, touched
from statute.rule import Article, Rule


@dataclass(frozen=True, slots=True)
class ToReadAgain:
    """A rule in force that cites articles which changed after its sources were verified."""

    rule: Rule[Any]
    cited: Article
    articles: tuple[str, ...]


async def rules_to_read_again(book: Book, revisions: Revisions) -> list[ToReadAgain]:
    """Find the rules in force whose articles changed after the day they were verified."""
    return [
        ToReadAgain(rule, cited, articles)
        for rule in book.rules_on(day_of(revisions.now))
        for cited in rule.cites
        if (articles := await articles_touched(cited.citation, _end_of(rule), revisions))
    ]


async def articles_touched(
    citation: Citation, since: datetime, revisions: Revisions
) -> tuple[str, ...]:
    """Give the articles that a citation names and that say something else than at an instant."""
    found: list[str] = []
    for text in official_texts(revisions):
        if is_of(citation.text, name_of(text.title, text.key)):
            revised = await revisions.since(text.key, since)
            found.extend(touched(citation.article, revised.numbers))
    return tuple(dict.fromkeys(found))


def official_texts(revisions: Revisions) -> list[Version]:
    """Give the official texts in use."""
    return revisions.versions.texts(Nature.OFFICIAL, revisions.now)


def changed_by_rule(rules: list[ToReadAgain]) -> dict[str, str]:
    """Name for each rule to read again the articles that changed: `L822-3 (CGFP)`."""
    named: dict[str, list[str]] = {}
    for one in rules:
        articles = f"{', '.join(one.articles)} ({one.cited.text})"
        named.setdefault(one.rule.id, []).append(articles)
    return {rule: " ; ".join(articles) for rule, articles in named.items()}


def _end_of(rule: Rule[Any]) -> datetime:
    # What was imported on the day of the reading was there to be read.
    read = rule.verified_on
    return datetime(read.year, read.month, read.day, 23, 59, 59).astimezone()
