"""What a ticket may spend on models at this step, from the settings and what was spent before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from agents.door.account import Account, Spending, all_roles
from agents.door.routes import Budgets
from agents.team import Team
from cases.counted import Cost
from cases.figures import read_cost, read_cost_since
from cases.model import Case, ModelCall
from cases.store import now
from flows.settings import Settings
from flows.wiring import Wiring
from flows.working_time import PARIS

BEFORE_THE_CATEGORY = (
    "Classé sans modèle : les réglages excluent des catégories, et la sienne n’était pas connue."
)


async def open_account(wiring: Wiring, case: Case, made: Sequence[ModelCall] = ()) -> Account:
    """Open a case's account for one step; `made`: calls of earlier steps that are not kept yet.

    Calls of other cases count once they are kept, with their classification or their draft.
    """
    budgets = wiring.team.door.routes.budgets
    account = Account(budgets, off=switched_off(wiring.settings, case))
    if budgets != Budgets():
        midnight = datetime.combine(now().astimezone(PARIS).date(), time(), PARIS)
        before = await read_cost(wiring.engine, case.id)
        day = await read_cost_since(wiring.engine, midnight)
        account.before, account.day = (_spending(c).and_also(made) for c in (before, day))
    return account


def on_account(team: Team, account: Account) -> Team:
    """Give the team a door that counts on this account."""
    return replace(team, door=team.door.on_account(account))


def switched_off(settings: Settings, case: Case) -> dict[str, str]:
    """Say by role why the settings ask no model for a case.

    A category is known once the case is classified: where any is excluded, no model classifies.
    """
    excluded = settings.without_models
    if case.classification is not None and case.classification.category in excluded:
        return all_roles("Les réglages excluent cette catégorie des modèles.")
    return {"classifier": BEFORE_THE_CATEGORY} if excluded else {}


def _spending(cost: Cost) -> Spending:
    return Spending(cost.tokens, cost.cost_eur or 0.0)
