"""Which rules a ticket asks for.

A rule is found by examples of how people ask for it (its own questions, and labelled tickets), not
by word lists. A logistic regression weighs how much the text looks like what is asked of a rule
against the likelihood of the rule's category; its few weights were learned on authors whose tickets
the examples did not hold (`relevance.yaml`, made by `make train`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict

from agents.checker.asked import Asked, questions_in, questions_of, read_asked
from agents.checker.matcher import Matcher
from agents.team import Relevant
from cases.model import Classification
from statute.book import Book
from statute.rule import Subject

Features = npt.NDArray[np.float64]

_LEARNED = Path(__file__).with_name("relevance.yaml")


class Learned(BaseModel):
    """Weights of the columns of `features_of`, and when a rule is taken.

    A ticket is answered when its likeliest rule reaches `taken_from`; another rule is taken with
    it from `beside_the_best` times that likelihood on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float
    taken_from: float
    beside_the_best: float
    most: int

    @classmethod
    def from_file(cls, path: Path = _LEARNED) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def features_of(
    scores: npt.NDArray[np.float32], nearness: npt.NDArray[np.float32], likely: Features
) -> Features:
    """Describe how each rule relates to a text: a row a rule, a column a feature.

    `scores` and `nearness` are rows of a `Matcher`, `likely` the likelihood of the categories.
    """
    rules, nothing = scores[:-1].astype(np.float64), float(scores[-1])
    return np.column_stack(
        [
            rules,
            rules - rules.max(),
            rules - nothing,
            nearness[:-1],
            nearness[:-1] - nearness[-1],
            np.log(likely + 0.01),
            likely,
        ],
    )


def likely_of(subjects: Sequence[Subject], classification: Classification) -> Features:
    """Give the likelihood of each subject's categories."""
    shares = dict(classification.alternatives)
    shares[classification.category] = classification.confidence
    return np.array([sum(shares.get(c, 0.0) for c in subject.categories) for subject in subjects])


@dataclass(frozen=True, slots=True)
class Relevance:
    """Finds the rules a ticket asks for."""

    book: Book
    matcher: Matcher
    learned: Learned

    @classmethod
    def of(cls, book: Book) -> Self:
        """Make it from the examples and weights that ship with the application (seconds of CPU)."""
        return cls(book, _matcher(book), Learned.from_file())

    def rank(self, text: str, on: date, classification: Classification) -> tuple[Relevant, ...]:
        """Give the rules in force on a day that a ticket's text asks for, likeliest first."""
        learned, ids = self.learned, self.matcher.ids
        versions = {rule.id: rule for rule in self.book.rules_on(on)}
        subjects = subjects_of(self.book)
        likely = likely_of([subjects[rule] for rule in ids], classification)
        absent = [rule not in versions for rule in ids]
        asked = []
        for scores, nearness in zip(*self.matcher.of(questions_in(text)), strict=True):
            features = features_of(scores, nearness, likely)
            chances = likelihoods(features, np.array(learned.weights), learned.bias)
            chances[absent] = 0.0
            asked.append(chances)
        chosen = taken(asked, learned.taken_from, learned.beside_the_best, learned.most)
        return tuple(Relevant(versions[ids[i]], share) for i, share in chosen.items())


@cache
def _matcher(book: Book) -> Matcher:
    return Matcher.shipped(examples_of(book), list(subjects_of(book)))


def examples_of(book: Book) -> tuple[Asked, ...]:
    """Give every example: the rules' own questions, and the labelled tickets."""
    return (*questions_of(book), *read_asked(book))


def subjects_of(book: Book) -> dict[str, Subject]:
    """Give the subject of every rule by its id, whatever its versions."""
    return {rule.id: rule.subject for rule in book.rules}


def likelihoods(features: Features, weights: Features, bias: float) -> Features:
    """Turn the features of each rule into a probability."""
    told: Features = 1 / (1 + np.exp(-(features @ weights + bias)))
    return told


def taken(
    asked: Sequence[Features], from_: float, beside_the_best: float, most: int
) -> dict[int, float]:
    """Choose, question by question, the places of the likeliest rules and give their likelihood.

    At most so many a question, near the best of it; the likeliest of all first.
    """
    if not asked or max(float(likely.max(initial=0.0)) for likely in asked) < from_:
        return {}
    chosen: dict[int, float] = {}
    for likely in asked:
        floor = beside_the_best * max(from_, float(likely.max(initial=0.0)))
        for place in np.argsort(-likely, kind="stable")[:most]:
            if likely[place] >= floor:
                chosen[int(place)] = max(float(likely[place]), chosen.get(int(place), 0.0))
    return dict(sorted(chosen.items(), key=lambda item: -item[1]))
