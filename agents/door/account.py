"""What one ticket may spend on models, what it spent, and why it asks no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agents.door.routes import ROLES, Budgets, Limit
from cases.model import ModelCall


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens and euros spent so far; what costs nothing that is known counts as nothing."""

    tokens: int = 0
    cost_eur: float = 0.0

    def and_also(self, calls: Sequence[ModelCall]) -> Spending:
        """Add calls."""
        return Spending(
            self.tokens + sum(call.tokens_in + call.tokens_out for call in calls),
            self.cost_eur + sum(call.cost_eur or 0.0 for call in calls),
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
    told: dict[str, None] = field(default_factory=dict)

    def closed(self, role: str) -> str:
        """Say in one French sentence why this role asks no model; empty where it may."""
        why = self.off.get(role) or next(self._reached(), "")
        if why:
            self.told[why] = None
        return why

    @property
    def said(self) -> tuple[str, ...]:
        """What an officer should know: why models were not asked, each reason once."""
        return tuple(self.told)

    def _reached(self) -> Iterator[str]:
        spent = (
            ("pour ce dossier", self.budgets.per_ticket, self.before),
            ("du jour", self.budgets.per_day, self.day),
        )
        for whose, limit, before in spent:
            if over(before.and_also(self.calls), limit):
                yield f"Budget des modèles {whose} atteint : la suite est préparée sans modèle."


def over(spent: Spending, limit: Limit) -> bool:
    """Tell whether a limit is reached."""
    return (limit.tokens is not None and spent.tokens >= limit.tokens) or (
        limit.cost_eur is not None and spent.cost_eur >= limit.cost_eur
    )


def all_roles(why: str) -> dict[str, str]:
    """Switch every role off, for one reason."""
    return dict.fromkeys(ROLES, why)
