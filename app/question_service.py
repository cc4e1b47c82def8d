"""Officers' questions: what may be asked, and the agents that answer beside the page."""

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy.pool import NullPool

from agents.answerer.compose import answer_question
from agents.answerer.state import Answer
from agents.dependencies import Dependencies
from app.settings.sections import WrongSetting
from app.wiring import Wiring
from cases.store.database import open_engine
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.procedures import LONGEST_QUESTION
from statute.french import day

log = structlog.get_logger()

T = TypeVar("T")

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
AT_ONCE = 2
MOST_WAITING = 8
"""Questions of all officers in hand or waiting for their turn; the next one is sent back."""
PATIENCE = 8.0
"""Seconds that a question waits before its officer is told that it will take longer."""


class BadQuestion(ValueError):
    """A question cannot be asked; the message is one French sentence with what to do."""


class NotYet(Exception):
    """A question cannot be answered right now; it can be asked again in a moment."""


class CannotAnswer(Exception):
    """The agents cannot be loaded; an operator must look."""


def question_asked(written: str) -> str:
    """Check a question. Raises `BadQuestion`."""
    if len(written) > LONGEST_QUESTION:
        raise BadQuestion(
            f"La question dépasse {LONGEST_QUESTION // 1000} 000 signes : raccourcissez-la."
        )
    if not any(character.isalnum() for character in written):
        raise BadQuestion("La question est vide : écrivez-la en quelques mots.")
    return written


def day_asked(written: str, today: date) -> date:
    """Read the day whose law is asked, today when nothing is written. Raises `BadQuestion`."""
    try:
        asked = date.fromisoformat(written.strip()) if written.strip() else today
    except ValueError:
        raise BadQuestion(
            f"« {written[:40]} » n’est pas une date existante : écrivez AAAA-MM-JJ."
        ) from None
    if not FIRST_DAY <= asked <= LAST_DAY:
        raise BadQuestion(
            f"Le droit est connu du {day(FIRST_DAY)} au {day(LAST_DAY)} : choisissez un autre jour."
        )
    return asked


def local_today() -> date:
    """Give the day on this machine's calendar."""
    return datetime.now(UTC).astimezone().date()


class Questions:
    """Answers questions in the page's process, on an event loop of their own.

    The agents cost seconds to load: they are loaded when somebody first opens the page of
    questions, and the page goes on answering meanwhile.
    """

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        # A connection serves the loop that opened it: none is shared with the page, none is kept.
        self._engine = open_engine(wiring.settings.database, NullPool)
        self._aside: asyncio.AbstractEventLoop | None = None
        self._loading: asyncio.Task[None] | None = None
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    def prepare(self) -> None:
        """Begin to load the agents, unless it was done; returns at once."""
        done = self._loading is not None and self._loading.done()
        if self._loading is None or (done and not self.ready):
            self._loading = asyncio.create_task(self._load())

    @property
    def ready(self) -> bool:
        """Whether a question asked now is answered without waiting for the agents."""
        loading = self._loading
        return loading is not None and loading.done() and loading.exception() is None

    async def ask(self, question: str, on: date) -> Answer:
        """Answer a question. Raises `NotYet`, `CannotAnswer`."""
        if self._waiting >= MOST_WAITING:
            raise NotYet
        self._waiting += 1
        try:
            return await self._in_turn(question, on)
        finally:
            self._waiting -= 1

    async def aclose(self) -> None:
        """Release connections."""
        await self._engine.dispose()

    async def _in_turn(self, question: str, on: date) -> Answer:
        await self._agents()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._turns.acquire()
        except TimeoutError:
            raise NotYet from None
        try:
            deps = await self._wiring.renew_texts()
            if isinstance(deps.official, OfficialTexts):
                deps = replace(deps, official=replace(deps.official, engine=self._engine))
            return await self._beside(answer_question(question, on, deps, local_today()))
        finally:
            self._turns.release()

    async def _agents(self) -> None:
        self.prepare()
        loading = self._loading
        if loading is None:
            raise NotYet
        await asyncio.wait({loading}, timeout=PATIENCE)
        if not loading.done():
            raise NotYet
        if loading.exception() is not None:
            raise CannotAnswer from loading.exception()

    async def _load(self) -> None:
        async def load_agents() -> Dependencies:
            return self._wiring.deps

        try:
            await self._beside(load_agents())
            await self._wiring.renew_texts()
        except Exception as error:
            why = str(error) if isinstance(error, WrongSetting) else type(error).__name__
            log.warning("questions_cannot_be_answered", why=why)
            raise

    async def _beside(self, work: Coroutine[Any, Any, T]) -> T:
        """Run on the other loop, so that counting never holds up the page."""
        if self._aside is None:
            self._aside = asyncio.new_event_loop()
            threading.Thread(target=self._aside.run_forever, daemon=True).start()
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._aside))
