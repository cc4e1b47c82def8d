"""How a drafted letter compares with what a labelled ticket expects of it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from flows.try_tickets import TriedTicket

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
    """A ticket with what is expected of its letter."""

    kind: str = "normal"
    category: str
    sensitive: bool = False
    rules: tuple[str, ...] = ()
    expected_facts: tuple[ExpectedFact, ...] = ()
    must_not: tuple[str, ...] = ()
    should_abstain: bool = False


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

    @property
    def answered(self) -> bool:
        """Whether the letter answers, rather than asks, hands over or refuses."""
        return self.outcome == "answer"

    @property
    def complete(self) -> bool:
        """Whether every expected fact is there and nothing forbidden is."""
        return not self.missed_facts and not self.asserted


def score(ticket: LabelledTicket, tried: dict[str, object]) -> Score:
    """Compare the line that `guichet try` would print with what was expected."""
    letter = str(tried["letter"])
    plain = _bare(letter)
    articles = [article for fact in ticket.expected_facts if (article := fact.article)]
    cited = {_bare(a) for a in _ARTICLE.findall(letter)}
    named = [article for article in articles if _ARTICLE.search(article)]
    return Score(
        ticket=ticket,
        outcome=str(tried["outcome"]),
        category=str(tried["classification"]["category"]),  # type: ignore[index]  # a JSON object
        found_rules=tuple(f["rule"] for f in tried["findings"]),  # type: ignore[attr-defined]  # same
        missed_facts=tuple(
            fact.fact
            for fact in ticket.expected_facts
            if not any(_is_said(wording, plain) for wording in fact.any_of)
        ),
        articles=len(named),
        missed_articles=tuple(a for a in named if not _is_cited(a, cited)),
        asserted=tuple(said for said in ticket.must_not if _asserts(letter, said)),
        seconds=float(str(tried["seconds"])),
        letter=letter,
    )


def _is_said(wording: str, plain: str) -> bool:
    """Tell whether a wording stands there; « 5 jours » is not said by « 25 jours »."""
    return bool(re.search(r"(?<!\d)(?<!\d,)" + re.escape(_bare(wording)), plain))


def _is_cited(expected: str, cited: set[str]) -> bool:
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: so many of so many, and what is aimed at (a share, None: told)."""

    label: str
    good: int
    of: int
    target: float | None = None

    @property
    def share(self) -> float:
        """The share of good ones; 1 where there was nothing to find."""
        return self.good / self.of if self.of else 1.0


def summary(scores: Sequence[Score]) -> list[Line]:
    """Sum up a whole set."""
    answerable = [s for s in scores if not s.ticket.should_abstain]
    others = [s for s in scores if s.ticket.should_abstain]
    facts = sum(len(s.ticket.expected_facts) for s in scores)
    said = facts - sum(len(s.missed_facts) for s in scores)
    articles = sum(s.articles for s in scores)
    cited = articles - sum(len(s.missed_articles) for s in scores)
    filed = _count(s.category == s.ticket.category for s in scores)
    complete = _count(s.complete and s.answered for s in answerable)
    clean = _count(not s.asserted for s in scores)
    silent = _count(not s.answered for s in others)
    answered = _count(s.answered for s in answerable)
    return [
        Line("Catégorie juste", filed, len(scores)),
        Line("Faits attendus dans la lettre", said, facts, 0.85),
        Line("Tickets entièrement répondus", complete, len(answerable), 0.75),
        Line("Articles cités", cited, articles, 0.90),
        Line("Sans phrase interdite", clean, len(scores), 1.0),
        Line("S’abstient quand il le faut", silent, len(others), 0.95),
        Line("Répond quand il le peut", answered, len(answerable), 0.85),
    ]


def _count(of: Iterable[bool]) -> int:
    return sum(of)
