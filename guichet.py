"""The command line."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console

from flows.commands.accounts import user
from flows.commands.activation import activation
from flows.commands.ask import ask
from flows.commands.connectors import connectors
from flows.commands.models import models
from flows.commands.oidc import oidc
from flows.commands.retention import person, purge
from flows.commands.statute import statute
from flows.commands.texts import import_texts, texts
from flows.commands.train import train
from flows.environment import set_environment
from flows.evaluation.command import evaluate
from flows.settings import HOME, Settings, WrongSetting, load_settings
from web.letters.command import letters
from web.record.command import audit

app = typer.Typer(
    help="Guichet RH : du ticket à la réponse approuvée.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models.add_typer(activation)

app.add_typer(user, name="user")
app.add_typer(audit, name="audit")
app.add_typer(oidc, name="oidc")
app.add_typer(connectors, name="connectors")
app.add_typer(letters, name="letters")
app.add_typer(evaluate, name="evaluate")
app.add_typer(models, name="models")
app.add_typer(statute, name="statute")
app.add_typer(texts, name="texts")
app.add_typer(person, name="person")
app.command("import")(import_texts)
app.command("ask")(ask)
app.command("purge")(purge)
app.command("train")(train)

T = TypeVar("T")

console = Console(stderr=True, highlight=False)


@app.callback()
def main() -> None:
    """Guichet RH : du ticket à la réponse approuvée."""
    # What we write holds tickets: nobody else on the machine reads it.
    os.umask(0o077)


@app.command()
def up() -> None:
    """Démarrer le serveur Prefect, un travailleur et la page."""
    settings = _enter(HOME / "var")
    from flows.supervisor import Screen
    from flows.up import run

    _start(lambda: run(settings, HOME / "var", Screen(console)))


@app.command()
def demo() -> None:
    """Démarrer la démonstration : la ville inventée de Valmorel-sur-Orge."""
    from flows.demo_folder import FOLDER, prepare_environment, prepare_folder

    prepare_environment(prepare_folder())
    settings = _enter(FOLDER)
    from flows.supervisor import Screen
    from flows.up import run_demo

    _start(lambda: run_demo(settings, Screen(console)))


@app.command("demo-reset")
def demo_reset() -> None:
    """Vider la démonstration."""
    from flows.demo_folder import reset

    reset()
    console.print("La démonstration est vide. « make demo » la refait.")


@app.command()
def declare() -> None:
    """Déclarer au serveur Prefect les déploiements, calendriers et files (fait par « up »)."""
    settings = _enter(HOME / "var")
    from flows.deployments import NotDeclared
    from flows.deployments import declare as declare_all
    from flows.opened import open_doors

    try:
        _run(declare_all(settings))
        doors = _run(open_doors())
    except NotDeclared as error:
        _stop(str(error))
    console.print(f"Déclaré à {settings.prefect.url}.")
    for warning in doors:
        console.print(warning, markup=False, soft_wrap=True)


@app.command()
def worker(name: str = "") -> None:
    """Exécuter les passages (un processus tiède ; un nom stable par travailleur)."""
    settings = _enter(HOME / "var")
    from flows.logs import configure_logs
    from flows.wiring import Wiring, install
    from flows.worker import default_name, work_for_ever

    configure_logs()

    async def work() -> None:
        wiring = Wiring(settings)
        await wiring.open()
        await wiring.check_models()
        install(wiring)
        await wiring.follow_texts()
        _ = wiring.systems
        await work_for_ever(name or default_name(), settings.prefect.runs_at_once)

    _run(work())


@app.command()
def page() -> None:
    """Servir la page où l'on approuve."""
    settings = _enter(HOME / "var")
    from flows.logs import configure_logs
    from web.serve import serve

    configure_logs()
    _run(serve(settings))


@app.command("try")
def try_tickets(
    source: Annotated[str, typer.Option("--input", help="Fichier .yaml ou .jsonl, ou - .")],
    output: Annotated[str, typer.Option("--output", help="Fichier .jsonl à écrire, ou - .")],
) -> None:
    """Classer, vérifier et rédiger sans rien garder ni envoyer."""
    from flows.team import build_team
    from flows.try_tickets import UnreadableInput, try_file

    try:
        bad = _run(try_file(source, output, build_team(_settings())))
    except (UnreadableInput, WrongSetting) as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{output} ne peut être écrit : {error.strerror}.")
    if bad:
        _stop(f"{bad} entrée(s) refusée(s) ; les autres sont dans {output}.")


def _settings() -> Settings:
    try:
        return load_settings()
    except WrongSetting as error:
        _stop(str(error))


def _run(coroutine: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(coroutine)
    except WrongSetting as error:
        _stop(str(error))


def _start(command: Callable[[], Coroutine[Any, Any, None]]) -> None:
    from flows.deployments import NotDeclared
    from flows.supervisor import ChildFailed, PortTaken

    try:
        _run(command())
    except (PortTaken, ChildFailed, NotDeclared) as error:
        _stop(str(error))


def _enter(home: Path) -> Settings:
    # Before anything imports Prefect, which reads the environment once.
    settings = _settings()
    try:
        set_environment(settings, home)
    except WrongSetting as error:
        _stop(str(error))
    return settings


def _stop(sentence: str) -> NoReturn:
    console.print(sentence, markup=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
