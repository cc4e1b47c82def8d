"""Letters drafted over the same tickets by several routes: of a set, or live in the shadow."""

import asyncio
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from sqlalchemy.ext.asyncio import AsyncEngine

from agents.dependencies import Dependencies
from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway, encoder_of_texts
from agents.gateway.model_routes import EMBEDDED, EMBEDDINGS, ROLES, Routes
from agents.gateway.routes_file import WrongModels, read_routes
from app import agent_dependencies
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from cases.delivery.shadow_drafts import ShadowComparison, read_comparisons
from cases.model import Draft
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.measures import COST, EDITS, GRAMS, GUARDED, Measure, Unit
from cli.evaluation.scores import Ran, Score, articles_in, score
from cli.evaluation.ticket_sets import TicketSet
from cli.evaluation.ticket_trial import try_and_draft
from cli.terminal import stop

_told = Console(stderr=True, highlight=False, markup=False)


class CountingGateway(ModelGateway):
    """Counts what got no usable answer, and knows which roles never gave one."""

    def __init__(self, routes: Routes) -> None:
        super().__init__(routes)
        self.failed = 0
        self._answered: dict[tuple[str, bool], bool] = {}

    async def ask(self, role: str, *, sensitive: bool, **question: Any) -> Any:  # noqa: ANN401 - as the gateway's own
        """Ask as the gateway does, and count."""
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


def evaluate_routes(settings: Settings, tickets: TicketSet, routes: Sequence[str]) -> list[Ran]:
    """Run each route over the tickets, a bar on the terminal; or stop with a sentence.

    A route is a file, `embedded` for no model, or empty for the active one.
    """
    try:
        opened = []
        for route in routes:
            name = route or f"active ({settings.model_files.in_use().name[:12]})"
            path = Path(route) if route else settings.model_files.in_use()
            opened.append((name, routes_at(None if route == EMBEDDED else path)))
        deps = agent_dependencies.build_dependencies(settings)
    except (WrongModels, WrongSetting) as error:
        stop(str(error))

    async def run_all() -> list[Ran]:
        done = []
        for name, read in opened:
            own, gateway = with_routes(deps, settings, read)
            shown = track(tickets.tickets, name, console=_told, disable=not _told.is_terminal)
            done.append(await run_set(name, shown, own, gateway))
        return done

    return asyncio.run(run_all())


def routes_at(path: Path | None) -> Routes:
    """Read a file of routes, none for no model at all. Raises `WrongModels`."""
    return Routes() if path is None else read_routes(path, os.environ)


def with_routes(
    deps: Dependencies, settings: Settings, routes: Routes
) -> tuple[Dependencies, CountingGateway]:
    """Give a team the door of other routes, and the search in texts that goes with them."""
    gateway = CountingGateway(routes)
    same_meaning = gateway.embedding(sensitive=False) == deps.gateway.embedding(sensitive=False)
    made = replace(deps, gateway=gateway)
    if not same_meaning:
        made = replace(
            made,
            procedures=agent_dependencies.procedures_of(settings, made, encoder_of_texts(gateway)),
        )
    return made, gateway


async def run_set(
    name: str,
    tickets: Iterable[LabelledTicket],
    deps: Dependencies,
    gateway: CountingGateway,
) -> Ran:
    """Draft a letter for each ticket and compare it with what was expected."""
    scores = []
    for ticket in tickets:
        failed = gateway.failed
        line, draft = await try_and_draft(ticket, deps)
        scores.append(score(ticket, line, draft, gateway.failed - failed))
    return Ran(name, tuple(scores), gateway.silent)


MEASURES = (
    EDITS,
    GUARDED,
    Measure(
        "named_articles",
        "Articles nommés par lettre",
        lambda s: (len(articles_in(s.letter)), 1.0),
        Unit.COUNT,
        yes_or_no=False,
    ),
    Measure(
        "rules",
        "Règles appliquées par ticket",
        lambda s: (len(s.found_rules), 1.0),
        Unit.COUNT,
        yes_or_no=False,
    ),
    COST,
    GRAMS,
)
"""What can be told of a live ticket, on which nobody wrote down what was expected."""


async def read_both(engine: AsyncEngine, models_sha256: str) -> tuple[Ran, Ran, int]:
    """Give both sides of the cases whose letter was sent, and how many shadows there are in all."""
    found, whole = await read_comparisons(engine, models_sha256)
    # How long the active models took was not written down.
    active = tuple(_score(o, o.draft, 0.0, o.calls, o.cost_eur, o.gco2e) for o in found)
    made = [(one, one.shadow) for one in found]
    shadow = tuple(_score(o, m.draft, m.seconds, m.calls, m.cost_eur, m.gco2e) for o, m in made)
    return Ran("modèles actifs", active), Ran("modèles à l’essai", shadow), whole


def same_outcome(sides: Sequence[Ran]) -> int:
    """Count the tickets of which both letters do the same: answer, ask, hand over, decline."""
    before, after = (side.scores for side in sides)
    return sum(one.outcome == other.outcome for one, other in zip(before, after, strict=True))


def _score(  # noqa: PLR0913, PLR0917 - what differs between the two sides
    one: ShadowComparison,
    draft: Draft,
    seconds: float,
    calls: int,
    cost_eur: float | None,
    gco2e: float | None,
) -> Score:
    name = f"{one.shadow.case_id}-{one.shadow.draft_number}"
    return Score(
        ticket=LabelledTicket(id=name, text="", category="", sent=one.sent),
        outcome=draft.outcome.value,
        category="",
        found_rules=tuple(finding.rule for finding in draft.findings),
        missed_facts=(),
        articles=0,
        missed_articles=(),
        asserted=(),
        seconds=seconds,
        letter=draft.text,
        guard_failures=draft.guard_failures,
        written_by=draft.written_by,
        calls=calls,
        cost_eur=cost_eur,
        gco2e=gco2e,
    )
