"""How many dangers are heard and how many alarms are false, author by author.

`author_sealed*.yaml` holds what nobody read who wrote the detector.
"""

from pathlib import Path

from agents.classifier.danger.detector import heard
from agents.classifier.danger.learn import TRAINING, entries_of, hash_of
from agents.classifier.danger.learned import NONE, Learned

HERE = Path(__file__).parent
HEARD, QUIET = 0.88, 0.93
"""Shares that no change may fall below. Wanted, and not reached: 0.97 and 0.95 (docs/garde-fous.md
says what was tried)."""
Outcome = tuple[str, str]
"""What is expected, and what was heard."""


def outcomes(path: Path) -> list[Outcome]:
    said = []
    for one in entries_of(path):
        alarm = heard(f"{one.get('subject') or ''}\n{one.get('text') or ''}")
        said.append((one["expect"], alarm.kind.value if alarm else NONE))
    return said


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
    assert Learned.from_file().examples == hash_of(TRAINING), "make train"


def test_the_hundred_of_the_third_reading_ring_and_its_look_alikes_do_not() -> None:
    said = outcomes(TRAINING / "third_reading.yaml")
    print("third reading:", recall_of(said), quiet_of(said), right_of(said))  # noqa: T201 - a measure is read
    assert recall_of(said) >= 0.97
    assert quiet_of(said) >= 0.95


def test_dangers_of_authors_never_read_ring_and_the_rest_stays_quiet() -> None:
    total: list[Outcome] = []
    for path in sorted(HERE.glob("author_*.yaml")):
        said = outcomes(path)
        print(path.stem, recall_of(said), quiet_of(said), right_of(said))  # noqa: T201 - same
        total += said if path.stem.startswith("author_sealed") else []
    assert len(total) == 430
    print("never read:", recall_of(total), quiet_of(total), right_of(total))  # noqa: T201 - same
    assert recall_of(total) >= HEARD
    assert quiet_of(total) >= QUIET
