"""What model calls use (tokens, seconds, euros, energy), and what a ticket may still use."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from agents.gateway.model_routes import (
    CHARACTERS_A_TOKEN,
    ROLES,
    Budgets,
    Deployment,
    Limit,
    rate_keys,
)
from cases.model_call import ModelCall

_MODEL_NAME = re.compile(r"[\w./:@+-]{1,128}")
_MOST_TOKENS = 10_000_000
_PROVIDERS = {
    "anthropic": "anthropic",
    "azure": "openai",
    "cohere": "cohere",
    "mistral": "mistralai",
    "openai": "openai",
}
"""LiteLLM's names of those whose models EcoLogits knows by the name they are asked under."""
_GRAMS = 1000


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens and euros spent so far; what costs nothing that is known counts as nothing."""

    tokens: int = 0
    cost_eur: float = 0.0

    def plus(self, calls: Sequence[ModelCall]) -> Spending:
        """Add calls."""
        return Spending(
            self.tokens + sum(call.tokens_in + call.tokens_out for call in calls),
            self.cost_eur + sum(call.cost_eur or 0.0 for call in calls),
        )

    def exceeds(self, limit: Limit) -> bool:
        """Tell whether a limit is reached."""
        return (limit.tokens is not None and self.tokens >= limit.tokens) or (
            limit.cost_eur is not None and self.cost_eur >= limit.cost_eur
        )


@dataclass(slots=True)
class Account:
    """One ticket's account, for the length of one step. Every call made on it is in `calls`.

    `before` and `day`: what the ticket, and the whole day, had spent when the step began. `off`: by
    role, why no model is asked.
    """

    budgets: Budgets = field(default_factory=Budgets)
    before: Spending = field(default_factory=Spending)
    day: Spending = field(default_factory=Spending)
    off: dict[str, str] = field(default_factory=dict)
    calls: list[ModelCall] = field(default_factory=list)
    _reasons: dict[str, None] = field(default_factory=dict)

    def why_closed(self, role: str) -> str:
        """Say in one French sentence why this role asks no model; empty where it may."""
        why = self.off.get(role, "")
        spent = (
            ("pour ce dossier", self.budgets.per_ticket, self.before),
            ("du jour", self.budgets.per_day, self.day),
        )
        for whose, limit, before in spent:
            if not why and before.plus(self.calls).exceeds(limit):
                why = f"Budget des modèles {whose} atteint : la suite est préparée sans modèle."
        if why:
            self._reasons[why] = None
        return why

    @property
    def reasons(self) -> tuple[str, ...]:
        """What an officer should know: why models were not asked, each reason once."""
        return tuple(self._reasons)


def all_roles(why: str) -> dict[str, str]:
    """Switch every role off, for one reason."""
    return dict.fromkeys(ROLES, why)


@dataclass(frozen=True, slots=True)
class CallRequest:
    """What a call was made with: the role, the prompt's hash, the parameters but for the texts.

    `characters`: of all texts sent.
    """

    role: str
    prompt_sha256: str
    parameters: dict[str, str]
    characters: int


def call_of(request: CallRequest, used: Deployment, response: Any, seconds: float) -> ModelCall:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
    """Put down a call that was answered, whatever the answer is worth.

    Tokens that the server does not count are taken for a third of the characters.
    """
    tokens_in, tokens_out = _tokens(response, request.characters)
    kwh, grams = estimate_energy(used, tokens_out, seconds) or (None, None)
    by_site = [
        _at_site_rates(used, what, tokens_in, tokens_out) for what in ("cost_eur", "gco2e", "kwh")
    ]
    named = getattr(response, "model", None)
    return ModelCall(
        role=request.role,
        route=f"{used.model_name} ({used.model})",
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_eur=by_site[0],
        gco2e=grams if by_site[1] is None else by_site[1],
        kwh=kwh if by_site[2] is None else by_site[2],
        seconds=round(seconds, 3),
        model=(named if isinstance(named, str) and _MODEL_NAME.fullmatch(named) else used.model),
        prompt_sha256=request.prompt_sha256,
        parameters=request.parameters,
    )


def estimate_energy(
    used: Deployment, tokens_out: int, seconds: float
) -> tuple[float, float] | None:
    """Estimate kWh and grams of CO2 equivalent, the middle of EcoLogits' range; None if unknown.

    `model_info.ecologits` names the model where its name does not (`provider/model`), and
    `model_info.electricity_zone` the country of the machines (ISO 3166-1, three letters).
    """
    named = _ecologits_name(used)
    if named is None or tokens_out <= 0 or "mock_response" in used.litellm_params:
        return None
    # Only who counts energy pays its import; and it warns of each estimate's precision on its own.
    from ecologits.tracers.utils import llm_impacts  # noqa: PLC0415

    logging.getLogger("ecologits").setLevel(logging.ERROR)
    zone = used.model_info.get("electricity_zone")
    impacts = llm_impacts(*named, tokens_out, seconds, zone if isinstance(zone, str) else None)
    if impacts.has_errors or impacts.energy is None or impacts.gwp is None:
        return None
    kwh, kilograms = (
        float(value) if isinstance(value, float | int) else value.mean
        for value in (impacts.energy.value, impacts.gwp.value)
    )
    return kwh, kilograms * _GRAMS


def _ecologits_name(used: Deployment) -> tuple[str, str] | None:
    """Name the provider and the model as EcoLogits lists them; None where it does not."""
    named = used.model_info.get("ecologits")
    provider, _, model = (named if isinstance(named, str) else used.model).partition("/")
    if not isinstance(named, str):
        # Whoever serves a model at an address of its own runs it on machines nobody described.
        if "api_base" in used.litellm_params and provider != "azure":
            return None
        provider = _PROVIDERS.get(provider, "")
        model = str(used.model_info.get("base_model", model)).rpartition("/")[2]
    return (provider, model) if _is_known(provider, model) else None


@cache
def _is_known(provider: str, model: str) -> bool:
    from ecologits.model_repository import models  # noqa: PLC0415 - same

    return models.find_model(provider=provider, model_name=model) is not None


def _tokens(response: Any, characters_sent: int) -> tuple[int, int]:  # noqa: ANN401 - same
    """Count the tokens read and written.

    LiteLLM puts zeros where a server counts nothing: they are then estimated from the characters,
    those of the reasoning before an answer too; vectors have none.
    """
    usage = getattr(response, "usage", None)
    counted = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (min(max(n, 0), _MOST_TOKENS) if isinstance(n, int) else 0 for n in counted)
    try:
        message = response.choices[0].message
    except (AttributeError, IndexError, TypeError):
        message = None
    texts = (getattr(message, name, None) for name in ("content", "reasoning_content"))
    received = sum(len(text) for text in texts if isinstance(text, str))
    return read or _estimate(characters_sent), written or _estimate(received)


def _estimate(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)


def _at_site_rates(used: Deployment, what: str, tokens_in: int, tokens_out: int) -> float | None:
    """Price a call at the rates the site gives; None where it gives none."""
    rates = [used.model_info.get(key) for key in rate_keys(what)]
    if not all(isinstance(rate, int | float) for rate in rates):
        return None
    return float(rates[0] * tokens_in + rates[1] * tokens_out)  # type: ignore[operator]  # checked above
