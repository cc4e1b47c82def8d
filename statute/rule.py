"""A rule of the statute: a function, the facts it needs, its articles, the days it holds."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Generic, ParamSpec, get_args

from cases.model import Citation, Finding, FindingOutcome, Verification
from statute.amounts import AmountUnknown
from statute.facts import CONTRACTUEL, FACTS, STAGIAIRE, TITULAIRE, TOUS, Facts

__all__ = [
    "CODE_IN_FORCE", "CONTRACTUEL", "FIRST_READING", "SECOND_READING",
    "STAGIAIRE", "THIRD_READING", "TITULAIRE", "TOUS", "URLS",
    "Answer", "Article", "Rule", "Subject", "Verification",
    "met", "missing", "not_met", "rule", "to_check", "value",
]  # fmt: skip

P = ParamSpec("P")

CODE_IN_FORCE = date(2022, 3, 1)
"""The day the code replaced the earlier statutes: rules that cite it say nothing of days before."""

FIRST_READING = date(2026, 11, 24)
"""The day most rules were read in their sources."""

SECOND_READING = date(2026, 11, 25)
"""The day secondary sources were read again and the changes of 2026 looked for."""

THIRD_READING = date(2026, 11, 27)
"""The day rules were read again beside their articles, word for word."""

STATUT = "statut"
JOUR = "jour"
"""A rule's parameter of this name is no fact: it is the day of the facts."""
AUJOURD_HUI = "aujourd_hui"
"""Nor is this one: it is the day of the answer, from which a day is past or still to come."""
_DAYS = (JOUR, AUJOURD_HUI)

URLS = {
    "CGFP": "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000044416551",
    "décret 85-1250": "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000690444",
    "décret 87-602": "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000521836",
    "décret 88-145": "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000871608",
    "décret 85-1148": "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000872483",
    "décret 2004-878": "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000446192",
    "CT": "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "CSS": "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006073189",
    "CRPA": "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000031366350",
    "CJA": "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070933",
}
"""Where the texts that rules cite are read."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one file of rules is about, and the categories in which its questions are likely."""

    id: str
    label: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a text, since when it reads as the rule says (None: day not read)."""

    text: str
    number: str
    in_force_since: date | None = None

    @property
    def citation(self) -> Citation:
        """Say it in the words of the trade, with the address of the text where it is known."""
        return Citation(self.text, self.number, self.in_force_since, URLS.get(self.text))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of the facts. `row`: the line it applied, when it holds a whole scale."""

    outcome: FindingOutcome
    sentence: str = ""
    missing: tuple[str, ...] = ()
    row: str = ""


def value(sentence: str, row: str = "") -> Answer:
    """Answer with an amount, a duration, a share, a procedure."""
    return Answer(FindingOutcome.VALUE, sentence, row=row)


def met(sentence: str) -> Answer:
    """Answer that the right exists."""
    return Answer(FindingOutcome.MET, sentence)


def not_met(sentence: str) -> Answer:
    """Answer that the right does not exist on these facts."""
    return Answer(FindingOutcome.NOT_MET, sentence)


def to_check(known: str) -> Answer:
    """Answer only what is known for sure: an officer must look before more is said."""
    return Answer(FindingOutcome.TO_CHECK, known)


LEFT_TO_THE_TOWN = "la délibération de la collectivité décide"
"""Said by an answer to check whose missing part is the town's own to say."""


def missing(*facts: str) -> Answer:
    """Answer that facts are missing, when only the rule itself can tell which."""
    return Answer(FindingOutcome.UNDECIDED, missing=facts)


