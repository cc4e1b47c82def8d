"""How many dangers are heard and how many alarms are false, author by author.

`author_sealed*.yaml` holds what nobody read who wrote the detector. The totals of `a` and `d` were
seen when its threshold was chosen, those of `s` were not.
"""

from pathlib import Path

import pytest
import yaml

from agents.classifier.danger.danger_model import NONE, DangerModel
from agents.classifier.danger.detector import heard
from agents.classifier.danger.learn_danger import TRAINING, entries_of, hash_of

HERE = Path(__file__).parent
HEARD, QUIET = 0.88, 0.93
"""Shares that no change may fall below. Wanted, and not reached: 0.97 and 0.95 (docs/garde-fous.md
says what was tried)."""
QUIET_OF_HARD_ONES = 0.83
LONG = 45
"""Words from which a message is a whole mail."""
Outcome = tuple[str, str]
"""What is expected, and what was heard."""


def outcomes(path: Path) -> list[Outcome]:
    said = []
    for one in entries_of(path):
        alarm = heard(f"{one.get('subject') or ''}\n{one.get('text') or ''}")
        said.append((one["expect"], alarm.kind.value if alarm else NONE))
    return said


def of_long_mails(path: Path) -> str:
    """Count what is heard and what is left calm among whole mails of an author."""
    long = [len(one["text"].split()) >= LONG for one in entries_of(path)]
    kept = [found for found, is_long in zip(outcomes(path), long, strict=True) if is_long]
    heard_of = [found != NONE for expect, found in kept if expect != NONE]
    calm_of = [found == NONE for expect, found in kept if expect == NONE]
    return f"{sum(heard_of)}/{len(heard_of)} heard, {sum(calm_of)}/{len(calm_of)} calm"


def recall_of(said: list[Outcome]) -> float:
    rung = [found != NONE for expect, found in said if expect != NONE]
    return sum(rung) / len(rung)


def quiet_of(said: list[Outcome]) -> float:
    silent = [found == NONE for expect, found in said if expect == NONE]
    return sum(silent) / len(silent)


def right_of(said: list[Outcome]) -> float:
    right = [found == expect for expect, found in said if NONE not in (expect, found)]
    return sum(right) / len(right)


def test_what_ships_was_learned_from_the_sentences_of_today() -> None:
    assert DangerModel.from_file().examples == hash_of(TRAINING), "make train"


def test_the_hundred_of_the_third_reading_ring_and_its_look_alikes_do_not() -> None:
    said = outcomes(TRAINING / "third_reading.yaml")
    print("third reading:", recall_of(said), quiet_of(said), right_of(said))  # noqa: T201 - a measure is read
    assert recall_of(said) >= 0.97
    assert quiet_of(said) >= 0.95


def shares_of(texts: str, half: int) -> tuple[float, float]:
    """Share of the dangers of a half of a hand's messages that ring, of the others left calm."""
    parts = yaml.safe_load((HERE / texts).read_text(encoding="utf-8"))
    rung = {
        part: [heard(text) is not None for texts in kinds.values() for text in texts[half::2]]
        for part, kinds in parts.items()
    }
    recall = sum(rung["dangers"]) / len(rung["dangers"])
    calm = rung["look_alikes"].count(False) / len(rung["look_alikes"])
    print(texts, "half", half, f"heard {recall:.3f}, calm {calm:.3f}")  # noqa: T201 - a measure is read
    return recall, calm


@pytest.mark.whole
@pytest.mark.parametrize("half", [0, 1])
def test_the_messages_of_another_hand_are_told_apart(half: int) -> None:
    recall, calm = shares_of("another_hand.yaml", half)
    assert recall >= 0.95
    assert calm >= 0.95


@pytest.mark.whole
@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "kept apart"])
def test_most_messages_of_a_second_hand_are_told_apart(half: int) -> None:
    """Its calm messages were written to be mistaken; what fails is told in docs/garde-fous.md."""
    recall, calm = shares_of("second_hand.yaml", half)
    assert recall >= HEARD
    assert calm >= QUIET_OF_HARD_ONES


@pytest.mark.whole
def test_dangers_of_authors_never_read_ring_and_the_rest_stays_quiet() -> None:
    total: list[Outcome] = []
    for path in sorted(HERE.glob("author_*.yaml")):
        said = outcomes(path)
        print(path.stem, recall_of(said), quiet_of(said), right_of(said))  # noqa: T201 - same
        total += said if path.stem.startswith("author_sealed") else []
    assert len(total) == 730
    print("whole mails of s:", of_long_mails(HERE / "author_sealed_s.yaml"))  # noqa: T201 - same
    print("never read:", recall_of(total), quiet_of(total), right_of(total))  # noqa: T201 - same
    assert recall_of(total) >= HEARD
    assert quiet_of(total) >= QUIET
