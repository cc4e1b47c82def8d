"""Learns to hear a danger; `python -m agents.classifier.danger.learn_danger` writes what ships.

Authors are dealt into folds; each fold is judged by what the others taught: the threshold and the
printed figures are those of authors that were not read. What is written learns from all.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs

from agents.classifier.danger.danger_model import (
    NEARNESS,
    NONE,
    SHIPPED,
    STEP,
    DangerModel,
    Floats,
    Numbers,
    Scale,
    Windows,
    windows_of,
)
from agents.classifier.examples import shipped_examples
from agents.classifier.sensitivity import signs_of_sensitivity
from knowledge.encoder import DIMENSIONS
from statute.book import Book

TRAINING = Path(__file__).with_name("train")
ORDINARY = "ordinaires"
REFERENCE = "third_reading"
_REFERENCE_WEIGHS = 6
"""What a phrasing of the reference list weighs beside another author's: it must be heard."""
_QUIET = 0.95
"""Share of the messages without danger, look-alikes for half, that must raise no alarm."""
_TWINS = frozenset({"author_j", "author_m"})
"""Their harmless messages are dangers of which one clause was changed: they teach, and would set
the threshold for mails that nobody writes."""
_GRAVE = ("distress", "violence", "sexual", "harassment", "discrimination", "suffering",
          "bereavement")  # fmt: skip
_FOLDS = 2
_STRENGTH = 0.3
_STRICTNESS = 10.0
"""Of the border: what a known window on the wrong side of it costs."""


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled message: `expect` is a kind of danger, or `NONE`."""

    text: str
    expect: str
    author: str
    windows: Windows

    @property
    def numbers(self) -> Numbers:
        """The numbers of its windows, a row a window."""
        return self.windows.numbers


def main() -> None:
    """Learn from what ships, print what an author never read would get, write the file."""
    messages = [*read_messages(TRAINING), *ordinary_messages()]
    learn(messages).save(SHIPPED)


def learn(
    messages: Sequence[Message], say: Callable[[str], object] = sys.stdout.write
) -> DangerModel:
    """Learn from messages; the threshold is where enough of those without danger are quiet."""
    authors = list(dict.fromkeys(message.author for message in messages))
    folds = [frozenset(authors[start::_FOLDS]) for start in range(_FOLDS)]
    judged = [one for fold in folds for one in _judged(messages, fold)]
    calm = [one for one in judged if one[0].expect == NONE and one[0].author not in _TWINS]
    quiet = np.array([odds for _, odds, _ in calm])
    alarm_from = float(np.quantile(quiet, _QUIET))
    say(report(judged, alarm_from))
    return replace(fit(messages), alarm_from=alarm_from, examples=hash_of(TRAINING))


def read_messages(folder: Path, names: str = "*.yaml") -> list[Message]:
    """Read every labelled file of a folder; a file is an author, but for what follows a dot."""
    messages = []
    for path in sorted(folder.glob(names)):
        for one in entries_of(path):
            text = f"{one.get('subject') or ''}\n{one.get('text') or ''}"
            author = path.stem.partition(".")[0]
            messages.append(Message(text, one["expect"], author, windows_of(text)))
    return messages


def entries_of(path: Path) -> list[dict[str, str]]:
    """Read the entries of a labelled file."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries: list[dict[str, str]] = listed["sentences"] if isinstance(listed, dict) else listed
    return entries


def ordinary_messages() -> list[Message]:
    """Read the ordinary tickets that ship: those that show no sign of a grave matter."""
    messages = []
    for example in shipped_examples(Book.of()):
        signs = signs_of_sensitivity(example.text)
        if not example.sensitive and not any(signs.of(family) for family in _GRAVE):
            author = f"{ORDINARY}{example.author[-2:]}"
            messages.append(Message(example.text, NONE, author, windows_of(example.text)))
    return messages


