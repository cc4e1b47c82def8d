"""How a drafted letter compares with what a labelled ticket expects of it, question by question.

What strings can tell and cannot is said by `cli.evaluation.letter_reading`, and here by each grade.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from typing import Any

from agents.drafter.attribution import NumberedEvidence, attribute
from agents.drafter.language.quantities import Quantity
from cases.audit.figures import total
from cases.decisions.signatures import share_changed
from cases.model import Draft, Outcome
from cli.evaluation.labelled_ticket import (
    VALUES,
    ExpectedFact,
    LabelledQuestion,
    LabelledTicket,
)
from cli.evaluation.letter_reading import (
    Letter,
    asks_for,
    counted_in,
    is_contrary,
    is_written,
    leaves_openly,
    nearest,
    plain,
    quoted_in,
    rank_in,
    sentences_of,
    verdict_of,
)

_ARTICLE = re.compile(r"\b[LRD]\.? ?\d{2,4}(?:-\d+)*\b|\b\d{2,4}-\d{2,5}\b")
_NEGATION = re.compile(r"\b(?:pas|non|ni|sans|aucune?|exclue?|jamais|ne)\b")
_TO_THE_PERSON = re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE)
_NO_VALUE = frozenset({"", "per", "ordinal", "kind", "year", "month"})


class Grade(Enum):
    """What a letter does with a question; the first that holds counts, in this order."""

    WRONG = "répondue faux"
    RIGHT = "répondue juste"
    OPEN = "sans réponse, et la lettre le dit"
    SILENT = "sans réponse, sans que la lettre le dise"


@dataclass(frozen=True, slots=True)
class GradedQuestion:
    """A question and what the letter does with it; `verdict`: the one it gives in words, if any."""

    question: LabelledQuestion
    grade: Grade
    verdict: str = ""
    why: str = ""
    """What is wrong, in French: a forbidden sentence, a contrary verdict, another value."""


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
    danger: str = ""
    """The kind of danger that was heard, if any."""
    sensitive: bool = False
    questions: tuple[GradedQuestion, ...] = ()
    opening: str = ""
    """The first sentence of substance."""
    needless: tuple[str, ...] = ()
    """Questions asked of somebody who said all that is needed, or had said that."""
    unasked: tuple[str, ...] = ()
    """Missing facts, without which nobody can answer, that no question asks for."""
    based: int = 0
    """Paragraphs that rest on a rule."""
    beside: tuple[str, ...] = ()
    """Those of them that answer nothing that was asked."""
    words: int = 0

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


@dataclass(frozen=True, slots=True)
class Ran:
    """What a route made of a set. `silent`: roles a model serves that never answered usably."""

    name: str
    scores: tuple[Score, ...]
    silent: tuple[str, ...] = ()


def score(
    ticket: LabelledTicket, tried: Mapping[str, Any], draft: Draft, failed_calls: int = 0
) -> Score:
    """Compare the line that `guichet try` would print, and its draft, with what was expected.

    `failed_calls` counts the questions to models that got no usable answer.
    """
    letter = Letter(str(tried["letter"]))
    classified = tried["classification"]
    cited = articles_in(letter.text)
    named = [f.article for f in ticket.expected_facts if _ARTICLE.search(f.article)]
    calls = tried["model_calls"]
    asserted = tuple(one for one in ticket.must_not if asserts(letter, one))
    based, beside = paragraphs_beside(ticket, letter, draft)
    missing = ticket.missing_facts if ticket.should_abstain and ticket.missing_facts else ()
    return Score(
        ticket=ticket,
        outcome=str(tried["outcome"]),
        category=str(classified["category"]),
        found_rules=tuple(f["rule"] for f in tried["findings"]),
        missed_facts=tuple(f.fact for f in ticket.expected_facts if not is_told(f, letter)),
        articles=len(named),
        # One of the texts that an expectation names is enough.
        missed_articles=tuple(a for a in named if articles_in(a).isdisjoint(cited)),
        asserted=asserted,
        seconds=float(tried["seconds"]),
        letter=letter.text,
        guard_failures=draft.guard_failures,
        written_by=draft.written_by,
        calls=len(calls),
        failed_calls=failed_calls,
        cost_eur=total(call["cost_eur"] for call in calls),
        gco2e=total(call["gco2e"] for call in calls),
        headings=tuple(f"{p['source']}#{p['heading']}" for p in tried["passages"]),
        danger=str(classified.get("danger") or ""),
        sensitive=bool(classified.get("sensitive")),
        questions=graded(ticket, letter, str(tried["outcome"]), asserted),
        opening=letter.opening,
        needless=needless_questions(ticket, letter),
        unasked=tuple(fact for fact in missing if not asks_for(fact, letter.asked)),
        based=based,
        beside=beside,
        words=letter.words,
    )


def articles_in(letter: str) -> frozenset[str]:
    """Give the numbers of the articles and decrees that a letter names, written one way."""
    return frozenset(re.sub(r"[.\s]", "", number).casefold() for number in _ARTICLE.findall(letter))


def is_told(fact: ExpectedFact, letter: Letter) -> bool:
    """Tell whether one of the wordings of a fact stands anywhere in a letter.

    A wording may stand in a scale that holds for everybody, or in a sentence on something else:
    strings do not tell the answer from it.
    """
    return any(letter.says(wording) for wording in fact.any_of)


def asserts(letter: Letter, forbidden: str) -> bool:
    """Tell whether a sentence says what it must not, and has no word of negation.

    Another wording of the same falsehood is missed; a sentence that denies something else is let
    through.
    """
    return any(
        is_written(forbidden, plain(part)) and not _NEGATION.search(plain(part))
        for part in re.split(r"(?<=[.!?;])\s+|\n", letter.text)
    )


def graded(
    ticket: LabelledTicket, letter: Letter, outcome: str, asserted: Sequence[str]
) -> tuple[GradedQuestion, ...]:
    """Grade what a letter does with each question of its ticket.

    - `WRONG`: a forbidden sentence is asserted (of the question it shares most stems with, else of
      the first), a sentence opens with a verdict contrary to the label (`is_contrary`), or an
      answer gives a value of the kind asked that is not the one expected (`other_value`).
    - `RIGHT`: all its expected facts are in the letter (`is_told`); where the label has a verdict
      and no fact, the letter gives that verdict in words. Nothing shows that a fact found answers
      this question rather than another.
    - `OPEN`: the whole letter hands over and says so, a sentence hands this question over
      (`leaves_openly`), or it asks for the fact that the label says is missing (`asks_for`).
    - `SILENT`: none of these; asking for something that was not missing does not count.

    A sentence belongs to the question whose words and expected facts share most stems with it.
    """
    matters = [matter_of(question) for question in ticket.questions]
    wrong = [nearest(one, matters) or 0 for one in asserted]
    verdicts = verdicts_by_question(ticket.questions, letter)
    found = []
    for place, question in enumerate(ticket.questions):
        sentence = verdicts.get(place, "")
        complete = all(is_told(fact, letter) for fact in question.expected)
        forbidden = next(
            (a for a, owner in zip(asserted, wrong, strict=True) if owner == place), ""
        )
        why = (
            forbidden
            or (sentence if question.verdict and is_contrary(question.verdict, sentence) else "")
            or ("" if complete else other_value(ticket, place, matters, letter))
        )
        verdict = verdict_of(sentence)
        others = [*matters[:place], *matters[place + 1 :]]
        if why:
            grade = Grade.WRONG
        elif complete and (question.expected or question.is_settled_by(verdict)):
            grade = Grade.RIGHT
        elif (
            (outcome == Outcome.HAND_OVER and letter.handing_over)
            or leaves_openly(matters[place], letter, others)
            or any(asks_for(fact, letter.asked) for fact in question.missing)
        ):
            grade = Grade.OPEN
        else:
            grade = Grade.SILENT
        found.append(GradedQuestion(question, grade, verdict, why))
    return tuple(found)


def matter_of(question: LabelledQuestion) -> str:
    """Join the words of a question and of what is expected of it."""
    expected = (f"{fact.fact} {' '.join(fact.any_of)}" for fact in question.expected)
    return ". ".join((question.q, *expected))


def verdicts_by_question(questions: Sequence[LabelledQuestion], letter: Letter) -> dict[int, str]:
    """Give, by the place of a yes-or-no question, the first sentence that gives it a verdict.

    The one question of a ticket gets the first verdict of the letter. Of several, a sentence
    answers the one that it quotes, or whose words it shares, else the one of the rank it names.
    """
    yes_or_no = [place for place, question in enumerate(questions) if question.verdict]
    matters = [matter_of(questions[place]) for place in yes_or_no]
    found: dict[int, str] = {}
    for paragraph in letter.paragraphs:
        for sentence in sentences_of(paragraph):
            if not verdict_of(sentence):
                continue
            near = 0 if len(questions) == 1 and yes_or_no else nearest(sentence, matters)
            near = nearest(" ".join(quoted_in(sentence)), matters) if near is None else near
            near = nearest(paragraph, matters) if near is None else near
            place = rank_in(sentence) if near is None else yes_or_no[near]
            if place in yes_or_no:
                found.setdefault(place, sentence)
    return found


def other_value(ticket: LabelledTicket, place: int, matters: Sequence[str], letter: Letter) -> str:
    """Give the sentence that answers a question by a value which is not the expected one, or none.

    An answer is a sentence that speaks to the person (vous, votre), or the opening where it names a
    day to come; with several questions, the one nearest to this. Its value is in a unit of an
    expected value, and stands neither in the ticket nor anywhere in its labels; what stands in
    parentheses and the days of a year before the ticket's (the date of a law) are left out. So a
    wrong value is not seen where the ticket names it, nor where it is said to nobody in particular:
    strings do not tell it from what the law grants to all.
    """
    question = ticket.questions[place]
    if question.type not in VALUES:
        return ""
    labelled = " ; ".join(f"{f.fact} ; {' ; '.join(f.any_of)}" for f in question.expected)
    known = {quantity.value for quantity in counted_in(f"{labelled} ; {ticket.known_text}")}
    units = {quantity.unit for quantity in counted_in(labelled)} - _NO_VALUE
    for sentence in letter.substance:
        to_the_person = _TO_THE_PERSON.search(sentence)
        answers = to_the_person or sentence == letter.opening
        if not answers or sentence.endswith("?") or sentence in letter.handing_over:
            continue
        if len(matters) > 1 and nearest(sentence, matters) != place:
            continue
        values = values_of_today(sentence, ticket)
        if any(
            q.unit in units and q.value not in known and (to_the_person or q.unit == "date")
            for q in values
        ):
            return sentence
    return ""


def values_of_today(sentence: str, ticket: LabelledTicket) -> Iterator[Quantity]:
    """Give what a sentence counts, without the days of a year before the ticket's."""
    counted = counted_in(sentence)
    for one, after in zip_longest(counted, counted[1:]):
        past = one.unit == "date" and after is not None and after.unit == "year"
        if not (past and ticket.date and int(after.value) < ticket.date.year):
            yield one


