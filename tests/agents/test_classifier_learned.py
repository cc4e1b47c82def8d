"""The numbers a classifier learned: kept, read back, refused when they are none."""

import io
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agents.classifier import embedded, learn_categories
from agents.classifier.classifier_report import report
from agents.classifier.embedded import SHIPPED, CategoryModel, EmbeddedClassifier, Unreadable
from agents.classifier.examples import Example
from agents.classifier.town_history import CORRECTED
from tests.encoders import WordCounter

TOPICS = {
    "conges": ("Combien de jours de congés ?", "Mes vacances d'été"),
    "retraite": ("À quel âge la retraite ?", "Ma pension"),
    "paie": ("Mon salaire a baissé", "Une prime sur la paie"),
}


@pytest.fixture
def by_counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Meanings are words counted by their hash: nothing is encoded."""
    counter = WordCounter(dimensions=384)
    monkeypatch.setattr(learn_categories, "_vector", lambda text: counter.of_question(text)[0])
    monkeypatch.setattr(embedded, "E5", counter)
    yield
    assert counter.asked


def examples(authors: str = "abc") -> list[Example]:
    return [
        Example(f"{text} ({author}, {turn})", category, turn == 1, author)
        for author in authors
        for category, texts in TOPICS.items()
        for turn, text in enumerate((*texts, f"{texts[0]} {texts[1]}"))
    ]


@pytest.mark.usefixtures("by_counting")
def test_what_was_learned_is_the_same_when_read_back(tmp_path: Path) -> None:
    learned, _ = learn_categories.learn(examples())
    learned.save(tmp_path / "town.npz")
    before = EmbeddedClassifier(learned, TOPICS)
    after = EmbeddedClassifier.shipped(TOPICS, tmp_path / "town.npz")
    for text in ("Ma pension", "des congés", "", "🙂"):
        one, other = before.guess(text), after.guess(text)
        assert [c for c, _ in one.ranked] == [c for c, _ in other.ranked]
        assert dict(one.ranked) == pytest.approx(dict(other.ranked), abs=0.01)
        assert sum(after.filed(text).values()) == pytest.approx(1)
    assert [path.name for path in tmp_path.iterdir()] == ["town.npz"]


@pytest.mark.usefixtures("by_counting")
def test_what_an_officer_corrected_changes_the_guess_and_a_town_may_have_its_own_category() -> None:
    text = "Le cimetière demande une concession"
    own = [Example(text, "cimetiere", None, "corrections", weight=CORRECTED)] * 2
    taught = learn_categories.fit(
        [*examples(), *own], learn_categories.vectors_of([e.text for e in (*examples(), *own)])
    )
    first = EmbeddedClassifier(taught, [*TOPICS, "cimetiere"]).guess(text).ranked[0]
    assert first[0] == "cimetiere"
    _, judged = learn_categories.learn([*examples(), *own])
    assert [one.right for one in judged if one.example.author == "corrections"] == [False, False]


@pytest.mark.usefixtures("by_counting")
def test_each_author_is_judged_by_what_the_others_taught_and_the_tables_say_so() -> None:
    _, judged = learn_categories.learn(examples())
    assert len(judged) == len(examples())
    table = report(judged, 0.5)
    for heading in ("tous", "retraite", "ECE", "Brier", "sensibles", "moitié sûre"):
        assert heading in table


@pytest.mark.usefixtures("by_counting")
def test_a_ticket_no_category_is_likely_enough_for_is_not_sure() -> None:
    fitted = learn_categories.fit(
        examples(), learn_categories.vectors_of([e.text for e in examples()])
    )
    for sure_from, sure in ((0.0, True), (1.01, False)):
        sharp = replace(fitted.sharpness, sure_from=sure_from)
        assert EmbeddedClassifier(replace(fitted, sharpness=sharp), TOPICS).guess("x").sure is sure


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("harm"),)  # type: ignore[return-value] # what an attacker writes


def _with_pickle() -> bytes:
    with io.BytesIO() as file:
        np.savez(file, version=np.array([_Harm()], dtype=object), allow_pickle=True)
        return file.getvalue()


def _of_another_version() -> bytes:
    with np.load(SHIPPED, allow_pickle=False) as kept, io.BytesIO() as file:
        np.savez(file, **{**dict(kept), "version": np.array(99)}, allow_pickle=False)
        return file.getvalue()


def _lacking() -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("version.npy", b"no array")
        return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        pickle.dumps([1]),
        SHIPPED.read_bytes()[:100_000],
        _with_pickle(),
        _of_another_version(),
        _lacking(),
    ],
)
def test_a_file_that_is_no_learned_classifier_is_refused_in_one_sentence_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "town.npz"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="guichet train --forget"):
        CategoryModel.from_file(path)
    assert not (tmp_path / "harm").exists()


def test_categories_that_nothing_was_learned_of_are_refused() -> None:
    with pytest.raises(ValueError, match="guichet train"):
        EmbeddedClassifier.shipped(["cimetiere"])
