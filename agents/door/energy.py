"""Energy and carbon of a call, estimated by EcoLogits where it knows the model, else unknown."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from agents.door.routes import Deployment

if TYPE_CHECKING:
    from ecologits.utils.range_value import RangeValue

_PROVIDERS = {
    "anthropic": "anthropic",
    "azure": "openai",
    "cohere": "cohere",
    "mistral": "mistralai",
    "openai": "openai",
}
"""LiteLLM's names of those whose models EcoLogits knows by the name they are asked under."""
_GRAMS = 1000


def estimated(used: Deployment, tokens_out: int, seconds: float) -> tuple[float, float] | None:
    """Estimate kWh and grams of CO2 equivalent, the middle of EcoLogits' range; None if unknown.

    `model_info.ecologits` names the model where its name does not (`provider/model`), and
    `model_info.electricity_zone` the country of the machines (ISO 3166-1, three letters).
    """
    named = _named(used)
    if named is None or tokens_out <= 0 or "mock_response" in used.litellm_params:
        return None
    # Only who counts energy pays its import; and it warns of each estimate's precision on its own.
    from ecologits.tracers.utils import llm_impacts  # noqa: PLC0415

    logging.getLogger("ecologits").setLevel(logging.ERROR)
    zone = used.model_info.get("electricity_zone")
    impacts = llm_impacts(*named, tokens_out, seconds, zone if isinstance(zone, str) else None)
    if impacts.has_errors or impacts.energy is None or impacts.gwp is None:
        return None
    return _middle(impacts.energy.value), _middle(impacts.gwp.value) * _GRAMS


def _named(used: Deployment) -> tuple[str, str] | None:
    told = used.model_info.get("ecologits")
    provider, _, model = (told if isinstance(told, str) else used.model).partition("/")
    if not isinstance(told, str):
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


def _middle(value: float | RangeValue) -> float:
    return float(value) if isinstance(value, float | int) else value.mean
