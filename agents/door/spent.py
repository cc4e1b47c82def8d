"""One call put down in figures: tokens, seconds, euros, energy, and what was asked of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from agents.door.energy import estimated
from agents.door.routes import CHARACTERS_A_TOKEN, Deployment, rates_of
from cases.model import ModelCall

_MODEL_NAME = re.compile(r"[\w./:@+-]{1,128}")
_MOST_TOKENS = 10_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call was made with: the role, the prompt's hash, the parameters but for the texts.

    `characters`: of all texts sent.
    """

    role: str
    prompt_sha256: str
    parameters: dict[str, str]
    characters: int


def call_of(asked: Asked, used: Deployment, response: Any, seconds: float) -> ModelCall:  # noqa: ANN401 - LiteLLM's answer is checked, not believed
    """Put down a call that was answered, whatever the answer is worth.

    Tokens that the server does not count are taken for a third of the characters.
    """
    tokens_in, tokens_out = _tokens(response, asked.characters)
    kwh, grams = estimated(used, tokens_out, seconds) or (None, None)
    by_site = [_rated(used, what, tokens_in, tokens_out) for what in ("cost_eur", "gco2e", "kwh")]
    return ModelCall(
        role=asked.role,
        route=f"{used.model_name} ({used.model})",
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_eur=by_site[0],
        gco2e=grams if by_site[1] is None else by_site[1],
        kwh=kwh if by_site[2] is None else by_site[2],
        seconds=round(seconds, 3),
        model=_model_said(response) or used.model,
        prompt_sha256=asked.prompt_sha256,
        parameters=asked.parameters,
    )


def _model_said(response: Any) -> str:  # noqa: ANN401 - same
    said = getattr(response, "model", None)
    return said if isinstance(said, str) and _MODEL_NAME.fullmatch(said) else ""


def _tokens(response: Any, sent: int) -> tuple[int, int]:  # noqa: ANN401 - same
    usage = getattr(response, "usage", None)
    counted = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (min(max(n, 0), _MOST_TOKENS) if isinstance(n, int) else 0 for n in counted)
    # LiteLLM puts zeros where a server counts nothing.
    return read or _about(sent), written or _about(_received(response))


def _about(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)


def _received(response: Any) -> int:  # noqa: ANN401 - same
    """Count the characters of an answer and of the reasoning before it; vectors have none."""
    try:
        message = response.choices[0].message
    except (AttributeError, IndexError, TypeError):
        return 0
    texts = (getattr(message, name, None) for name in ("content", "reasoning_content"))
    return sum(len(text) for text in texts if isinstance(text, str))


def _rated(used: Deployment, what: str, tokens_in: int, tokens_out: int) -> float | None:
    info = used.model_info
    rates = [info.get(key) for key in rates_of(what)]
    if not all(isinstance(rate, int | float) for rate in rates):
        return None
    return float(rates[0] * tokens_in + rates[1] * tokens_out)  # type: ignore[operator]  # checked above
