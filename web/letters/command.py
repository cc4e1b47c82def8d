"""Whether the town's templates of letters work: `guichet letters check`."""

import asyncio

import typer
from rich.console import Console

from flows.settings import WrongSetting, load_settings

letters = typer.Typer(help="Les lettres sur papier.", no_args_is_help=True)
console = Console(stderr=True, highlight=False, soft_wrap=True)


@letters.callback()
def main() -> None:
    """Les lettres sur papier."""


@letters.command("check")
def check() -> None:
    """Remplir les modèles du dossier « letters » d’une lettre inventée, et dire ce qui manque."""
    from web.letters.templates import SHIPPED, Kind, template_for
    from web.letters.trial import try_template

    try:
        settings = load_settings()
    except WrongSetting as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    good = True
    for kind in Kind:
        template = template_for(kind, settings.letters)
        wrong = asyncio.run(try_template(kind, template, settings.town.name))
        shipped = " (le modèle livré)" if template.parent == SHIPPED else ""
        mark = "[bold red]NON [/]" if wrong else "[green]bon [/]"
        console.print(mark, end="")
        console.print(f"{template}{shipped}{' – ' if wrong else ''}{wrong}", markup=False)
        good = good and not wrong
    if not good:
        raise typer.Exit(1)
