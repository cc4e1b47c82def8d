"""Learns authors on top of what ships: `python -m agents.classifier.danger.learn_on 0.18 author_t`.

What was learned before is not read again (`learn_danger` does, in an hour): its known windows
stand for it. The new authors correct the border where it is wrong about them, and may not push a
known window back over it. They are dealt into two folds to print what they would get unread.

The threshold is given: chosen, whatever else is learned, by the totals of authors never read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from agents.classifier.danger.danger_model import (
    NEARNESS,
    NONE,
    SHIPPED,
    STEP,
    DangerModel,
    Floats,
    Numbers,
)
from agents.classifier.danger.learn_danger import (
    TRAINING,
    Message,
    hash_of,
    read_messages,
    report,
)

_COST = {False: 5.9, True: 32.2}
"""At most, what a window of no danger, of a danger, may count: as where all was learned."""
_ROUNDS = 60
_STILL_WRONG = 0.01
_FOLDS = 2


def main(alarm_from: float, authors: Sequence[str]) -> None:
    """Learn the authors named, print what they would get unread, write the file."""
    before = DangerModel.from_file()
    messages = [one for name in authors for one in read_messages(TRAINING, f"{name}.yaml")]
    judged = list(_judged(before, messages, authors))
    sys.stdout.write(report(judged, alarm_from))
    learned = learn_on(before, messages)
    replace(learned, alarm_from=alarm_from, examples=hash_of(TRAINING)).save(SHIPPED)


def learn_on(before: DangerModel, messages: Sequence[Message]) -> DangerModel:
    """Correct the border of a model by messages that it did not learn."""
    chosen = [(message, _telling(before, message)) for message in messages]
    asked = before.scale.scaled(np.vstack([numbers for _, numbers in chosen]))
    known = before.known.astype(np.float32) * np.float32(STEP)
    rows = np.vstack([asked, known])
    new = [message.expect != NONE for message, numbers in chosen for _ in numbers]
    danger = np.array([*new, *(before.counts > 0)])
    cost = np.where(danger, _COST[True], _COST[False])
    sizes = [len(numbers) for _, numbers in chosen for _ in numbers]
    cost[: len(asked)] /= np.sqrt(np.where(danger[: len(asked)], 1, sizes))
    side = np.where(danger, 1.0, -1.0)
    stands = side * before.beyond(rows)
    wanted = np.minimum(1.0, stands)
    wanted[: len(asked)] = 1.0
    counts = side * _counts(_nearness(rows), side, wanted - stands, cost)
    steps = np.clip(np.round(rows / STEP), -127, 127).astype(np.int8)
    steps, places = np.unique(np.vstack([steps, before.known]), axis=0, return_inverse=True)
    merged = np.zeros(len(steps), dtype=np.float32)
    np.add.at(merged, places.ravel(), np.concatenate([counts, before.counts]))
    return replace(before, known=steps[merged != 0], counts=merged[merged != 0])


def _counts(
    near: Floats, side: npt.NDArray[np.float64], lacking: npt.NDArray[np.float64], cost: Floats
) -> npt.NDArray[np.float64]:
    """Find how much each window must count for all to gain what they lack, none above its cost.

    One window is put right after another, in an order drawn from a fixed seed.
    """
    counts, gained = np.zeros(len(side)), np.zeros(len(side))
    order = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        short = lacking - side * gained
        free = np.where(counts <= 0, short > _STILL_WRONG, np.abs(short) > _STILL_WRONG)
        held = (counts >= cost) & (short > 0)
        for at in order.permutation(np.flatnonzero(free & ~held)):
            least = counts[at] + lacking[at] - side[at] * gained[at]
            change = min(max(least, 0.0), cost[at]) - counts[at]
            gained += change * side[at] * near[at]
            counts[at] += change
    return counts


def _nearness(rows: Numbers) -> Floats:
    squares = (rows**2).sum(axis=1)
    near: Floats = np.exp(NEARNESS * (2 * rows @ rows.T - squares[:, None] - squares))
    return near


def _telling(model: DangerModel, message: Message) -> Numbers:
    """Pick the window of a message that tells its danger; all where it tells none."""
    if message.expect == NONE:
        return message.numbers
    logs = model.kinds_of(message.numbers)
    of = logs[:, model.kinds.index(message.expect)] - logs[:, model.kinds.index(NONE)]
    best = int(np.argmax(of))
    return message.numbers[best : best + 1]


def _judged(
    before: DangerModel, messages: Sequence[Message], authors: Sequence[str]
) -> Iterator[tuple[Message, float, str]]:
    """Judge the authors of each fold by what those of the other taught."""
    for start in range(_FOLDS):
        fold = authors[start::_FOLDS]
        taught = learn_on(before, [one for one in messages if one.author not in fold])
        for message in messages:
            if message.author in fold:
                alarms = taught.alarms_of(message.windows)
                best = int(np.argmax(alarms))
                logs = taught.kinds_of(message.numbers[best : best + 1])[0]
                named = [kind for kind in taught.kinds if kind != NONE]
                kind = max(named, key=lambda name: logs[taught.kinds.index(name)])
                yield message, float(alarms[best]), kind


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
