"""`guichet evaluate`: ticket sets by one or several routes, compared."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track
from typer.core import TyperGroup

from flows.commands.accounts import read_settings, say, stop, with_store
from flows.commands.statute import NotADay, a_day

if TYPE_CHECKING:
    from flows.evaluation.running import Following, Ran
    from flows.evaluation.scores import LabelledTicket
    from flows.evaluation.sets import TicketSet
    from flows.settings import Settings
    from flows.wiring import Wiring

RUN = "run"
_told = Console(stderr=True, highlight=False, markup=False)
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
) -> None:
    """Rédiger sur des tickets étiquetés par une ou plusieurs routes, et comparer."""
    from flows.evaluation.sets import read_sets
    from flows.evaluation.tables import comparison_of, show_failing, table_of
    from flows.try_tickets import UnreadableInput

    settings = read_settings()
    try:
        tickets = read_sets(sources, a_day(on), only or ())
    except (NotADay, UnreadableInput) as error:
        stop(str(error))
    for sentence in tickets.refused:
        say(sentence)
    ran = evaluate_routes(settings, tickets, routes or [""])
    if show:
        show_failing(ran[0].scores, _printed)
    _printed.print(table_of(ran))
    for other in ran[1:]:
        _printed.print(comparison_of(ran[0], other))
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

    from flows.evaluation.export import exported
    from flows.working_time import PARIS

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


_NOT_ANONYMOUS = (
    "Noms, numéros et adresses reconnus y sont remplacés : c'est moins de données, ce n'est pas "
    "une anonymisation. Relisez ce fichier, gardez-le comme les dossiers, effacez-le ensuite."
)


def evaluate_routes(
    settings: "Settings", tickets: "TicketSet", routes: Sequence[str]
) -> "list[Ran]":
    """Run each route over the tickets, a bar on the terminal; or stop with a sentence.

    A route is a file, `embedded` for no model, or empty for the active one.
    """
    from agents.door.reading import WrongModels
    from flows.evaluation.running import routes_at
    from flows.settings import WrongSetting
    from flows.team import build_team

    try:
        opened = [
            (name_of(settings, route), routes_at(path_of(settings, route))) for route in routes
        ]
        team = build_team(settings)
    except (WrongModels, WrongSetting) as error:
        stop(str(error))

    async def run_all() -> "list[Ran]":
        from flows.evaluation.running import run_set, with_routes

        done = []
        for name, read in opened:
            own, door = with_routes(team, settings, read)
            done.append(await run_set(name, tickets.tickets, own, door, _followed(name)))
        return done

    return asyncio.run(run_all())


def path_of(settings: "Settings", route: str) -> Path | None:
    """Give the file of a route; None for no model."""
    from agents.door.routes import EMBEDDED
    from flows.models_in_use import file_in_use

    if route == EMBEDDED:
        return None
    return Path(route) if route else file_in_use(settings)


def name_of(settings: "Settings", route: str) -> str:
    """Name a route in a table."""
    from flows.models_in_use import file_in_use

    return route or f"active ({file_in_use(settings).name[:12]})"


def write_report(path: Path, tickets: "TicketSet", ran: "Sequence[Ran]") -> None:
    """Write the HTML report, or stop with a sentence."""
    from flows.evaluation.report import report_of

    try:
        path.write_text(report_of(tickets, ran), encoding="utf-8", errors="replace")
    except OSError as error:
        stop(f"{path} ne peut être écrit : {error.strerror}.")
    say(f"Le rapport est dans {path}. Il montre les tickets et les lettres : gardez-le comme eux.")


def _followed(name: str) -> "Following":
    def follow(tickets: "Iterable[LabelledTicket]") -> "Iterable[LabelledTicket]":
        return track(tickets, name, console=_told, disable=not _told.is_terminal)

    return follow
