"""Which rules a ticket asks for.

A rule is found by examples of how people ask for it (its own questions, and labelled tickets), not
by word lists. A first logistic regression weighs how much the text looks like what is asked of a
rule against the likelihood of the rule's category; a second tells from the best of these whether
the ticket asks for any rule at all. Their few weights were learned on authors whose tickets the
examples did not hold (`relevance.yaml`, made by `make train`).
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
    """Weights of the columns of `features_of` and of `signs_of`, and when a rule is taken.

    A ticket is answered when its signs reach `answered_from` (0..1): its likeliest rule is taken.
    So are, for each question, at most so many rules that reach `taken_from`, and `beside_the_best`
    times the likelihood of the best one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float
    signs: tuple[float, ...]
    signs_bias: float
    answered_from: float
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


def signs_of(text: str, features: Sequence[Features], asked: Sequence[Features]) -> Features:
    """Describe whether a ticket asks for any rule, from its likeliest question and its length.

    `features` and `asked` hold, for each question, the features and the likelihoods of all rules.
    """
    best = max(range(len(asked)), key=lambda question: float(asked[question].max()))
    of_rules, chances = features[best], asked[best]
    top = int(chances.argmax())
    second, first = np.sort(of_rules[:, 0])[-2:]
    score, _, above_nothing, near, nearer, category, _ = of_rules[top]
    chance = float(np.clip(chances[top], 1e-9, 1 - 1e-9))
    return np.array(
        [
            np.log(chance / (1 - chance)),
            score,
            first - second,
            score - above_nothing,
            near,
            nearer,
            category,
            np.log(len(text.split()) + 1),
            len(asked),
            chances.sum(),
            of_rules[:, 0].sum(),
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
        pairs = zip(*self.matcher.of(questions_in(text)), strict=True)
        features = [features_of(scores, nearness, likely) for scores, nearness in pairs]
        asked = [likelihoods(f, np.array(learned.weights), learned.bias) for f in features]
        for chances in asked:
            chances[absent] = 0.0
        signs = signs_of(text, features, asked)
        if likelihoods(signs, np.array(learned.signs), learned.signs_bias) < learned.answered_from:
            return ()
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
    """Turn features into a probability: a row, or each row of a table."""
    told: Features = 1 / (1 + np.exp(-(features @ weights + bias)))
    return told


def taken(
    asked: Sequence[Features], from_: float, beside_the_best: float, most: int
) -> dict[int, float]:
    """Choose, question by question, the places of the likeliest rules and give their likelihood.

    The likeliest of all comes first, whatever its likelihood.
    """
    best = max(float(likely.max()) for likely in asked)
    chosen: dict[int, float] = {}
    for likely in asked:
        floor = min(best, max(from_, beside_the_best * float(likely.max())))
        for place in np.argsort(-likely, kind="stable")[:most]:
            if likely[place] >= floor:
                chosen[int(place)] = max(float(likely[place]), chosen.get(int(place), 0.0))
    return dict(sorted(chosen.items(), key=lambda item: -item[1]))
