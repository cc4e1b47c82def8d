"""Whether the town's templates of letters work: `guichet letters check`."""

import asyncio

import typer

from cli.terminal import console, read_settings, say

letters = typer.Typer(help="Les lettres sur papier.", no_args_is_help=True)


@letters.callback()
def main() -> None:
    """Les lettres sur papier."""


@letters.command("check")
def check() -> None:
    """Remplir les modèles du dossier « letters » d’une lettre inventée, et dire ce qui manque."""
    from web.letters.letter_layout import SHIPPED, Kind, template_for
    from web.letters.template_check import check_template

    settings = read_settings()
    good = True
    for kind in Kind:
        template = template_for(kind, settings.letters)
        wrong = asyncio.run(check_template(kind, template, settings.town.name))
        shipped = " (le modèle livré)" if template.parent == SHIPPED else ""
        mark = "[bold red]NON [/]" if wrong else "[green]bon [/]"
        console.print(mark, end="")
        say(f"{template}{shipped}{' – ' if wrong else ''}{wrong}")
        good = good and not wrong
    if not good:
        raise typer.Exit(1)