def hash_of(folder: Path) -> str:
    """Hash labelled files, to tell whether numbers were learned from those of today."""
    read = b"".join(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
    return hashlib.sha256(read).hexdigest()


def fit(messages: Sequence[Message]) -> DangerModel:
    """Fit on messages: of a long one, what tells the danger is found by a first, linear model."""
    everything = [(message, message.numbers) for message in messages if len(message.numbers)]
    meanings = np.vstack([numbers for _, numbers in everything])[:, :DIMENSIONS]
    centre = meanings.mean(axis=0)
    scale = Scale(centre, float(np.linalg.norm(meanings - centre, axis=1).mean()))
    kinds, weights, bias = _linear(everything)
    telling = [(m, _telling(m, kinds, numbers @ weights + bias)) for m, numbers in everything]
    kinds, weights, bias = _linear(telling)
    known, counts, border = _border(telling, scale)
    return DangerModel(kinds, weights, bias, scale, known, counts, border)


def report(judged: Sequence[tuple[Message, float, str]], alarm_from: float) -> str:
    """Tell author by author how many dangers are heard, of the right kind, and false alarms."""
    lines = [f"Seuil : {alarm_from:.2f}. Chaque auteur est jugé par ce que les autres ont appris."]
    for author in dict.fromkeys(message.author for message, _, _ in judged):
        own = [one for one in judged if one[0].author == author]
        lines.append(f"{author:<24}{_figures(own, alarm_from)}")
    return "\n".join([*lines, f"{'tous':<24}{_figures(judged, alarm_from)}", ""])


def _figures(judged: Sequence[tuple[Message, float, str]], alarm_from: float) -> str:
    danger = [one for one in judged if one[0].expect != NONE]
    quiet = [odds < alarm_from for message, odds, _ in judged if message.expect == NONE]
    rung = [odds >= alarm_from for _, odds, _ in danger]
    kinds = [kind == message.expect for message, odds, kind in danger if odds >= alarm_from]
    shares = zip(("entendus", "du bon genre", "calmes"), (rung, kinds, quiet), strict=True)
    return " ; ".join(f"{name} {sum(of)}/{len(of)}" for name, of in shares)


def _judged(
    messages: Sequence[Message], fold: frozenset[str]
) -> Iterator[tuple[Message, float, str]]:
    """Judge the authors of a fold by what the others taught."""
    taught = fit([message for message in messages if message.author not in fold])
    named = [kind for kind in taught.kinds if kind != NONE]
    for message in messages:
        if message.author in fold and len(message.numbers):
            odds = taught.alarms_of(message.windows)
            best = int(np.argmax(odds))
            logs = taught.kinds_of(message.numbers[best : best + 1])[0]
            kind = max(named, key=lambda name: logs[taught.kinds.index(name)])
            yield message, float(odds[best]), kind


Chosen = Sequence[tuple[Message, Numbers]]
"""Messages, each with those of its windows that are learned from."""


def _telling(message: Message, kinds: Sequence[str], scores: Floats) -> Numbers:
    """Pick the window of a message that tells its danger; all where it tells none."""
    if message.expect == NONE:
        return message.numbers
    best = int(np.argmax(scores[:, kinds.index(message.expect)] - scores[:, kinds.index(NONE)]))
    return message.numbers[best : best + 1]


def _linear(chosen: Chosen) -> tuple[tuple[str, ...], Floats, Floats]:
    rows, labels, weights = _stacked(chosen)
    learner = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=300, tol=1e-3)
    with threadpool_limits(1):
        learner.fit(rows, labels, sample_weight=weights)
    bias = learner.intercept_.astype(np.float32)
    return tuple(learner.classes_), learner.coef_.T.astype(np.float32), bias


def _border(chosen: Chosen, scale: Scale) -> tuple[npt.NDArray[np.int8], Floats, float]:
    rows, labels, weights = _stacked(chosen)
    learner = SVC(C=_STRICTNESS, gamma=NEARNESS, class_weight="balanced", cache_size=1500)
    learner.fit(scale.scaled(rows), np.array(labels) != NONE, sample_weight=weights)
    steps = np.clip(np.round(learner.support_vectors_ / STEP), -127, 127).astype(np.int8)
    return steps, learner.dual_coef_[0].astype(np.float32), float(learner.intercept_[0])


def _stacked(chosen: Chosen) -> tuple[Numbers, list[str], list[float]]:
    rows = np.vstack([numbers for _, numbers in chosen])
    labels = [message.expect for message, numbers in chosen for _ in numbers]
    weights = [
        (_REFERENCE_WEIGHS if message.author == REFERENCE else 1) / len(numbers) ** 0.5
        for message, numbers in chosen
        for _ in numbers
    ]
    return rows, labels, weights


if __name__ == "__main__":
    main()
