"""Whether each ticketing system is ready for us: `guichet connectors`."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.text import Text

from app.recipients import who_is_alerted
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.ticketing_systems import open_systems
from cli.terminal import console, one_line, read_settings, say, stop
from connectors.base import Check, ConnectorError
from connectors.safe_text import clean

connectors = typer.Typer(help="Les systèmes de tickets.", no_args_is_help=True)

LONGEST_SECONDS = 120.0
"""For one system: its own time limits for each request are shorter."""

TOO_LONG = "Il n’a pas répondu à temps : réessayer, ou voir s’il est surchargé."


@connectors.callback()
def main() -> None:
    """Les systèmes de tickets."""


@connectors.command("check")
def check(
    system: Annotated[str, typer.Argument(help="Un seul système, par son nom.")] = "",
) -> None:
    """Vérifier adresse, horloge, jeton, droits et champs de chaque système, ou d’un seul."""
    settings = read_settings()
    known = list(settings.systems)
    if not known:
        stop("systems : aucun système de tickets n’est réglé dans guichet.toml.")
    if system and system not in known:
        listed = ", ".join(known)
        stop(f"Aucun système « {clean(system)} » : ceux des réglages sont {listed}.")
    if not system and (nobody := who_is_alerted(settings)):
        say(nobody)
    if not asyncio.run(_check_all(settings, [system] if system else known)):
        raise typer.Exit(1)


async def _check_all(settings: Settings, names: Sequence[str]) -> bool:
    """Check systems one after the other; print each as soon as it answered."""
    good = True
    for name in names:
        lines = await checks_of(settings, name, os.environ)
        for line in lines:
            console.print(format_check(name, line), soft_wrap=True)
        good = good and all(line.ok for line in lines)
    return good


async def checks_of(
    settings: Settings, name: str, environment: Mapping[str, str]
) -> tuple[Check, ...]:
    """Check one system; what keeps it from being checked is a line too."""
    alone = settings.model_copy(update={"systems": {name: settings.systems[name]}})
    try:
        system = open_systems(alone, environment)[name]
    except (WrongSetting, ConnectorError, OSError) as error:
        return (Check("Réglages", ok=False, advice=str(error)),)
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            return await system.check()
    except ConnectorError as error:
        return (Check("Adresse", ok=False, advice=str(error)),)
    except TimeoutError:
        return (Check("Adresse", ok=False, advice=TOO_LONG),)
    finally:
        await system.aclose()


def format_check(name: str, line: Check) -> Text:
    """Write one line of a check as the terminal shows it."""
    mark = ("bon ", "green") if line.ok else ("NON ", "bold red")
    what = f"{name} : {one_line(line.what)}"
    # What a server wrote must neither colour nor move the operator's screen.
    advice = f" – {one_line(line.advice)}" if line.advice else ""
    return Text.assemble(mark, what, advice)
