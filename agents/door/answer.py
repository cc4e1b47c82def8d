"""What is asked of a model, and what of its answer is believed: the schema, no word more."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agents.door.failure import Failure
from agents.door.routes import Embedding

T = TypeVar("T", bound=BaseModel)
_MAX_QUESTION = 24_000
_MAX_ANSWER = 20_000
_GREATEST = 1e30


def question(*, native: bool, system: str, user: str, answer: type[BaseModel]) -> dict[str, Any]:
    """Put a question; the schema goes with it, or in it where the model takes none."""
    if native:
        return {"messages": _messages(system, user), "response_format": answer}
    schema = json.dumps(answer.model_json_schema(), ensure_ascii=False)
    told = f"{system}\n\nRéponds par un seul objet JSON conforme à ce schéma, sans rien d'autre :\n"
    return {"messages": _messages(told + schema, user)}


def characters_of(question: dict[str, Any]) -> int:
    """Count the characters of a question's messages."""
    return sum(len(message["content"]) for message in question["messages"])


def checked(response: Any, answer: type[T]) -> T | Failure:  # noqa: ANN401 - LiteLLM's answer is checked here
    """Give the answer if it follows the schema, else what is wrong with it."""
    try:
        content = response.choices[0].message.content
        if not isinstance(content, str) or len(content) > _MAX_ANSWER:
            return Failure.SHAPE
        return answer.model_validate_json(_without_fence(content))
    except (AttributeError, IndexError, TypeError, ValidationError):
        return Failure.SHAPE


def vectors(response: Any, asked: Embedding, count: int) -> list[list[float]] | Failure:  # noqa: ANN401 - same
    """Give the vectors in the order of the texts, else what is wrong with them."""
    try:
        by_place = {int(one["index"]): one["embedding"] for one in response.data}
        rows = [by_place[place] for place in range(count)]
        whole = len(response.data) == count
    except (AttributeError, KeyError, TypeError, ValueError):
        return Failure.SHAPE
    return rows if whole and all(_is_vector(r, asked.dimensions) for r in rows) else Failure.SHAPE


def _messages(system: str, user: str) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": user[:_MAX_QUESTION]},
    ]


def _is_vector(row: object, dimensions: int) -> bool:
    if not isinstance(row, list) or len(row) != dimensions:
        return False
    return all(isinstance(n, int | float) and abs(n) < _GREATEST for n in row) and any(row)


def _without_fence(content: str) -> str:
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        return text[3:-3].removeprefix("json").strip()
    return text
