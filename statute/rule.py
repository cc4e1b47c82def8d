"""A version of a rule: the facts it needs, how it computes, its words, articles and days."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from cases.model import Citation, Finding, Verification
from statute.amounts import AMOUNTS, AmountUnknown
from statute.facts import FACTS, TOUS, Facts, with_implied
from statute.outcome import Outcome, Verdict
from statute.phrasing import Asides, named_values, shown, split_asides, worded

STATUT = "statut"
JOUR = "jour"
"""A rule's parameter of this name is no fact: it is the day of the facts."""
AUJOURD_HUI = "aujourd_hui"
"""Nor is this one: it is the day of the answer, from which a day is past or still to come."""
_DAYS = (JOUR, AUJOURD_HUI)

_VERDICTS: Mapping[Verdict | None, Literal["oui", "non", "cela dépend"]] = {
    Verdict.OUI: "oui",
    Verdict.NON: "non",
    Verdict.CELA_DEPEND: "cela dépend",
}
"""The verdicts as a case keeps them; what must be checked has none there."""

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
    url: str | None = None

    @property
    def citation(self) -> Citation:
        """Say it in the words of the trade, with its address, or that of its text where known."""
        return Citation(
            self.text, self.number, self.in_force_since, self.url or URLS.get(self.text)
        )


