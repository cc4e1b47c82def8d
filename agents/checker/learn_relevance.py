"""Learns how to find the rules of a question from labelled tickets: `make train`.

No ticket is weighed by examples of its own author, nor filed by a classifier that read them: the
weights of `relevance.yaml` fit what an unseen writer looks like, and the printed figures are of
unseen writers (only the counts of words are of all).
"""

import itertools
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from agents.checker.asked_questions import Asked, asked_in
from agents.checker.relevance import (
    SHIPPED,
    Compared,
    Features,
    RelevanceWeights,
    Weighing,
    features_of,
    signs_of,
    subjects_of,
)
from agents.checker.rule_matcher import (
    Examples,
    RuleExample,
    nearest,
    questions_by_rule,
    rule_examples,
    save,
    solve,
)
from agents.checker.rule_meaning import Meaning, Scores, vectors_of
from agents.understand.mail.message import own_words
from agents.understand.questions import questions_of
from knowledge.encoder import Vectors
from statute.book import Book
from statute.rule import Subject

_ANSWERED = 0.95
"""The least share of answerable tickets to answer: what is not leaves an officer alone with it."""
_HARDEST = 25
"""Rules that a question does not ask for, of which the weights learn: those that look nearest."""
_TOP = 3
_SHARPNESS = 16.0
"""Makes shares of the scores of categories, about as sure as those of the classifier."""

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One ticket: each question's features (a row a rule), and the rules that the ticket asks for.

    `likely` and `answerable` are what weights learned without its author say of each question.
    """

    author: str
    asked: tuple[Asked, ...]
    features: Features
    truth: Truth
    likely: Features
    answerable: Features

    @property
    def labels(self) -> Iterator[tuple[int, Truth, Truth]]:
        """Give, for each question, which rules it asks for and of which that is known.

        Labels are of whole tickets: of several questions, the likeliest asks for a rule, and of the
        others nobody knows.
        """
        for place in range(len(self.asked)):
            first = self.likely.argmax(axis=0) == place
            mine = self.truth if len(self.asked) == 1 else self.truth & first
            yield place, mine, ~self.truth | mine

    @property
    def is_answered(self) -> bool | None:
        """Whether a rule answers each of its questions; None where it does some of them."""
        if not self.truth.any():
            return False
        return True if self.truth.sum() >= len(self.asked) else None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a question is answered, and by two rules: see `RelevanceWeights`."""

    answered_from: float
    second_from: float


def main() -> None:
    """Learn, print what an unseen author would get, write the files."""
    book = Book.of()
    examples = rule_examples(book)
    taught = Taught.of(book, examples)
    judged = list(taught.judge_all())
    for _ in range(2):
        # The second time, each rule of a ticket of several questions has found its question.
        judged = [one for author in authors_of(judged) for one in likely_without(author, judged)]
    judged = [one for author in authors_of(judged) for one in answerable_without(author, judged)]
    tried = itertools.starmap(
        Thresholds,
        itertools.product((0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5), (0.6, 0.7, 0.8)),
    )
    answering = [t for t in tried if answer_rate(judged, t) >= _ANSWERED]
    best = max(answering, key=lambda t: worth(judged, t))
    learned = RelevanceWeights(
        alone=fit_rules(only_ones(judged)),
        among=fit_rules(of_several(judged)),
        answered=fit_answerable(judged),
        answered_from=best.answered_from,
        second_from=best.second_from,
    )
    sys.stdout.write(report(judged, best))
    head = "# Made by `make train`: do not edit by hand.\n"
    SHIPPED.write_text(head + yaml.safe_dump(learned.model_dump(mode="json")), encoding="utf-8")
    taught.save()


