"""LiteLLM's router, and the circuit breaker for the failures it does not count.

The only module that imports LiteLLM. Inside a model group the router balances, tries again and
cools a failing deployment down; what it cannot see fail, the gateway's breaker does (ADR 15).
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.gateway.model_routes import Deployment, Routes

_OF_THE_MODEL = tuple(
    f"{name}AllowedFails"
    for name in (
        *("AuthenticationError", "NotFoundError", "RateLimitError", "TimeoutError"),
        *("InternalServerError", "ServiceUnavailableError", "BadGatewayError"),
    )
)
"""Errors of the model or its server; those of one question (too long, refused) cool nobody down."""


def open_router(routes: Routes, *, sensitive: bool, only: str = "") -> Any:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
    """Open a router over the groups that ordinary, or sensitive, work may use, or over one."""
    allowed = routes.sensitive_groups()
    numbered = [
        (number, d)
        for number, d in enumerate(routes.model_list)
        if (not sensitive or (d.local and d.model_name in allowed)) and only in {"", d.model_name}
    ]
    # A fallback of embeddings would lead to another model, whose vectors cannot be compared.
    settings = routes.router_settings.within_groups()
    if sensitive or only:
        leading_elsewhere = ("fallbacks", "alias")
        settings = {k: v for k, v in settings.items() if not k.endswith(leading_elsewhere)}
    longest = max((routes.timeout_of(d.model_name) for _, d in numbered), default=0.0)
    return _router(numbered, settings, longest)


def open_deployment(number: int, deployment: Deployment) -> Any:  # noqa: ANN401 - same
    """Open a router over one deployment: no retry, no cooldown, no way elsewhere."""
    return _router([(number, deployment)], {"num_retries": 0}, 0.0)


def deployment_number(response: Any) -> int | None:  # noqa: ANN401 - same
    """Say which deployment answered, by its place in `model_list`."""
    hidden = getattr(response, "_hidden_params", None) or {}
    number = str(hidden.get("model_id") or "").rpartition("#")[2]
    return int(number) if number.isdigit() else None


def tokens_in(text: str) -> int:
    """Count the tokens of a text, by the tokenizer that ships with LiteLLM (cl100k)."""
    return int(_litellm().token_counter(model="gpt-4", text=text))


def _litellm() -> Any:  # noqa: ANN401 - same
    """Import LiteLLM, kept to itself: no call to the network, nothing logged."""
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
    return litellm


def _router(
    numbered: Sequence[tuple[int, Deployment]], settings: dict[str, Any], longest: float
) -> Any:  # noqa: ANN401 - same
    listed = [
        {**d.model_dump(), "model_info": {**d.model_info, "id": f"{d.model_name}#{number}"}}
        for number, d in numbered
    ]
    cooldown = _cooldown_policy(settings, longest)
    return _litellm().router.Router(model_list=listed, **settings, **cooldown)


def _cooldown_policy(settings: dict[str, Any], longest: float) -> dict[str, Any]:
    """Cool a model alone in its group down too: its errors named one by one, LiteLLM does.

    `longest`: seconds that a silence may take.
    """
    cooldown, allowed = settings.get("cooldown_time"), settings.get("allowed_fails")
    if not cooldown:  # which LiteLLM would read as its own sixty seconds
        return {"disable_cooldowns": True}
    policy = dict.fromkeys(_OF_THE_MODEL, allowed)
    if allowed and allowed * longest >= cooldown:
        # LiteLLM counts failures for as long as a cooldown: one silence would be forgotten in the
        # next.
        policy["TimeoutErrorAllowedFails"] = 0
    return {"allowed_fails_policy": policy}


Circuit = tuple[bool, str]
"""What is cut off apart from the rest: whether the work is sensitive, and the group."""


@dataclass(slots=True)
class CircuitBreaker:
    """Which groups are not asked for a while. `cooldown`: seconds, 0 for never.

    LiteLLM's router keeps such a count, but to it an answer that never ends and vectors out of
    shape are no failures, and it counts neither a 403 nor, of some providers, a connection that is
    refused or cut. A circuit opens at once, or after more than `allowed` failures in a row.
    """

    cooldown: float
    allowed: int
    _open_until: dict[Circuit, float] = field(default_factory=dict)
    _failures: dict[Circuit, int] = field(default_factory=dict)

    def is_open(self, circuit: Circuit) -> bool:
        """Tell whether a group is to be left alone now."""
        return time.monotonic() < self._open_until.get(circuit, 0.0)

    def open(self, circuit: Circuit) -> None:
        """Leave a group alone from now on, for the length of a cooldown."""
        self._open_until[circuit] = time.monotonic() + self.cooldown
        self._failures.pop(circuit, None)

    def record_failure(self, circuit: Circuit) -> None:
        """Count a failure; one more than allowed, without an answer between, opens the circuit."""
        self._failures[circuit] = self._failures.get(circuit, 0) + 1
        if self._failures[circuit] > self.allowed:
            self.open(circuit)

    def record_success(self, circuit: Circuit) -> None:
        """Forget the failures of a group that answers."""
        self._failures.pop(circuit, None)
