from datetime import timedelta
from pathlib import Path

import pytest

from app import wiring
from app.settings.secret_files import read_secret, read_token
from app.settings.sections import WrongSetting
from app.settings.system_sections import RequestTrackerSystem
from app.settings.town_settings import Settings, load_settings
from app.wiring import Wiring
from cases.store.database import now


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "guichet.toml"
    path.write_text("", "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    return path


RT = """
[systems.rt]
kind = "request_tracker"
url = "https://rt.example"
user = "guichet-rh"
queues = ["RH"]
"""


def test_an_empty_file_gives_the_defaults_and_paths_beside_it(file: Path) -> None:
    settings = load_settings()
    assert settings.page.url == "http://127.0.0.1:8350"
    assert settings.systems == {}
    file.write_text(
        'procedures = "textes"\n[systems.d]\nkind = "demo"\nfolder = "boite"\n', "utf-8"
    )
    settings = load_settings()
    assert settings.procedures == file.parent / "textes"
    assert settings.systems["d"].folder == file.parent / "boite"  # type: ignore[union-attr]


def test_the_environment_wins_over_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("[page]\nport = 9000\n", "utf-8")
    monkeypatch.setenv("GUICHET_PAGE__PORT", "9001")
    assert load_settings().page.port == 9001


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[page]\nport = 99999", "page.port"),
        ("[page]\nport = 'haut'", "page.port"),
        ("[page]\ncouleur = 'bleu'", "page.couleur"),
        ("colour = 'blue'", "colour"),
        ("[systems.rt]\nkind = 'glpi'", "systems.rt"),
        ("[systems.rt]\nurl = 'https://rt.example'", "systems.rt"),
        ("[systems.rt]\nkind = 'request_tracker'\nurl = 'rt'\nuser = 'u'\nqueues = ['RH']", "url"),
        (f"{RT}token = '1-2-3'", "token"),
        (RT.replace('["RH"]', "[]"), "queues"),
        ("[systems.RT]\nkind = 'demo'\nfolder = '.'", "systems"),
        ("[triage.priorities]\ntiede = 3", "triage.priorities"),
        ("[page]\naddress = 'javascript:alert(1)'", "page.address : il faut une adresse"),
        ("[page]\naddress = 'https://'", "page.address : il faut une adresse"),
        (RT.replace("https://rt", "ftp://rt"), "url : il faut une adresse"),
        ("[town]\nname = 3", "town.name : il faut un texte"),
        ("[town]\nname = 2026-02-20", "town.name : il faut un texte"),
        ("town = 3", "town : valeur refusée"),
        ("[page]\nport = 2.5", "page.port : valeur refusée"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_the_key(
    file: Path,
    text: str,
    key: str,
) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(WrongSetting) as refusal:
        load_settings()
    assert key in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_no_toml_and_one_that_is_absent_are_told(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file.write_text("ceci n'en est pas", "utf-8")
    with pytest.raises(WrongSetting, match="TOML"):
        load_settings()
    monkeypatch.setenv("GUICHET_SETTINGS", str(file.parent / "absent.toml"))
    with pytest.raises(WrongSetting, match="n'existe pas"):
        load_settings()


def test_a_file_that_is_not_utf_8_is_told(file: Path) -> None:
    file.write_bytes("# Évry".encode("latin-1"))
    with pytest.raises(WrongSetting, match="UTF-8"):
        load_settings()


def test_a_file_nested_without_end_is_told(file: Path) -> None:
    file.write_text("a = " + "[" * 5_000, "utf-8")
    with pytest.raises(WrongSetting, match="TOML"):
        load_settings()


def test_an_environment_variable_that_is_no_json_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_SYSTEMS", "{bad")
    with pytest.raises(WrongSetting, match="GUICHET_SYSTEMS"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "secure"),
    [
        ("", False),
        ("address = 'http://guichet.example'", False),
        ("address = 'HTTPS://guichet.example/'", True),
        ("secure_cookies = true", True),
    ],
)
def test_a_page_reached_by_https_has_secure_cookies(file: Path, text: str, *, secure: bool) -> None:
    file.write_text(f"[page]\n{text}", "utf-8")
    assert load_settings().page.cookies_are_secure is secure


def test_a_token_comes_from_the_environment_or_from_its_file(file: Path) -> None:
    file.write_text(f'{RT}token_file = "jeton"', "utf-8")
    system = load_settings().systems["rt"]
    assert isinstance(system, RequestTrackerSystem)
    with pytest.raises(WrongSetting, match="GUICHET_TOKEN_RT"):
        read_token("rt", system, {})
    (file.parent / "jeton").write_text("1-2-3\n", "utf-8")
    assert read_token("rt", system, {}) == "1-2-3"
    assert read_token("rt", system, {"GUICHET_TOKEN_RT": "4-5-6"}) == "4-5-6"


def test_the_secret_is_made_once_for_its_owner_only(file: Path) -> None:
    file.write_text('secret_file = "coffre/secret"', "utf-8")
    settings = load_settings()
    secret = read_secret(settings.secret_file)
    assert len(secret) == 64
    assert read_secret(settings.secret_file) == secret
    assert settings.secret_file.stat().st_mode & 0o077 == 0
    assert [path.name for path in settings.secret_file.parent.iterdir()] == ["secret"]


def test_an_emptied_secret_file_is_refused(file: Path) -> None:
    file.write_text('secret_file = "secret"', "utf-8")
    (file.parent / "secret").touch()
    with pytest.raises(WrongSetting, match="secret_file"):
        read_secret(load_settings().secret_file)


@pytest.mark.parametrize(
    "url",
    [
        "n'importe quoi",
        "sqlite+aiosqlite:////nulle/part/guichet.db",
        "postgresql+asyncpg://postgres@127.0.0.1:1/guichet",
    ],
)
async def test_a_database_that_cannot_be_opened_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    url: str,
) -> None:
    monkeypatch.setenv("GUICHET_DATABASE", url)
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    settings = load_settings()
    with pytest.raises(WrongSetting, match="database"):
        await _open_and_close(settings)


async def _open_and_close(settings: Settings) -> None:
    wiring = Wiring(settings)
    try:
        await wiring.open()
    finally:
        await wiring.aclose()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_database_whose_clock_is_not_ours_is_refused(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUICHET_DATABASE", database)
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    await _open_and_close(load_settings())
    monkeypatch.setattr(wiring, "now", lambda: now() - timedelta(seconds=31))
    with pytest.raises(WrongSetting, match="horloge"):
        await _open_and_close(load_settings())


async def test_a_database_newer_than_the_program_is_left_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    wiring = Wiring(load_settings())
    await wiring.open()
    async with wiring.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WrongSetting, match="plus récente"):
        await wiring.open()
    await wiring.aclose()
