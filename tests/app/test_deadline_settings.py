"""What a town sets of deadlines and of its mail, what a start refuses, and how days are counted."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import working_time
from app.processes.up import check_files
from app.recipients import carrier_of, check_reminding, way_of, who_is_alerted
from app.settings.office_sections import Deadlines
from app.settings.sections import WrongSetting
from app.settings.town_settings import HOME, Settings, load_settings
from connectors.mailbox import Security

PLACES = f"""
models = '{HOME / "deploy" / "models.yaml"}'
categories = '{HOME / "deploy" / "categories.yaml"}'
"""
MAIL = """
[mail]
host = "smtp.valmorel.example"
from = "Guichet-RH@valmorel.example"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "guichet.toml"
    monkeypatch.setenv("GUICHET_SETTINGS", str(path))
    return path


def loaded(file: Path, text: str) -> Settings:
    file.write_text(PLACES + text, "utf-8")
    return load_settings()


def paris(day: int, hour: int = 12, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=working_time.PARIS)


def test_days_are_working_days_and_a_category_may_have_its_own() -> None:
    deadlines = Deadlines(days={"maladie": 3})
    friday = paris(18)
    # Christmas, New Year's day and the weekends do not count.
    assert deadlines.due_at("maladie", friday).isoformat() == "2026-12-23T23:59:59+01:00"
    assert deadlines.due_at("conges", friday).isoformat() == "2027-01-05T23:59:59+01:00"


def test_the_day_a_ticket_came_is_that_of_paris() -> None:
    late_on_sunday_in_utc = datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
    due = Deadlines(default_days=1).due_at("conges", late_on_sunday_in_utc)
    assert due.date().isoformat() == "2026-12-08"


def test_hours_of_days_off_do_not_count() -> None:
    friday_evening = paris(18, 20)
    monday = working_time.hours_after(friday_evening, 24)
    assert monday == paris(21, 20)
    assert working_time.hours_before(monday, 24) == friday_evening
    assert working_time.hours_after(friday_evening, 0) == friday_evening


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (paris(18, 8), True),
        (paris(18, 7), False),
        (paris(18, 18), False),
        (paris(19), False),
        (paris(25), False),
    ],
)
def test_people_are_at_work_by_day_on_working_days(at: datetime, answer: bool) -> None:  # noqa: FBT001 - a case of the table
    assert working_time.is_open(at) is answer


def test_a_draft_has_all_of_its_working_days() -> None:
    made, last_day, day_after = paris(18), paris(22, 23), paris(23, 0)
    assert working_time.expired_before(last_day, 2) <= made
    assert working_time.expired_before(day_after, 2) > made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[deadlines]\ndanger_hours = 0", "deadlines.danger_hours : il faut au moins 1"),
        ("[deadlines]\ndanger_hours = 73", "deadlines.danger_hours : il faut au plus 72"),
        (f"[alerts]\nemail = 'rh'\n{MAIL}", "alerts.email.0 : il faut une adresse"),
        (f"[alerts]\nemail = 3\n{MAIL}", "alerts.email : il faut une liste entre crochets"),
        (
            "[alerts]\nemail = 'rh@v.example'",
            "alerts.email : pour alerter, il faut une section [mail]",
        ),
        ("[deadlines]\ndefault_days = 0", "deadlines.default_days : il faut au moins 1"),
        ("[deadlines.days]\nmaladie = 'trois'", "deadlines.days.maladie"),
        ("[deadlines]\nemail = 'rh'", "deadlines.email : il faut une adresse"),
        ("[deadlines]\nremind_by = 'sms'", "deadlines.remind_by"),
        ('[mail]\nhost = "s"', "mail.from : ce réglage manque"),
        (MAIL.replace("Guichet-RH@", "a\\r\\nBcc: b@"), "mail.from : il faut une adresse"),
        (f'{MAIL}security = "none"', "mot de passe passerait en clair"),
        (f'{MAIL}password = "x"', "mail.password : ce réglage n'existe pas"),
        ("[groups.a]\nlabel = 'A'\ncategories = ['conges']\nemail = 'x'", "groups.a.email"),
    ],
)
def test_a_wrong_setting_is_one_sentence(file: Path, text: str, said: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        loaded(file, text)
    assert said in str(refusal.value)


def test_people_are_told_by_mail_where_there_is_a_server_and_else_as_the_town_chose(
    file: Path,
) -> None:
    assert way_of(loaded(file, "")) == "none"
    assert way_of(loaded(file, MAIL)) == "mail"
    assert way_of(loaded(file, f'{MAIL}[deadlines]\nremind_by = "note"')) == "note"


def test_a_start_is_refused_where_nobody_would_be_told(file: Path) -> None:
    with pytest.raises(WrongSetting, match=r"il faut une section \[mail\]"):
        check_reminding(loaded(file, '[deadlines]\nremind_by = "mail"'), {})
    with pytest.raises(WrongSetting, match=r"deadlines\.days\.maladi : cette catégorie"):
        check_files(loaded(file, "[deadlines.days]\nmaladi = 3"))
    settings = loaded(file, MAIL)
    with pytest.raises(WrongSetting, match="GUICHET_PASSWORD_MAIL"):
        check_reminding(settings, {})
    carrying = carrier_of(settings, {"GUICHET_PASSWORD_MAIL": "p"})
    assert carrying.sender == carrying.server.user == "guichet-rh@valmorel.example"
    assert (carrying.server.port, carrying.server.security) == (465, Security.TLS)
    check_reminding(loaded(file, f'{MAIL}login = ""'), {})


@pytest.mark.parametrize(
    ("given", "addresses"),
    [
        ("'RH@v.example'", ("rh@v.example",)),
        ("['rh@v.example', 'drh@v.example']", ("rh@v.example", "drh@v.example")),
        ("''", ()),
    ],
)
def test_one_address_may_be_alerted_or_several(
    file: Path, given: str, addresses: tuple[str, ...]
) -> None:
    settings = loaded(file, f'{MAIL}login = ""\n[alerts]\nemail = {given}')
    assert settings.alerts.email == addresses
    check_reminding(settings, {})
    assert bool(who_is_alerted(settings)) is not bool(addresses)


def test_a_start_is_refused_where_an_alert_could_not_leave_for_want_of_a_password(
    file: Path,
) -> None:
    no_reminder = "[deadlines]\nremind_by = 'none'"
    settings = loaded(file, f"{MAIL}[alerts]\nemail = 'rh@v.example'\n{no_reminder}")
    with pytest.raises(WrongSetting, match="GUICHET_PASSWORD_MAIL"):
        check_reminding(settings, {})


def test_hours_of_a_danger_are_those_of_a_clock_nights_and_days_off_too() -> None:
    saturday_night = paris(19, 23)
    assert Deadlines().danger_due_at(saturday_night) == paris(20, 1)


def test_the_password_may_be_in_a_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("p\n", "utf-8")
    settings = loaded(file, f"{MAIL}password_file = '{tmp_path / 'secret'}'")
    assert carrier_of(settings, {}).server.password == "p"
