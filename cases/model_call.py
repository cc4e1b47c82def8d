"""What one call to a language model took, and what answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call to a language model: tokens, euros, grams of CO2 equivalent, kWh (None if unknown).

    `route`: the group and what it asks for; `model`: what answered. `failure`: why the answer could
    not be used, when it could not.
    """

    role: str
    route: str
    tokens_in: int
    tokens_out: int
    cost_eur: float | None = None
    gco2e: float | None = None
    kwh: float | None = None
    seconds: float = 0.0
    model: str = ""
    prompt_sha256: str = ""
    """Of the instructions, as the model was given them: a versioned file with its lists."""
    parameters: dict[str, str] = field(default_factory=dict)
    failure: str = ""
