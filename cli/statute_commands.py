"""`guichet statute`: the book of rules, for a jurist or an officer who doubts."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.terminal import say, stop
from statute.amounts import AMOUNTS
from statute.book import Book
from statute.card_examples import as_table, tried, unknown_values
from statute.consult import (
    Unusable,
    as_json,
    as_markdown,
    explained,
    list_of_facts,
    listed,
    read_facts,
    simulated,
    the_answer,
)
from statute.edited_file import EditedFileError
from statute.facts import Facts
from statute.situation import SituationError, read_situation

statute = typer.Typer(help="Le statut : règles, articles, dates.", no_args_is_help=True)


class NotADay(ValueError):
    """Something written is no day; the message is one French sentence."""


def a_day(written: str) -> date | None:
    """Read a day written AAAA-MM-JJ, None when nothing is written. Raises `NotADay`."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise NotADay(f"« {written} » n'est pas une date existante : écrivez AAAA-MM-JJ.") from None


def _book() -> Book:
    """Read amounts and cards; a broken file ends the command with its name and line."""
    try:
        _ = AMOUNTS.by_name
        return Book.of()
    except EditedFileError as fault:
        stop(str(fault))


@statute.command("list")
def statute_list() -> None:
    """Lister les règles : vérification (la plus ancienne d'abord), dates, articles."""
    print("\n".join(listed(_book())))


Situated = Annotated[
    Path | None, typer.Option("--situation", help="Fichier YAML ou JSON d'une situation.")
]
OnDay = Annotated[str, typer.Option("--on", help="Jour des faits, AAAA-MM-JJ (aujourd'hui).")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire en JSON.")]


@statute.command("explain")
def statute_explain(
    rule: Annotated[str, typer.Argument(help="Identifiant, par exemple CMO-02.")],
    facts: Annotated[list[str] | None, typer.Option(help="fait=valeur, autant de fois.")] = None,
    situation: Situated = None,
    on: OnDay = "",
    *,
    in_json: AsJson = False,
) -> None:
    """Appliquer une règle à des faits, et dire pourquoi."""
    try:
        day, today = _days(on)
        known = {**_facts_in(situation), **read_facts(facts or ())}
        if in_json:
            one = the_answer(book := _book(), rule, known, day, today)
            print(_dumped(as_json(one, book.branches(one, known, today)) if one else None))
        else:
            print(explained(_book(), rule, known, day, today))
    except (NotADay, Unusable, SituationError) as error:
        stop(str(error))


@statute.command("simulate")
def statute_simulate(
    situation: Annotated[Path, typer.Argument(help="Fichier YAML ou JSON d'une situation.")],
    on: OnDay = "",
    *,
    in_json: AsJson = False,
) -> None:
    """Appliquer toutes les règles à une situation."""
    try:
        (day, today), known = _days(on), _facts_in(situation)
        if in_json:
            print(_dumped([as_json(one) for one in _book().simulated(known, day, today)]))
        else:
            print(simulated(_book(), known, day, today))
    except (NotADay, SituationError) as error:
        stop(str(error))


@statute.command("examples")
def statute_examples() -> None:
    """Appliquer les exemples des fiches : attendu, obtenu."""
    trials = list(tried(_book()))
    print(as_table(trials))
    if any(one.faults for one in trials):
        stop("Un exemple au moins n'est pas juste.")


@statute.command("check")
def statute_check() -> None:
    """Relire toutes les fiches et leurs exemples ; dire ce qui n'est pas juste."""
    book = _book()
    for fault in unknown_values(book, AMOUNTS):
        stop(fault)
    trials = list(tried(book))
    wrong = [one for one in trials if one.faults]
    for one in wrong:
        say(f"{one.card.name}, {one.rule_id} : l'exemple {one.expected} {', '.join(one.faults)}.")
    if wrong:
        stop("Corrigez la fiche ou l'exemple.")
    print(f"{len({one.card for one in trials})} fiches ont des exemples, {len(trials)}, justes.")


@statute.command("facts")
def statute_facts() -> None:
    """Lister les faits qu'une situation peut dire."""
    print(list_of_facts())


def _days(written: str) -> tuple[date, date]:
    today = datetime.now(UTC).astimezone().date()
    return a_day(written) or today, today


def _facts_in(file: Path | None) -> Facts:
    if file is None:
        return {}
    read = read_situation(file)
    for name in read.unsure:
        say(f"« {name} » n'est pas sûr : il n'est pas utilisé.")
    return read.facts


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


@statute.command("table")
def statute_table() -> None:
    """Écrire docs/statut.md sur la sortie standard."""
    print(as_markdown(_book(), AMOUNTS), end="")
