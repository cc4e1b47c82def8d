"""Scores without a draft, and a town whose only model is a stub over real HTTP."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.scores import Ran, Score
from tests.agents.builders import Answer, says


def scored(
    number: int = 1,
    *,
    expects: dict[str, Any] | None = None,
    **made: Any,  # noqa: ANN401 - any field of the score
) -> Score:
    labels = {"id": f"T-{number}", "text": "?", "category": "conges", **(expects or {})}
    values = {
        "outcome": "answer", "category": "conges", "found_rules": (), "missed_facts": (),
        "articles": 0, "missed_articles": (), "asserted": (), "seconds": 0.1,
        "letter": "Bonjour.",
    }  # fmt: skip
    return Score(ticket=LabelledTicket(**labels), **{**values, **made})


def ran(*scores: Score, name: str = "candidat", silent: tuple[str, ...] = ()) -> Ran:
    return Ran(name, scores, silent)


def classified_as(category: str) -> Answer:
    said = {"category": category, "confidence": 0.9, "urgency": "normale", "questions": []}
    return says(json.dumps(said))


def routes_file(
    path: Path, url: str, change: Callable[[dict[str, Any]], None] | None = None
) -> Path:
    """Write routes whose classifier is the model at this address, free of charge."""
    routes: dict[str, Any] = {
        "roles": {"classifier": "maison"},
        "timeout_seconds": 20,
        "model_list": [
            {
                "model_name": "maison",
                "litellm_params": {"model": "openai/essai", "api_base": url, "api_key": "clef"},
                "model_info": {
                    "local": True,
                    "cost_eur_per_input_token": 0,
                    "cost_eur_per_output_token": 0,
                },
            }
        ],
    }
    if change:
        change(routes)
    path.write_text(yaml.safe_dump(routes), encoding="utf-8")
    return path
