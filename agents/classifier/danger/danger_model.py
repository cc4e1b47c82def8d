"""What the detector of danger judges of a ticket, and the models it learned to judge it with.

It judges sentences, and each beside the next: a signal in passing in a long mail is one sentence
among twenty, and drowns when judged with the whole. What it learned is plain numbers in a file
that no code is loaded from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import yaml

from agents.classifier.sensitivity import signs_of_sensitivity
from cases.folding import MAX_TICKET, fold, unshouted, visible
from knowledge.encoder import E5

Numbers = npt.NDArray[np.float32]
"""A row a window: its meaning, then one number a theme."""

_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=[^\s.!?…:;,])\n(?=[a-zà-ÿ])")
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 2
_ALONE_FROM = 5
"""Words: a shorter sentence is judged beside its neighbours only."""
_LONGEST = 40
_MOST = 80
"""Sentences of one ticket: a mail that quotes ten others has no more."""
_SPREAD = np.float32(6.0)
"""E5's vectors stand close together: spread, so that the learner's usual strength suits them."""
_FAMILIES = ("distress", "violence", "sexual", "harassment", "discrimination", "suffering",
             "health", "sick_leave", "bereavement", "intimate", "discipline", "money")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Windows:
    """Sentences, alone and by two: the `texts` and their numbers, a row a text."""

    texts: tuple[str, ...]
    numbers: Numbers
    places: npt.NDArray[np.int64]
    """The first and the last sentence of each."""

    def around(self, said: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Average what is `said` of the windows around each: its pairs, or its two sentences."""
        first, last = self.places.T
        inside = (first[:, None] >= first) & (last[:, None] <= last)
        beside = (inside | inside.T) & ~np.eye(len(said), dtype=bool)
        counts = beside.sum(axis=1)
        averages: npt.NDArray[np.float64] = np.where(
            counts > 0, beside @ said / np.maximum(counts, 1), said
        )
        return averages


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences; marks of quoting go, a long one is cut again by its words."""
    read = _WRAPPED.sub(" ", _QUOTED.sub("", visible(text[:MAX_TICKET])))
    said = [piece for part in _END.split(read) for piece in _pieces(part.strip())]
    kept = [one for one in said if len(_WORD.findall(one)) >= _FEWEST_WORDS]
    return list(dict.fromkeys(kept or said))[:_MOST]


def windows_of(text: str) -> Windows:
    """Cut a text into windows; none where it says nothing (a hundredth of a second a sentence)."""
    alone = sentences_of(text)
    if not alone:
        return Windows((), np.zeros((0, 0), dtype=np.float32), np.zeros((0, 2), dtype=np.int64))
    meaning = E5.of_known([unshouted(one) for one in alone]) * _SPREAD
    spoken = np.array([_spoken(one) for one in alone], dtype=np.float32)
    pairs = [f"{one} {after}" for one, after in pairwise(alone)]
    of_pairs = [(meaning[:-1] + meaning[1:]) / 2, np.maximum(spoken[:-1], spoken[1:])]
    numbers = np.vstack([np.hstack([meaning, spoken]), np.hstack(of_pairs)])
    # A short sentence alone tells nothing: « Je ne le garde pas. »
    enough = [at for at, one in enumerate(alone) if len(_WORD.findall(one)) >= _ALONE_FROM]
    kept = [*enough, *range(len(alone), len(alone) + len(pairs))] or [0]
    places = np.array([*((at, at) for at in range(len(alone))), *pairwise(range(len(alone)))])
    texts = tuple((*alone, *pairs)[at] for at in kept)
    return Windows(texts, numbers[kept].astype(np.float32), places[kept])


def _pieces(sentence: str) -> list[str]:
    words = sentence.split()
    if len(words) <= _LONGEST:
        return [sentence] if words else []
    half = _LONGEST // 2
    return [" ".join(words[at : at + _LONGEST]) for at in range(0, len(words) - half, half)]


def _spoken(sentence: str) -> list[float]:
    """Say which themes a sentence speaks of, and how long it is."""
    folded = fold(sentence)
    signs = signs_of_sensitivity(sentence)
    themes = [float(theme.search(folded) is not None) for theme in _themes()]
    families = [float(signs.of(family)) for family in _FAMILIES]
    return [*themes, *families, min(len(folded.split()), _LONGEST) / _LONGEST]


@cache
def _themes() -> tuple[re.Pattern[str], ...]:
    path = Path(__file__).with_name("themes.yaml")
    listed: dict[str, Sequence[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(re.compile(r"\b(?:" + "|".join(lines) + ")") for lines in listed.values())


SHIPPED = Path(__file__).with_name("danger.npz")
NONE = "none"
NEARNESS = 0.5
"""The width of the kernel: how fast a known window counts less with its squared distance."""
CHANCE = 0.22
"""What twice as many windows take off each."""
_AROUND = 0.7
"""Of what a window shows, the part read around it: no sentence rings by its own few words."""
_SECOND = 0.15
"""What the second model has to say beside the first; it says no more than `_SUREST`."""
_SUREST = 6.0
THEMES_COUNT = np.float32(0.25)
STEP = 1 / 127
"""Of what is kept of a known window: no number of it is above 1."""


Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """Brings windows to where distances between them mean something: meanings centred, at length 1.

    What follows the meaning (themes, length) counts for less.
    """

    centre: Floats
    length: float

    def scaled(self, numbers: Numbers) -> Floats:
        """Scale windows, a row a window."""
        meanings = (numbers[:, : len(self.centre)] - self.centre) / self.length
        scaled: Floats = np.hstack([meanings, numbers[:, len(self.centre) :] * THEMES_COUNT])
        return scaled.astype(np.float32)


@dataclass(frozen=True, slots=True)
class DangerModel:
    """Two models: near which known windows a window stands, and of which kind its danger is.

    The first, a support vector machine, alarms from `alarm_from`, a distance to its border. The
    second is linear: a column of `weights` a kind, one of them `NONE`. `examples` hashes what
    both learned from.
    """

    kinds: tuple[str, ...]
    weights: Floats
    bias: Floats
    scale: Scale
    known: npt.NDArray[np.int8]
    """The windows that make the border, in steps of `STEP`."""
    counts: Floats
    """How much each of them counts, for a danger above 0."""
    border: float
    alarm_from: float = 0.0
    examples: str = ""

    def kinds_of(self, numbers: Numbers) -> npt.NDArray[np.float64]:
        """Compute the logarithm of the share of each kind, a row a window."""
        scores = numbers.astype(np.float64) @ self.weights + self.bias
        top = scores.max(axis=1, keepdims=True)
        logs: npt.NDArray[np.float64] = (
            scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        )
        return logs

    def beyond(self, scaled: Numbers) -> npt.NDArray[np.float64]:
        """Say how far beyond the border scaled windows stand, above 0 on the side of danger."""
        known = self.known.astype(np.float32) * np.float32(STEP)
        apart = (scaled**2).sum(1)[:, None] + (known**2).sum(1) - 2 * scaled @ known.T
        distances: npt.NDArray[np.float64] = np.exp(-NEARNESS * apart) @ self.counts + self.border
        return distances

    def alarms_of(self, windows: Windows) -> npt.NDArray[np.float64]:
        """Say how much each window of a text alarms, a number a window.

        A window is read with those around it and by both models. The more windows, the further
        one of them stands by chance: it is taken off.
        """
        alone = self.beyond(self.scale.scaled(windows.numbers))
        read = (1 - _AROUND) * alone + _AROUND * windows.around(alone)
        none = np.exp(self.kinds_of(windows.numbers)[:, self.kinds.index(NONE)])
        odds = np.log((1 - none).clip(1e-9) / none.clip(1e-9)).clip(-_SUREST, _SUREST)
        alarms: npt.NDArray[np.float64] = read + _SECOND * odds - CHANCE * np.log2(len(alone))
        return alarms

    def save(self, path: Path) -> None:
        """Write it; who reads meanwhile finds the old one or the new."""
        draft = path.with_name(f"{path.name}.{os.getpid()}.npz")
        np.savez_compressed(
            draft,
            kinds=np.array(self.kinds),
            weights=self.weights,
            bias=self.bias,
            centre=self.scale.centre,
            length=np.array(self.scale.length),
            known=self.known,
            counts=self.counts,
            border=np.array(self.border),
            alarm_from=np.array(self.alarm_from),
            examples=np.array(self.examples),
            allow_pickle=False,
        )
        draft.replace(path)

    @classmethod
    def from_file(cls, path: Path = SHIPPED) -> Self:
        """Read it. Raises `OSError`."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(
                tuple(str(kind) for kind in kept["kinds"]),
                kept["weights"],
                kept["bias"],
                Scale(kept["centre"], float(kept["length"])),
                kept["known"],
                kept["counts"],
                float(kept["border"]),
                float(kept["alarm_from"]),
                str(kept["examples"]),
            )


@cache
def shipped() -> DangerModel:
    """Read what ships, once in the life of a process."""
    return DangerModel.from_file()
