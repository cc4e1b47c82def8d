"""Learns to hear a danger; `python -m agents.classifier.danger.learn` writes what ships.

Whoever wrote a sentence is left out of what it is judged by: the threshold and the printed figures
are those of authors that were not read. Only the numbers that are written learn from all.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs

from agents.classifier.danger.learned import NONE, SHIPPED, Learned
from agents.classifier.danger.windows import Numbers, windows_of
from agents.classifier.examples import shipped_examples
from agents.classifier.sensitivity import signs_of_sensitivity
from statute.book import Book

TRAINING = Path(__file__).with_name("train")
ORDINARY = "ordinaires"
REFERENCE = "third_reading"
_REFERENCE_WEIGHS = 16
"""What a phrasing of the reference list weighs beside another author's: it must be heard."""
_QUIET = 0.93
"""Share of the messages without danger, look-alikes for most, that must raise no alarm."""
_ONE_IN = 3
"""Of the ordinary tickets that ship, how many are learned from, and how many are judged."""
_GRAVE = ("distress", "violence", "sexual", "harassment", "discrimination", "suffering",
          "bereavement")  # fmt: skip
_ROUNDS = 1
_STRENGTH = 0.3


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled message: `expect` is a kind of danger, or `NONE`."""

    text: str
    expect: str
    author: str
    numbers: Numbers


def main() -> None:
    """Learn from what ships, print what an author never read would get, write the file."""
    messages = [*read_messages(TRAINING), *ordinary_messages()]
    learned = learn(messages)
    learned.save(SHIPPED)


def learn(messages: Sequence[Message], say: Callable[[str], object] = sys.stdout.write) -> Learned:
    """Learn from messages; the threshold is where enough of those without danger are quiet."""
    judged = [one for author in _authors(messages) for one in _judged(messages, author)]
    quiet = np.array([odds for message, odds, _ in judged if message.expect == NONE])
    alarm_from = float(np.quantile(quiet, _QUIET))
    say(told(judged, alarm_from))
    return replace(fit(messages), alarm_from=alarm_from, examples=hash_of(TRAINING))


def read_messages(folder: Path, names: str = "*.yaml") -> list[Message]:
    """Read every labelled file of a folder; a file is an author, but for what follows a dot."""
    return [
        _message(f"{one.get('subject') or ''}\n{one.get('text') or ''}", one["expect"], path)
        for path in sorted(folder.glob(names))
        for one in entries_of(path)
    ]


def entries_of(path: Path) -> list[dict[str, str]]:
    """Read the entries of a labelled file."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries: list[dict[str, str]] = listed["sentences"] if isinstance(listed, dict) else listed
    return entries


def ordinary_messages() -> list[Message]:
    """Give ordinary tickets, some of all that ship: those that show no sign of a grave matter."""
    ordinary = [e for e in shipped_examples(Book.of()) if not e.sensitive and not _grave(e.text)]
    return [
        Message(e.text, NONE, f"{ORDINARY}{e.author[-2:]}", windows_of(e.text).numbers)
        for e in ordinary[::_ONE_IN]
    ]


def hash_of(folder: Path) -> str:
    """Hash labelled files, to tell whether numbers were learned from those of today."""
    read = b"".join(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
    return hashlib.sha256(read).hexdigest()


def fit(messages: Sequence[Message]) -> Learned:
    """Fit on messages: of a long one, what tells the danger is found by what was learned."""
    learned = _fitted([(m, m.numbers) for m in messages])
    for _ in range(_ROUNDS):
        learned = _fitted([(m, _telling(m, learned)) for m in messages])
    return learned


def told(judged: Sequence[tuple[Message, float, str]], alarm_from: float) -> str:
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


def _message(text: str, expect: str, path: Path) -> Message:
    return Message(text, expect, path.stem.partition(".")[0], windows_of(text).numbers)


def _authors(messages: Sequence[Message]) -> list[str]:
    return list(dict.fromkeys(message.author for message in messages))


def _judged(messages: Sequence[Message], author: str) -> Iterator[tuple[Message, float, str]]:
    """Judge an author by what the others taught."""
    taught = fit([message for message in messages if message.author != author])
    named = [kind for kind in taught.kinds if kind != NONE]
    for message in messages:
        if message.author == author and len(message.numbers):
            odds = taught.alarms_of(message.numbers)
            best = int(np.argmax(odds))
            logs = taught.kinds_of(message.numbers[best : best + 1])[0]
            kind = max(named, key=lambda name: logs[taught.kinds.index(name)])
            yield message, float(odds[best]), kind


def _telling(message: Message, learned: Learned) -> Numbers:
    """Give the window of a message that tells its danger; all where it tells none."""
    if message.expect == NONE or not len(message.numbers):
        return message.numbers
    shares = learned.kinds_of(message.numbers)[:, learned.kinds.index(message.expect)]
    best = int(np.argmax(shares))
    return message.numbers[best : best + 1]


def _fitted(chosen: Sequence[tuple[Message, Numbers]]) -> Learned:
    rows = np.vstack([numbers for _, numbers in chosen if len(numbers)])
    labels = [message.expect for message, numbers in chosen for _ in numbers]
    weights = [
        (_REFERENCE_WEIGHS if message.author == REFERENCE else 1) / len(numbers) ** 0.5
        for message, numbers in chosen
        for _ in numbers
    ]
    learner = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=300, tol=1e-3)
    with threadpool_limits(1):
        learner.fit(rows, labels, sample_weight=weights)
    return Learned(
        tuple(learner.classes_),
        learner.coef_.T.astype(np.float32),
        learner.intercept_.astype(np.float32),
    )


def _grave(text: str) -> bool:
    signs = signs_of_sensitivity(text)
    return any(signs.of(family) for family in _GRAVE)


if __name__ == "__main__":
    main()
