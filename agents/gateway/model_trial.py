"""Tries each deployment with harmless questions: what it can do, and where it runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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
class Sample:
    """What a role asks, of an invented ticket; `is_right` reads whether the answer is the one."""

    role: str
    system: str
    user: str
    answer: type[BaseModel]
    is_right: Callable[[Any], bool]


class Ability(StrEnum):
    """How a model does the work of a role."""

    RIGHT = "juste"
    WRONG = "faux"
    SHAPELESS = "hors du format"


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
    abilities: Mapping[str, Ability] = field(default_factory=dict)
    """By role that it serves and that has a sample."""


async def try_deployment(routes: Routes, number: int, samples: Sequence[Sample] = ()) -> Trial:
    """Try one deployment, whatever the others are and whatever it answers.

    Where it answers a harmless sentence, the samples of its roles follow.
    """
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
    served = {
        role
        for sensitive in (False, True)
        for role in ROLES
        if group in routes.chain(role, sensitive=sensitive)
    }
    asked = [] if failure or deployment.embeds else [one for one in samples if one.role in served]
    abilities = {one.role: await _ability(routes, number, one) for one in asked}
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
        abilities=abilities,
    )


async def _ability(routes: Routes, number: int, sample: Sample) -> Ability:
    """Ask what a role asks; no usable answer, for whatever reason, follows no form."""
    deployment = routes.model_list[number]
    seconds = routes.timeout_of(deployment.model_name)
    try:
        async with asyncio.timeout(seconds * 1.25):
            response = await _ask(routes, number, sample.system, sample.user, sample.answer)
    except Exception:  # noqa: BLE001 - any provider's error is a line of the report
        return Ability.SHAPELESS
    parsed = parse_answer(response, sample.answer)
    if isinstance(parsed, Failure):
        return Ability.SHAPELESS
    return Ability.RIGHT if sample.is_right(parsed) else Ability.WRONG


async def _ask(routes: Routes, number: int, system: str, user: str, answer: type[BaseModel]) -> Any:  # noqa: ANN401 - LiteLLM's answer is checked by whoever parses it
    deployment = routes.model_list[number]
    native = deployment.model_info.get("supports_response_schema") is True
    return await open_deployment(number, deployment).acompletion(
        model=deployment.model_name,
        timeout=routes.timeout_of(deployment.model_name),
        max_tokens=routes.max_answer_tokens,
        temperature=0,
        **request_of(native=native, system=system, user=user, answer=answer),
    )


async def _call(routes: Routes, number: int, began: float) -> tuple[ModelCall, Failure | None]:
    deployment = routes.model_list[number]
    parsed: object
    characters = len(SENTENCE)
    if deployment.embeds:
        group = deployment.model_name
        router, timeout = open_deployment(number, deployment), routes.timeout_of(group)
        response = await router.aembedding(model=group, input=[SENTENCE], timeout=timeout)
        parsed = parse_vectors(response, Embedding.of(deployment), 1)
    else:
        native = deployment.model_info.get("supports_response_schema") is True
        messages = request_of(native=native, system=_SYSTEM, user=SENTENCE, answer=_Sky)
        characters = characters_of(messages)
        response = await _ask(routes, number, _SYSTEM, SENTENCE, _Sky)
        parsed = parse_answer(response, _Sky)
    request = CallRequest("check", "", {}, characters)
    call = call_of(request, deployment, response, time.monotonic() - began)
    return call, parsed if isinstance(parsed, Failure) else None
