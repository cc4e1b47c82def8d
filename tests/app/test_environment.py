import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.environment import check_prefect_is_guarded, set_environment
from app.settings.sections import WrongSetting
from app.settings.town_settings import Prefect, Settings

ASK = """
from prefect.settings import get_current_settings
s = get_current_settings()
print(s.api.url, s.server.ephemeral.enabled, s.server.analytics_enabled, s.home)
print(s.server.services.db_vacuum.retention_period.days, s.client.max_retries)
print(s.server.api.cors_allowed_origins, s.server.api.csrf_protection_enabled)
print(s.client.csrf_support_enabled, s.server.services.triggers.enabled)
print(s.server.api.auth_string.get_secret_value(), s.api.auth_string.get_secret_value())
"""


@pytest.fixture(autouse=True)
def environment(tmp_path: Path) -> Iterator[None]:
    """Nothing of Prefect in the environment, and what is set here is left here."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        del os.environ[name]
    os.environ["GUICHET_SECRET_FILE"] = str(tmp_path / "coffre" / "secret")
    yield
    os.environ.clear()
    os.environ.update(before)


def test_prefect_takes_every_variable_we_set(tmp_path: Path) -> None:
    set_environment(Settings(), tmp_path)
    answer = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    auth = os.environ["PREFECT_API_AUTH_STRING"]
    assert answer.stdout.split() == [
        "http://127.0.0.1:4200/api",
        "False",
        "False",
        str(tmp_path / "prefect"),
        "14",
        "10",
        "http://127.0.0.1:4200",
        "True",
        "True",
        "False",
        auth,
        auth,
    ]


def test_what_the_operator_set_wins(tmp_path: Path) -> None:
    os.environ["PREFECT_API_URL"] = "https://prefect.example/api"
    set_environment(Settings(), tmp_path)
    assert os.environ["PREFECT_API_URL"] == "https://prefect.example/api"


def test_what_opens_prefect_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    set_environment(Settings(), tmp_path)
    made = os.environ.pop("PREFECT_SERVER_API_AUTH_STRING")
    assert made == os.environ.pop("PREFECT_API_AUTH_STRING")
    assert len(made) > 32
    set_environment(Settings(), tmp_path)
    assert os.environ["PREFECT_SERVER_API_AUTH_STRING"] == made
    (kept,) = (tmp_path / "coffre").iterdir()
    assert kept.read_text("ascii") == made
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("given", ["PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING"])
def test_what_the_operator_gave_to_open_prefect_serves_both_sides(
    tmp_path: Path, given: str
) -> None:
    os.environ[given] = "mairie:un secret"
    set_environment(Settings(), tmp_path)
    check_prefect_is_guarded(Settings())
    assert os.environ["PREFECT_SERVER_API_AUTH_STRING"] == "mairie:un secret"
    assert os.environ["PREFECT_API_AUTH_STRING"] == "mairie:un secret"
    assert not (tmp_path / "coffre").exists()


@pytest.mark.parametrize("given", ["", "une autre"])
def test_a_prefect_that_would_let_anybody_in_or_not_us_is_not_started(
    tmp_path: Path, given: str
) -> None:
    os.environ |= {"PREFECT_SERVER_API_AUTH_STRING": given, "PREFECT_API_AUTH_STRING": "la nôtre"}
    set_environment(Settings(), tmp_path)
    with pytest.raises(WrongSetting, match="PREFECT_SERVER_API_AUTH_STRING"):
        check_prefect_is_guarded(Settings())


def test_nothing_is_made_for_a_server_that_is_elsewhere(tmp_path: Path) -> None:
    apart = Settings().model_copy(update={"prefect": Prefect(start=False)})
    set_environment(apart, tmp_path)
    check_prefect_is_guarded(apart)
    assert "PREFECT_API_AUTH_STRING" not in os.environ
    (tmp_path / "coffre").mkdir()
    (tmp_path / "coffre" / "prefect-auth").write_text("mairie:posé là", "utf-8")
    set_environment(apart, tmp_path)
    assert os.environ["PREFECT_API_AUTH_STRING"] == "mairie:posé là"


def test_what_opens_prefect_and_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "coffre").touch()
    with pytest.raises(WrongSetting, match=r"prefect-auth : .*coffre"):
        set_environment(Settings(), tmp_path)
