"""The staff directory, as the settings name it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.privacy.name_lists import know_staff
from agents.privacy.pseudonyms import Pseudonyms
from app.agent_dependencies import encoder_of_settings
from app.processes.up import check_files
from app.settings.sections import WrongSetting
from app.settings.town_settings import load_settings


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    settings = tmp_path / "guichet.toml"
    settings.write_text('[privacy]\ndirectory = "annuaire.txt"\n', "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(settings))
    yield tmp_path / "annuaire.txt"
    know_staff(())


def test_a_colleague_of_the_directory_is_hidden_from_models_however_written(
    directory: Path,
) -> None:
    text = "le planning de tralalou et Zim a change, demande a TRALALOU"
    assert "tralalou" in Pseudonyms().hide(text)
    directory.write_text("Zim Tralalou\n\nMarie Bouquet\n", "utf-8-sig")
    encoder_of_settings(load_settings())
    hidden = Pseudonyms().hide(text)
    assert "tralalou" not in hidden.lower()
    assert "Zim" not in hidden


def test_a_surname_that_is_a_word_is_hidden_with_its_capital_only(directory: Path) -> None:
    directory.write_text("Marie Bouquet\n", "utf-8")
    encoder_of_settings(load_settings())
    assert Pseudonyms().hide("un bouquet pour Bouquet") == "un bouquet pour [NOM_1]"


@pytest.mark.parametrize(
    "content",
    [
        b"Marie Bouquet;20417\n",
        b"Zim\nMarie, paie\n",
        b"Andr\xe9 Zim\n",
        b"a" * 121,
        b"z\n" * 100_001,
    ],
)
def test_a_directory_that_is_no_list_of_names_stops_the_start_and_names_nobody(
    directory: Path, content: bytes
) -> None:
    directory.write_bytes(content)
    with pytest.raises(WrongSetting, match=r"privacy\.directory : ") as refused:
        check_files(load_settings())
    assert "Marie" not in str(refused.value)


def test_a_directory_that_is_not_there_stops_the_start(directory: Path) -> None:
    assert not directory.exists()
    with pytest.raises(WrongSetting, match=r"annuaire\.txt ne peut être lu"):
        check_files(load_settings())
