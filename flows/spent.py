"""What models cost, told in French: euros, energy and carbon as far as they are known."""

from collections.abc import Iterable, Sequence

from cases.counted import Cost
from cases.model import ModelCall

NBSP = "\u00a0"
_WH = 1000
_EURO_DECIMALS = 4
_SMALL_DECIMALS = 3


def told(cost: Cost) -> str:
    """Tell a cost; what no call told is left out, and nothing known is said to be unknown."""
    parts = []
    if cost.cost_eur is not None:
        parts.append(_amount(cost.cost_eur, "€", _EURO_DECIMALS))
    if cost.kwh is not None:
        parts.append(_amount(cost.kwh * _WH, "Wh"))
    if cost.gco2e is not None:
        parts.append(_amount(cost.gco2e, "g CO₂e"))
    return ", ".join(parts) or "coût inconnu"


def cost_of(calls: Sequence[ModelCall]) -> Cost:
    """Add up calls."""
    return Cost(
        calls=len(calls),
        cost_eur=_sum(call.cost_eur for call in calls),
        gco2e=_sum(call.gco2e for call in calls),
        kwh=_sum(call.kwh for call in calls),
        tokens=sum(call.tokens_in + call.tokens_out for call in calls),
    )


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _amount(value: float, unit: str, decimals: int | None = None) -> str:
    if decimals is None:
        decimals = 1 if value >= 1 else _SMALL_DECIMALS
    return f"{value:,.{decimals}f}".replace(",", NBSP).replace(".", ",") + NBSP + unit
