"""The classifier without a model: words and letters counted, and the meaning of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import numpy as np

from agents.classifier.learned import SHIPPED, Learned, Rows, Sharpness, logs_of, shares_of
from agents.folding import MAX_TICKET
from agents.team import Guess
from knowledge.meaning import E5


class EmbeddedClassifier:
    """Guesses the category among the configured ones, and scores sensitivity in 0..1."""

    def __init__(self, learned: Learned, allowed: Iterable[str]) -> None:
        """Raise `ValueError` where what was learned knows none of the `allowed` categories."""
        wanted = set(allowed)
        self._learned = learned
        self._places = [i for i, name in enumerate(learned.categories) if name in wanted]
        if not self._places:
            raise ValueError(
                "Le classement appris ne connaît aucune des catégories réglées : relancez "
                "« guichet train »."
            )

    @classmethod
    def shipped(cls, allowed: Iterable[str], path: Path = SHIPPED) -> Self:
        """Read what ships with the application, or what a town learned (tenths of a second)."""
        return cls(Learned.from_file(path), allowed)

    def guess(self, text: str) -> Guess:
        """Guess one ticket from its subject and text together (tenths of a second when long)."""
        learned, read = self._learned, text[:MAX_TICKET]
        words = learned.read_words([read])
        meaning = learned.read_meaning(E5.of_question(read.strip()))
        shares = shares_of(joined(learned.sharpness, words, meaning)[:, self._places])[0]
        told = self._ranked(shares)
        return Guess(
            told,
            sensitivity=float(sensitivity_of(learned.sharpness, words, meaning)[0]),
            sure=told[0][1] >= learned.sharpness.sure_from,
        )

    def filed(self, text: str) -> dict[str, float]:
        """Give each category's share by words alone: for texts by the hundred."""
        words = self._learned.read_words([text[:MAX_TICKET]])
        alone = self._learned.sharpness.alone * logs_of(words[:, :-1])
        return dict(self._ranked(shares_of(alone[:, self._places])[0]))

    def _ranked(self, shares: Rows) -> tuple[tuple[str, float], ...]:
        names = [self._learned.categories[place] for place in self._places]
        return tuple((names[i], float(shares[i])) for i in np.argsort(-shares, kind="stable"))


def joined(sharp: Sharpness, words: Rows, meaning: Rows) -> Rows:
    """Add both halves' logarithms of the shares of categories, each as much as it counts."""
    return sharp.words * logs_of(words[:, :-1]) + sharp.meaning * logs_of(meaning[:, :-1])


def sensitivity_of(sharp: Sharpness, words: Rows, meaning: Rows) -> Rows:
    """Say in 0..1 how sensitive texts look."""
    of_words, of_meaning, one = sharp.sensitive
    score = of_words * words[:, -1] + of_meaning * meaning[:, -1] + one
    told: Rows = 1 / (1 + np.exp(-score))
    return told
