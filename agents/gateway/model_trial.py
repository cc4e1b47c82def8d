"""Calls each deployment once with a harmless sentence: what it can do, and where it runs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from pydantic import BaseModel

from agents.gateway.litellm_router import open_deployment
from agents.gateway.model_answer import (
    Failure,
    characters_of,
    failure_of,
    parse_answer,
    parse_vectors,
    request_of,
)
from agents.gateway.model_routes import ROLES, Deployment, Embedding, Routes
from agents.gateway.routes_file import host_of, is_own
from agents.gateway.usage import CallRequest, call_of
from cases.model_call import ModelCall

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


async def try_deployment(routes: Routes, number: int) -> Trial:
    """Try one deployment, whatever the others are and whatever it answers."""
    deployment = routes.model_list[number]
    group = deployment.model_name
    began = time.monotonic()
    call: ModelCall | None = None
    failure: Failure | None = None
    try:
        async with asyncio.timeout(routes.timeout_of(group) * 1.25):
            call, failure = await _call(routes, number, began)
    except Exception as error:  # noqa: BLE001 - any provider's error is a line of the report
        failure = failure_of(error)
    return Trial(
        deployment=deployment,
        host=host_of(deployment) if "api_base" in deployment.litellm_params else "",
        own=deployment.local and is_own(deployment, routes.local_hosts),
        roles=tuple(
            f"{role} (sensibles)" if sensitive else role
            for sensitive in (False, True)
            for role in ROLES
            if group in routes.chain(role, sensitive=sensitive)
        ),
        seconds=time.monotonic() - began,
        call=call,
        failure=failure,
    )


async def _call(routes: Routes, number: int, began: float) -> tuple[ModelCall, Failure | None]:
    deployment = routes.model_list[number]
    router, timeout = open_deployment(number, deployment), routes.timeout_of(deployment.model_name)
    parsed: object
    characters = len(SENTENCE)
    if deployment.embeds:
        response = await router.aembedding(
            model=deployment.model_name, input=[SENTENCE], timeout=timeout
        )
        parsed = parse_vectors(response, Embedding.of(deployment), 1)
    else:
        native = deployment.model_info.get("supports_response_schema") is True
        messages = request_of(native=native, system=_SYSTEM, user=SENTENCE, answer=_Sky)
        characters = characters_of(messages)
        response = await router.acompletion(
            model=deployment.model_name,
            timeout=timeout,
            max_tokens=routes.max_answer_tokens,
            temperature=0,
            **messages,
        )
        parsed = parse_answer(response, _Sky)
    request = CallRequest("check", "", {}, characters)
    call = call_of(request, deployment, response, time.monotonic() - began)
    return call, parsed if isinstance(parsed, Failure) else None
