"""A town on the command line, where somebody has cases and is named in those of others."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.settings.town_settings import load_settings
from app.wiring import Wiring
from cases.audit.trail import Event, read_trail
from cases.model import Case, CaseState, Message, Ticket
from cases.store.database import now
from guichet import app
from tests.builders import SECRET, StoppedClock, Store, a_ticket, store_on
from tests.cases.clearings import a_personal_ticket, answered, rejected

EMAIL = "camille.durand@valmorel.example"
OTHER = "leo.martin@valmorel.example"


@dataclass
class Town:
    folder: Path

    def does(self, action: Callable[[Store], Awaitable[Case | None]]) -> Case | None:
        async def act() -> Case | None:
            wiring = Wiring(load_settings())
            await wiring.open()
            store = store_on(wiring.engine, StoppedClock())
            try:
                return await action(store)
            finally:
                await wiring.aclose()

        return asyncio.run(act())

    def trail(self) -> list[Event]:
        found: list[Event] = []

        async def read(store: Store) -> None:
            found.extend(await read_trail(store.engine))

        self.does(read)
        return found

    def state(self, number: str) -> CaseState:
        async def read(store: Store) -> Case | None:
            return await store.cases.find_ticket("demo", number)

        case = self.does(read)
        assert case
        return case.state


def settle(sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose Camille Durand has two cases, and is named in one of somebody else's."""
    file = sqlite_file.with_name("guichet.toml")
    database = f"sqlite+aiosqlite:///{sqlite_file}"
    file.write_text(f'database = "{database}"\nsecret_file = "secret"\n', "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    monkeypatch.setenv("GUICHET_SECRET", SECRET.decode())
    # The server of the tests is not that of the settings.
    monkeypatch.setattr("cli.terminal.set_environment", lambda *_: None)
    made = Town(sqlite_file.parent)

    async def fill(store: Store) -> None:
        await answered(store, a_personal_ticket("1"))
        await rejected(store, a_personal_ticket("2"))
        await store.cases.open_case(of_leo("3", "Je remplace DURAND\nCamille.", "Camille  Durand"))
        await store.cases.open_case(of_leo("4", "Mes congés, sans rapport.", "Camille Durant"))

    made.does(fill)
    return made


def of_leo(number: str, text: str, more: str) -> Ticket:
    said = (
        Message(f"m{place}", "Léo Martin", now(), words, from_requester=True)
        for place, words in enumerate((text, more))
    )
    ticket = replace(a_ticket(number), messages=tuple(said))
    return replace(ticket, requester_email=OTHER, requester_name="Léo Martin")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))
