"""What an officer changed in a letter, word by word, and sentences said in as few signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\n+|[^\S\n]+|[^\s]+")
_MOST_COMPARED = 4_000_000
"""Pairs of words compared; above, what changed is shown as one whole."""
_AROUND = 6
"""Words shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kept`, `added`, `removed`, or `left_out` between two changes."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What was added and removed, in reading order, and how many words of each."""

    changes: Sequence[Change] = ()
    added: int = 0
    removed: int = 0


NOTHING_CHANGED = Difference()


def difference(before: str, after: str) -> Difference:
    """Compare two letters; nothing is told of spaces alone."""
    if before.split() == after.split():
        return NOTHING_CHANGED
    changes = list(_changes(_TOKEN.findall(before), _TOKEN.findall(after)))
    return Difference(
        tuple(_shortened(changes)),
        sum(len(c.words.split()) for c in changes if c.kind == "added"),
        sum(len(c.words.split()) for c in changes if c.kind == "removed"),
    )


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for kind, b1, b2, a1, a2 in _operations(before, after):
        old, new = "".join(before[b1:b2]), "".join(after[a1:a2])
        if kind == "equal" or old.split() == new.split():
            yield Change("kept", new)
            continue
        if old:
            yield Change("removed", old)
        if new:
            yield Change("added", new)


def _operations(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Compare what lies between the words that both begin and end with."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    b_end, a_end = len(before) - end, len(after) - end
    middle = before[start:b_end], after[start:a_end]
    if len(middle[0]) * len(middle[1]) > _MOST_COMPARED:
        inner = [("replace", 0, len(middle[0]), 0, len(middle[1]))]
    else:
        inner = list(SequenceMatcher(None, *middle, autojunk=False).get_opcodes())
    moved = [(k, b1 + start, b2 + start, a1 + start, a2 + start) for k, b1, b2, a1, a2 in inner]
    return [
        ("equal", 0, start, 0, start),
        *moved,
        ("equal", b_end, len(before), a_end, len(after)),
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shortened(changes: Sequence[Change]) -> Iterator[Change]:
    """Leave out what was kept far from any change."""
    merged = [c for c in changes if c.words]
    for place, change in enumerate(merged):
        words = _TOKEN.findall(change.words)
        first, last = place == 0, place == len(merged) - 1
        room = 2 * _AROUND * (1 if first or last else 2)
        if change.kind != "kept" or len(words) <= room:
            yield change
            continue
        if not first:
            yield Change("kept", "".join(words[: 2 * _AROUND]))
        yield Change("left_out", " […] ")
        if not last:
            yield Change("kept", "".join(words[-2 * _AROUND :]))
