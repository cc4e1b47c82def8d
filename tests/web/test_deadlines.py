"""What officers read of deadlines, and why a letter is being written again."""

from datetime import UTC, datetime, timedelta

import pytest

from app.working_time import PARIS
from cases.model import Case, CaseState
from cases.queues import deadlines
from cases.queues.deadlines import EXPIRED, EXPIRED_AGAIN, Notice
from cases.store.database import now
from tests.builders import ADA, DRAFT, Store, shown
from tests.web.conftest import Officer
from web import formatting

NOON = datetime(2026, 12, 4, 12, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "échéance le 7 décembre 2026"),
        (1, "échéance demain"),
        (0, "échéance aujourd’hui"),
        (-1, "en retard de 1 jour"),
        (-2, "en retard de 2 jours"),
    ],
)
def test_a_deadline_is_said_as_a_calendar_shows_it(days: int, said: str) -> None:
    due = NOON.replace(hour=23, minute=59, second=59) + timedelta(days=days)
    assert formatting.due(due, NOON, PARIS).replace("\u00a0", " ") == said


async def test_a_case_shows_its_deadline_until_it_is_decided(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    path = f"/dossiers/{awaiting.id}"
    assert 'class="badge due' not in await ada.sees(path)
    await deadlines.set_due(sqlite_store.engine, awaiting.id, now() - timedelta(days=2))
    assert '<span class="badge due late">en retard de 2\u00a0jours</span>' in await ada.sees(path)
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, ADA)
    assert 'class="badge due' not in await ada.sees(path)


async def test_a_deadline_to_come_is_not_red(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    await deadlines.set_due(sqlite_store.engine, awaiting.id, datetime(2100, 1, 4, 12, tzinfo=UTC))
    seen = await ada.sees(f"/dossiers/{awaiting.id}")
    assert '<span class="badge due">échéance le 4\u00a0janvier 2100</span>' in seen


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("nouveau message dans le ticket", "La conversation a changé"),
        ("texte changé : note.md", "Un texte cité a changé"),
        (EXPIRED, "Personne n’a décidé à temps et le brouillon a expiré"),
    ],
)
async def test_why_a_letter_is_written_again_is_said_where_it_stands_and_in_its_history(
    ada: Officer, sqlite_store: Store, awaiting: Case, reason: str, said: str
) -> None:
    await sqlite_store.cases.move(awaiting.id, CaseState.STALE, reason)
    seen = await ada.sees(f"/dossiers/{awaiting.id}")
    assert f"{said} : une nouvelle réponse se prépare." in seen
    assert f"{said}, la réponse est à refaire" in seen


async def test_who_was_told_of_a_deadline_is_in_the_history(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    for notice in Notice:
        ids = [awaiting.id]
        await deadlines.record_notice(
            sqlite_store.engine, ids, notice, sqlite_store.clock(), "mail"
        )
    await sqlite_store.cases.move(awaiting.id, CaseState.HANDED_OVER, EXPIRED_AGAIN)
    seen = await ada.sees(f"/dossiers/{awaiting.id}")
    assert "Échéance proche, rappelée à qui traite la demande" in seen
    assert "Échéance passée, signalée à la personne responsable" in seen
    assert "Brouillon expiré une seconde fois, dossier confié à une personne" in seen
