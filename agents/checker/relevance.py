"""Which rules each question of a ticket asks for.

A rule is found by examples of how people ask for it (its own questions, and labelled tickets), not
by word lists. A question is compared with them by its words, alone and in what the ticket tells
(`rule_matcher.py`), and by its meaning (`rule_meaning.py`). A first logistic regression weighs
these against the likelihood of the rule's category and against how much the whole ticket is about
the rule's matter; the only question of a ticket and one of several are weighed apart, since the
words of the latter are few. A second regression tells whether any rule answers the question at
all. Their few weights were learned on authors whose tickets the examples did not hold
(`relevance.yaml`, made by `make train`).
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

from agents.checker.asked_questions import Asked, Ranked, Relevant
from agents.checker.rule_matcher import Matcher, rule_examples
from agents.checker.rule_meaning import Scores, vectors_of
from cases.model import Classification, QuestionKind
from statute.book import Book
from statute.rule import Subject

Features = npt.NDArray[np.float64]

SHIPPED = Path(__file__).with_name("relevance.yaml")
MOST_RANKED = 12
"""Rules kept of a question: one that does not hold for its writer gives way to the next."""


class Weighing(BaseModel):
    """A logistic regression: the weights of its columns, and its bias."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[float, ...]
    bias: float

    def likelihoods(self, features: Features) -> Features:
        """Turn features into a probability: a row, or each row of a table."""
        shares: Features = 1 / (1 + np.exp(-(features @ np.array(self.weights) + self.bias)))
        return shares


class RelevanceWeights(BaseModel):
    """Weights of the columns of `features_of` and of `signs_of`, and when a rule is taken.

    `alone` weighs the rules of a ticket's only question, `among` those of one of several. A
    question is answered when its signs reach `answered_from` (0..1). Its likeliest rule is then
    taken, and another whose likelihood reaches `second_from`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    alone: Weighing
    among: Weighing
    answered: Weighing
    answered_from: float
    second_from: float

    @classmethod
    def from_file(cls, path: Path = SHIPPED) -> Self:
        """Read the weights that ship with the application."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Compared:
    """How questions compare with the examples of each rule: a row a question.

    Each is a pair, scores and nearness, of a `Matcher`: by the words of the question in what the
    ticket tells, by its own words alone, by the meaning of these. `whole` are the scores of the
    words of the whole ticket.
    """

    situated: tuple[Scores, Scores]
    own: tuple[Scores, Scores]
    meant: tuple[Scores, Scores]
    whole: Scores


def features_of(compared: Compared, likely: Features, matters: Sequence[str]) -> Features:
    """Describe how each rule relates to each question: question, rule, feature.

    `likely` holds the likelihood of each rule's categories, for all questions or each; `matters`
    the subject of each rule.
    """
    ways = (compared.situated, compared.own, compared.meant)
    about = _about(compared.whole[:, :-1].astype(np.float64), matters)
    columns = [_beside(*way) for way in ways]
    filed = np.broadcast_to(likely, about.shape)
    told = [about, about - about.max(axis=1, keepdims=True), np.log(filed + 0.01), filed]
    return np.concatenate([*columns, np.stack(told, axis=2)], axis=2)


def _about(scores: Features, matters: Sequence[str]) -> Features:
    """Give each rule the best score of a rule of its matter."""
    of_matter: dict[str, list[int]] = {}
    for place, matter in enumerate(matters):
        of_matter.setdefault(matter, []).append(place)
    best = np.empty_like(scores)
    for places in of_matter.values():
        best[:, places] = scores[:, places].max(axis=1, keepdims=True)
    return best


def _beside(scores: Scores, nearness: Scores) -> Features:
    """Set the scores of each rule beside those of the best one and of no rule at all."""
    rules, nothing = scores[:, :-1].astype(np.float64), scores[:, -1:]
    near, near_nothing = nearness[:, :-1], nearness[:, -1:]
    best = rules.max(axis=1, keepdims=True)
    return np.stack([rules, rules - best, rules - nothing, near, near - near_nothing], axis=2)


