"""Which passages of the town's texts, and which official articles, a letter may quote.

Where a rule answers, most questions are for no text of the town; where a rule leaves the answer to
the town, they are. Read one by one, letters to the 120 general development tickets quoted fourteen
passages beside a rule's answer for nothing, thirteen of them under 0.7 (ADR 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents.checker.state import Checked
from agents.drafter.language.sentences import as_inner_quote
from cases.folding import fold
from cases.model import Finding, FindingOutcome, Outcome, Passage
from knowledge.search.ranking import OfficialRanking

QUOTABLE = 0.5
"""The likelihood from which a passage answers alone: `make train` prints how often it is right."""
BESIDE_A_RULE = 0.7
"""Beside a rule that answers."""
LEFT_TO_IT = 0.3
"""Where a rule says that the town decides."""
DECIDED = frozenset({FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE})

_THE_TOWN_MAY = re.compile(
    r"(?<!ni )deliberation|collectivite (?:fixe|decide|peut|choisit)|employeur (?:fixe|decide|peut)"
    r"|reglement interieur|autorite territoriale|autorisation exceptionnelle de l.employeur"
)
_BESIDE_THE_BEST = 0.5
_SAME_TEXT = 0.12
_OF = {
    "code": "du",
    "décret": "du",
    "loi": "de la",
    "ordonnance": "de l’",
    "arrêté": "de l’",
}
_LETTER = re.compile(r"^([LRDA])(\*{0,2})(?=\d)")


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """One article: `l’article L. 622-1 du code général de la fonction publique`, and its words."""

    origin: str
    quote: str


def leaves_it_to_the_town(finding: Finding) -> bool:
    """Tell whether a rule names who decides, and so leaves room for what the town says."""
    return _THE_TOWN_MAY.search(fold(finding.answer)) is not None


def quoting_floor(findings: Iterable[Finding]) -> float:
    """Say how likely a passage must be to be quoted beside findings, or alone without any.

    The likeliest finding leads, as it does in the letter: one that is open answers nothing.
    """
    ranked = tuple(findings)
    if any(leaves_it_to_the_town(finding) for finding in ranked):
        return LEFT_TO_IT
    return BESIDE_A_RULE if ranked and ranked[0].outcome in DECIDED else QUOTABLE


def near_passages(passages: Sequence[Passage], floor: float = QUOTABLE) -> list[Passage]:
    """Keep the passages a letter may quote: above the floor, and about as near as the best.

    Where the best one surely answers, other headings of its text need less, whatever the floor:
    what one leaves out, its neighbour says.
    """
    best = max(passages, key=lambda passage: passage.score, default=None)
    if best is None or best.score < floor:
        return []
    floor = max(floor, best.score * _BESIDE_THE_BEST)
    near = _SAME_TEXT if best.score >= QUOTABLE else floor
    return [p for p in passages if p.score >= (near if p.source == best.source else floor)]


def quotable_articles(checked: Checked) -> tuple[Passage, ...]:
    """Choose the article a letter may quote: the likeliest one, when nothing of ours answers.

    `make train-official` prints how often the first article is right from the threshold on.
    """
    if checked.findings or near_passages(checked.passages) or not checked.official:
        return ()
    first = checked.official[0]
    likely = first.score >= OfficialRanking.from_file().quoted_from
    return (first,) if likely and not first.warning and origin_of(first) else ()


def official_passages(outcome: Outcome, checked: Checked) -> tuple[Passage, ...]:
    """List the official passages an officer sees: what is quoted, or what may help to answer."""
    return checked.official if outcome is Outcome.HAND_OVER else quotable_articles(checked)


def quoted_articles(checked: Checked) -> list[QuotedArticle]:
    """List the articles that a letter quotes, each named as it is there."""
    return [
        QuotedArticle(origin_of(one), on_one_line(one.quote)) for one in quotable_articles(checked)
    ]


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
    return as_inner_quote(re.sub(r"\n{2,}", "\n", quote).strip())
