"""Chooses which rules answer each question of a ticket, once the facts are known.

A question gets one rule: the likeliest that has something to say on these facts, so that a rule
that does not hold for this person gives way to another of its matter. Where a figure or a day is
asked, a rule that computes on the facts told goes before one that speaks in general. A question
that seems to have no answer has that of another question, where its own likeliest rule gives it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from agents.checker.asked_questions import Ranked, Relevant
from cases.model import Finding, FindingOutcome, QuestionKind
from statute.book import Book
from statute.rule import STATUT, Rule

FIGURES = frozenset({QuestionKind.HOW_MUCH, QuestionKind.HOW_LONG, QuestionKind.WHEN})
"""Questions whose answer is a number or a day."""

_MOST_SUGGESTED = 2
_SUGGESTED_FROM = 0.2
_SHARED_FROM = 0.2
_FAINTEST = 0.05
"""Under this likelihood a rule answers nothing, though no likelier one has anything to say."""
_NEAR = 0.5
"""Times the likelihood of the best rule: nearer, another may compute in its place."""

_CHOSEN = 0.99
_BESIDE = 0.15
"""Likelihood of the first rule that a model chose, and the most that another then keeps: no second
one, and none that takes the place of what was chosen."""

Apply = Callable[[Rule], Finding | None]
Spoken = tuple[Relevant, Finding]
"""A rule that has something to say on these facts, and what it says."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What answers, in the order of the questions, and what an officer may find useful beside."""

    findings: tuple[Finding, ...]
    suggested: tuple[Finding, ...]


def choose(ranked: Sequence[Ranked], second_from: float, apply: Apply) -> Chosen:
    """Choose question by question; a second rule is taken from a likelihood of `second_from`.

    A finding names the places of the questions it answers; a suggestion names none.
    """
    found: dict[str, Finding] = {}
    spare: list[Spoken] = []
    all_spoken = [
        [
            (each, finding)
            for each in one.rules
            if each.likelihood >= _FAINTEST and (finding := apply(each.rule)) is not None
        ]
        for one in ranked
    ]
    both = list(zip(ranked, all_spoken, strict=True))
    own = [_taken(one, spoken, second_from) if one.answered else [] for one, spoken in both]
    said = {finding.rule for taken in own for _, finding in taken}
    for (one, spoken), mine in zip(both, own, strict=True):
        # The rule of another question, where it is the likeliest of this one too, and likely.
        taken = mine or [
            each
            for each in spoken[:1]
            if each[1].rule in said and each[0].likelihood >= _SHARED_FROM
        ]
        for _, finding in taken:
            before = found.get(finding.rule, finding)
            places = () if one.asked.place is None else (one.asked.place,)
            found[finding.rule] = replace(before, answers=(*before.answers, *places))
        if one.asked.place is not None:
            spare += [each for each in spoken if each not in taken]
    likeliest = sorted(spare, key=lambda each: -each[0].likelihood)
    suggested = {
        f.rule: f for r, f in likeliest if r.likelihood >= _SUGGESTED_FROM and f.rule not in found
    }
    return Chosen(tuple(found.values()), tuple(suggested.values())[:_MOST_SUGGESTED])


def _taken(one: Ranked, spoken: Sequence[Spoken], second_from: float) -> list[Spoken]:
    """Take the rule of a question, and a second one where that is nearly as sure."""
    if not spoken:
        return []
    first, *others = spoken
    waits = first[1].outcome is FindingOutcome.UNDECIDED
    if waits or (one.asked.kind in FIGURES and not computes(first[1])):
        near = _NEAR * first[0].likelihood
        computed = (each for each in others if each[0].likelihood >= near and computes(each[1]))
        first = next(computed, first)
    others = [
        each
        for each in spoken
        if each is not first
        and each[0].likelihood >= second_from
        and not _is_part(each[0].rule, first[0].rule)
    ]
    return [first, *others[:1]]


def _is_part(one: Rule, other: Rule) -> bool:
    """Tell whether one of two rules of a matter takes all that the other does: it says as much."""
    taken, by_other = set(one.parameters), set(other.parameters)
    return (
        one.subject == other.subject
        and bool(taken & by_other)
        and (taken <= by_other or by_other <= taken)
    )


def computes(finding: Finding) -> bool:
    """Tell whether a finding decides on more than a status: a number or a day comes out of it."""
    return finding.outcome is not FindingOutcome.UNDECIDED and bool(finding.facts.keys() - {STATUT})


def as_chosen(ranked: Ranked, chosen: Sequence[str], book: Book, days: Sequence[date]) -> Ranked:
    """Put the rules that a model chose first; where it chose none, no rule answers the question.

    The others stay, fainter: they answer only where the facts exclude what was chosen.
    """
    if not chosen:
        return replace(ranked, answered=False, rules=())
    listed = {each.rule.id: each.rule for each in ranked.rules}
    in_force = (
        (place, listed.get(name) or next(filter(None, (book.version(name, d) for d in days)), None))
        for place, name in enumerate(chosen)
    )
    first = [Relevant(rule, _CHOSEN - place / 100) for place, rule in in_force if rule]
    others = (
        Relevant(each.rule, min(each.likelihood, _BESIDE))
        for each in ranked.rules
        if each.rule.id not in chosen
    )
    return replace(ranked, answered=True, rules=(*first, *others))
