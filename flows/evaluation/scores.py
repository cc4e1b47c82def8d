"""How a drafted letter compares with what a labelled ticket expects of it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from cases.counted import total
from cases.edits import share_changed
from cases.model import Draft
from flows.try_tickets import LONGEST_TEXT, TriedTicket

_ARTICLE = re.compile(r"\b[LRD]\.? ?\d{2,4}(?:-\d+)*\b|\b\d{2,4}-\d{2,5}\b")
_NEGATION = re.compile(r"\b(?:pas|non|ni|sans|aucune?|exclue?|jamais|ne)\b")
_SPACES = re.compile(r"\s+")


class ExpectedFact(BaseModel):
    """One thing the letter must say, in one of several wordings, with the article it rests on."""

    model_config = ConfigDict(extra="ignore")

    fact: str
    any_of: tuple[str, ...] = Field(min_length=1)
    article: str = ""


class LabelledTicket(TriedTicket):
    """A ticket with what is expected of its letter; `sent`: the one an officer sent, if known."""

    kind: str = "normal"
    category: str
    sensitive: bool = False
    rules: tuple[str, ...] = ()
    expected_facts: tuple[ExpectedFact, ...] = ()
    must_not: tuple[str, ...] = ()
    should_abstain: bool = False
    sent: str = Field(default="", max_length=LONGEST_TEXT)
    local_source: str = Field(default="", max_length=300)
    """The heading of a town's text that answers, « teletravail.md#Demande »; others beside it."""
    local_source_also: tuple[str, ...] = ()

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that answers it."""
        return frozenset((self.local_source, *self.local_source_also)) - {""}


@dataclass(frozen=True, slots=True)
class Score:
    """What one letter was worth; counts are of expected things and of those found."""

    ticket: LabelledTicket
    outcome: str
    category: str
    found_rules: tuple[str, ...]
    missed_facts: tuple[str, ...]
    articles: int
    missed_articles: tuple[str, ...]
    asserted: tuple[str, ...]
    seconds: float
    letter: str
    guard_failures: tuple[str, ...] = ()
    written_by: str = "template"
    calls: int = 0
    failed_calls: int = 0
    cost_eur: float | None = 0.0
    """Euros; None where a call was made whose cost nobody wrote down. So with `gco2e`."""
    gco2e: float | None = 0.0
    headings: tuple[str, ...] = ()
    """The headings that the search found, best first."""

    @property
    def answered(self) -> bool:
        """Whether the letter answers, rather than asks, hands over or refuses."""
        return self.outcome == "answer"

    @property
    def complete(self) -> bool:
        """Whether every expected fact is there and nothing forbidden is."""
        return not self.missed_facts and not self.asserted

    @property
    def edit_share(self) -> float | None:
        """The share of words an officer changed or would have; None where no letter was sent."""
        return share_changed(self.letter.strip(), self.ticket.sent) if self.ticket.sent else None


def score(
    ticket: LabelledTicket, tried: Mapping[str, Any], draft: Draft, failed_calls: int = 0
) -> Score:
    """Compare the line that `guichet try` would print, and its draft, with what was expected.

    `failed_calls` counts the questions to models that got no usable answer.
    """
    letter = str(tried["letter"])
    plain = _bare(letter)
    articles = [article for fact in ticket.expected_facts if (article := fact.article)]
    cited = articles_in(letter)
    named = [article for article in articles if _ARTICLE.search(article)]
    calls = tried["model_calls"]
    return Score(
        ticket=ticket,
        outcome=str(tried["outcome"]),
        category=str(tried["classification"]["category"]),
        found_rules=tuple(f["rule"] for f in tried["findings"]),
        missed_facts=tuple(
            fact.fact
            for fact in ticket.expected_facts
            if not any(_is_said(wording, plain) for wording in fact.any_of)
        ),
        articles=len(named),
        missed_articles=tuple(a for a in named if not _is_cited(a, cited)),
        asserted=tuple(said for said in ticket.must_not if _asserts(letter, said)),
        seconds=float(tried["seconds"]),
        letter=letter,
        guard_failures=draft.guard_failures,
        written_by=draft.written_by,
        calls=len(calls),
        failed_calls=failed_calls,
        cost_eur=total(call["cost_eur"] for call in calls),
        gco2e=total(call["gco2e"] for call in calls),
        headings=tuple(f"{p['source']}#{p['heading']}" for p in tried["passages"]),
    )


def articles_in(letter: str) -> frozenset[str]:
    """Give the numbers of the articles and decrees that a letter names, written one way."""
    return frozenset(_bare(number) for number in _ARTICLE.findall(letter))


def _is_said(wording: str, plain: str) -> bool:
    """Tell whether a wording stands there; « 5 jours » is not said by « 25 jours »."""
    return bool(re.search(r"(?<!\d)(?<!\d,)" + re.escape(_bare(wording)), plain))


def _is_cited(expected: str, cited: frozenset[str]) -> bool:
    """Tell whether one of the texts an expectation names stands in the letter."""
    return any(_bare(number) in cited for number in _ARTICLE.findall(expected))


def _asserts(letter: str, forbidden: str) -> bool:
    """Tell whether a sentence says it without denying it."""
    return any(
        _bare(forbidden) in _bare(sentence) and not _NEGATION.search(_fold(sentence))
        for sentence in re.split(r"(?<=[.!?;])\s+|\n", letter)
    )


def _bare(text: str) -> str:
    return _SPACES.sub(
        "", _fold(text).replace(".", "") if _ARTICLE.fullmatch(text) else _fold(text)
    )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