@dataclass(frozen=True, slots=True)
class Taught:
    """All the examples, compared with one another and encoded once.

    A ticket of several questions teaches the words that go with its rules, and no meaning: nobody
    knows which question is of which rule.
    """

    ids: Sequence[str]
    subjects: Sequence[Subject]
    examples: Sequence[RuleExample]
    counted: Examples
    kernel: Scores
    asked: Sequence[tuple[Asked, ...]]
    vectors: Sequence[Vectors]

    @classmethod
    def of(cls, book: Book, examples: Sequence[RuleExample]) -> "Taught":
        """Count and encode them (minutes)."""
        ids, subjects = list(questions_by_rule()), subjects_of(book)
        counted = Examples.of(examples, ids)
        kernel = counted.kernel([one.text for one in examples])
        asked = [_asked_of(one) for one in examples]
        vectors = [vectors_of([question.own for question in listed]) for listed in asked]
        of_rules = [subjects[rule] for rule in ids]
        return cls(ids, of_rules, examples, counted, kernel, asked, vectors)

    def meaning_of(self, places: Iterable[int]) -> Meaning:
        """Learn the meaning of each rule from some examples."""
        single = [place for place in places if len(self.asked[place]) == 1]
        rows = np.vstack([self.vectors[place] for place in single])
        return Meaning.learn(rows, self.counted.asks[single])

    def judge_all(self) -> Iterator[Judged]:
        """Describe every labelled ticket by examples of other authors."""
        authors = np.array([one.author for one in self.examples])
        for author in sorted(set(authors) - {""}):
            seen, theirs = (
                np.flatnonzero(authors != author),
                np.flatnonzero(authors == author).tolist(),
            )
            asks = self.counted.asks[seen]
            weights = solve(self.kernel[np.ix_(seen, seen)], asks)
            listed = [question for place in theirs for question in self.asked[place]]
            situated, own = (
                self.counted.kernel(texts)[:, seen]
                for texts in ([q.situated for q in listed], [q.own for q in listed])
            )
            counts = [len(self.asked[place]) for place in theirs]
            compared = Compared(
                (situated @ weights, nearest(situated, asks)),
                (own @ weights, nearest(own, asks)),
                self.meaning_of(seen).of(np.vstack([self.vectors[place] for place in theirs])),
                np.repeat(self.kernel[theirs][:, seen] @ weights, counts, axis=0),
            )
            filed = np.repeat(list(self._likely(seen, theirs)), counts, axis=0)
            matters = [subject.id for subject in self.subjects]
            parts = np.split(features_of(compared, filed, matters), np.cumsum(counts)[:-1])
            for place, features in zip(theirs, parts, strict=True):
                asked, truth = self.asked[place], self.counted.asks[place, :-1] > 0
                likely = features[:, :, 0] + features[:, :, 5] + features[:, :, 10]
                yield Judged(author, asked, features, truth, likely, np.zeros(len(asked)))

    def _likely(self, seen: npt.NDArray[np.intp], theirs: Sequence[int]) -> Iterator[Features]:
        """File tickets by the words of the others: the classifier that ships takes minutes."""
        of_rule = dict(zip(self.ids, self.subjects, strict=True))
        taught = [place for place in seen if self.examples[place].rules]
        filed = [of_rule[self.examples[place].rules[0]].categories[0] for place in taught]
        names = sorted(set(filed))
        truth = np.array([[name == one for name in names] for one in filed], np.float32)
        weights = solve(self.kernel[np.ix_(taught, taught)], truth)
        for scores in self.kernel[np.ix_(theirs, taught)] @ weights:
            shares = np.exp(_SHARPNESS * scores)
            best = np.argsort(-shares)[:_TOP]
            kept = {names[place]: float(shares[place] / shares.sum()) for place in best}
            yield np.array([sum(kept.get(c, 0.0) for c in s.categories) for s in self.subjects])

    def save(self) -> None:
        """Write what all the examples teach."""
        meaning = self.meaning_of(range(len(self.examples)))
        save(solve(self.kernel, self.counted.asks), meaning, self.examples, self.ids)


def _asked_of(one: RuleExample) -> tuple[Asked, ...]:
    if not one.author:
        return (Asked(one.text, one.text, one.text),)
    text = own_words(one.text)
    return tuple(asked_in(text, questions_of(text)))


