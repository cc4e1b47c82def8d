"""`guichet ask`: one question, its answer with numbered sources; nothing is kept nor sent."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from app.settings.town_settings import Settings
from cli.terminal import read_settings, run, stop

if TYPE_CHECKING:
    from agents.answerer.state import Answer, QuotedPassage, RuleStatement
    from knowledge.library.extracts import Corpus

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
    from agents.answerer.answer_text import blocks_of
    from app.question_service import BadQuestion, day_asked, local_today, question_asked
    from connectors.safe_text import clean
    from knowledge.search.procedures import LONGEST_QUESTION

    try:
        written = sys.stdin.read(LONGEST_QUESTION + 1) if question == "-" else question
        asked = question_asked(written)
        day = day_asked(on, local_today())
    except BadQuestion as error:
        stop(str(error))
    except UnicodeDecodeError:
        stop("L’entrée standard n’est pas en UTF-8 : convertissez-la.")
    answered = run(_answer(asked, day, read_settings()))
    if as_json:
        print(json.dumps(as_object(answered), ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False, markup=False)
        for number, block in enumerate(blocks_of(answered)):
            # What a text quotes came in a file: it must not steer the terminal.
            text = clean(block.text)
            console.print(
                f"\n{text}" if number else text,
                style=_STYLES.get(block.kind, ""),
                soft_wrap=not console.is_terminal,
            )
    raise typer.Exit(ABSTAINED if answered.abstains else 0)


async def _answer(question: str, on: date, settings: Settings) -> "Answer":
    from agents.answerer.compose import answer_question
    from app.agent_dependencies import build_dependencies
    from app.question_service import local_today

    deps = build_dependencies(settings, await _corpus(settings))
    return await answer_question(question, on, deps, local_today())


async def _corpus(settings: Settings) -> "Corpus | None":
    """Take down the library that the workers use; None where it holds no text yet."""
    from app.wiring import Wiring
    from knowledge.library.documents import Nature
    from knowledge.library.text_library import EMPTY

    if not _is_there(settings.database):
        return None
    wiring = Wiring(settings)
    try:
        await wiring.open()
        if await wiring.library.stamp() == EMPTY:
            return None
        return await wiring.library.corpus(Nature.LOCAL, wiring.encoder)
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


def as_object(answered: "Answer") -> dict[str, Any]:
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
        "articles": [
            {
                "number": cited.number,
                "label": cited.label,
                **asdict(cited.citation),
                "in_force_since": _iso(cited.citation.in_force_since),
            }
            for cited in answered.articles
        ],
    }


def _rule(ruled: "RuleStatement") -> dict[str, Any]:
    finding = ruled.finding
    return {
        "sentence": ruled.sentence,
        "sources": list(ruled.sources),
        "rule": finding.rule,
        "facts": finding.facts,
        "past": ruled.past,
        "verification": finding.verification,
        "verified_on": _iso(finding.verified_on),
        "warning": finding.warning,
    }


def _text(quoted: "QuotedPassage") -> dict[str, Any]:
    text = {"number": quoted.number, "origin": quoted.origin, "says": quoted.says}
    text |= asdict(quoted.passage)
    return text | ({"why": quoted.why} if quoted.why else {})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
