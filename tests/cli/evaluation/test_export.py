"""A town's approved cases as a ticket set, without what says who asked."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from cases.decisions.approvals import DraftRef
from cases.model import CaseState, Draft, Message, Outcome, Ticket
from cases.store.records import DeliveryState
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.ticket_sets import exported, read_sets
from guichet import app
from tests.builders import ADA, BOB, CLASSIFICATION, Store, a_ticket

ASKED = "Bonjour, je suis Camille Durand, matricule 48213, 06 39 98 12 34. Combien de congés ?"
SENT = "Bonjour Camille Durand,\n\nVous avez 25 jours.\n\nLa direction"
SPANS = ("Camille", "Durand", "48213", "06 39 98", "valmorel.example")


async def answer(
    store: Store, ticket: Ticket, *, sensitive: bool = False, outcome: Outcome = Outcome.ANSWER
) -> None:
    case = await store.cases.open_case(ticket)
    found = replace(CLASSIFICATION, sensitive=sensitive)
    await store.cases.record_classification(case.id, found)
    await store.cases.record_draft(case.id, Draft(outcome, "Bonjour, brouillon."))
    case = await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    assert case.draft is not None
    store.clock.advance(timedelta(minutes=1))
    shown = DraftRef(1, case.draft.sha256)
    await store.approvals.approve(case.id, shown, SENT, ADA)
    if sensitive:
        await store.approvals.confirm(case.id, shown, BOB)
    store.clock.advance(timedelta(hours=1))
    started = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert started is not None
    await store.deliveries.settle(await store.deliveries.record(started, DeliveryState.SENT))


async def entries(store: Store, since_days: int | None = None) -> list[dict[str, object]]:
    since = None if since_days is None else store.clock() - timedelta(days=since_days)
    return [entry async for entry in exported(store.engine, since)]


async def test_an_approved_case_becomes_a_ticket_without_who_asked(store: Store) -> None:
    await answer(store, a_ticket(text=ASKED))
    (entry,) = await entries(store)
    written = yaml.safe_dump(entry, allow_unicode=True)
    for span in SPANS:
        assert span not in written
    assert "Combien de congés ?" in str(entry["text"])
    assert "Vous avez 25 jours." in str(entry["sent"])
    read = LabelledTicket.model_validate(entry)
    assert (read.category, read.should_abstain, read.date) == (
        "conges",
        False,
        a_ticket().received_at.date(),
    )


async def test_sensitive_cases_and_those_without_a_letter_stay_where_they_are(
    store: Store,
) -> None:
    await answer(store, a_ticket("1"), sensitive=True)
    await store.cases.open_case(a_ticket("2"))
    assert await entries(store) == []


async def test_a_letter_that_only_asked_is_a_ticket_to_abstain_on(store: Store) -> None:
    await answer(store, a_ticket(), outcome=Outcome.ASK)
    (entry,) = await entries(store)
    assert entry["should_abstain"] is True


async def test_what_came_after_the_draft_is_not_asked_of_its_letter(store: Store) -> None:
    await answer(store, a_ticket(text=ASKED))
    store.clock.advance(timedelta(days=1))
    later = Message("m2", "", store.clock(), "Et pour le télétravail ?", from_requester=True)
    await store.cases.open_case(a_ticket("1", later, text=ASKED))
    (entry,) = await entries(store)
    assert "télétravail" not in str(entry["text"])


async def test_only_letters_since_a_day_are_taken(store: Store) -> None:
    await answer(store, a_ticket("1"))
    store.clock.advance(timedelta(days=30))
    await answer(store, a_ticket("2"))
    assert [entry["id"] for entry in await entries(store, since_days=10)] == ["cas-00001"]
    assert len(await entries(store)) == 2


async def test_the_file_is_a_set_that_evaluate_reads_and_is_never_overwritten(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await answer(sqlite_store, a_ticket(text=ASKED))
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    monkeypatch.setenv("GUICHET_SECRET_FILE", str(tmp_path / "secret"))
    file = tmp_path / "jeu.yaml"
    told = "\n".join([await _export(file), await _export(file), await _export(file, "2027-01-01")])
    assert "1 dossier(s)" in told
    assert "ce n'est pas une anonymisation" in told
    assert "existe déjà" in told
    assert "Aucune lettre partie" in told
    assert [t.id for t in read_sets([str(file)]).tickets] == ["cas-00001"]


async def _export(file: Path, since: str = "") -> str:
    words = ["evaluate", "export", str(file), *(["--since", since] if since else [])]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    return " ".join(done.output.split())
