"""What models cost a case, in French, and what they may still cost it at this step.

Euros, energy and carbon are counted as far as they are known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time

from agents.dependencies import Dependencies
from agents.gateway.model_routes import Budgets
from agents.gateway.usage import Account, Spending, all_roles
from app.settings.town_settings import Settings
from app.wiring import Wiring
from app.working_time import PARIS
from cases.audit.figures import Cost, read_cost, read_cost_since
from cases.model import Case
from cases.model_call import ModelCall
from cases.store.database import now

NBSP = "\u00a0"
_WH = 1000
_EURO_DECIMALS = 4
_SMALL_DECIMALS = 3
BEFORE_THE_CATEGORY = (
    "Classé sans modèle : les réglages excluent des catégories, et la sienne n’était pas connue."
)


def format_cost(cost: Cost) -> str:
    """Write a cost in French: what no call told is left out, nothing known is « inconnu »."""
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


async def open_account(wiring: Wiring, case: Case, made: Sequence[ModelCall] = ()) -> Account:
    """Open a case's account for one step; `made`: calls of earlier steps that are not kept yet.

    Calls of other cases count once they are kept, with their classification or their draft.
    """
    budgets = wiring.deps.gateway.routes.budgets
    account = Account(budgets, off=switched_off(wiring.settings, case))
    if budgets != Budgets():
        midnight = datetime.combine(now().astimezone(PARIS).date(), time(), PARIS)
        before = await read_cost(wiring.engine, case.id)
        day = await read_cost_since(wiring.engine, midnight)
        account.before, account.day = (
            Spending(cost.tokens, cost.cost_eur or 0.0).plus(made) for cost in (before, day)
        )
    return account


def on_account(deps: Dependencies, account: Account) -> Dependencies:
    """Count on this account what the agents ask of models."""
    return replace(deps, gateway=deps.gateway.on_account(account))


def switched_off(settings: Settings, case: Case) -> dict[str, str]:
    """Say by role why the settings ask no model for a case.

    A category is known once the case is classified: where any is excluded, no model classifies.
    """
    excluded = settings.without_models
    if case.classification is not None and case.classification.category in excluded:
        return all_roles("Les réglages excluent cette catégorie des modèles.")
    return {"classifier": BEFORE_THE_CATEGORY} if excluded else {}


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _amount(value: float, unit: str, decimals: int | None = None) -> str:
    if decimals is None:
        decimals = 1 if value >= 1 else _SMALL_DECIMALS
    return f"{value:,.{decimals}f}".replace(",", NBSP).replace(".", ",") + NBSP + unit
