"""The agents beside the page: loaded when first needed, a few questions at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs

from agents.answerer.state import Answer
from agents.dependencies import NoOfficialTexts
from app import question_service
from app.question_service import CannotAnswer, NotYet, Questions
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.wiring import Wiring
from tests.answers import ANSWER, TODAY


class Work:
    """Stands for the agents' work: begins, and ends when it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_end = False

    async def __call__(self, question: str, _on: date, _deps: Any, _today: date) -> Answer:  # noqa: ANN401 - no team here
        self.begun.append(question)
        while not self.may_end:  # noqa: ASYNC110 - on another loop than the test's
            await asyncio.sleep(0.01)
        return ANSWER


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    made = Work()
    monkeypatch.setattr(question_service, "answer_question", made)
    monkeypatch.setattr(question_service, "PATIENCE", 0.3)
    return made


@pytest.fixture
async def wiring(sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wiring]:
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", f"sqlite+aiosqlite:///{sqlite_file}")
    made = Wiring(Settings())
    await made.open()
    made.__dict__["deps"] = SimpleNamespace(official=NoOfficialTexts())
    yield made
    await made.aclose()


async def begun(work: Work, count: int) -> None:
    async with asyncio.timeout(10):
        while len(work.begun) < count:  # noqa: ASYNC110 - on another loop than this one
            await asyncio.sleep(0.01)


async def test_a_question_is_answered_while_the_page_goes_on(work: Work, wiring: Wiring) -> None:
    asking = asyncio.create_task(Questions(wiring).ask("a", TODAY))
    await begun(work, 1)
    assert not asking.done()
    work.may_end = True
    assert await asking is ANSWER


async def test_two_are_answered_at_once_and_the_third_is_sent_back(
    work: Work, wiring: Wiring
) -> None:
    asked = Questions(wiring)
    first = [asyncio.create_task(asked.ask(q, TODAY)) for q in ("a", "b")]
    await begun(work, 2)
    with pytest.raises(NotYet):
        await asked.ask("c", TODAY)
    work.may_end = True
    assert await asyncio.gather(*first) == [ANSWER, ANSWER]
    assert await asked.ask("d", TODAY) is ANSWER
    assert work.begun[2:] == ["d"]


async def test_more_than_may_wait_are_sent_back_at_once(
    work: Work, wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_service, "MOST_WAITING", 2)
    asked = Questions(wiring)
    first = [asyncio.create_task(asked.ask(q, TODAY)) for q in ("a", "b")]
    await begun(work, 2)
    monkeypatch.setattr(question_service, "PATIENCE", 600.0)
    async with asyncio.timeout(5):
        with pytest.raises(NotYet):
            await asked.ask("c", TODAY)
    work.may_end = True
    await asyncio.gather(*first)


async def test_agents_that_load_slowly_do_not_hold_the_question(
    work: Work, wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = asyncio.Event()

    async def load() -> object:
        await loaded.wait()
        return wiring.deps

    monkeypatch.setattr(wiring, "renew_texts", load)
    asked = Questions(wiring)
    with pytest.raises(NotYet):
        await asked.ask("a", TODAY)
    assert work.begun == []
    loaded.set()
    work.may_end = True
    assert await asked.ask("a", TODAY) is ANSWER


async def test_agents_that_cannot_be_loaded_are_tried_again_at_the_next_question(
    work: Work, wiring: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse() -> None:
        raise WrongSetting("models : ce fichier manque.")

    work.may_end = True
    asked = Questions(wiring)
    with monkeypatch.context() as broken, capture_logs() as logs:
        broken.setattr(wiring, "renew_texts", refuse)
        with pytest.raises(CannotAnswer):
            await asked.ask("Mme Dubreuilh", TODAY)
    assert [log["why"] for log in logs] == ["models : ce fichier manque."]
    assert await asked.ask("a", TODAY) is ANSWER
