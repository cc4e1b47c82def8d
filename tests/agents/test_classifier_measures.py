"""How good the embedded classifier is, on tickets whose authors it has not read."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from agents.classifier.classifier_report import Judged, figures_of, report
from agents.classifier.embedded import CategoryModel, EmbeddedClassifier
from agents.classifier.examples import Example, hash_of, shipped_examples
from agents.classifier.learn_categories import learn, train_on
from agents.dependencies import Dependencies
from statute.book import Book

DEVELOPMENT = Path(__file__).parents[2].parent / "shared" / "tickets" / "dev.yaml"


@pytest.fixture(scope="module")
def development() -> list[Example]:
    if not DEVELOPMENT.exists():
        pytest.skip("the development tickets are not beside the project (../shared)")
    listed = yaml.safe_load(DEVELOPMENT.read_text(encoding="utf-8"))["tickets"]
    return [
        Example(f"{t.get('subject', '')}\n{t['text']}", t["category"], t["sensitive"], "d")
        for t in listed
    ]


def judged(classifier: EmbeddedClassifier, examples: Sequence[Example]) -> list[Judged]:
    return [Judged(example, classifier.guess(example.text)) for example in examples]


def test_what_ships_was_learned_from_the_examples_of_today() -> None:
    assert CategoryModel.from_file().examples == hash_of(shipped_examples(Book.of())), "make train"


def test_the_development_tickets_are_understood_though_never_read(
    deps: Dependencies, development: list[Example]
) -> None:
    sure_from = CategoryModel.from_file().sharpness.sure_from
    classifier = EmbeddedClassifier.shipped(deps.category_ids)
    got = figures_of(judged(classifier, development), sure_from)
    print("development, never read:", got)  # noqa: T201 - a measure is read
    assert got.first >= 0.80
    assert got.among_three >= 0.92
    assert got.half >= 0.92
    assert got.sensitive_found is not None
    assert got.sensitive_found >= 0.95


@pytest.mark.bench
@pytest.mark.timeout(0)
def test_an_author_never_read_is_understood_and_likelihoods_come_true() -> None:
    learned, judged_by_others = learn(shipped_examples(Book.of()))
    sure_from = learned.sharpness.sure_from
    print(report(judged_by_others, sure_from))  # noqa: T201 - same
    got = figures_of(judged_by_others, sure_from)
    assert got.first >= 0.75
    assert got.among_three >= 0.91
    assert got.half >= 0.92
    assert got.sensitive_found is not None
    assert got.sensitive_found >= 0.95


@pytest.mark.bench
@pytest.mark.timeout(0)
def test_half_of_the_development_tickets_are_understood_when_the_other_half_was_read(
    development: list[Example],
) -> None:
    shipped = shipped_examples(Book.of())
    sure_from = CategoryModel.from_file().sharpness.sure_from
    for start in (0, 1):
        unread, read = development[start::2], development[1 - start :: 2]
        without = judged(EmbeddedClassifier.shipped({e.category for e in shipped}), unread)
        with_them = judged(train_on([*shipped, *read]), unread)
        before, after = (figures_of(told, sure_from) for told in (without, with_them))
        print(f"half {start}, the other unread:", before)  # noqa: T201 - same
        print(f"half {start}, the other read:  ", after)  # noqa: T201 - same
        assert after.first >= 0.80
