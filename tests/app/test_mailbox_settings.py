"""The settings of a shared mailbox: what is refused, and what they make."""

from pathlib import Path

import pytest

from app.settings.sections import WrongSetting
from app.settings.system_sections import MailboxSystem
from app.settings.town_settings import load_settings
from app.ticketing_systems import IMAP_PORTS, SMTP_PORTS, open_systems, sending_password
from connectors.mailbox import Mailbox

BOX = """
[systems.boite]
kind = "mailbox"
address = "RH@valmorel.example"
treated = "Traités"

[systems.boite.imap]
host = "imap.valmorel.example"

[systems.boite.smtp]
host = "smtp.valmorel.example"
security = "starttls"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "guichet.toml"
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    path.write_text(BOX, "utf-8")
    return path


def test_a_few_lines_are_enough_and_tls_is_the_default(file: Path) -> None:
    del file
    system = load_settings().systems["boite"]
    assert isinstance(system, MailboxSystem)
    assert system.address == "rh@valmorel.example"
    assert (IMAP_PORTS[system.imap.security], SMTP_PORTS[system.smtp.security]) == (993, 587)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("RH@valmorel.example", "rh", "address : il faut une adresse électronique"),
        ("RH@valmorel.example", "rh@a\\r\\nBcc: x", "address : il faut une adresse électronique"),
        ('"starttls"', '"none"', "mot de passe passerait en clair"),
        ('"starttls"', '"ssl"', "security"),
        ('"starttls"', '"starttls"\nca_file = "ca.pem"', "ca_file : il faut un chemin complet"),
        ('"Traités"', '""', "treated"),
        ('"Traités"', '"*"', "treated"),
        ('kind = "mailbox"', 'kind = "mailbox"\npassword = "x"', "password"),
    ],
)
def test_a_wrong_setting_is_one_sentence(file: Path, old: str, new: str, said: str) -> None:
    file.write_text(BOX.replace(old, new), "utf-8")
    with pytest.raises(WrongSetting) as refusal:
        load_settings()
    assert said in str(refusal.value)


@pytest.mark.parametrize("clear", ['host = "127.0.0.1"', 'allow_clear = true\nhost = "smtp"'])
def test_a_password_in_clear_stays_on_this_machine_or_was_asked_for(file: Path, clear: str) -> None:
    text = BOX.replace('host = "smtp.valmorel.example"', clear).replace('"starttls"', '"none"')
    file.write_text(text, "utf-8")
    assert "boite" in load_settings().systems


def test_a_missing_password_is_named_and_one_opens_the_mailbox(file: Path) -> None:
    del file
    settings = load_settings()
    with pytest.raises(WrongSetting, match="GUICHET_TOKEN_BOITE"):
        open_systems(settings, {})
    [system] = open_systems(settings, {"GUICHET_TOKEN_BOITE": "x"}).values()
    assert isinstance(system, Mailbox)
    assert system.name == "boite"


def test_sending_may_have_a_password_of_its_own() -> None:
    assert sending_password("ma-boite", {}, "a") == "a"
    assert sending_password("ma-boite", {"GUICHET_TOKEN_MA_BOITE_SMTP": "b"}, "a") == "b"
