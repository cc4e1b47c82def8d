"""`guichet statute`: the book of rules, for a jurist or an officer who doubts."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console

from statute.amounts import AMOUNTS
from statute.book import Book
from statute.consult import Unusable, as_markdown, explained, listed, read_facts

statute = typer.Typer(help="Le statut : règles, articles, dates.", no_args_is_help=True)


class NotADay(ValueError):
    """Something written is no day; the message is one French sentence."""


def a_day(written: str) -> date | None:
    """Read a day written AAAA-MM-JJ, None when nothing is written. Raises `NotADay`."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise NotADay(f"« {written} » n'est pas une date existante : écrivez AAAA-MM-JJ.") from None


@statute.command("list")
def statute_list() -> None:
    """Lister les règles : vérification (la plus ancienne d'abord), dates, articles."""
    print("\n".join(listed(Book.of())))


@statute.command("explain")
def statute_explain(
    rule: Annotated[str, typer.Argument(help="Identifiant, par exemple CMO-02.")],
    facts: Annotated[list[str] | None, typer.Option(help="fait=valeur, autant de fois.")] = None,
    on: Annotated[str, typer.Option(help="Jour des faits, AAAA-MM-JJ (aujourd'hui).")] = "",
) -> None:
    """Appliquer une règle à des faits, et dire pourquoi."""
    try:
        day = a_day(on) or datetime.now(UTC).astimezone().date()
        print(explained(Book.of(), rule, read_facts(facts or ()), day))
    except (NotADay, Unusable) as error:
        Console(stderr=True, highlight=False, markup=False).print(str(error), soft_wrap=True)
        raise typer.Exit(1) from None


@statute.command("table")
def statute_table() -> None:
    """Écrire docs/statut.md sur la sortie standard."""
    print(as_markdown(Book.of(), AMOUNTS), end="")
