"""What is asked of a model, what of its answer is accepted (its schema, no word more), failures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agents.gateway.model_routes import Embedding

T = TypeVar("T", bound=BaseModel)
_MAX_QUESTION = 24_000
_MAX_ANSWER = 20_000
"""Characters."""
_GREATEST = 1e30
_MAX_CAUSES = 8


class Failure(StrEnum):
    """Why a model gave nothing usable: each kind calls for another conduct of the operator."""

    NO_ROUTE = "aucun modèle ne sert ce rôle"
    CLOSED = "modèles coupés"
    COOLING_DOWN = "modèle au repos après des échecs"
    SILENT = "pas de réponse dans le temps imparti"
    ENDLESS = "réponse qui ne finit pas"
    UNREACHABLE = "serveur injoignable, ou connexion coupée"
    REFUSED = "clé ou droits refusés"
    UNKNOWN = "modèle ou adresse inconnus du serveur"
    BUSY = "trop de demandes pour ce serveur"
    REJECTED = "demande refusée par le serveur"
    BROKEN = "erreur du serveur"
    SHAPE = "réponse hors du format demandé"


_BY_STATUS = {
    **dict.fromkeys((401, 403), Failure.REFUSED),
    404: Failure.UNKNOWN,
    408: Failure.SILENT,
    429: Failure.BUSY,
    **dict.fromkeys((400, 413, 422), Failure.REJECTED),
}
_CUT = frozenset({"APIConnectionError", "ConnectError", "ClientConnectorError", "ConnectionError"})


class ModelFailure(Exception):
    """A model gave no usable answer. The message says how it failed, and no word of a ticket."""

    def __init__(self, message: str, kind: Failure = Failure.BROKEN) -> None:
        super().__init__(message)
        self.kind = kind

    @classmethod
    def of(cls, group: str, kind: Failure) -> ModelFailure:
        """Say that a group failed in this way."""
        return cls(f"{group} : {kind}", kind)


def failure_of(error: BaseException) -> Failure:
    """Sort an error of LiteLLM by its status and its class: its message may repeat the question."""
    name = type(error).__name__
    if isinstance(error, TimeoutError):
        return Failure.ENDLESS
    if name.startswith("RouterRateLimitError"):
        return Failure.COOLING_DOWN
    if name == "Timeout":
        return Failure.SILENT
    if known := _BY_STATUS.get(getattr(error, "status_code", 0)):
        return known
    return Failure.UNREACHABLE if _CUT & set(_class_names(error)) else Failure.BROKEN


def request_of(*, native: bool, system: str, user: str, answer: type[BaseModel]) -> dict[str, Any]:
    """Build the messages; the schema goes beside them, or in them where the model takes none.

    An answer with a `SHAPE`, an example of it, is then shown by it.
    """
    if native:
        return {"messages": _messages(system, user), "response_format": answer}
    # An example costs a fifth of the tokens of its schema, and small models follow it better.
    shape = getattr(answer, "SHAPE", "") or json.dumps(
        answer.model_json_schema(), ensure_ascii=False
    )
    instruction = (
        f"{system}\n\nRéponds par un seul objet JSON de cette forme, sans rien d'autre :\n"
    )
    return {"messages": _messages(instruction + shape, user)}


def characters_of(request: dict[str, Any]) -> int:
    """Count the characters of a request's messages."""
    return sum(len(message["content"]) for message in request["messages"])


def parse_answer(response: Any, answer: type[T]) -> T | Failure:  # noqa: ANN401 - LiteLLM's answer is checked here
    """Parse an answer by its schema; `Failure.SHAPE` where it does not follow it."""
    try:
        content = response.choices[0].message.content
        if not isinstance(content, str) or len(content) > _MAX_ANSWER:
            return Failure.SHAPE
        text = content.strip()
        if text.startswith("```") and text.endswith("```"):
            text = text[3:-3].removeprefix("json").strip()
        return answer.model_validate_json(text)
    except (AttributeError, IndexError, TypeError, ValidationError):
        return Failure.SHAPE


def parse_vectors(response: Any, model: Embedding, count: int) -> list[list[float]] | Failure:  # noqa: ANN401 - same
    """Parse one vector of the model's dimensions a text, in the texts' order."""
    try:
        by_place = {int(one["index"]): one["embedding"] for one in response.data}
        rows = [by_place[place] for place in range(count)]
        whole = len(response.data) == count
    except (AttributeError, KeyError, TypeError, ValueError):
        return Failure.SHAPE
    return rows if whole and all(_is_vector(r, model.dimensions) for r in rows) else Failure.SHAPE


def _messages(system: str, user: str) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": user[:_MAX_QUESTION]},
    ]


def _is_vector(row: object, dimensions: int) -> bool:
    if not isinstance(row, list) or len(row) != dimensions:
        return False
    return all(isinstance(n, int | float) and abs(n) < _GREATEST for n in row) and any(row)


def _class_names(error: BaseException | None) -> Iterator[str]:
    """Name the classes of an error and of what led to it."""
    for _ in range(_MAX_CAUSES):
        if error is None:
            return
        yield type(error).__name__
        error = error.__cause__ or error.__context__
