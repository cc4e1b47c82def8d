"""The gateway itself: role to model group, structured answer or vectors, limits, cost.

Its embeddings serve the search as an encoder, always under pseudonyms.
"""

from __future__ import annotations

import asyncio
import copy
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from pydantic import BaseModel

from agents.gateway.litellm_router import CircuitBreaker, deployment_number, open_router
from agents.gateway.model_answer import (
    Failure,
    ModelFailure,
    characters_of,
    failure_of,
    parse_answer,
    parse_vectors,
    request_of,
)
from agents.gateway.model_routes import EMBEDDED, EMBEDDINGS, Embedding, Routes
from agents.gateway.routes_file import read_routes
from agents.gateway.usage import Account, CallRequest, call_of
from agents.privacy.pseudonyms import Pseudonyms
from cases.model import Ticket, sha256_of
from cases.model_call import ModelCall
from knowledge.encoder import E5, Encoder, NoMeaning, Progress, Vectors, no_progress

T = TypeVar("T", bound=BaseModel)
_MARGIN = 1.25
"""LiteLLM's own time limit comes first: a deployment that it sees fail, it cools down."""
_UNCOUNTED = frozenset({Failure.UNREACHABLE, Failure.REFUSED})
"""LiteLLM counts neither a 403 nor, of some providers, a connection that is refused or cut."""


class ModelGateway:
    """Asks the model group a role is given; sensitive tickets only ever see local models."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        self._routers: dict[tuple[bool, str], Any] = {}
        settings = routes.router_settings
        self._breaker = CircuitBreaker(settings.cooldown_time, settings.allowed_fails)
        self._account: Account | None = None

    @classmethod
    def from_file(cls, path: Path, environment: Mapping[str, str]) -> ModelGateway:
        """Open the gateway described by `models.yaml`. Raises `WrongModels` on a doubt."""
        return cls(read_routes(path, environment))

    @property
    def routes(self) -> Routes:
        """What `models.yaml` says."""
        return self._routes

    def on_account(self, account: Account) -> ModelGateway:
        """Copy the gateway for one ticket: what it asks is counted on its account."""
        gateway = copy.copy(self)
        gateway._account = account  # noqa: SLF001 - a copy of itself
        return gateway

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Tell whether a model serves this role; otherwise the embedded way does."""
        served = self._routes.group(role, sensitive=sensitive) != EMBEDDED
        return served and not self._why_closed(role)

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

        Asks the role's group, then its fallbacks. Raises `ModelFailure` where none gave an answer
        in time that follows the schema, and where the account is closed.
        """
        hidden = hide.hide(user)
        failure = ModelFailure.of(role, Failure.NO_ROUTE)
        for group in self._routes.chain(role, sensitive=sensitive):
            if why := self._why_closed(role):
                raise ModelFailure(why, Failure.CLOSED)
            deployments = self._routes.deployments(group)
            native = all(d.model_info.get("supports_response_schema") is True for d in deployments)
            messages = request_of(native=native, system=system, user=hidden, answer=answer)
            given = {"max_tokens": self._routes.max_answer_tokens, "temperature": 0}
            parameters = {
                **given,
                "timeout": self._routes.timeout_of(group),
                "response_format": "json_schema" if native else "in the prompt",
            }
            request = CallRequest(
                role,
                sha256_of(system),
                {k: str(v) for k, v in parameters.items()},
                characters_of(messages),
            )
            try:
                response, seconds = await self._in_time(
                    group, "acompletion", {**given, **messages}, sensitive=sensitive
                )
            except ModelFailure as error:
                failure = error
                continue
            parsed = parse_answer(response, answer)
            call = self._record(group, request, response, seconds, parsed)
            if not isinstance(parsed, Failure):
                return parsed, call
            failure = ModelFailure.of(group, parsed)
        raise failure

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        served = self.serves(EMBEDDINGS, sensitive=sensitive)
        return self._routes.embedding(sensitive=sensitive) if served else None

    async def embed(
        self, texts: Sequence[str], *, hide: Pseudonyms | None, sensitive: bool
    ) -> list[list[float]]:
        """Embed texts, each vector checked to be one; without `hide` each hides on its own.

        Raises `ModelFailure`, at once while the group cools down after another failure. Always to
        be awaited on the same event loop.
        """
        model = self.embedding(sensitive=sensitive)
        group = self._routes.group(EMBEDDINGS, sensitive=sensitive)
        if model is None:
            raise ModelFailure.of(EMBEDDINGS, Failure.NO_ROUTE)
        hidden = [(hide or Pseudonyms()).hide(text)[: model.characters] for text in texts]
        try:
            response, seconds = await self._in_time(
                group, "aembedding", {"input": hidden}, sensitive=sensitive, only=group
            )
            rows = parse_vectors(response, model, len(texts))
            sent = {"texts": str(len(texts))}
            request = CallRequest(EMBEDDINGS, "", sent, sum(map(len, hidden)))
            self._record(group, request, response, seconds, rows)
            if isinstance(rows, Failure):
                raise ModelFailure.of(group, rows)
        except ModelFailure as error:
            if error.kind is not Failure.COOLING_DOWN:  # a cooldown started again never ends
                self._breaker.open((sensitive, group))
            raise
        return rows

    async def _in_time(
        self,
        group: str,
        method: Literal["acompletion", "aembedding"],
        arguments: Mapping[str, Any],
        *,
        sensitive: bool,
        only: str = "",
    ) -> tuple[Any, float]:
        """Wait for one group's answer; what LiteLLM does not see fail, the breaker counts.

        `only`: ask a router that knows this group alone. Returns the answer and the seconds it
        took. Raises `ModelFailure`.
        """
        circuit = sensitive, group
        if self._breaker.is_open(circuit):
            raise ModelFailure.of(group, Failure.COOLING_DOWN)
        seconds = self._routes.timeout_of(group)
        tries = 1 + self._routes.router_settings.num_retries
        try:
            # LiteLLM's import and its router are not the model's time.
            if (router := (sensitive, only)) not in self._routers:
                opened = open_router(self._routes, sensitive=sensitive, only=only)
                self._routers[router] = opened
            ask = getattr(self._routers[router], method)
            began = time.monotonic()
            # The outer limit also ends an answer that trickles: LiteLLM's is per read.
            async with asyncio.timeout(seconds * tries * _MARGIN):
                response = await ask(model=group, timeout=seconds, **arguments)
        except Exception as error:  # noqa: BLE001 - any provider's error leads to the next way
            kind = failure_of(error)
            if kind is Failure.ENDLESS:
                self._breaker.open(circuit)
            elif kind in _UNCOUNTED and len(self._routes.deployments(group)) == 1:
                # Of several deployments, the gateway does not know which one failed.
                self._breaker.record_failure(circuit)
            raise ModelFailure.of(group, kind) from None
        self._breaker.record_success(circuit)
        return response, time.monotonic() - began

    def _why_closed(self, role: str) -> str:
        return "" if self._account is None else self._account.why_closed(role)

    def _record(
        self,
        group: str,
        request: CallRequest,
        response: Any,  # noqa: ANN401 - same
        seconds: float,
        parsed: object,
    ) -> ModelCall:
        """Put a call down, and on the account; `parsed` is a `Failure` where it was unusable."""
        number, listed = deployment_number(response), self._routes.model_list
        if number is None or number >= len(listed):
            used = self._routes.deployments(group)[0]
        else:
            used = listed[number]
        call = call_of(request, used, response, seconds)
        if isinstance(parsed, Failure):
            call = replace(call, failure=str(parsed))
        if self._account is not None:
            self._account.calls.append(call)
        return call


_AT_ONCE = 32
"""Texts in one request."""


def encoder_of_texts(gateway: ModelGateway) -> Encoder:
    """Choose what encodes the town's texts and its known questions."""
    route = gateway.embedding(sensitive=False)
    return E5 if route is None else _Routed(gateway, route, None, sensitive=False)


