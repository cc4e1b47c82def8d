"""Calls each deployment once with a harmless sentence: what it can do, and where it runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from agents.door.answer import characters_of, checked, question, vectors
from agents.door.failure import Failure, kind_of
from agents.door.leaks import host_of, is_own
from agents.door.litellm_router import open_one
from agents.door.routes import ROLES, Deployment, Embedding, Routes
from agents.door.spent import Asked, call_of
from cases.model import ModelCall

SENTENCE = "De quelle couleur est le ciel par temps clair ? Réponds en un mot."
_SYSTEM = "Tu réponds en français."


class _Sky(BaseModel):
    couleur: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one call. `host` is empty where LiteLLM's own address of the provider serves.

    `own`: the host is one of the site's. `roles`: who asks it, sensitive work told apart.
    """

    deployment: Deployment
    host: str
    own: bool
    roles: tuple[str, ...]
    seconds: float
    call: ModelCall | None
    failure: Failure | None


async def try_one(routes: Routes, number: int) -> Trial:
    """Try one deployment, whatever the others are and whatever it answers."""
    deployment = routes.model_list[number]
    began = time.monotonic()
    call: ModelCall | None = None
    failure: Failure | None = None
    try:
        async with asyncio.timeout(routes.seconds(deployment.model_name) * 1.25):
            call, failure = await _called(routes, number, began)
    except Exception as error:  # noqa: BLE001 - any provider's error is a line of the report
        failure = kind_of(error)
    return Trial(
        deployment=deployment,
        host=host_of(deployment) if "api_base" in deployment.litellm_params else "",
        own=deployment.local and is_own(deployment, routes.local_hosts),
        roles=tuple(_roles(routes, deployment.model_name)),
        seconds=time.monotonic() - began,
        call=call,
        failure=failure,
    )


async def _called(routes: Routes, number: int, began: float) -> tuple[ModelCall, Failure | None]:
    deployment = routes.model_list[number]
    router, seconds = open_one(number, deployment), routes.seconds(deployment.model_name)
    said: object
    characters = len(SENTENCE)
    if deployment.embeds:
        response = await router.aembedding(
            model=deployment.model_name, input=[SENTENCE], timeout=seconds
        )
        said = vectors(response, Embedding.of(deployment), 1)
    else:
        native = deployment.model_info.get("supports_response_schema") is True
        asked = question(native=native, system=_SYSTEM, user=SENTENCE, answer=_Sky)
        characters = characters_of(asked)
        response = await router.acompletion(
            model=deployment.model_name,
            timeout=seconds,
            max_tokens=routes.max_answer_tokens,
            temperature=0,
            **asked,
        )
        said = checked(response, _Sky)
    made_with = Asked("check", "", {}, characters)
    call = call_of(made_with, deployment, response, time.monotonic() - began)
    return call, said if isinstance(said, Failure) else None


def _roles(routes: Routes, group: str) -> Iterator[str]:
    for sensitive in (False, True):
        for role in ROLES:
            if group in routes.chain(role, sensitive=sensitive):
                yield f"{role} (sensibles)" if sensitive else role
