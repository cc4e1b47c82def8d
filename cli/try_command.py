"""`guichet try`: classify, check and draft over a file of tickets; nothing is stored nor sent."""

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from app.settings.sections import WrongSetting
from cli.evaluation.labelled_ticket import TriedTicket
from cli.evaluation.ticket_trial import (
    UnreadableInput,
    read_entries,
    refusal,
    try_and_draft,
)
from cli.terminal import read_settings, run, stop

if TYPE_CHECKING:
    from agents.dependencies import Dependencies


def try_tickets(
    source: Annotated[str, typer.Option("--input", help="Fichier .yaml ou .jsonl, ou - .")],
    output: Annotated[str, typer.Option("--output", help="Fichier .jsonl à écrire, ou - .")],
) -> None:
    """Classer, vérifier et rédiger sans rien garder ni envoyer."""
    from app.agent_dependencies import build_dependencies

    try:
        bad = run(try_file(source, output, build_dependencies(read_settings())))
    except (UnreadableInput, WrongSetting) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{output} ne peut être écrit : {error.strerror}.")
    if bad:
        stop(f"{bad} entrée(s) refusée(s) ; les autres sont dans {output}.")


async def try_file(source: str, output: str, deps: "Dependencies") -> int:
    """Try every ticket of a YAML or JSON Lines source; `-` is standard input, or output.

    Returns how many entries were bad; each is told on standard error with its number.
    """
    entries = list(read_entries(source))
    bad = 0
    console = Console(stderr=True)
    with _open_apart(output, source) as results:
        for number, entry in track(
            enumerate(entries, start=1),
            description="Tickets",
            total=len(entries),
            console=console,
            disable=not console.is_terminal,
        ):
            bad += not await _try_entry(number, entry, results, deps)
    return bad


def _open_apart(output: str, source: str) -> AbstractContextManager[TextIO]:
    if output == "-":
        return nullcontext(sys.stdout)
    if source != "-" and Path(output).exists() and Path(source).samefile(output):
        raise UnreadableInput(f"{output} est aussi le fichier lu : choisissez une autre sortie.")
    return Path(output).open("w", encoding="utf-8")


async def _try_entry(number: int, entry: object, results: TextIO, deps: "Dependencies") -> bool:
    if isinstance(entry, ValueError):
        print(f"Entrée n° {number} illisible : {entry}.", file=sys.stderr)
        return False
    try:
        tried = TriedTicket.model_validate(entry)
    except ValidationError as error:
        print(f"Entrée n° {number} refusée, {refusal(error)}.", file=sys.stderr)
        return False
    answer, _ = await try_and_draft(tried, deps)
    results.write(json.dumps(answer, ensure_ascii=False) + "\n")
    results.flush()
    return True
