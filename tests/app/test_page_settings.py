"""How people sign in, as the settings say it."""

from pathlib import Path

import pytest

from app.openid_sign_in import client_of, open_openid
from app.settings.sections import WrongSetting
from app.settings.town_settings import load_settings
from app.wiring import Wiring
from cases.people.access import Role

OIDC = '[page.oidc]\nissuer = "https://id.example/realms/ville"\nclient_id = "guichet"\n'


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "guichet.toml"
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    return file


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[page]\nlocal_accounts = false\n", "personne ne pourrait se connecter"),
        (OIDC.replace("https://id.example", "http://id.example"), "https://"),
        (OIDC.replace('"guichet"', '""'), "page.oidc.client_id"),
        ('[page.oidc]\nclient_id = "guichet"\n', "ce réglage manque"),
        (OIDC + '[page.oidc.roles]\nrh = ["chef"]\n', "les valeurs possibles sont"),
        ("[page]\nsession_idle_minutes = 1\n", "au moins 5"),
    ],
)
def test_settings_by_which_nobody_or_anybody_could_sign_in_are_refused(
    write: Path, toml: str, said: str
) -> None:
    write.write_text(toml, "utf-8")
    with pytest.raises(WrongSetting, match=said):
        load_settings()


def test_the_secret_comes_from_the_environment_or_a_file_beside_the_settings(write: Path) -> None:
    write.write_text("[page]\nlocal_accounts = false\n" + OIDC, "utf-8")
    with pytest.raises(WrongSetting, match="GUICHET_OIDC_CLIENT_SECRET"):
        client_of(load_settings(), {})
    assert client_of(load_settings(), {"GUICHET_OIDC_CLIENT_SECRET": "s"}).secret == "s"
    (write.parent / "oidc-secret").write_text("du fichier\n", "utf-8")
    write.write_text(OIDC + 'client_secret_file = "oidc-secret"\n', "utf-8")
    client = client_of(load_settings(), {})
    assert client.secret == "du fichier"
    assert "du fichier" not in repr(client)
    assert client.back == "http://127.0.0.1:8350/connexion/oidc/retour"


def test_roles_are_mapped_and_an_unknown_group_stops_the_start(write: Path) -> None:
    mapped = '[page.oidc.roles]\nrh = ["officer"]\n[page.oidc.groups]\nrh = ["paie"]\n'
    database = f'database = "sqlite+aiosqlite:///{write.parent}/g.db"\nsecret_file = "secret"\n'
    write.write_text(database + OIDC + mapped, "utf-8")
    settings = load_settings()
    assert settings.page.oidc is not None
    assert settings.page.oidc.roles == {"rh": {Role.OFFICER}}
    with pytest.raises(WrongSetting, match="paie n’est pas un groupe"):
        open_openid(Wiring(settings), {"GUICHET_OIDC_CLIENT_SECRET": "s"})
