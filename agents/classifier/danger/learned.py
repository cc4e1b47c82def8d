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


@dataclass(frozen=True, slots=True)
class Learned:
    """A linear model: a column of `weights` a kind, one of them `NONE`.

    It alarms from `alarm_from`, a logarithm of odds; `examples` hashes what it learned from.
    """

    kinds: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
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
        """Give the logarithm of the odds of a danger, a number a window."""
        logs = self.kinds_of(numbers)
        none = self.kinds.index(NONE)
        danger = np.logaddexp.reduce(np.delete(logs, none, axis=1), axis=1)
        told: npt.NDArray[np.float64] = danger - logs[:, none]
        return told

    def save(self, path: Path) -> None:
        """Write it; who reads meanwhile finds the old one or the new."""
        draft = path.with_name(f"{path.name}.{os.getpid()}.npz")
        np.savez_compressed(
            draft,
            kinds=np.array(self.kinds),
            weights=self.weights,
            bias=self.bias,
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
                float(kept["alarm_from"]),
                str(kept["examples"]),
            )


@cache
def shipped() -> Learned:
    """Read what ships, once in the life of a process."""
    return Learned.from_file()