@dataclass(frozen=True)
class Rule:
    """One version of a rule. `needs` must be known to answer; `welcomes` only makes it finer.

    A rule that `presumes_status` is of a matter that exists for its own statuses alone: whoever
    asks about it need not say theirs. `rows` are the further ids it answers for: a scale, or facts
    always asked together. `texts` and `step_labels` are the card's words, by the names that
    outcomes give. `chosen_by` are the dated facts that choose the version.
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
    presumes_status: bool
    function: Callable[..., Outcome | None]
    rows: tuple[str, ...]
    parameters: Mapping[str, bool] = field(hash=False)
    """Each fact the function takes, and whether it is needed."""
    days: tuple[str, ...]
    """Which days it reads: that of the facts, that of the answer."""
    texts: Mapping[str, str] = field(hash=False)
    step_labels: Mapping[str, str] = field(hash=False)
    chosen_by: tuple[str, ...] = ()

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """List the facts without which the rule does not answer.

        Status is one as soon as the rule does not hold for all, unless its very matter tells it.
        """
        open_to_all = self.presumes_status or set(self.applies_to) == set(TOUS)
        status = () if open_to_all else (STATUT,)
        return (*status, *(name for name, needed in self.parameters.items() if needed))

    @cached_property
    def welcomes(self) -> tuple[str, ...]:
        """List the facts that make the answer finer."""
        return tuple(name for name, needed in self.parameters.items() if not needed)

    def holds_on(self, day: date) -> bool:
        """Tell whether this version is the law on a day."""
        return self.in_force_since <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )

    def day_of_law(self, facts: Facts, otherwise: date) -> date:
        """Find the day that chooses the version: that of the rule's own dated fact when known."""
        days = (facts[name] for name in self.chosen_by if name in facts)
        return next((day for day in days if isinstance(day, date)), otherwise)

    def outcome(self, facts: Facts, on: date, today: date | None = None) -> Outcome | None:
        """Answer on these facts, by the law of the day `on`; None when there is nothing to say.

        The answer is given `today`, the same day unless another is said.
        """
        if STATUT in facts and facts[STATUT] not in self.applies_to:
            return None
        facts = self._completed(facts, on)
        unknown = tuple(name for name in self.needs if name not in facts)
        if unknown:
            return self._asking(facts, unknown)
        days = {JOUR: on, AUJOURD_HUI: today or on}
        known: dict[str, Any] = {name: facts[name] for name in self.parameters if name in facts}
        known |= {name: days[name] for name in self.days}
        try:
            outcome = self.function(**known)
        except AmountUnknown as unknown_amount:
            return Outcome(Verdict.A_VERIFIER, sentence=str(unknown_amount))
        return self._asking(facts, outcome.missing) if outcome and outcome.missing else outcome

    def apply(self, facts: Facts, on: date, today: date | None = None) -> Finding | None:
        """Answer as `outcome` does, in the words of the card, as a case keeps it."""
        outcome = self.outcome(facts, on, today)
        return None if outcome is None else self._finding(self._completed(facts, on), on, outcome)

    def undecided(self, facts: Facts, on: date, unknown: tuple[str, ...]) -> Finding:
        """Answer nothing and list what must be asked, with what would make the answer finer."""
        return self._finding(facts, on, self._asking(facts, unknown))

    def _asking(self, facts: Facts, unknown: tuple[str, ...]) -> Outcome:
        finer = (
            name
            for name in self.welcomes
            if name not in facts
            and not FACTS[name].of_town
            and FACTS[name].asked_as not in self.parameters
            and (not FACTS[name].after or FACTS[name].after in facts)
        )
        return Outcome(missing=tuple(dict.fromkeys((*unknown, *finer))))

    def in_words(self, outcome: Outcome, on: date) -> str:
        """Say an outcome in the words of the card: the answer, what stays open, what to do."""
        return self.with_asides(outcome, on)[0]

    def with_asides(self, outcome: Outcome, on: date) -> tuple[str, Asides]:
        """Say an outcome as `in_words` does, with what of it concerns only some."""
        if outcome.sentence or not outcome.words:
            return outcome.sentence, ()
        named = {**outcome.named, **named_values(outcome.values)}
        names = (outcome.words, *outcome.still_open, *outcome.to_do)
        return split_asides(
            " ".join(
                worded(self.texts[name], lambda n, day: AMOUNTS.on(n, day or on), named, self.texts)
                for name in names
            )
        )

    def _completed(self, facts: Facts, on: date) -> Facts:
        """Add what the facts imply, unless the rule itself takes what it follows from."""
        return facts if "date_d_arrivee" in self.parameters else with_implied(facts, on)

    def used(self, facts: Facts) -> tuple[str, ...]:
        """List the facts that the rule took, of those given."""
        return tuple(name for name in (*self.needs, *self.welcomes) if name in facts)

    def _finding(self, facts: Facts, on: date, outcome: Outcome) -> Finding:
        try:
            answer, asides = self.with_asides(outcome, on)
        except AmountUnknown as unknown:
            answer, asides = str(unknown), ()
            outcome = Outcome(Verdict.A_VERIFIER, row=outcome.row)
        return Finding(
            rule=outcome.row or self.id,
            outcome=outcome.decision,
            answer=answer,
            facts={name: FACTS[name].shown(facts[name]) for name in self.used(facts)},
            missing=outcome.missing,
            citations=tuple(article.citation for article in self.cites),
            on=on,
            verification=self.verification,
            verified_on=self.verified_on,
            title=self.title,
            verdict=_VERDICTS.get(outcome.verdict, ""),
            values=tuple(map(shown, outcome.values)),
            asides=asides,
            steps=tuple((self.step_labels[s.name], shown(s.value)) for s in outcome.steps),
        )


def facts_of(function: Callable[..., object]) -> tuple[dict[str, bool], tuple[str, ...]]:
    """List each fact a function takes and whether it is needed, then which days it reads.

    Raises `TypeError` for a parameter that is no fact of its type.
    """
    facts: dict[str, bool] = {}
    days: list[str] = []
    for name, parameter in inspect.signature(function, eval_str=True).parameters.items():
        if name in _DAYS:
            days.append(name)
            continue
        kind = parameter.annotation
        if isinstance(kind, UnionType):
            kind = next(part for part in get_args(kind) if part is not NoneType)
        if name not in FACTS or (get_origin(kind) or kind) is not FACTS[name].kind:
            raise TypeError(f"{function.__name__}: {name} is no fact of that type in FACTS")
        facts[name] = parameter.default is inspect.Parameter.empty
    return facts, tuple(days)
