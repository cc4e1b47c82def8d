"""The door itself: role to route, structured answer or vectors, limits, cost."""

from __future__ import annotations

import asyncio
import copy
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from agents.door.account import Account
from agents.door.answer import characters_of, checked, question, vectors
from agents.door.failure import Failure, ModelFailure, kind_of
from agents.door.litellm_router import number_of, open_router
from agents.door.reading import read_routes
from agents.door.rests import Rests
from agents.door.routes import EMBEDDED, EMBEDDINGS, Deployment, Embedding, Routes
from agents.door.spent import Asked, call_of
from agents.privacy import Pseudonyms
from cases.model import ModelCall, sha256_of

T = TypeVar("T", bound=BaseModel)
_MARGIN = 1.25
"""LiteLLM's own time limit comes first: a deployment that it sees fail, it lets rest."""
_UNCOUNTED = frozenset({Failure.UNREACHABLE, Failure.REFUSED})
"""LiteLLM counts neither a 403 nor, of some providers, a connection that is refused or cut."""


class ModelDoor:
    """Asks the model group a role is given; sensitive tickets only ever see local models."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        self._routers: dict[tuple[bool, str], Any] = {}
        settings = routes.router_settings
        self._rests = Rests(settings.cooldown_time, settings.allowed_fails)
        self._account: Account | None = None

    @classmethod
    def from_file(cls, path: Path, environment: Mapping[str, str]) -> ModelDoor:
        """Open the door described by `models.yaml`. Raises `WrongModels` on a doubt."""
        return cls(read_routes(path, environment))

    @property
    def routes(self) -> Routes:
        """What `models.yaml` says."""
        return self._routes

    def on_account(self, account: Account) -> ModelDoor:
        """Give the same door for one ticket: what it asks is counted on its account."""
        door = copy.copy(self)
        door._account = account  # noqa: SLF001 - a copy of itself
        return door

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Tell whether a model serves this role; otherwise the embedded way does."""
        served = self._routes.group(role, sensitive=sensitive) != EMBEDDED
        return served and not self._closed(role)

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
            if why := self._closed(role):
                raise ModelFailure(why, Failure.CLOSED)
            native = self._schema_is_native(group)
            messages = question(native=native, system=system, user=hidden, answer=answer)
            parameters = self._parameters(group, native=native)
            asked = Asked(
                role,
                sha256_of(system),
                {k: str(v) for k, v in parameters.items()},
                characters_of(messages),
            )
            try:
                response, seconds = await self._complete(group, messages, sensitive=sensitive)
            except ModelFailure as error:
                failure = error
                continue
            said = checked(response, answer)
            call = self._counted(group, asked, response, seconds, said)
            if not isinstance(said, Failure):
                return said, call
            failure = ModelFailure.of(group, said)
        raise failure

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        served = self.serves(EMBEDDINGS, sensitive=sensitive)
        return self._routes.embedding(sensitive=sensitive) if served else None

    async def embed(
        self, texts: Sequence[str], *, hide: Pseudonyms | None, sensitive: bool
    ) -> list[list[float]]:
        """Give each text's numbers, checked to be that; without `hide` each hides on its own.

        Raises `ModelFailure`, at once while the group rests after another failure. Always to be
        awaited on the same event loop.
        """
        model = self.embedding(sensitive=sensitive)
        group = self._routes.group(EMBEDDINGS, sensitive=sensitive)
        if model is None:
            raise ModelFailure.of(EMBEDDINGS, Failure.NO_ROUTE)
        hidden = [(hide or Pseudonyms()).hide(text)[: model.characters] for text in texts]
        try:
            response, seconds = await self._embed(group, hidden, sensitive=sensitive)
            rows = vectors(response, model, len(texts))
            asked = Asked(EMBEDDINGS, "", {"texts": str(len(texts))}, sum(map(len, hidden)))
            self._counted(group, asked, response, seconds, rows)
            if isinstance(rows, Failure):
                raise ModelFailure.of(group, rows)
        except ModelFailure as error:
            if error.kind is not Failure.RESTING:  # a rest that starts again never ends
                self._rests.rest((sensitive, group))
            raise
        return rows

    async def _embed(self, group: str, hidden: list[str], *, sensitive: bool) -> tuple[Any, float]:
        def ask() -> Callable[..., Awaitable[Any]]:
            router = self._router(sensitive=sensitive, only=group)
            return partial(router.aembedding, input=hidden)

        return await self._in_time(group, ask, sensitive=sensitive)

    async def _complete(
        self, group: str, messages: dict[str, Any], *, sensitive: bool
    ) -> tuple[Any, float]:
        given = {"max_tokens": self._routes.max_answer_tokens, "temperature": 0, **messages}

        def ask() -> Callable[..., Awaitable[Any]]:
            return partial(self._router(sensitive=sensitive).acompletion, **given)

        return await self._in_time(group, ask, sensitive=sensitive)

    async def _in_time(
        self, group: str, opened: Callable[[], Callable[..., Awaitable[Any]]], *, sensitive: bool
    ) -> tuple[Any, float]:
        """Wait for one group's answer; what LiteLLM does not see fail, the door lets rest."""
        if self._rests.resting((sensitive, group)):
            raise ModelFailure.of(group, Failure.RESTING)
        seconds = self._routes.seconds(group)
        tries = 1 + self._routes.router_settings.num_retries
        try:
            ask = opened()  # LiteLLM's import and its router are not the model's time
            began = time.monotonic()
            # The outer limit also ends an answer that trickles: LiteLLM's is per read.
            async with asyncio.timeout(seconds * tries * _MARGIN):
                response = await ask(model=group, timeout=seconds)
        except Exception as error:  # noqa: BLE001 - any provider's error leads to the next way
            kind = kind_of(error)
            self._failed(group, kind, sensitive=sensitive)
            raise ModelFailure.of(group, kind) from None
        self._rests.answered((sensitive, group))
        return response, time.monotonic() - began

    def _closed(self, role: str) -> str:
        return "" if self._account is None else self._account.closed(role)

    def _failed(self, group: str, kind: Failure, *, sensitive: bool) -> None:
        if kind is Failure.ENDLESS:
            self._rests.rest((sensitive, group))
        elif kind in _UNCOUNTED and len(self._routes.deployments(group)) == 1:
            # Of several deployments, the door does not know which one failed.
            self._rests.failed((sensitive, group))

    def _router(self, *, sensitive: bool, only: str = "") -> Any:  # noqa: ANN401 - same
        asked = sensitive, only
        if asked not in self._routers:
            self._routers[asked] = open_router(self._routes, sensitive=sensitive, only=only)
        return self._routers[asked]

    def _parameters(self, group: str, *, native: bool) -> dict[str, object]:
        return {
            "max_tokens": self._routes.max_answer_tokens,
            "temperature": 0,
            "timeout": self._routes.seconds(group),
            "response_format": "json_schema" if native else "in the prompt",
        }

    def _schema_is_native(self, group: str) -> bool:
        deployments = self._routes.deployments(group)
        return all(d.model_info.get("supports_response_schema") is True for d in deployments)

    def _counted(
        self,
        group: str,
        asked: Asked,
        response: Any,  # noqa: ANN401 - same
        seconds: float,
        said: object,
    ) -> ModelCall:
        call = call_of(asked, self._used(group, response), response, seconds)
        if isinstance(said, Failure):
            call = replace(call, failure=str(said))
        if self._account is not None:
            self._account.calls.append(call)
        return call

    def _used(self, group: str, response: Any) -> Deployment:  # noqa: ANN401 - same
        number, listed = number_of(response), self._routes.model_list
        if number is not None and number < len(listed):
            return listed[number]
        return self._routes.deployments(group)[0]
