"""`guichet audit`: what was done, verified and exported."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.terminal import read_settings, say, stop, with_store

if TYPE_CHECKING:
    from app.wiring import Wiring

audit = typer.Typer(help="Le journal des décisions.", no_args_is_help=True)

First = Annotated[int, typer.Option("--from", min=1, help="Le n° du premier événement.")]


@audit.command("verify")
def audit_verify(
    file: Annotated[
        Path | None, typer.Option("--file", help="Vérifier un export JSON Lines, sans la base.")
    ] = None,
    first: First = 1,
) -> None:
    """Vérifier le journal, ou un de ses exports ; nomme le premier maillon rompu."""
    if file is not None:
        _verify_file(file, first)
        return
    if first != 1:
        stop("« --from » ne vaut qu'avec « --file » : le journal se vérifie depuis son début.")
    if broken := with_store(read_settings(), _first_break):
        stop(broken)
    say("Le journal est entier, approbations et envois compris.")


@audit.command("export")
def audit_export(
    kind: Annotated[str, typer.Option("--format", help="jsonl (à vérifier) ou csv.")] = "jsonl",
    output: Annotated[Path | None, typer.Option("--output", help="Sinon l'écran.")] = None,
    first: First = 1,
) -> None:
    """Écrire le journal, un événement par ligne ; l'export y est lui-même inscrit."""
    from cases.people.accounts import COMMAND
    from web.audit.trail_export import Format, export

    if kind not in list(Format):
        stop(f"Aucun format « {kind} » : jsonl ou csv.")

    try:
        # Opened first: an export that cannot be written is none, and is not told of.
        with (
            nullcontext(sys.stdout)
            if output is None
            else output.open("w", encoding="utf-8", newline="") as file
        ):

            async def write(wiring: "Wiring") -> None:
                async for line in export(wiring.engine, Format(kind), COMMAND, first):
                    file.write(line)

            with_store(read_settings(), write)
    except BrokenPipeError:
        # Whoever read had enough; Python would complain once more when it closes the pipe.
        sys.stderr.close()
        raise typer.Exit(1) from None
    except OSError as error:
        stop(f"{output or 'La sortie'} ne peut être écrite : {error.strerror}.")


async def _first_break(wiring: "Wiring") -> str:
    from cases.audit.proof import first_unproven
    from cases.audit.trail import verify

    if broken := await verify(wiring.engine):
        return broken
    return await first_unproven(wiring.engine, wiring.approvals.signatures) or ""


def _verify_file(path: Path, first: int) -> None:
    from web.audit.trail_export import verify_lines

    try:
        with path.open(encoding="utf-8") as lines:
            found = verify_lines(lines, first)
    except OSError as error:
        stop(f"{path} ne peut être lu : {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{path} n'est pas un export du journal.")
    if found.broken:
        stop(found.broken)
    say(f"Le fichier est entier, du n° {first} au n° {found.seq} ; dernière empreinte :")
    say(found.hash)
