"""What a question and a text are both about, where they share no word: categories and rules."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from knowledge.extracts import Extract

Scores = npt.NDArray[np.float64]


class Bearings(Protocol):
    """Says what a text is about in terms that tickets and procedures share.

    The agents bring it: the classifier and the matcher of rules learned from how people ask.
    """

    def filed(self, text: str) -> Mapping[str, float]:
        """Give the likelihood of each category."""
        ...

    def asked(self, message: str) -> Scores:
        """Give how much a message's questions look like what is asked of each rule."""
        ...

    def ruled(self, texts: Sequence[str]) -> Scores:
        """Give how much the nearest of the texts looks like what is asked of each rule."""
        ...


def filed_as_wholes(extracts: Sequence[Extract], bearings: Bearings) -> list[Mapping[str, float]]:
    """File each text as a whole, the mean of its extracts; one entry an extract."""
    told: dict[str, list[Mapping[str, float]]] = {}
    for extract in extracts:
        told.setdefault(extract.version, []).append(bearings.filed(extract.told))
    means = {version: _mean(shares) for version, shares in told.items()}
    return [means[extract.version] for extract in extracts]


def ruled_by_units(extracts: Sequence[Extract], bearings: Bearings) -> Scores:
    """Give each extract's nearness to the rules: a row an extract, of length one."""
    rows = [bearings.ruled(extract.told_units or (extract.told,)) for extract in extracts]
    return np.vstack([_unit(row) for row in rows])


def shared_categories(likely: Mapping[str, float], filed: Sequence[Mapping[str, float]]) -> Scores:
    """Give how likely a question falls under the same category as each extract."""
    return np.array([sum(p * one.get(c, 0.0) for c, p in likely.items()) for one in filed])


def shared_rules(asked: Scores, ruled: Scores) -> Scores:
    """Give the cosine of a question's rules with those of each extract."""
    return ruled @ _unit(asked)


def _unit(row: Scores) -> Scores:
    length = float(np.linalg.norm(row))
    return row / length if length else row


def _mean(shares: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    categories = {category for share in shares for category in share}
    return {c: sum(share.get(c, 0.0) for share in shares) / len(shares) for c in categories}
