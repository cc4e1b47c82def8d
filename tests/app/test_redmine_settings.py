from datetime import timedelta
from pathlib import Path

import pytest

from app.settings.sections import WrongSetting
from app.settings.town_settings import load_settings
from app.ticketing_systems import open_systems
from connectors.redmine import Redmine

REDMINE = """
[systems.redmine]
kind = "redmine"
url = "https://redmine.example/demandes"
projects = ["rh", "rh-paie"]
token_file = "cle"
grace_seconds = 30
"""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "guichet.toml"
    path.write_text(REDMINE, "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    return path


async def test_a_redmine_is_opened_with_the_key_of_a_file_beside_the_settings(file: Path) -> None:
    (file.parent / "cle").write_text("0123abcd\n", "utf-8")
    system = open_systems(load_settings(), {})["redmine"]
    assert isinstance(system, Redmine)
    assert (system.name, system.grace) == ("redmine", timedelta(seconds=30))
    await system.aclose()


def test_a_redmine_without_its_key_says_where_it_is_wanted() -> None:
    with pytest.raises(WrongSetting, match="GUICHET_TOKEN_REDMINE"):
        open_systems(load_settings(), {})


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("markup = 'html'", "markup : les valeurs possibles sont 'common_mark', 'textile'"),
        ("project = 'rh'", "project : ce réglage n'existe pas"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_the_key(
    file: Path, setting: str, sentence: str
) -> None:
    file.write_text(f"{REDMINE}{setting}\n", "utf-8")
    with pytest.raises(WrongSetting, match=sentence):
        load_settings()


@pytest.mark.parametrize("projects", ["[]", '["../users"]', '["Ressources humaines"]'])
def test_what_is_no_project_identifier_is_refused(file: Path, projects: str) -> None:
    file.write_text(REDMINE.replace('["rh", "rh-paie"]', projects), "utf-8")
    with pytest.raises(WrongSetting, match="projects"):
        load_settings()