def encoder_of(gateway: ModelGateway, ticket: Ticket, *, sensitive: bool) -> Encoder:
    """Choose what encodes a ticket's question: a sensitive one stays on the site's own machines."""
    route = gateway.embedding(sensitive=sensitive)
    if route is None:
        return E5
    return _Routed(gateway, route, Pseudonyms.for_ticket(ticket), sensitive=sensitive)


@dataclass(frozen=True)
class _Routed:
    """An encoder behind the gateway; to be called from any thread but the one that serves it."""

    gateway: ModelGateway
    route: Embedding
    hide: Pseudonyms | None
    sensitive: bool

    @property
    def name(self) -> str:
        return self.route.name

    @property
    def dimensions(self) -> int:
        return self.route.dimensions

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        parts = [np.zeros((0, self.dimensions), np.float32)]
        for start in range(0, len(texts), _AT_ONCE):
            parts.append(self._encoded(texts[start : start + _AT_ONCE]))
            progress(min(start + _AT_ONCE, len(texts)), len(texts))
        return np.vstack(parts)

    def of_known(self, questions: Sequence[str]) -> Vectors:
        return self.of_passages(questions)

    def of_question(self, text: str) -> Vectors:
        return self._encoded([text])

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        try:
            answer = self.gateway.embed(texts, hide=self.hide, sensitive=self.sensitive)
            with _opening:
                loop = _loop()
            rows = asyncio.run_coroutine_threadsafe(answer, loop).result()
        except ModelFailure as failure:
            raise NoMeaning(str(failure)) from None
        # In 32 bits the square of a small number is nothing.
        exact = np.asarray(rows, dtype=np.float64)
        exact /= np.abs(exact).max(axis=1, keepdims=True)
        exact /= np.linalg.norm(exact, axis=1, keepdims=True)
        return exact.astype(np.float32)


_opening = threading.Lock()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Open the one loop on which embedding routes are asked: the search itself awaits nothing."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True, name="embeddings").start()
    return loop
