"""`guichet audit` as whoever runs the machines types it."""

import asyncio
import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from app.settings.town_settings import load_settings
from app.wiring import Wiring
from cases.model import CaseState
from cases.store.database import open_engine
from cases.store.records import DRAFT as DRAFTS
from cases.store.records import to_json
from cases.tables import approvals, drafts, events, revocations
from guichet import app
from tests.builders import ADA, CLASSIFICATION, DRAFT, a_ticket, shown
from tests.tampering import disarm

Change = Callable[[list[str]], list[str]]


@pytest.fixture(autouse=True)
def town(tmp_path: Path, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town with one approved letter: five links."""
    file = tmp_path / "guichet.toml"
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    file.write_text(f'database = "{database}"\nsecret_file = "secret"\n', "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    asyncio.run(approve_one())
    return tmp_path


async def approve_one() -> None:
    wiring = Wiring(load_settings())
    await wiring.open()
    case = await wiring.cases.open_case(a_ticket())
    await wiring.cases.record_classification(case.id, CLASSIFICATION)
    await wiring.cases.record_draft(case.id, DRAFT)
    case = await wiring.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    await wiring.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    await wiring.aclose()


def audit(*words: str) -> Result:
    return CliRunner().invoke(app, ["audit", *words])


def rewrite(town: Path, statement: sa.Executable) -> None:
    async def act() -> None:
        engine = open_engine(f"sqlite+aiosqlite:///{town / 'guichet.db'}")
        async with engine.begin() as connection:
            await disarm(connection)
            await connection.execute(statement)
        await engine.dispose()

    asyncio.run(act())


def test_a_whole_trail_is_said_to_be_whole() -> None:
    verified = audit("verify")
    assert verified.exit_code == 0
    assert "Le journal est entier, approbations et envois compris." in verified.output


def test_a_changed_link_is_named_and_the_status_says_so(town: Path) -> None:
    rewrite(town, events.update().where(events.c.seq == 3).values(actor="x"))
    refused = audit("verify")
    assert refused.exit_code == 1
    assert "L'événement n° 3 a été modifié" in refused.output


def test_a_changed_approval_is_named_though_the_chain_is_whole(town: Path) -> None:
    rewrite(town, approvals.update().values(text="Autre chose"))
    refused = audit("verify")
    assert refused.exit_code == 1
    assert "n'a pas le sceau du guichet" in refused.output


def test_what_an_approval_rests_on_changed_afterwards_is_named(town: Path) -> None:
    rewrite(town, drafts.update().values(body=to_json(DRAFTS, replace(DRAFT, findings=()))))
    refused = audit("verify")
    assert refused.exit_code == 1
    assert "s'appuie sur des faits, règles ou passages modifiés depuis" in refused.output


def test_a_revocation_without_our_seal_is_named(town: Path) -> None:
    row = sa.select(
        approvals.c.id, approvals.c.approved_at, *map(sa.literal, ("eve", "stale", "x"))
    )
    rewrite(town, revocations.insert().from_select(list(revocations.c), row))
    refused = audit("verify")
    assert refused.exit_code == 1
    assert "sa révocation n'a pas le sceau du guichet" in refused.output


def test_an_export_holds_itself_and_is_verified_alone(town: Path) -> None:
    file = town / "journal.jsonl"
    assert audit("export", "--output", str(file)).exit_code == 0
    links = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [link["seq"] for link in links] == [1, 2, 3, 4, 5, 6]
    assert (links[-1]["kind"], links[-1]["actor"]) == ("trail_exported", "commande")
    verified = audit("verify", "--file", str(file))
    assert verified.exit_code == 0
    assert "du n° 1 au n° 6" in verified.output
    assert links[-1]["hash"] in verified.output


def test_an_export_from_a_later_link_is_verified_from_there(town: Path) -> None:
    file = town / "journal.jsonl"
    file.write_text(audit("export", "--from", "4").stdout, "utf-8")
    assert audit("verify", "--file", str(file), "--from", "4").exit_code == 0
    refused = audit("verify", "--file", str(file))
    assert refused.exit_code == 1
    assert "n° 4 ne suit pas le n° 0" in refused.output


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[1:], "n° 2 ne suit pas le n° 0"),
        (lambda lines: [*lines[:2], *lines[3:]], "n° 4 ne suit pas le n° 2"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "n° 3 ne suit pas le n° 1"),
        (lambda lines: [lines[0], lines[1].replace("guichet", "eve"), *lines[2:]], "n° 2 a été"),
        (lambda lines: [*lines[:3], "autre chose", *lines[4:]], "La ligne 4 n'est pas"),
        (lambda lines: [*lines[:3], "[" * 100_000, *lines[4:]], "La ligne 4 n'est pas"),
        (lambda _: [], "ne contient aucun événement"),
    ],
)
def test_an_export_that_was_changed_names_its_first_break(
    town: Path, change: Change, said: str
) -> None:
    file = town / "journal.jsonl"
    lines = audit("export").stdout.splitlines()
    file.write_text("\n".join(change(lines)), "utf-8")
    refused = audit("verify", "--file", str(file))
    assert refused.exit_code == 1
    assert said in refused.output


def test_a_spreadsheet_is_given_what_it_reads() -> None:
    written = audit("export", "--format", "csv").stdout
    assert written.startswith("\ufeff")
    rows = list(csv.reader(written.removeprefix("\ufeff").splitlines(), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6"]
    assert rows[5][2:5] == ["ada", "Réponse approuvée", "approved"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "--format", "xml"), "Aucun format « xml »"),
        (("export", "--output", "/nulle/part"), "ne peut être écrite"),
        (("verify", "--file", "/nulle/part"), "ne peut être lu"),
        (("verify", "--from", "3"), "ne vaut qu'avec"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    refused = audit(*words)
    assert refused.exit_code == 1
    assert said in refused.output
