"""An office around a served system: cases, approvals and the sending flow, without Prefect."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest

from app import wiring
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.model import Case, CaseState
from connectors.base import ConnectorError
from flows import send_reply as module
from flows import tasks
from flows.collect_tickets import TO_SEND
from flows.send_reply import send_reply
from tests.builders import ADA, CLASSIFICATION, DRAFT, shown
from tests.contract.systems import Sending

GRACE = timedelta(seconds=0.15)
RESTARTS = 6


def without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the flows call their steps as they are: nothing is tried again by itself."""
    monkeypatch.setattr(tasks, "task_of", lambda step, **_: step)


@asynccontextmanager
async def open_office(
    monkeypatch: pytest.MonkeyPatch, sending: Sending, database: str
) -> AsyncIterator[Wiring]:
    """Work with one served system on one database, for the length of a `with`."""
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", database)
    monkeypatch.setenv("GUICHET_PAGE__UNDO_SECONDS", "0")
    monkeypatch.setattr(module, "BETWEEN_LOOKS", 0.02)
    monkeypatch.setattr(tasks, "LONGEST_RETRY_AFTER", 0)
    without_prefect(monkeypatch)
    sending.world.system.grace = GRACE
    made = Wiring(Settings(lease_seconds=2))
    made.__dict__["systems"] = {sending.world.system.name: sending.world.system}
    await made.open()
    monkeypatch.setattr(wiring, "_installed", [made])
    yield made
    await made.engine.dispose()


async def approved(office: Wiring, sending: Sending) -> Case:
    """Bring a new ticket of the system to its approval."""
    number = await sending.world.open_ticket("Congés", "Combien de jours ?")
    case = await office.cases.open_case(await sending.world.system.read_ticket(number))
    await office.cases.record_classification(case.id, CLASSIFICATION)
    await office.cases.record_draft(case.id, DRAFT)
    case = await office.cases.move(case.id, CaseState.AWAITING_APPROVAL)
    await office.approvals.approve(case.id, shown(case), DRAFT.text, ADA)
    return await office.cases.find(case.id)


async def send(case: Case) -> None:
    """Run the sending flow once; a trouble is left to the next run."""
    with suppress(ConnectorError):
        await send_reply.fn(case.id)


async def brought_to_rest(office: Wiring, case: Case) -> Case:
    """Send again for as long as the collection would start it again."""
    for _ in range(RESTARTS):
        held = await office.cases.find(case.id)
        if held.state not in TO_SEND:
            return held
        await send(case)
    return await office.cases.find(case.id)
