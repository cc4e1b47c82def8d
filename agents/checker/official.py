"""Official texts, searched only where no rule answers, and what keeps one from being cited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agents.checker.facts.career import another_regime
from agents.checker.state import CheckState
from agents.classifier.refusal import judge
from cases.model import Passage
from knowledge.document import Nature
from knowledge.extracts import Extract
from knowledge.found import Found
from knowledge.index import telling_words
from statute.book import Book
from statute.french import day
from statute.official import is_of, name_of, touched
from statute.plain import simplify
from statute.rule import Article

_FEWEST_WORDS = 4
"""Telling words: two or three name a matter and ask nothing certain of it."""
_TOO_SHORT = "La demande est trop courte pour savoir si cet article y répond."
_PARTIAL = "Cet article est long : une exception peut suivre, lisez-le en entier avant de le citer."


async def search_official(state: CheckState) -> CheckState:
    """Search the official texts of the day of the facts; keep quotes that are there."""
    if state["findings"] or another_regime(simplify(state["text"])):
        return {"official": ()}
    texts, (on, *_) = state["team"].official, state["days"]
    received = state["ticket"].received_at.date()
    asked = judge(state["text"]).honest
    found = await texts.search(asked, on)
    held = [one for one in found if await texts.quote_is_in(one.passage)]
    passages = (marked(one, on, received, state["team"].book) for one in held)
    if len(telling_words(asked).split()) < _FEWEST_WORDS:
        passages = (replace(one, warning=one.warning or _TOO_SHORT) for one in passages)
    return {"official": tuple(passages)}


def marked(found: Found, on: date, received: date, book: Book) -> Passage:
    """Say why a passage may not be cited as law, when it may not."""
    reasons = _reasons(found, on, received, book)
    return replace(found.passage, warning=next(reasons, ""))


def _reasons(found: Found, on: date, received: date, book: Book) -> Iterator[str]:
    extract = found.extract
    since = extract.valid_from or extract.about.valid_from
    if extract.nature is Nature.SHEET:
        yield "Fiche d’information : elle explique le droit, elle ne se cite pas comme un texte."
    if not extract.holds_on(received):
        yield f"Ce texte n’est plus en vigueur le {day(received)}."
    if since is None and on != received:
        yield f"Version sans date : vérifiez ce qui s’appliquait le {day(on)}."
    if any(_is_older(since, article) for article in _cited_by_rules(extract, book)):
        yield "Une règle vérifiée porte sur cet article, dont la version importée peut être passée."
    if found.partial:
        yield _PARTIAL


def _is_older(since: date | None, article: Article) -> bool:
    return since is None or (article.in_force_since or date.min) > since


def _cited_by_rules(extract: Extract, book: Book) -> Iterator[Article]:
    name = name_of(extract.about.title, extract.source)
    for rule in book.rules:
        for article in rule.cites:
            if is_of(article.text, name) and touched(article.number, [extract.article]):
                yield article
