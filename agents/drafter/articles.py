"""Articles of official texts in a letter: word for word, and only where that is right enough."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.checker.state import Checked
from agents.drafter.floors import near_enough
from agents.drafter.guards.quotation import within_quotes
from cases.model import Outcome, Passage
from knowledge.official_ranking import OfficialRanking

_OF = {
    "code": "du",
    "décret": "du",
    "loi": "de la",
    "ordonnance": "de l’",
    "arrêté": "de l’",
}
_LETTER = re.compile(r"^([LRDA])(\*{0,2})(?=\d)")


@dataclass(frozen=True, slots=True)
class SaidArticle:
    """One article: `l’article L. 622-1 du code général de la fonction publique`, and its words."""

    origin: str
    quote: str


def quotable(checked: Checked) -> tuple[Passage, ...]:
    """Give the article a letter may quote: the likeliest one, when nothing of ours answers.

    `make train-official` prints how often the first article is right from the threshold on.
    """
    if checked.findings or near_enough(checked.passages) or not checked.official:
        return ()
    first = checked.official[0]
    likely = first.score >= OfficialRanking.from_file().quoted_from
    return (first,) if likely and not first.warning and origin_of(first) else ()


def shown(outcome: Outcome, checked: Checked) -> tuple[Passage, ...]:
    """Give the official passages an officer sees: what is quoted, or what may help to answer."""
    return checked.official if outcome is Outcome.HAND_OVER else quotable(checked)


def said_articles(checked: Checked) -> list[SaidArticle]:
    """Say what a letter quotes."""
    return [SaidArticle(origin_of(one), on_one_line(one.quote)) for one in quotable(checked)]


def origin_of(passage: Passage) -> str:
    """Name an article as a letter does; nothing where its number or kind of text is not known."""
    kind = passage.reference.partition(" ")[0].lower()
    if not passage.article or kind not in _OF:
        return ""
    number = _LETTER.sub(r"\1.\2 ", passage.article)
    name = f"{passage.reference[:1].lower()}{passage.reference[1:]}"
    between = "" if _OF[kind].endswith("’") else " "
    return f"l’article {number} {_OF[kind]}{between}{name}"


def on_one_line(quote: str) -> str:
    """Leave no empty line in a quote, and no mark that would end it."""
    return within_quotes(re.sub(r"\n{2,}", "\n", quote).strip())
