"""`guichet connectors check` says of each system what is well and what to do about the rest."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import connector_commands
from connectors.base import Check, ConnectorError, NotAllowed
from connectors.demo import Demo
from guichet import app
from tests.contract.servers.loopback import free_port

DEMO = '[systems.demo]\nkind = "demo"\nfolder = "demo"\n'


def away(name: str = "rt") -> str:
    url = f"http://127.0.0.1:{free_port()}"
    return (
        f'[systems.{name}]\nkind = "request_tracker"\nurl = "{url}"\nuser = "b"\nqueues = ["RH"]\n'
    )


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUICHET_SETTINGS", str(tmp_path / "guichet.toml"))
    monkeypatch.setenv("GUICHET_TOKEN_RT", "1-2-x")
    monkeypatch.delenv("GUICHET_TOKEN_RT2", raising=False)
    return tmp_path


def check(home: Path, settings: str, *named: str) -> Result:
    (home / "guichet.toml").write_text(settings, encoding="utf-8")
    return CliRunner().invoke(app, ["connectors", "check", *named])


def fails_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def fail(_self: Demo) -> tuple[Check, ...]:
        raise error

    monkeypatch.setattr(Demo, "check", fail)


def test_a_system_that_is_well_says_so(home: Path) -> None:
    done = check(home, DEMO)
    assert done.exit_code == 0
    assert "bon demo : Dossier « demo »" in done.output


def test_a_system_that_is_away_is_one_sentence_and_the_others_are_checked(home: Path) -> None:
    done = check(home, away() + DEMO)
    assert done.exit_code == 1
    assert "NON rt : Adresse et jeton – Request Tracker est injoignable" in done.output
    assert "bon demo" in done.output
    assert "Traceback" not in done.output


def test_one_system_alone_may_be_checked(home: Path) -> None:
    done = check(home, away() + DEMO, "demo")
    assert done.exit_code == 0
    assert "rt" not in done.output


def test_a_system_without_its_token_keeps_no_other_from_being_checked(home: Path) -> None:
    done = check(home, away("rt2") + DEMO)
    assert done.exit_code == 1
    assert "NON rt2 : Réglages" in done.output
    assert "GUICHET_TOKEN_RT2" in done.output
    assert "bon demo" in done.output


ALERTED = """
[mail]
host = "smtp.valmorel.example"
from = "guichet@valmorel.example"
[alerts]
email = "rh@valmorel.example"
"""


@pytest.mark.parametrize(("settings", "times"), [(DEMO, 1), (DEMO + ALERTED, 0)])
def test_one_line_says_where_nobody_is_told_by_mail_of_somebody_in_danger(
    home: Path, settings: str, times: int
) -> None:
    done = check(home, settings)
    assert done.exit_code == 0
    assert done.output.count("alerts.email n'est pas réglé") == times


def test_an_unknown_system_is_refused_with_those_there_are(home: Path) -> None:
    done = check(home, DEMO, "glpi")
    assert done.exit_code == 1
    assert "Aucun système « glpi » : ceux des réglages sont demo." in done.output


def test_no_system_at_all_is_said(home: Path) -> None:
    done = check(home, "")
    assert done.exit_code == 1
    assert "aucun système de tickets" in done.output


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotAllowed("Le jeton est refusé.", permanent=True), "Le jeton est refusé."),
        (ConnectorError("\x1b[31m[bold]rouge[/bold]\r\nsuite"), "[31m[bold]rouge[/bold] suite"),
    ],
)
def test_what_a_system_says_is_a_sentence_and_never_a_command_to_the_screen(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    fails_with(monkeypatch, error)
    done = check(home, DEMO)
    assert done.exit_code == 1
    assert said in done.output
    assert "\x1b" not in done.output


def test_a_system_that_lasts_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(monkeypatch, TimeoutError())
    assert connector_commands.TOO_LONG in check(home, DEMO).output
