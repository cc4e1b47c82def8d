"""What is judged of a ticket: its sentences, and each beside the next, as numbers.

A signal in passing in a long mail is one sentence among twenty: judged with the whole, it drowns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from agents.classifier.sensitivity import signs_of_sensitivity
from agents.folding import MAX_TICKET, fold, visible
from knowledge.meaning import E5

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
        return Windows((), np.zeros((0, 0), dtype=np.float32))
    meaning = E5.of_known(alone) * _SPREAD
    spoken = np.array([_spoken(one) for one in alone], dtype=np.float32)
    pairs = [f"{one} {after}" for one, after in pairwise(alone)]
    of_pairs = [(meaning[:-1] + meaning[1:]) / 2, np.maximum(spoken[:-1], spoken[1:])]
    numbers = np.vstack([np.hstack([meaning, spoken]), np.hstack(of_pairs)])
    kept = [at for at, one in enumerate((*alone, *pairs)) if at >= len(alone) or _says_enough(one)]
    kept = kept or [0]
    return Windows(tuple((*alone, *pairs)[at] for at in kept), numbers[kept].astype(np.float32))


def _says_enough(sentence: str) -> bool:
    """Tell whether a sentence may be judged alone: « Je ne le garde pas. » tells nothing so."""
    return len(_WORD.findall(sentence)) >= _ALONE_FROM


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
