"""`guichet train` as an administrator types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agents.classifier import examples, learn_categories
from agents.classifier.embedded import CategoryModel, EmbeddedClassifier
from agents.classifier.examples import Example
from app.agent_dependencies import build_dependencies
from app.settings.town_settings import load_settings
from guichet import app
from tests.encoders import WordCounter

HISTORY = "text;category\nLe cimetière ferme quand ?;autre\nUne concession au cimetière;autre\n"


@pytest.fixture(autouse=True)
def town(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town whose shipped sentences are few, and whose meanings are words counted."""
    file = tmp_path / "guichet.toml"
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    file.write_text(
        f'database = "{database}"\nsecret_file = "secret"\n'
        'history = "history"\nclassifier = "learned/classifier.npz"\nprocedures = "none"\n',
        "utf-8",
    )
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    counter = WordCounter(dimensions=384)
    monkeypatch.setattr(learn_categories, "_vector", lambda text: counter.of_question(text)[0])
    monkeypatch.setattr(examples, "shipped_examples", lambda _book: few())
    return tmp_path


def few() -> list[Example]:
    topics = {
        "conges": "des congés d'été",
        "retraite": "ma pension de retraite",
        "autre": "bonjour",
    }
    return [
        Example(f"{text} {author}", category, category == "retraite", author)
        for author in "abc"
        for category, text in topics.items()
        for _ in range(3)
    ]


def train(*options: str) -> Result:
    return CliRunner().invoke(app, ["train", *options])


def test_a_town_with_nothing_to_teach_sees_the_tables_and_keeps_what_ships(town: Path) -> None:
    done = train()
    assert done.exit_code == 0, done.output
    assert "ECE" in done.output
    assert "rien appris" in done.output
    assert not (town / "learned").exists()


def test_a_history_is_learned_in_the_towns_own_file_and_forgotten_on_demand(town: Path) -> None:
    (town / "history").mkdir()
    (town / "history" / "export.csv").write_text(HISTORY, "utf-8")
    done = train()
    assert done.exit_code == 0, done.output
    assert "2 de l’historique" in done.output
    learned = CategoryModel.from_file(town / "learned" / "classifier.npz")
    assert set(learned.categories) == {"conges", "retraite", "autre"}
    deps = build_dependencies(load_settings())
    assert isinstance(deps.classifier, EmbeddedClassifier)
    assert set(deps.classifier.filed("congés")) == set(learned.categories)
    assert train("--forget").exit_code == 0
    assert not (town / "learned" / "classifier.npz").exists()
    assert len(build_dependencies(load_settings()).classifier.filed("congés")) > len(
        learned.categories
    )


def test_a_bad_line_is_one_sentence_and_changes_nothing(town: Path) -> None:
    (town / "history").mkdir()
    (town / "history" / "export.csv").write_text("text;category\nBonjour;vacances\n", "utf-8")
    done = train()
    assert done.exit_code == 1
    assert "ligne 2 : la catégorie « vacances » n’est pas réglée" in done.output
    assert "Traceback" not in done.output
    assert not (town / "learned").exists()
