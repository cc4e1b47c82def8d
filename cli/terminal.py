"""What every command does: read the settings, open the store, run, speak, stop with a sentence.

Sentences go to standard error; standard output stays free for what was asked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from rich.console import Console

from app.environment import set_environment
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings, load_settings
from connectors.safe_text import clean

if TYPE_CHECKING:
    from app.wiring import Wiring

T = TypeVar("T")

console = Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """Write a sentence on standard error, as it is: its brackets are no markup."""
    console.print(sentence, markup=False, soft_wrap=True)


def stop(sentence: str) -> NoReturn:
    """Say a sentence and end with status 1."""
    say(sentence)
    raise typer.Exit(1)


def one_line(text: str) -> str:
    """Write what a system says on one line, without what a terminal would obey."""
    return " ".join(clean(text).split())


def read_settings() -> Settings:
    """Read the settings, or stop with the sentence that says what is wrong."""
    try:
        return load_settings()
    except WrongSetting as error:
        stop(str(error))


def enter(home: Path) -> Settings:
    """Read the settings and set the environment.

    Before anything imports Prefect, which reads its environment once.
    """
    settings = read_settings()
    try:
        set_environment(settings, home)
    except WrongSetting as error:
        stop(str(error))
    return settings


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a command's coroutine; a wrong setting stops it with its sentence."""
    try:
        return asyncio.run(coroutine)
    except WrongSetting as error:
        stop(str(error))


def with_store(settings: Settings, action: Callable[["Wiring"], Awaitable[T]]) -> T:
    """Do something with the store, opened and closed around it."""
    from app.wiring import Wiring
    from cases.people.accounts import AccountError

    async def act() -> T:
        wiring = Wiring(settings)
        try:
            await wiring.open()
            return await action(wiring)
        finally:
            await wiring.aclose()

    try:
        return run(act())
    except AccountError as error:
        stop(str(error))