@dataclass(frozen=True)
class Rule(Generic[P]):
    """One version of a rule. `needs` must be known to answer; `welcomes` only makes it finer.

    `questions` are ways people ask it, by which it is found. A rule that `presumes_status` is of a
    matter that exists for its own statuses alone: whoever asks about it need not say theirs.
    `rows` are the further ids it answers for: a scale, or facts always asked together.
    """

    id: str
    subject: Subject
    title: str
    applies_to: tuple[str, ...]
    cites: tuple[Article, ...]
    in_force_since: date
    in_force_until: date | None
    verification: Verification
    verified_on: date
    questions: tuple[str, ...]
    presumes_status: bool
    function: Callable[P, Answer | None]
    rows: tuple[str, ...]
    parameters: dict[str, bool] = field(hash=False)
    """Each fact the function takes, and whether it is needed."""
    days: tuple[str, ...]
    """Which days it reads: that of the facts, that of the answer."""

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Give the facts without which the rule does not answer.

        Status is one as soon as the rule does not hold for all, unless its very matter tells it.
        """
        open_to_all = self.presumes_status or set(self.applies_to) == set(TOUS)
        status = () if open_to_all else (STATUT,)
        return (*status, *(name for name, needed in self.parameters.items() if needed))

    @cached_property
    def welcomes(self) -> tuple[str, ...]:
        """Give the facts that make the answer finer."""
        return tuple(name for name, needed in self.parameters.items() if not needed)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer | None:
        """Apply the bare function, as a jurist's test does."""
        return self.function(*args, **kwargs)

    def holds_on(self, day: date) -> bool:
        """Tell whether this version is the law on a day."""
        return self.in_force_since <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )

    def apply(self, facts: Facts, on: date, today: date | None = None) -> Finding | None:
        """Answer on these facts, by the law of the day `on`; None when there is nothing to say.

        The answer is given `today`, the same day unless another is said.
        """
        if STATUT in facts and facts[STATUT] not in self.applies_to:
            return None
        unknown = tuple(name for name in self.needs if name not in facts)
        if unknown:
            return self.undecided(facts, on, unknown)
        answer = self._answer(facts, {JOUR: on, AUJOURD_HUI: today or on})
        if answer is None:
            return None
        if answer.outcome is FindingOutcome.UNDECIDED:
            return self.undecided(facts, on, answer.missing)
        return self._finding(facts, on, answer)

    def undecided(self, facts: Facts, on: date, unknown: tuple[str, ...]) -> Finding:
        """Answer nothing and list what must be asked, with what would make the answer finer."""
        finer = (
            name
            for name in self.welcomes
            if name not in facts and (not FACTS[name].after or FACTS[name].after in facts)
        )
        asked = tuple(dict.fromkeys((*unknown, *finer)))
        return self._finding(facts, on, missing(*asked))

    def _answer(self, facts: Facts, days: Mapping[str, date]) -> Answer | None:
        known: dict[str, Any] = {name: facts[name] for name in self.parameters if name in facts}
        known |= {name: days[name] for name in self.days}
        try:
            return self.function(**known)  # type: ignore[call-arg]  # checked by `rule`
        except AmountUnknown as unknown:
            return to_check(str(unknown))

    def _finding(self, facts: Facts, on: date, answer: Answer) -> Finding:
        used = [name for name in (*self.needs, *self.welcomes) if name in facts]
        return Finding(
            rule=answer.row or self.id,
            outcome=answer.outcome,
            answer=answer.sentence,
            facts={name: FACTS[name].shown(facts[name]) for name in used},
            missing=answer.missing,
            citations=tuple(article.citation for article in self.cites),
            on=on,
            verification=self.verification,
            verified_on=self.verified_on,
            title=self.title,
        )


def rule(  # noqa: PLR0913  # one keyword per thing a jurist must state
    rule_id: str,
    subject: Subject,
    *,
    title: str,
    cites: tuple[Article, ...],
    in_force_since: date,
    verification: Verification,
    verified_on: date,
    questions: tuple[str, ...],
    applies_to: tuple[str, ...] = TOUS,
    presumes_status: bool = False,
    in_force_until: date | None = None,
    rows: tuple[str, ...] = (),
) -> Callable[[Callable[P, Answer | None]], Rule[P]]:
    """Make a function a rule.

    Its parameters are facts: those without default must be known, others only make it finer.
    """

    def make(function: Callable[P, Answer | None]) -> Rule[P]:
        return Rule(
            rule_id,
            subject,
            title=title,
            applies_to=applies_to,
            cites=cites,
            in_force_since=in_force_since,
            in_force_until=in_force_until,
            verification=verification,
            verified_on=verified_on,
            questions=questions,
            presumes_status=presumes_status,
            function=function,
            rows=rows,
            parameters=_facts_of(function),
            days=tuple(name for name in inspect.signature(function).parameters if name in _DAYS),
        )

    return make


def _facts_of(function: Callable[..., object]) -> dict[str, bool]:
    """Give each fact a function takes and whether it is needed; refuse one that does not exist."""
    facts: dict[str, bool] = {}
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        if name in _DAYS:
            continue
        if name not in FACTS or _kind(parameter.annotation) is not FACTS[name].kind:
            raise TypeError(f"{function.__name__}: {name} is no fact of that type in FACTS")
        facts[name] = parameter.default is inspect.Parameter.empty
    return facts


def _kind(annotation: object) -> object:
    if isinstance(annotation, UnionType):
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation
