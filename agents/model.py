"""The one door to models: role to route, structured answer or vectors, limits, cost."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agents.privacy import Pseudonyms
from agents.routes import EMBEDDED, EMBEDDINGS, Deployment, Embedding, Routes, read_routes
from cases.model import ModelCall

T = TypeVar("T", bound=BaseModel)
_MAX_QUESTION = 24_000
_MAX_ANSWER = 20_000
_GREATEST = 1e30
_REST = 60.0
"""Seconds without a question to an embedding route that failed: each would wait for nothing."""


class ModelFailure(Exception):
    """A model gave no usable answer. The message names the kind of failure, never a text."""


class ModelDoor:
    """Asks the model group a role is given; sensitive tickets only ever see local models."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        self._routers: dict[tuple[bool, str], Any] = {}
        self._embeds_from = {False: 0.0, True: 0.0}

    @classmethod
    def from_file(cls, path: Path, environment: Mapping[str, str]) -> ModelDoor:
        """Open the door described by `models.yaml`. Raises `WrongModels` on a doubt."""
        return cls(read_routes(path, environment))

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Tell whether a model serves this role; otherwise the embedded way does."""
        return self._routes.group(role, sensitive=sensitive) != EMBEDDED

    async def ask(  # noqa: PLR0913 - one question, each part named by the caller
        self,
        role: str,
        *,
        system: str,
        user: str,
        answer: type[T],
        hide: Pseudonyms,
        sensitive: bool,
    ) -> tuple[T, ModelCall]:
        """Ask one question and return a checked answer, pseudonyms still in it.

        Raises `ModelFailure` for anything else: no route, no answer in time, not the schema.
        """
        group = self._routes.group(role, sensitive=sensitive)
        if group == EMBEDDED:
            raise ModelFailure(f"{role}: no model serves this role")
        asked = _question(self._schema_is_native(group), system, hide.hide(user), answer)
        response = await self._complete(group, asked, sensitive=sensitive)
        return _checked(response, answer), self._call(role, group, response)

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        return self._routes.embedding(sensitive=sensitive)

    async def embed(
        self, texts: Sequence[str], *, hide: Pseudonyms | None, sensitive: bool
    ) -> list[list[float]]:
        """Give each text's numbers, checked to be that; without `hide` each hides on its own.

        Raises `ModelFailure`, at once within a minute of another failure. Always to be awaited on
        the same event loop.
        """
        asked = self._routes.embedding(sensitive=sensitive)
        if asked is None or time.monotonic() < self._embeds_from[sensitive]:
            raise ModelFailure(f"{EMBEDDINGS}: no model serves this role now")
        hidden = [(hide or Pseudonyms()).hide(text)[: asked.characters] for text in texts]
        try:
            return _rows(await self._embed(hidden, sensitive=sensitive), asked, len(texts))
        except ModelFailure:
            self._embeds_from[sensitive] = time.monotonic() + _REST
            raise

    async def _embed(self, hidden: list[str], *, sensitive: bool) -> Any:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
        group = self._routes.group(EMBEDDINGS, sensitive=sensitive)
        seconds = self._routes.timeout_seconds
        try:
            router = self._router(sensitive=sensitive, only=group)
            async with asyncio.timeout(seconds):
                return await router.aembedding(model=group, input=hidden, timeout=seconds)
        except Exception as error:  # noqa: BLE001 - any provider's error ends in the embedded way
            raise ModelFailure(f"{group}: {type(error).__name__}") from None

    async def _complete(self, group: str, asked: dict[str, Any], *, sensitive: bool) -> Any:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
        seconds = self._routes.timeout_seconds
        try:
            router = self._router(sensitive=sensitive)
            # The outer limit also ends an answer that trickles: LiteLLM's is per read.
            async with asyncio.timeout(seconds):
                return await router.acompletion(
                    model=group,
                    timeout=seconds,
                    max_tokens=self._routes.max_answer_tokens,
                    temperature=0,
                    **asked,
                )
        except Exception as error:  # noqa: BLE001 - any provider's error ends in the embedded way
            raise ModelFailure(f"{group}: {type(error).__name__}") from None

    def _router(self, *, sensitive: bool, only: str = "") -> Any:  # noqa: ANN401 - LiteLLM is imported late
        asked = (sensitive, only)
        if asked not in self._routers:
            self._routers[asked] = _open_router(self._routes, sensitive=sensitive, only=only)
        return self._routers[asked]

    def _schema_is_native(self, group: str) -> bool:
        deployments = self._routes.deployments(group)
        return all(d.model_info.get("supports_response_schema") is True for d in deployments)

    def _call(self, role: str, group: str, response: Any) -> ModelCall:  # noqa: ANN401 - same
        deployments = self._routes.deployments(group)
        hidden = getattr(response, "_hidden_params", {})
        number = str(hidden.get("model_id") or "").rpartition("#")[2]
        known = number.isdigit() and int(number) < len(self._routes.model_list)
        used = self._routes.model_list[int(number)] if known else deployments[0]
        tokens_in, tokens_out = _tokens(response)
        return ModelCall(
            role=role,
            route=f"{used.model_name} ({used.litellm_params.get('model', '')})",
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost_eur=_rated(used, "cost_eur", tokens_in, tokens_out),
            gco2e=_rated(used, "gco2e", tokens_in, tokens_out),
        )


def _open_router(routes: Routes, *, sensitive: bool, only: str = "") -> Any:  # noqa: ANN401 - same
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"  # otherwise a stray .env file would be read
    os.environ["DO_NOT_TRACK"] = "1"
    import litellm.router  # noqa: PLC0415 - its import costs 2 to 3 CPU-seconds: only who needs it pays

    # A provider's error may repeat the question: what it says is not for our logs.
    for name in ("LiteLLM", "LiteLLM Router"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    listed = [
        {**d.model_dump(), "model_info": {**d.model_info, "id": f"{d.model_name}#{number}"}}
        for number, d in enumerate(routes.model_list)
        if (not sensitive or (d.local and d.model_name in routes.sensitive.values()))
        and only in {"", d.model_name}
    ]
    # A fallback of embeddings would lead to another model, whose vectors cannot be compared.
    settings = {} if sensitive or only else routes.router_settings
    return litellm.router.Router(model_list=listed, **{"num_retries": 0, **settings})


def _question(native: bool, system: str, user: str, answer: type[BaseModel]) -> dict[str, Any]:  # noqa: FBT001 - private
    if native:
        return {"messages": _messages(system, user), "response_format": answer}
    schema = json.dumps(answer.model_json_schema(), ensure_ascii=False)
    told = f"{system}\n\nRéponds par un seul objet JSON conforme à ce schéma, sans rien d'autre :\n"
    return {"messages": _messages(told + schema, user)}


def _messages(system: str, user: str) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": user[:_MAX_QUESTION]},
    ]


def _checked(response: Any, answer: type[T]) -> T:  # noqa: ANN401 - LiteLLM's answer is checked here
    try:
        content = response.choices[0].message.content
        if not isinstance(content, str) or len(content) > _MAX_ANSWER:
            raise ModelFailure("the answer is empty or too long")
        return answer.model_validate_json(_without_fence(content))
    except (AttributeError, IndexError, TypeError):
        raise ModelFailure("the answer has not the expected shape") from None
    except ValidationError:
        raise ModelFailure("the answer does not follow the schema") from None


def _rows(response: Any, asked: Embedding, count: int) -> list[list[float]]:  # noqa: ANN401 - same
    try:
        by_place = {int(one["index"]): one["embedding"] for one in response.data}
        rows = [by_place[place] for place in range(count)]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ModelFailure("the answer has not the expected shape") from None
    if len(response.data) != count or not all(_is_vector(row, asked.dimensions) for row in rows):
        raise ModelFailure("the answer is not the expected vectors")
    return rows


def _is_vector(row: object, dimensions: int) -> bool:
    if not isinstance(row, list) or len(row) != dimensions:
        return False
    return all(isinstance(n, int | float) and abs(n) < _GREATEST for n in row) and any(row)


def _without_fence(content: str) -> str:
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        return text[3:-3].removeprefix("json").strip()
    return text


def _tokens(response: Any) -> tuple[int, int]:  # noqa: ANN401 - same
    usage = getattr(response, "usage", None)
    counted = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    return tuple(max(n, 0) if isinstance(n, int) else 0 for n in counted)  # type: ignore[return-value]  # two names, two numbers


def _rated(used: Deployment, what: str, tokens_in: int, tokens_out: int) -> float | None:
    info = used.model_info
    rates = [info.get(f"{what}_per_{way}_token") for way in ("input", "output")]
    if not all(isinstance(rate, int | float) for rate in rates):
        return None
    return float(rates[0] * tokens_in + rates[1] * tokens_out)  # type: ignore[operator]  # checked above
