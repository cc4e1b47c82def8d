"""How much a text looks like what is asked of each rule: words and letters shared with examples.

Examples are questions by which each rule is asked for, and labelled tickets. A kernel ridge
regression: each rule's score is a weighted sum of how near the text is to each example, so that
one product of matrices gives both the score and the nearest example. Counting words takes seconds
at start; the weights take minutes to solve and ship (`matcher.npz`, made by `make train`), as
plain numbers that no code is loaded from.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from agents.checker.asked_questions import asked_in
from agents.checker.rule_meaning import Meaning, Scores
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.examples import TRAINING, read_examples
from agents.understand.questions import questions_of
from agents.understand.shorthand import written_out
from cases.folding import fold
from statute.book import Book

SHIPPED = Path(__file__).with_name("matcher.npz")
_RIDGE = 0.1
_OFFSET = 0.1
"""Kernel: the square of nearness, so that a near example weighs more than several far ones; the
offset keeps some of the plain nearness."""

_LABELS = Path(__file__).with_name("asked_rules.yaml")
_TICKETS = Path(__file__).with_name("train")
_QUESTIONS = Path(__file__).with_name("questions")


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A question or ticket, the ids of the rules that answer it (none: no rule does), its author.

    The author is empty for the questions by which a rule is asked for.
    """

    text: str
    rules: tuple[str, ...]
    author: str = ""


@cache
def questions_by_rule() -> Mapping[str, tuple[str, ...]]:
    """Read how people ask for each rule, by its id; a rule without questions is never searched."""
    return {
        rule_id: tuple(questions)
        for path in sorted(_QUESTIONS.glob("*.yaml"))
        for rule_id, questions in _yaml(path).items()
    }


def rule_examples(book: Book) -> tuple[RuleExample, ...]:
    """List every example: the questions by which rules are asked for, and the labelled tickets."""
    asked = sorted({(rule, one) for rule, listed in questions_by_rule().items() for one in listed})
    return (*(RuleExample(question, (rule,)) for rule, question in asked), *labelled_tickets(book))


def labelled_tickets(book: Book) -> Iterator[RuleExample]:
    """Read the labelled tickets. Raises `KeyError` for a row that no rule of the book answers."""
    row_of = {row: rule.id for rule in book.rules for row in (rule.id, *rule.rows)}
    labels = _yaml(_LABELS)
    for example in read_examples(TRAINING):
        if example.id in labels:
            rules = dict.fromkeys(row_of[row] for row in labels[example.id])
            yield RuleExample(example.text, tuple(rules), example.author)
    for path in sorted(_TICKETS.glob("*.yaml")):
        for ticket in _yaml(path)["tickets"]:
            rules = dict.fromkeys(row_of[row] for row in ticket["rules"])
            yield RuleExample(ticket["text"], tuple(rules), path.stem)


def _yaml(path: Path) -> Any:  # noqa: ANN401  # YAML holds anything
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Examples:
    """Counted examples: `kernel` compares, `asks` holds 1 where an example asks for a rule."""

    counter: Any
    counted: Any
    asks: Scores

    @classmethod
    def of(cls, examples: Sequence[RuleExample], ids: Sequence[str]) -> Self:
        """Count the words and letters of examples (seconds of CPU)."""
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
        letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        counter = FeatureUnion([("words", words), ("letters", letters)])
        counted = counter.fit_transform([fold(written_out(one.text)) for one in examples])
        place = {rule: i for i, rule in enumerate(ids)}
        asks = np.zeros((len(examples), len(ids) + 1), dtype=np.float32)
        for row, one in enumerate(examples):
            asks[row, [place[rule] for rule in one.rules] or [len(ids)]] = 1.0
        return cls(counter, counted, asks)

    def kernel(self, texts: Sequence[str]) -> Scores:
        """Compare texts (rows) with the examples (columns)."""
        wanted = self.counter.transform([fold(written_out(text)) for text in texts])
        nearness = np.asarray((wanted @ self.counted.T).todense(), dtype=np.float32) / 2
        return np.square(nearness + np.float32(_OFFSET))


@dataclass(frozen=True)
class Matcher:
    """Scores the rules of `ids` for a text, by its words; `meaning` does by its vector."""

    ids: tuple[str, ...]
    examples: Examples
    weights: Scores
    meaning: Meaning

    @classmethod
    def shipped(cls, examples: Sequence[RuleExample], path: Path = SHIPPED) -> Self:
        """Make it from the weights that ship; `ValueError` when they are of other examples."""
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["examples"]) != hash_of(examples):
                raise ValueError(f"{path.name} was learned from other examples: make train")
            weights = kept["weights"].astype(np.float32)
            ids = tuple(str(rule) for rule in kept["rules"])
            meaning = Meaning.from_arrays(kept)
        return cls(ids, Examples.of(examples, ids), weights, meaning)

    def of(self, texts: Sequence[str]) -> tuple[Scores, Scores]:
        """Score texts, and say how near the nearest example of each rule is."""
        kernel = self.examples.kernel(texts)
        return kernel @ self.weights, nearest(kernel, self.examples.asks)


def nearest(kernel: Scores, asks: Scores) -> Scores:
    """Give, for each text and rule, the kernel of the nearest example that asks for the rule."""
    columns = [
        kernel[:, asks[:, rule] > 0].max(axis=1, initial=0.0) for rule in range(asks.shape[1])
    ]
    return np.stack(columns, axis=1)


def solve(kernel: Scores, asks: Scores) -> Scores:
    """Weigh the examples so that the kernel between them tells what each asks for."""
    ridge = kernel + _RIDGE * np.eye(len(kernel), dtype=np.float32)
    weights: Scores = np.linalg.solve(ridge, asks)
    return weights


def save(
    weights: Scores,
    meaning: Meaning,
    examples: Iterable[RuleExample],
    rules: Sequence[str],
    path: Path = SHIPPED,
) -> None:
    """Write the weights and whose they are; half precision changes no ranking, halves the file."""
    np.savez_compressed(
        path,
        weights=weights.astype(np.float16),
        rules=np.array(rules),
        examples=np.array(hash_of(examples)),
        **meaning.as_arrays(),
    )


def hash_of(examples: Iterable[RuleExample]) -> str:
    """Hash examples in their order, to tell whether the weights are of those of today."""
    lines = (f"{' '.join(one.rules)}\x1f{one.text}" for one in examples)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class LearnedFeatures:
    """Lets a ticket and a procedure meet where they share no word: `TextFeatures` of the search.

    A text is described by its categories, as the classifier files it, and by the rules whose
    examples it looks like.
    """

    classifier: EmbeddedClassifier
    matcher: Matcher

    def categories(self, text: str) -> Mapping[str, float]:
        """Compute the likelihood of each category."""
        return self.classifier.filed(text)

    def rules_of_message(self, message: str) -> npt.NDArray[np.float64]:
        """Tell how much a message's questions look like what is asked of each rule."""
        asked = asked_in(message, questions_of(message))
        return self.rules_of_texts([one.situated for one in asked])

    def rules_of_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Tell how much the nearest of the texts looks like what is asked of each rule."""
        scores, _ = self.matcher.of(texts)
        best: npt.NDArray[np.float64] = scores[:, :-1].max(axis=0).astype(np.float64)
        return best
