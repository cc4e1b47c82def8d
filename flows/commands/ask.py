"""`guichet ask`: one question, its answer with numbered sources; nothing is kept nor sent."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from flows.settings import Settings, WrongSetting, load_settings

if TYPE_CHECKING:
    from agents.answerer import Answered, Cited, Quoted, Ruled
    from agents.team import Team
    from knowledge.shelf import Shelf

ABSTAINED = 3
"""The status of a question left without an answer; 1 is for what could not be asked."""

_STYLES = {"abstention": "bold yellow", "heading": "bold", "detail": "dim"}


def ask(
    question: Annotated[str, typer.Argument(help="La question, ou - pour l'entrée standard.")],
    on: Annotated[str, typer.Option(help="Jour du droit, AAAA-MM-JJ (aujourd'hui).")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Écrire un objet JSON.")] = False,
) -> None:
    """Répondre à une question avec ses sources (0), ou dire « je ne sais pas » (3)."""
    from flows.questions import BadQuestion, day_asked, local_today, question_asked

    try:
        asked = question_asked(_standard_input() if question == "-" else question)
        day = day_asked(on, local_today())
        answered = asyncio.run(_answer(asked, day, load_settings()))
    except (BadQuestion, WrongSetting) as error:
        _stop(str(error))
    if as_json:
        print(json.dumps(as_object(answered), ensure_ascii=False, indent=2))
    else:
        _show(answered)
    raise typer.Exit(ABSTAINED if answered.abstains else 0)


async def _answer(question: str, on: date, settings: Settings) -> "Answered":
    from agents.answerer import answer_question
    from flows.questions import local_today

    return await answer_question(question, on, await _team(settings), local_today())


async def _team(settings: Settings) -> "Team":
    from flows.team import build_team

    return build_team(settings, await _shelf(settings))


async def _shelf(settings: Settings) -> "Shelf | None":
    """Take down the library that the workers use; None where it holds no text yet."""
    from flows.wiring import Wiring
    from knowledge.document import Nature
    from knowledge.library import EMPTY

    if not _is_there(settings.database):
        return None
    wiring = Wiring(settings)
    try:
        await wiring.open()
        if await wiring.library.stamp() == EMPTY:
            return None
        return await wiring.library.shelf(Nature.LOCAL, wiring.encoder)
    finally:
        await wiring.aclose()


def _is_there(database: str) -> bool:
    """Tell whether there is a database to ask: a question makes no SQLite file."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(database)
    except ArgumentError:
        return True  # Opening it will say what is wrong.
    in_a_file = url.get_backend_name() == "sqlite" and url.database
    return not in_a_file or Path(str(url.database)).is_file()


def as_object(answered: "Answered") -> dict[str, Any]:
    """Write an answer as the JSON object of the command."""
    return {
        "answered": not answered.abstains,
        "reason": answered.reason,
        "why": answered.why,
        "on": answered.on.isoformat(),
        "on_is_written": answered.on_is_written,
        "rules": [_rule(ruled) for ruled in answered.rules],
        "to_verify": [_rule(ruled) for ruled in answered.to_verify],
        "texts": [_text(quoted) for quoted in answered.texts],
        "near": [_text(quoted) for quoted in answered.near],
        "missing": [
            {"fact": fact, "question": question}
            for fact, question in zip(answered.missing, answered.questions, strict=True)
        ],
        "articles": [_article(cited) for cited in answered.articles],
    }


def _rule(ruled: "Ruled") -> dict[str, Any]:
    finding = ruled.finding
    return {
        "sentence": ruled.sentence,
        "sources": list(ruled.sources),
        "rule": finding.rule,
        "facts": finding.facts,
        "past": ruled.past,
        "verification": finding.verification,
        "verified_on": finding.verified_on.isoformat() if finding.verified_on else None,
        "warning": finding.warning,
    }


def _text(quoted: "Quoted") -> dict[str, Any]:
    told = {"number": quoted.number, "origin": quoted.origin, "says": quoted.says}
    told |= asdict(quoted.passage)
    return told | ({"why": quoted.why} if quoted.why else {})


def _article(cited: "Cited") -> dict[str, Any]:
    since = cited.citation.in_force_since
    in_force = {"in_force_since": since.isoformat() if since else None}
    return {"number": cited.number, "label": cited.label, **asdict(cited.citation), **in_force}


def _show(answered: "Answered") -> None:
    console = Console(highlight=False, markup=False)
    for number, (style, text) in enumerate(_blocks(answered)):
        console.print(
            f"\n{text}" if number else text, style=style, soft_wrap=not console.is_terminal
        )


def _blocks(answered: "Answered") -> Iterator[tuple[str, str]]:
    from agents.answerer.plain import blocks_of
    from connectors.safe_text import clean

    for block in blocks_of(answered):
        # What a text quotes came in a file: it must not steer the terminal.
        yield _STYLES.get(block.kind, ""), clean(block.text)


def _standard_input() -> str:
    from flows.questions import BadQuestion
    from knowledge.procedures import LONGEST_QUESTION

    try:
        return sys.stdin.read(LONGEST_QUESTION + 1)
    except UnicodeDecodeError:
        raise BadQuestion("L’entrée standard n’est pas en UTF-8 : convertissez-la.") from None


def _stop(sentence: str) -> NoReturn:
    Console(stderr=True, highlight=False, markup=False).print(sentence, soft_wrap=True)
    raise typer.Exit(1)
