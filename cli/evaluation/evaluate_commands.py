"""`guichet evaluate`: ticket sets by one or several routes, compared."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from typer.core import TyperGroup

from cli.statute_commands import NotADay, a_day
from cli.terminal import read_settings, say, stop, with_store

if TYPE_CHECKING:
    from app.wiring import Wiring

RUN = "run"
_printed = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 160)


class _RunsByDefault(TyperGroup):
    """`guichet evaluate FICHIER` is `guichet evaluate run FICHIER`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # Typer's own context
        if args and args[0] not in {*self.commands, "--help"}:
            args = [RUN, *args]
        return super().parse_args(ctx, args)


evaluate = typer.Typer(
    cls=_RunsByDefault, help="Évaluer les lettres rédigées.", no_args_is_help=True
)

Day = Annotated[str, typer.Option(help="Jour de réception, AAAA-MM-JJ, s'il n'est dit.")]


@evaluate.command(RUN)
def evaluate_run(  # noqa: PLR0913 - the fields of a form
    sources: Annotated[list[str], typer.Argument(metavar="JEU...", help="Fichiers YAML.")],
    on: Day = "",
    only: Annotated[list[str] | None, typer.Option(help="Débuts d'identifiants à garder.")] = None,
    routes: Annotated[
        list[str] | None,
        typer.Option(help="Un models.yaml, ou « embedded » ; à répéter. Sinon la route active."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Fichier HTML à écrire ; il montre les tickets.")
    ] = None,
    *,
    show: Annotated[bool, typer.Option(help="Montrer chaque lettre en défaut.")] = False,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Jeu scellé : les totaux, aucun ticket.")
    ] = False,
) -> None:
    """Rédiger sur des tickets étiquetés par une ou plusieurs routes, et comparer."""
    from cli.evaluation.comparison import print_tables, show_failing
    from cli.evaluation.html_report import write_report
    from cli.evaluation.route_runs import evaluate_routes
    from cli.evaluation.ticket_sets import read_sets
    from cli.evaluation.ticket_trial import UnreadableInput

    if sealed and (show or report or only):
        stop(_ONLY_TOTALS)
    settings = read_settings()
    try:
        tickets = read_sets(sources, a_day(on), only or ())
    except (NotADay, UnreadableInput) as error:
        stop(str(error))
    for sentence in () if sealed else tickets.refused:
        say(sentence)
    ran = evaluate_routes(settings, tickets, routes or [""])
    if show:
        show_failing(ran[0].scores, _printed)
    print_tables(ran, _printed, sealed=sealed)
    if report is not None:
        write_report(report, tickets, ran)
    if tickets.refused:
        stop(f"{len(tickets.refused)} entrée(s) refusée(s).")


@evaluate.command("export")
def evaluate_export(
    file: Annotated[Path, typer.Argument(help="Le fichier YAML à écrire.")],
    since: Annotated[str, typer.Option(help="Lettres parties depuis, AAAA-MM-JJ.")] = "",
) -> None:
    """Écrire vos propres dossiers approuvés comme jeu de tickets, sous pseudonymes."""
    from datetime import datetime, time

    import yaml

    from app.working_time import PARIS
    from cli.evaluation.ticket_sets import exported

    try:
        day = a_day(since)
    except NotADay as error:
        stop(str(error))
    start = datetime.combine(day, time(), PARIS) if day else None

    async def gather(wiring: "Wiring") -> list[dict[str, object]]:
        return [entry async for entry in exported(wiring.engine, start)]

    entries = with_store(read_settings(), gather)
    if not entries:
        stop("Aucune lettre partie (hors dossiers sensibles) : rien n'est écrit.")
    try:
        with file.open("x", encoding="utf-8") as output:
            yaml.safe_dump({"tickets": entries}, output, allow_unicode=True, sort_keys=False)
    except FileExistsError:
        stop(f"{file} existe déjà : choisissez un autre nom.")
    except OSError as error:
        stop(f"{file} ne peut être écrit : {error.strerror}.")
    say(f"{len(entries)} dossier(s) dans {file}. {_NOT_ANONYMOUS}")


_ONLY_TOTALS = (
    "Un jeu scellé ne donne que ses totaux : ni --show, ni --report, ni --only avec --sealed."
)
_NOT_ANONYMOUS = (
    "Noms, numéros et adresses reconnus y sont remplacés : c'est moins de données, ce n'est pas "
    "une anonymisation. Relisez ce fichier, gardez-le comme les dossiers, effacez-le ensuite."
)
