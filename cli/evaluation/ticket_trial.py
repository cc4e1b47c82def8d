"""Tickets to try, and what classification, check and draft make of each; nothing is kept nor sent.

They are the entries of a YAML or JSON Lines source; each bad one is told apart.
"""

import datetime as dt
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cases.model import Classification, Draft
from cli.evaluation.labelled_ticket import TriedTicket

if TYPE_CHECKING:
    from agents.checker.state import Checked
    from agents.dependencies import Dependencies
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

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


def refusal(error: ValidationError) -> str:
    """Say in French what an entry lacks."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "l'entrée"
    usual = _DATE if where == "date" else "valeur refusée"
    return f"{where} : {_MEANING.get(first['type'], usual).format(**first.get('ctx', {}))}"


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


async def try_and_draft(tried: TriedTicket, deps: "Dependencies") -> tuple[dict[str, Any], Draft]:
    """Classify, check and draft one ticket; return the JSON object of its line, and the draft."""
    from agents.checker.graph import check
    from agents.classifier.graph import classify
    from agents.drafter.graph import draft_letter
    from agents.privacy.pseudonyms import Pseudonyms

    started = time.perf_counter()
    ticket = tried.as_ticket()
    found, classify_calls = await classify(ticket, deps)
    checked = await check(ticket, found, deps)
    draft, draft_calls = await draft_letter(ticket, found, checked, deps)
    calls = (*classify_calls, *checked.calls, *draft_calls)
    line = {
        "id": tried.id,
        **_described(found, checked, draft),
        "pseudonymised": Pseudonyms.for_ticket(ticket).hide(f"{ticket.subject}\n{ticket.text}"),
        "model_calls": [asdict(call) for call in calls],
        "seconds": round(time.perf_counter() - started, 3),
    }
    return line, draft


def _described(found: Classification, checked: "Checked", draft: Draft) -> dict[str, Any]:
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
                "citations": [
                    {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in values.items()}
                    for values in map(asdict, finding.citations)
                ],
            }
            for finding in checked.findings
        ],
        "passages": [
            {key: getattr(passage, key) for key in ("source", "heading", "quote", "score")}
            for passage in (*checked.passages, *checked.official)
        ],
        "letter": draft.text,
    }