def signs_of(asked: Asked, questions: int, features: Features, chances: Features) -> Features:
    """Describe whether a rule answers a question, from its likeliest rule and its own form.

    `features` and `chances` are of that question, a row a rule; `questions` counts the ticket's.
    """
    top = int(chances.argmax())
    second, first = np.clip(np.sort(chances)[-2:], 1e-6, 1 - 1e-6)
    compared = features[:, :-2]
    kind = [float(asked.place is not None and asked.kind is kind) for kind in QuestionKind]
    return np.array(
        [
            np.log(first / (1 - first)),
            np.log(second / (1 - second)),
            chances.sum(),
            np.log(len(asked.own.split()) + 1),
            np.log(len(asked.situated.split()) + 1),
            questions,
            *compared[top],
            *compared.mean(axis=0),
            features[top, -1],
            features[:, -1].max(),
            *kind,
        ],
    )


def likely_of(subjects: Sequence[Subject], classification: Classification) -> Features:
    """Sum the likelihoods (0..1) of each subject's categories."""
    shares = dict(classification.alternatives)
    shares[classification.category] = classification.confidence
    return np.array([sum(shares.get(c, 0.0) for c in subject.categories) for subject in subjects])


@dataclass(frozen=True, slots=True)
class Relevance:
    """Finds the rules that each question of a ticket asks for."""

    book: Book
    matcher: Matcher
    weights: RelevanceWeights

    @classmethod
    def of(cls, book: Book) -> Self:
        """Make it from the examples and weights that ship with the application (seconds of CPU)."""
        return cls(book, _matcher(book), RelevanceWeights.from_file())

    def rank(
        self, asked: Sequence[Asked], days: Sequence[date], classification: Classification
    ) -> tuple[Ranked, ...]:
        """Rank, for each question, the rules in force on the first of the days that has them.

        A rule whose own dated fact chooses its version is ranked whatever the days: that fact may
        fall under it.
        """
        learned, ids = self.weights, self.matcher.ids
        weighing = learned.alone if len(asked) == 1 else learned.among
        versions = {rule.id: rule for rule in self.book.rules if rule.chosen_by}
        versions |= {rule.id: rule for on in reversed(days) for rule in self.book.rules_on(on)}
        subjects = subjects_of(self.book)
        of_rules = [subjects[rule] for rule in ids]
        likely = likely_of(of_rules, classification)
        described = features_of(self.compare(asked), likely, [one.id for one in of_rules])
        ranked = []
        for one, features in zip(asked, described, strict=True):
            chances = weighing.likelihoods(features)
            chances[[rule not in versions for rule in ids]] = 0.0
            signs = signs_of(one, len(asked), features, chances)
            sure = learned.answered.likelihoods(signs)
            best = np.argsort(-chances, kind="stable")[:MOST_RANKED]
            rules = (
                Relevant(versions[ids[place]], float(chances[place]))
                for place in best
                if ids[place] in versions
            )
            ranked.append(Ranked(one, bool(sure >= learned.answered_from), tuple(rules)))
        return tuple(ranked)

    def compare(self, asked: Sequence[Asked]) -> Compared:
        """Compare questions with the examples of every rule."""
        own = [one.own for one in asked]
        situated = self.matcher.of([one.situated for one in asked])
        several = len(asked) > 1
        whole = self.matcher.of([asked[0].whole])[0] if several else situated[0]
        return Compared(
            situated=situated,
            own=self.matcher.of(own),
            meant=self.matcher.meaning.of(vectors_of(own)),
            whole=np.repeat(whole, len(asked), axis=0) if several else whole,
        )


@cache
def _matcher(book: Book) -> Matcher:
    return Matcher.shipped(rule_examples(book))


def subjects_of(book: Book) -> dict[str, Subject]:
    """Index the subject of every rule by its id, whatever its versions."""
    return {rule.id: rule.subject for rule in book.rules}
