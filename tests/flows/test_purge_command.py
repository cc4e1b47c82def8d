"""`guichet purge` as whoever keeps the machine going types it."""

from datetime import timedelta
from pathlib import Path

import pytest

from cases.retention.traces import DatabaseBusy
from flows import purge_cases
from tests.builders import StoppedClock
from tests.cases.clearings import PERSONAL, bytes_in
from tests.flows.retained import Town, run, settle

pytestmark = pytest.mark.prefect


@pytest.fixture(autouse=True)
def town(sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    return settle(sqlite_file, monkeypatch)


def keep(town: Town, days: int) -> None:
    settings = town.folder / "guichet.toml"
    said = settings.read_text("utf-8")
    lines = f"\n[retention]\nanswered_days = {days}\nrejected_days = 0\n"
    settings.write_text(said + lines, "utf-8")


def long_ago(monkeypatch: pytest.MonkeyPatch, days: int = 3) -> None:
    monkeypatch.setattr("cases.store.database.now", lambda: StoppedClock()() + timedelta(days=days))


def test_a_dry_run_counts_and_clears_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(town, 2)
    long_ago(monkeypatch)
    done = run("purge", "--dry-run")
    assert (done.exit_code, done.output) == (
        0,
        "À effacer : 1 répondues. Rien n'a été effacé.\n",
    )
    assert bytes_in(town.folder) == set(PERSONAL)


def test_purge_by_hand_says_what_it_cleared(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(town, 2)
    long_ago(monkeypatch)
    done = run("purge")
    assert (done.exit_code, done.output) == (0, "Effacé : 1 répondues.\n")
    assert run("purge").output == "Effacé : aucune demande.\n"
    assert run("audit", "verify").exit_code == 0


def test_traces_that_stay_because_others_use_the_file_are_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def occupied(*_args: object) -> bool:
        raise DatabaseBusy

    keep(town, 2)
    long_ago(monkeypatch)
    monkeypatch.setattr(purge_cases, "remove_traces", occupied)
    done = run("purge")
    assert done.exit_code == 1
    assert "son fichier garde encore des traces" in done.output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("answered_days = -1", "retention.answered_days : il faut au moins 0"),
        ("handed_over_days = 3", "retention.handed_over_days : ce réglage n'existe pas"),
        ('schedule = "chaque nuit"', "retention.schedule : il faut cinq champs"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(town: Town, said: str, told: str) -> None:
    file = town.folder / "guichet.toml"
    file.write_text(file.read_text("utf-8") + f"\n[retention]\n{said}\n", "utf-8")
    done = run("purge", "--dry-run")
    assert done.exit_code == 1
    assert told in done.output