def needless_questions(ticket: LabelledTicket, letter: Letter) -> tuple[str, ...]:
    """Give the questions of a letter that it should not ask.

    All, where the label says that nothing is missing; else those that ask for what `must_not_ask`
    names (`asks_for`).
    """
    if ticket.missing_facts is None:
        return ()
    if not ticket.missing_facts:
        return letter.asked
    wrong = ticket.must_not_ask
    return tuple(one for one in letter.asked if any(asks_for(fact, (one,)) for fact in wrong))


def paragraphs_beside(
    ticket: LabelledTicket, letter: Letter, draft: Draft
) -> tuple[int, tuple[str, ...]]:
    """Count the paragraphs that rest on a rule, and give those beside the question.

    A paragraph rests on a rule where a sentence of it is attributed to its finding, as an officer
    sees it (`agents.drafter.attribution`). It is beside the question where none of its rules is
    among the ticket's and no expected fact stands in it. None is counted without labelled rules.
    """
    if ticket.rules is None or not draft.findings:
        return 0, ()
    evidence = NumberedEvidence(draft, ticket.as_ticket())
    based, beside = 0, []
    for paragraph in letter.paragraphs:
        numbers = {n for one in attribute(paragraph, evidence) for n in one.evidence}
        rules = {f.rule for n, f in enumerate(draft.findings, start=1) if n in numbers}
        based += bool(rules)
        expected = any(is_told(fact, Letter(paragraph)) for fact in ticket.expected_facts)
        if rules and rules.isdisjoint(ticket.rules) and not expected:
            beside.append(paragraph)
    return based, tuple(beside)
