"""`guichet try`: classify, check and draft over a file of tickets; nothing is stored nor sent."""

import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console
from rich.progress import track

from agents.checker import Checked, check
from agents.classifier import classify
from agents.drafter import draft_letter
from agents.privacy import Pseudonyms
from agents.team import Team
from cases.model import Classification, Draft, Message, Ticket, TicketStatus

LONGEST_TEXT = 200_000
_KEPT_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
_MEANING = {
    "missing": "ce champ manque",
    "model_type": "il faut un objet avec « id » et « text »",
    "string_too_long": "le texte dépasse {max_length} signes",
    "string_too_short": "ce champ est vide",
    "string_type": "il faut un texte",
    "string_unicode": "ce texte contient un signe invalide",
}
_DATE = "il faut une date existante, écrite AAAA-MM-JJ"


class UnreadableInput(Exception):
    """Nothing can be tried; the message is one French sentence."""


class _PlainLoader(yaml.SafeLoader):
    """Leaves dates and numbers as they are written: a wrong one then refuses its entry alone."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own class attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT_TAGS]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class TriedTicket(BaseModel):
    """One ticket of the input. `date` is the day it was received; today if absent."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    text: str = Field(max_length=LONGEST_TEXT)
    subject: str = ""
    date: dt.date | None = None


async def try_file(source: str, output: str, team: Team) -> int:
    """Try every ticket of a YAML or JSON Lines source; `-` is standard input, or output.

    Returns how many entries were bad; each is told on standard error with its number.
    """
    entries = list(read_entries(source))
    _refuse_to_overwrite(source, output)
    bad = 0
    console = Console(stderr=True)
    with _opened(output) as results:
        for number, entry in track(
            enumerate(entries, start=1),
            description="Tickets",
            total=len(entries),
            console=console,
            disable=not console.is_terminal,
        ):
            bad += not await _try_entry(number, entry, results, team)
    return bad


def _refuse_to_overwrite(source: str, output: str) -> None:
    if "-" not in {source, output} and Path(output).exists() and Path(source).samefile(output):
        raise UnreadableInput(f"{output} est aussi le fichier lu : choisissez une autre sortie.")


def _opened(output: str) -> AbstractContextManager[TextIO]:
    if output == "-":
        return nullcontext(sys.stdout)
    return Path(output).open("w", encoding="utf-8")


async def _try_entry(number: int, entry: object, results: TextIO, team: Team) -> bool:
    if isinstance(entry, ValueError):
        print(f"Entrée n° {number} illisible : {entry}.", file=sys.stderr)
        return False
    try:
        tried = TriedTicket.model_validate(entry)
    except ValidationError as error:
        print(f"Entrée n° {number} refusée, {refusal(error)}.", file=sys.stderr)
        return False
    answer = await try_ticket(tried, team)
    results.write(json.dumps(answer, ensure_ascii=False) + "\n")
    results.flush()
    return True


def refusal(error: ValidationError) -> str:
    """Say in French what an entry lacks."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "l'entrée"
    usual = _DATE if where == "date" else "valeur refusée"
    return f"{where} : {_MEANING.get(first['type'], usual).format(**first.get('ctx', {}))}"


async def try_ticket(tried: TriedTicket, team: Team) -> dict[str, Any]:
    """Classify, check and draft one ticket; return the JSON object of its line."""
    return (await try_and_draft(tried, team))[0]


async def try_and_draft(tried: TriedTicket, team: Team) -> tuple[dict[str, Any], Draft]:
    """Do as `try_ticket`, and give the draft too."""
    started = time.perf_counter()
    ticket = as_ticket(tried)
    found, classify_calls = await classify(ticket, team)
    checked = await check(ticket, found, team)
    draft, draft_calls = await draft_letter(ticket, found, checked, team)
    calls = (*classify_calls, *checked.calls, *draft_calls)
    line = {
        "id": tried.id,
        **_described(found, checked, draft),
        "pseudonymised": Pseudonyms.for_ticket(ticket).hide(f"{ticket.subject}\n{ticket.text}"),
        "model_calls": [asdict(call) for call in calls],
        "seconds": round(time.perf_counter() - started, 3),
    }
    return line, draft


def as_ticket(tried: TriedTicket) -> Ticket:
    """Make a ticket of one message by an unnamed requester."""
    day = tried.date or dt.datetime.now(dt.UTC).date()
    at = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
    return Ticket(
        system="try",
        number=tried.id,
        subject=tried.subject,
        requester_email="",
        requester_name="",
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(Message("1", "", at, tried.text, from_requester=True),),
    )


def _described(found: Classification, checked: Checked, draft: Draft) -> dict[str, Any]:
    return {
        "classification": {
            "category": found.category,
            "confidence": found.confidence,
            "alternatives": [list(pair) for pair in found.alternatives],
            "urgency": found.urgency.value,
            "sensitive": found.sensitive,
            "reason": found.reason,
            "danger": found.danger,
        },
        "outcome": draft.outcome.value,
        "missing_facts": list(draft.missing_facts),
        "findings": [
            {
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "answer": finding.answer,
                "facts": finding.facts,
                "missing": list(finding.missing),
                "citations": [_json(asdict(citation)) for citation in finding.citations],
            }
            for finding in checked.findings
        ],
        "passages": [
            {key: getattr(passage, key) for key in ("source", "heading", "quote", "score")}
            for passage in (*checked.passages, *checked.official)
        ],
        "letter": draft.text,
    }


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in values.items()}


def read_entries(source: str) -> Iterator[object]:
    """Read the entries of a YAML or JSON Lines source; a bad line is a `ValueError` among them."""
    text, name = _read(source)
    if name.endswith((".yaml", ".yml")):
        yield from _yaml_entries(text)
        return
    # Not splitlines(): JSON may hold other line separators inside its strings.
    for line in text.split("\n"):
        if line.strip():
            yield _json_entry(line)


def _read(source: str) -> tuple[str, str]:
    try:
        if source == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig")
            return text, "-.yaml" if text.lstrip()[:1] != "{" else "-.jsonl"
        return Path(source).read_text(encoding="utf-8-sig"), source
    except OSError as error:
        raise UnreadableInput(f"{source} ne peut être lu : {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnreadableInput(
            f"{source} n'est pas en UTF-8 : enregistrez-le en UTF-8 et recommencez.",
        ) from None


def _yaml_entries(text: str) -> Iterator[object]:
    try:
        loaded = yaml.load(text, _PlainLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (ligne {mark.line + 1})" if mark else ""
        raise UnreadableInput(f"Ce n'est pas du YAML valide{line}.") from None
    except (ValueError, RecursionError):
        raise UnreadableInput(
            "Ce YAML ne peut être lu : une valeur est impossible, ou trop de listes s'emboîtent.",
        ) from None
    tickets = loaded.get("tickets") if isinstance(loaded, dict) else loaded
    if not isinstance(tickets, list):
        raise UnreadableInput("Il faut une liste de tickets, ou une clé « tickets ».")
    yield from tickets


def _json_entry(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        return ValueError(f"JSON mal formé (colonne {error.colno})")
    except RecursionError:
        return ValueError("trop de listes ou d'objets s'emboîtent")
    except ValueError:
        return ValueError("un nombre est trop long")
