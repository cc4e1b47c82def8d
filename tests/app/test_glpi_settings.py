from pathlib import Path

import pytest

from app.settings.sections import WrongSetting
from app.settings.town_settings import load_settings
from app.ticketing_systems import open_systems
from connectors.glpi import Glpi

HIGHLEVEL = """
[systems.aide]
kind = "glpi"
url = "https://glpi.example"
user = "guichet-rh"
client_id = "abc"
"""
LEGACY = """
[systems.aide]
kind = "glpi"
api = "legacy"
url = "https://glpi.example/glpi/"
"""
GRANT = {"GUICHET_PASSWORD_AIDE": "mot de passe", "GUICHET_CLIENT_SECRET_AIDE": "secret"}


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "guichet.toml"
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HIGHLEVEL.replace('user = "guichet-rh"', ""), "il faut « user » et « client_id »"),
        (HIGHLEVEL.replace('client_id = "abc"', ""), "il faut « user » et « client_id »"),
        (f'{HIGHLEVEL}zone = "Europe/Valmorel"', "zone : il faut un fuseau horaire"),
        (f'{HIGHLEVEL}zone = "../../etc/passwd"', "zone : il faut un fuseau horaire"),
        (f'{HIGHLEVEL}api_version = "3"', "api_version : les valeurs possibles"),
        (f'{HIGHLEVEL}password = "ici"', "password : ce réglage n'existe pas"),
        (HIGHLEVEL.replace("glpi", "jira", 1), "l'un de 'demo', 'request_tracker', 'glpi'"),
        (HIGHLEVEL.replace('kind = "glpi"', ""), "l'un de demo, request_tracker, glpi"),
    ],
)
def test_a_wrong_setting_of_a_glpi_is_one_sentence(file: Path, text: str, said: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(WrongSetting) as refusal:
        load_settings()
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        (HIGHLEVEL, GRANT),
        (LEGACY, {"GUICHET_TOKEN_AIDE": "abc"}),
        (LEGACY, {"GUICHET_TOKEN_AIDE": "abc", "GUICHET_APP_TOKEN_AIDE": "def"}),
    ],
)
def test_a_glpi_opens_with_its_secrets_from_the_environment(
    file: Path, text: str, environment: dict[str, str]
) -> None:
    file.write_text(text, "utf-8")
    system = open_systems(load_settings(), environment)["aide"]
    assert isinstance(system, Glpi)
    assert system.name == "aide"
    assert system.grace.total_seconds() == 120


@pytest.mark.parametrize(
    ("text", "environment", "variable"),
    [
        (HIGHLEVEL, {}, "GUICHET_CLIENT_SECRET_AIDE"),
        (HIGHLEVEL, {"GUICHET_CLIENT_SECRET_AIDE": "secret"}, "GUICHET_PASSWORD_AIDE"),
        (LEGACY, GRANT, "GUICHET_TOKEN_AIDE"),
    ],
)
def test_a_missing_secret_is_named(
    file: Path, text: str, environment: dict[str, str], variable: str
) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(WrongSetting, match=variable):
        open_systems(load_settings(), environment)


def test_secrets_may_be_files_beside_the_settings(file: Path) -> None:
    file.write_text(
        f'{HIGHLEVEL}password_file = "mdp"\nclient_secret_file = "coffre/client"', "utf-8"
    )
    (file.parent / "coffre").mkdir()
    (file.parent / "coffre" / "client").write_text("secret\n", "utf-8")
    with pytest.raises(WrongSetting, match="password_file"):
        open_systems(load_settings(), {})
    (file.parent / "mdp").write_text("mot de passe\n", "utf-8")
    assert open_systems(load_settings(), {})["aide"].resend_is_safe
