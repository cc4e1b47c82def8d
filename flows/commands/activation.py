"""`guichet models activate|rollback|compare`: a candidate is judged before it counts."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.commands.accounts import read_settings, say, stop, with_store

if TYPE_CHECKING:
    from cases.activations import Standing
    from flows.evaluation.running import Ran
    from flows.evaluation.sets import TicketSet
    from flows.settings import Settings
    from flows.wiring import Wiring

activation = typer.Typer()
"""The commands of `guichet models` about which routes count."""

_printed = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 160)


@activation.command("activate")
def models_activate(
    route: Annotated[str, typer.Argument(help="Le fichier candidat, ou « embedded ».")],
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="Un jeu de tickets ; sinon gate.sets.")
    ] = None,
    on: Annotated[str, typer.Option(help="Jour des tickets sans date, AAAA-MM-JJ.")] = "",
    report: Annotated[Path | None, typer.Option(help="Fichier HTML à écrire.")] = None,
) -> None:
    """Activer un fichier de modèles, s'il passe les jeux de tickets dans les marges."""
    from flows.activation import read_candidate
    from flows.evaluation.command import write_report
    from flows.evaluation.gate import judge
    from flows.evaluation.tables import comparison_of
    from flows.models_in_use import sha256_of_bytes

    settings = read_settings()
    tickets = _tickets(sets or [str(path) for path in settings.gate.sets], on)
    try:
        content = read_candidate(route)
    except OSError as error:
        stop(f"{route} ne peut être lu : {error.strerror}.")
    seen = with_store(settings, _standing)
    if seen.active and seen.active.sha256 == sha256_of_bytes(content):
        stop(f"{route} est déjà actif.")
    ran = _run_both(settings, route, content, tickets)
    _printed.print(comparison_of(*ran))
    if report is not None:
        write_report(report, tickets, ran)
    verdict = judge(settings.gate, *ran)
    if not verdict.passed:
        stop(
            "Refusé, rien n’a changé :\n" + "\n".join(f"- {reason}." for reason in verdict.reasons)
        )
    _activate(settings, seen, route, content, tickets, ran)
    say(f"« {route} » est actif : page et travailleurs le prennent au ticket suivant.")


@activation.command("rollback")
def models_rollback() -> None:
    """Revenir au fichier de modèles qui était actif avant."""
    from cases.activations import ActivatedMeanwhile
    from flows.activation import roll_back

    settings = read_settings()
    try:
        name = with_store(settings, lambda wiring: roll_back(settings, wiring.engine))
    except ActivatedMeanwhile:
        stop(_MEANWHILE)
    say(f"De nouveau actif : {name}. Page et travailleurs le prennent au ticket suivant.")


@activation.command("compare")
def models_compare(
    route: Annotated[
        Path | None, typer.Argument(help="Le fichier à l’essai ; sinon shadow_models.")
    ] = None,
) -> None:
    """Rapprocher un modèle à l’essai des modèles actifs et des lettres envoyées."""
    from statistics import median

    from flows.comparing import MEASURES, read_both, same_outcome
    from flows.evaluation.tables import comparison_of
    from flows.models_in_use import sha256_of_bytes

    settings = read_settings()
    path = route or settings.shadow_models
    if path is None:
        stop("Aucun modèle n'est à l'essai : nommez son fichier, ou le réglage shadow_models.")
    try:
        sha256 = sha256_of_bytes(path.read_bytes())
    except OSError as error:
        stop(f"{path} ne peut être lu : {error.strerror}.")
    *sides, whole = with_store(settings, lambda wiring: read_both(wiring.engine, sha256))
    active, shadow = sides
    if not shadow.scores:
        stop(
            f"{whole} brouillon(s) à l'essai, aucun dont la lettre soit partie : revenez plus tard."
        )
    _printed.print(comparison_of(active, shadow, MEASURES))
    _printed.print(
        f"{len(shadow.scores)} lettres parties, sur {whole} brouillons à l'essai ; même issue : "
        f"{same_outcome((active, shadow))} ; {median(s.seconds for s in shadow.scores):.1f} s par "
        "ticket (médiane) pour le modèle à l'essai."
    )


_MEANWHILE = "Les modèles actifs ont changé entre-temps : rien n'est fait, recommencez."


def _tickets(sources: Sequence[str], on: str) -> "TicketSet":
    from flows.commands.statute import NotADay, a_day
    from flows.evaluation.sets import read_sets
    from flows.try_tickets import UnreadableInput

    if not sources:
        stop("Il manque un jeu de tickets : donnez --set FICHIER, ou le réglage gate.sets.")
    try:
        tickets = read_sets(sources, a_day(on))
    except (NotADay, UnreadableInput) as error:
        stop(str(error))
    if tickets.refused:
        stop("\n".join(tickets.refused))
    return tickets


async def _standing(wiring: "Wiring") -> "Standing":
    """Read what counts, once it is sure that it is what the candidate will be held against."""
    from cases.activations import read_standing

    await wiring.check_models()
    return await read_standing(wiring.engine)


def _run_both(
    settings: "Settings", route: str, content: bytes, tickets: "TicketSet"
) -> "tuple[Ran, Ran]":
    """Run the active routes and a copy of the candidate: what is judged is what will count."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from flows.evaluation.command import evaluate_routes

    with TemporaryDirectory() as folder:
        copy = Path(folder) / "candidat.yaml"
        copy.write_bytes(content)
        before, after = evaluate_routes(settings, tickets, ["", str(copy)])
    return before, replace(after, name=route)


def _activate(  # noqa: PLR0913, PLR0917 - as what it calls
    settings: "Settings",
    seen: "Standing",
    route: str,
    content: bytes,
    tickets: "TicketSet",
    ran: "tuple[Ran, Ran]",
) -> None:
    from cases.activations import ActivatedMeanwhile
    from flows.activation import activate

    try:
        with_store(
            settings,
            lambda wiring: activate(settings, wiring.engine, seen, route, content, tickets, ran),
        )
    except ActivatedMeanwhile:
        stop(_MEANWHILE)
    except OSError as error:
        stop(f"{error.filename} ne peut être écrit : {error.strerror}.")
