"""What the detector of danger learned: plain numbers in a file that no code is loaded from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from agents.classifier.danger.windows import Numbers

SHIPPED = Path(__file__).with_name("danger.npz")
NONE = "none"
NEARNESS = 0.5
"""The width of the kernel: how fast a known window counts less with its squared distance."""
CHANCE = 0.12
"""What twice as many windows take off each."""
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
        told: Floats = np.hstack([meanings, numbers[:, len(self.centre) :] * THEMES_COUNT])
        return told.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
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
        """Give the logarithm of the share of each kind, a row a window."""
        scores = numbers.astype(np.float64) @ self.weights + self.bias
        top = scores.max(axis=1, keepdims=True)
        told: npt.NDArray[np.float64] = (
            scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        )
        return told

    def alarms_of(self, numbers: Numbers) -> npt.NDArray[np.float64]:
        """Say how far on the side of danger each window of a text stands, a number a window.

        The more windows, the further one of them stands by chance: it is taken off.
        """
        asked, known = self.scale.scaled(numbers), self.known.astype(np.float32) * np.float32(STEP)
        apart = (asked**2).sum(1)[:, None] + (known**2).sum(1) - 2 * asked @ known.T
        beyond = np.exp(-NEARNESS * apart) @ self.counts + self.border
        told: npt.NDArray[np.float64] = beyond - CHANCE * np.log2(len(numbers))
        return told

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
def shipped() -> Learned:
    """Read what ships, once in the life of a process."""
    return Learned.from_file()
