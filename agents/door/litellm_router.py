"""Opens LiteLLM: the only module that imports it."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any

from agents.door.routes import Deployment, Routes

_OF_THE_MODEL = tuple(
    f"{name}AllowedFails"
    for name in (
        *("AuthenticationError", "NotFoundError", "RateLimitError", "TimeoutError"),
        *("InternalServerError", "ServiceUnavailableError", "BadGatewayError"),
    )
)
"""Errors of the model or its server; those of one question (too long, refused) rest nobody."""


def open_router(routes: Routes, *, sensitive: bool, only: str = "") -> Any:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
    """Open a router over the groups that ordinary, or sensitive, work may use, or over one."""
    allowed = routes.of_sensitive_work()
    numbered = [
        (number, d)
        for number, d in enumerate(routes.model_list)
        if (not sensitive or (d.local and d.model_name in allowed)) and only in {"", d.model_name}
    ]
    # A fallback of embeddings would lead to another model, whose vectors cannot be compared.
    settings = routes.router_settings.inside_groups()
    if sensitive or only:
        leading_elsewhere = ("fallbacks", "alias")
        settings = {k: v for k, v in settings.items() if not k.endswith(leading_elsewhere)}
    longest = max((routes.seconds(d.model_name) for _, d in numbered), default=0.0)
    return _router(numbered, settings, longest)


def open_one(number: int, deployment: Deployment) -> Any:  # noqa: ANN401 - same
    """Open a router over one deployment: no retry, no rest, no way elsewhere."""
    return _router([(number, deployment)], {"num_retries": 0}, 0.0)


def number_of(response: Any) -> int | None:  # noqa: ANN401 - same
    """Say which deployment answered, by its place in `model_list`."""
    hidden = getattr(response, "_hidden_params", None) or {}
    number = str(hidden.get("model_id") or "").rpartition("#")[2]
    return int(number) if number.isdigit() else None


def _router(
    numbered: Sequence[tuple[int, Deployment]], settings: dict[str, Any], longest: float
) -> Any:  # noqa: ANN401 - same
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"  # otherwise a stray .env file would be read
    os.environ["DO_NOT_TRACK"] = "1"
    # Read at its import: for embeddings it takes `max_retries: 0` for none said, and asks thrice.
    os.environ["DEFAULT_MAX_RETRIES"] = "0"
    import litellm.router  # noqa: PLC0415 - its import costs 2 to 3 CPU-seconds: only who needs it pays

    # A provider's error may repeat the question: what it says is not for our logs.
    for name in ("LiteLLM", "LiteLLM Router"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.drop_params = True
    listed = [
        {**d.model_dump(), "model_info": {**d.model_info, "id": f"{d.model_name}#{number}"}}
        for number, d in numbered
    ]
    return litellm.router.Router(model_list=listed, **settings, **_resting(settings, longest))


def _resting(settings: dict[str, Any], longest: float) -> dict[str, Any]:
    """Rest a model alone in its group too: its errors named one by one, LiteLLM does.

    `longest`: seconds that a silence may take.
    """
    rest, allowed = settings.get("cooldown_time"), settings.get("allowed_fails")
    if not rest:  # which LiteLLM would read as its own sixty seconds
        return {"disable_cooldowns": True}
    policy = dict.fromkeys(_OF_THE_MODEL, allowed)
    if allowed and allowed * longest >= rest:
        # LiteLLM counts failures for as long as a rest: one silence would be forgotten in the next.
        policy["TimeoutErrorAllowedFails"] = 0
    return {"allowed_fails_policy": policy}
