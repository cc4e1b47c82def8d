"""Letters drafted over a set of tickets by one route after another."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from agents.meaning import encoder_of_texts
from agents.model import ModelDoor, ModelFailure
from agents.routes import EMBEDDINGS, ROLES, Routes, read_routes
from agents.team import Team
from flows.evaluation.scores import LabelledTicket, Score, score
from flows.settings import Settings
from flows.team import procedures_of
from flows.try_tickets import try_and_draft

Following = Callable[[Iterable[LabelledTicket]], Iterable[LabelledTicket]]
"""What shows how far an evaluation is."""


class CountingDoor(ModelDoor):
    """A door that counts what got no usable answer, and knows which roles never gave one."""

    def __init__(self, routes: Routes) -> None:
        super().__init__(routes)
        self.failed = 0
        self._answered: dict[tuple[str, bool], bool] = {}

    async def ask(self, role: str, *, sensitive: bool, **question: Any) -> Any:  # noqa: ANN401 - as the door's own
        """Ask as the door does, and count."""
        self._answered.setdefault((role, sensitive), False)
        try:
            answer = await super().ask(role, sensitive=sensitive, **question)
        except ModelFailure:
            self.failed += 1
            raise
        self._answered[role, sensitive] = True
        return answer

    @property
    def silent(self) -> tuple[str, ...]:
        """The roles that a model serves and that never answered usably.

        One for sensitive tickets is named only where it was asked: not every set has any.
        """
        # The embeddings of texts are no question about a ticket, and fall back on E5 by themselves.
        served = [
            role for role in ROLES if role != EMBEDDINGS and self.serves(role, sensitive=False)
        ]
        ordinary = (role for role in served if not self._answered.get((role, False)))
        own = (r for (r, sensitive), ok in self._answered.items() if sensitive and not ok)
        return (*ordinary, *(f"{role}, tickets sensibles" for role in own))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a route made of a set. `silent`: roles a model serves that never answered usably."""

    name: str
    scores: tuple[Score, ...]
    silent: tuple[str, ...] = ()


def routes_at(path: Path | None) -> Routes:
    """Read a file of routes, none for no model at all. Raises `WrongModels`."""
    return Routes() if path is None else read_routes(path, os.environ)


def with_routes(team: Team, settings: Settings, routes: Routes) -> tuple[Team, CountingDoor]:
    """Give a team the door of other routes, and the search in texts that goes with them."""
    door = CountingDoor(routes)
    same_meaning = door.embedding(sensitive=False) == team.door.embedding(sensitive=False)
    made = replace(team, door=door)
    if not same_meaning:
        made = replace(made, procedures=procedures_of(settings, made, encoder_of_texts(door)))
    return made, door


async def run_set(
    name: str,
    tickets: Sequence[LabelledTicket],
    team: Team,
    door: CountingDoor,
    following: Following = iter,
) -> Ran:
    """Draft a letter for each ticket and compare it with what was expected."""
    scores = []
    for ticket in following(tickets):
        failed = door.failed
        line, draft = await try_and_draft(ticket, team)
        scores.append(score(ticket, line, draft, door.failed - failed))
    return Ran(name, tuple(scores), door.silent)