def likely_without(author: str, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Compute the likelihoods of an author's questions by weights fitted on the others."""
    others = [j for j in judged if j.author != author]
    alone, among = fit_rules(only_ones(others)), fit_rules(of_several(others))
    for one in judged:
        if one.author == author:
            weighing = alone if len(one.asked) == 1 else among
            yield replace(one, likely=weighing.likelihoods(one.features))


def answerable_without(author: str, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Say how surely a rule answers an author's questions, by weights fitted on the others."""
    weighing = fit_answerable([j for j in judged if j.author != author])
    for one in judged:
        if one.author == author:
            yield replace(one, answerable=weighing.likelihoods(_signs(one)))


def only_ones(judged: Iterable[Judged]) -> list[Judged]:
    """Keep the tickets of one question."""
    return [one for one in judged if len(one.asked) == 1]


def of_several(judged: Iterable[Judged]) -> list[Judged]:
    """Keep the tickets of several questions."""
    return [one for one in judged if len(one.asked) > 1]


def _signs(one: Judged) -> Features:
    described = zip(one.asked, one.features, one.likely, strict=True)
    return np.vstack([signs_of(q, len(one.asked), features, c) for q, features, c in described])


def fit_rules(judged: Sequence[Judged]) -> Weighing:
    """Weigh a rule's features, said for features as they come."""
    rows, truths = [], []
    for one in judged:
        for place, mine, known in one.labels:
            nearest_first = np.argsort(-one.likely[place], kind="stable")
            hard = np.zeros(len(mine), dtype=bool)
            hard[nearest_first[:_HARDEST]] = True
            kept = known & (hard | mine)
            rows.append(one.features[place][kept])
            truths.append(mine[kept])
    return _logistic(np.vstack(rows), np.concatenate(truths))


def fit_answerable(judged: Sequence[Judged]) -> Weighing:
    """Weigh a question's signs; both outcomes weigh alike."""
    known = [one for one in judged if one.is_answered is not None]
    truth = np.concatenate([np.full(len(one.asked), one.is_answered) for one in known])
    return _logistic(np.vstack([_signs(one) for one in known]), truth, "balanced")


def _logistic(rows: Features, truth: Truth, class_weight: str | None = None) -> Weighing:
    learner = LogisticRegression(max_iter=1000, C=0.3, class_weight=class_weight)
    scaler, learner = (
        step for _, step in make_pipeline(StandardScaler(), learner).fit(rows, truth).steps
    )
    weights = learner.coef_[0] / scaler.scale_
    bias = float(learner.intercept_[0] - weights @ scaler.mean_)
    return Weighing(weights=tuple(round(float(w), 4) for w in weights), bias=round(bias, 4))


def _picked(one: Judged, by: Thresholds) -> list[int]:
    """Give the places of the rules that the questions of a ticket get, each once."""
    picked: dict[int, None] = {}
    for likely, answerable in zip(one.likely, one.answerable, strict=True):
        if answerable >= by.answered_from:
            first, second = np.argsort(-likely, kind="stable")[:2]
            picked[int(first)] = None
            if likely[second] >= by.second_from:
                picked[int(second)] = None
    return list(picked)


def answer_rate(judged: Sequence[Judged], by: Thresholds) -> float:
    """Compute the share of answerable tickets for which a rule is chosen."""
    truths = [bool(_picked(one, by)) for one in judged if one.truth.any()]
    return sum(truths) / max(len(truths), 1)


def worth(judged: Sequence[Judged], by: Thresholds) -> float:
    """Weigh what is found against what is chosen in vain.

    A rule that is missed costs the answer; one too many costs a paragraph beside the question, and
    a ticket that no rule answers must not be answered.
    """
    right = chosen = asked = silent = quiet = 0
    for one in judged:
        picked = _picked(one, by)
        right += int(one.truth[picked].sum())
        chosen += len(picked)
        asked += int(one.truth.sum())
        quiet += not one.truth.any()
        silent += not one.truth.any() and not picked
    precision, recall = right / max(chosen, 1), right / max(asked, 1)
    dearer = 2
    f_measure = (1 + dearer) * precision * recall / max(dearer * precision + recall, 1e-9)
    return f_measure + silent / max(quiet, 1)


def report(judged: Sequence[Judged], best: Thresholds) -> str:
    """Tell what tickets of authors that were not read would get."""
    answerable = [one for one in judged if one.truth.any()]
    others = [one for one in judged if not one.truth.any()]
    picked = [(one.truth, _picked(one, best)) for one in answerable]
    found = sum(int(truth[places].sum()) for truth, places in picked)
    single = [one for one in answerable if len(one.asked) == 1]
    right = [bool(one.truth[one.likely[0].argmax()]) for one in single]
    lines = [
        f"{len(judged)} tickets of {len(authors_of(judged))} authors, each one unseen",
        f"likeliest rule of a ticket's only question is asked for: {_share(right)}",
        f"answered where a rule answers: {_share(bool(places) for _, places in picked)}",
        f"all rules found: {_share(int(t[p].sum()) == int(t.sum()) for t, p in picked)}",
        f"rules found: {found / sum(int(truth.sum()) for truth, _ in picked):.2f}",
        f"rules chosen that are asked for: {found / max(sum(len(p) for _, p in picked), 1):.2f}",
        f"silent where no rule answers: {_share(not _picked(one, best) for one in others)}",
    ]
    return "\n".join(lines) + "\n"


def _share(truths: Iterable[bool]) -> str:
    listed = [bool(truth) for truth in truths]
    return f"{sum(listed) / max(len(listed), 1):.2f}"


def authors_of(judged: Sequence[Judged]) -> list[str]:
    """List the authors of tickets, each once."""
    return sorted({one.author for one in judged})


if __name__ == "__main__":
    main()
