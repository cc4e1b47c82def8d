from datetime import timedelta
from pathlib import Path

import pytest

from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings, load_settings
from app.ticketing_systems import open_systems
from connectors.zammad import Zammad

ZAMMAD = """
[systems.z]
kind = "zammad"
url = "https://zammad.example"
groups = ["RH"]
"""


def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Settings:
    path = tmp_path / "guichet.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    return load_settings()


async def test_a_zammad_is_opened_with_the_token_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{ZAMMAD}grace_seconds = 90"
    made = settings(tmp_path, monkeypatch, text)
    with pytest.raises(WrongSetting, match="GUICHET_TOKEN_Z"):
        open_systems(made, {})
    system = open_systems(made, {"GUICHET_TOKEN_Z": "secret"})["z"]
    assert isinstance(system, Zammad)
    assert (system.name, system.grace) == ("z", timedelta(seconds=90))
    await system.aclose()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (ZAMMAD.replace('["RH"]', "[]"), "groups"),
        (ZAMMAD.replace("https://", "ftp://"), "url"),
        (f'{ZAMMAD}category_attribute = "Catégorie RH"', "category_attribute"),
        (f'{ZAMMAD}token = "secret"', "token"),
        (f"{ZAMMAD}queues = ['RH']", "queues"),
    ],
)
def test_a_wrong_setting_of_zammad_is_one_sentence_that_names_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, key: str
) -> None:
    with pytest.raises(WrongSetting, match=key) as refusal:
        settings(tmp_path, monkeypatch, text)
    assert "secret" not in str(refusal.value)
