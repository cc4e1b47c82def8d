"""The gate: whether candidate routes may take the place of the active ones; and one step back."""

import getpass
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isnan
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from agents.gateway.model_routes import EMBEDDED
from app.model_files import sha256_of_bytes
from app.settings.sections import Gate, WrongSetting
from app.settings.town_settings import Settings
from cases.audit.activations import ACTIVATED, ROLLED_BACK, ActiveModels, read_active_models, record
from cases.audit.trail import Entry
from cases.people.accounts import COMMAND
from cases.store.database import now
from cli.evaluation.measures import (
    ANSWERED,
    ANSWERED_RIGHT,
    ANSWERED_WRONG,
    ARTICLES,
    CATEGORY,
    COST,
    DANGER,
    EDITS,
    FACTS,
    GUARDED,
    SECONDS,
    SILENT,
    UNANSWERED,
    Measure,
    Unit,
    figures,
)
from cli.evaluation.scores import Ran, Score
from cli.evaluation.ticket_sets import TicketSet
from statute.french import NBSP, counted

NO_MODEL = b"# Aucun mod\xc3\xa8le : chaque r\xc3\xb4le est embarqu\xc3\xa9.\nroles: {}\n"
"""What `embedded` stands for, as a file."""


def read_candidate(route: str) -> bytes:
    """Read a candidate's file; `embedded` is no model at all. Raises `OSError`."""
    return NO_MODEL if route == EMBEDDED else Path(route).read_bytes()


async def activate(  # noqa: PLR0913, PLR0917 - all that the record says
    settings: Settings,
    engine: AsyncEngine,
    seen: ActiveModels,
    route: str,
    content: bytes,
    tickets: TicketSet,
    ran: tuple[Ran, Ran],
) -> None:
    """Make a candidate that passed the active routes, and write down what it was judged on.

    Raises `ActivatedMeanwhile` where the routes it was held against no longer count.
    """
    settings.model_files.keep(content)
    sha256 = sha256_of_bytes(content)
    before, after = ran
    details = {
        "route": route,
        "sha256": sha256,
        "replaces": seen.active.route if seen.active else str(settings.models),
        "replaces_sha256": sha256_of_bytes(settings.model_files.in_use().read_bytes()),
        "by": _who(),
        "set": f"{tickets.name} ({len(tickets.tickets)} tickets)",
        "set_sha256": tickets.sha256,
        "before": _as_json(figures(before.scores)),
        "after": _as_json(figures(after.scores)),
    }
    await record(engine, Entry(None, now(), COMMAND, ACTIVATED, details), seen)
    settings.model_files.point_at(sha256)


async def roll_back(settings: Settings, engine: AsyncEngine) -> str:
    """Go back to what counted before; give its name. Raises `WrongSetting` where nothing was."""
    seen = await read_active_models(engine)
    if seen.active is None:
        raise WrongSetting(
            "Aucun modèle n'a été activé : c'est le fichier des réglages qui compte "
            f"({settings.models})."
        )
    previous, files = seen.previous, settings.model_files
    if previous:
        file = files.kept_at(previous.sha256)
        try:
            whole = sha256_of_bytes(file.read_bytes()) == previous.sha256
        except OSError:
            whole = False
        if not whole:
            raise WrongSetting(
                f"{file} manque ou a été modifié : remettez ce fichier (« {previous.route} »), "
                "puis recommencez."
            )
    name = previous.route if previous else str(settings.models)
    details = {
        "route": name,
        "sha256": previous.sha256 if previous else "",
        "replaces": seen.active.route,
        "replaces_sha256": seen.active.sha256,
        "by": _who(),
    }
    await record(engine, Entry(None, now(), COMMAND, ROLLED_BACK, details), seen)
    files.point_at(previous.sha256 if previous else "")
    return name


def _who() -> str:
    """Name the account of the machine that typed the command."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def _as_json(values: Mapping[str, float | None]) -> str:
    known = {name: value for name, value in values.items() if value is not None}
    rounded = {name: None if isnan(value) else round(value, 4) for name, value in known.items()}
    return json.dumps(rounded, sort_keys=True)


_UNKNOWN_COST = (
    "le coût du candidat n’est pas connu : inscrivez cost_eur_per_input_token et "
    "cost_eur_per_output_token sous model_info (0 pour un modèle à vous)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate passes; `reasons` are French, one for each margin it does not keep."""

    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every margin is kept."""
        return not self.reasons


def judge(gate: Gate, active: Ran, candidate: Ran) -> Verdict:
    """Hold a candidate against the active route, over the same tickets."""
    return Verdict(tuple(_reasons(gate, active, candidate)))


def _reasons(gate: Gate, active: Ran, candidate: Ran) -> Iterator[str]:
    if len(candidate.scores) < gate.least_tickets:
        yield (
            f"{counted(len(candidate.scores), 'ticket')} évalués, il en faut "
            f"{gate.least_tickets} (gate.least_tickets)"
        )
    # A route that never answers leaves all to the embedded way, and would pass for it.
    for role in candidate.silent:
        yield (
            f"aucun modèle n’a répondu pour le rôle « {role} » : vérifiez adresse, clé et modèle, "
            "ou prenez un jeu de tickets qui le sollicite"
        )
    new = newly_forbidden(active.scores, candidate.scores)
    if len(new) > gate.forbidden:
        yield f"phrases interdites nouvelles, tickets {', '.join(new)}"
    margins = (
        (CATEGORY, gate.category),
        (FACTS, gate.facts),
        (ANSWERED_RIGHT, gate.facts),
        (ANSWERED_WRONG, gate.facts),
        (ARTICLES, gate.articles),
        (SILENT, gate.abstention),
        (DANGER, gate.abstention),
        (ANSWERED, gate.answers),
        (EDITS, gate.edits),
        (GUARDED, gate.guards),
    )
    for measure, points in margins:
        yield from _worse(measure, points / 100, active.scores, candidate.scores)
    share = UNANSWERED.value(candidate.scores)
    if share is not None and share > gate.unanswered / 100:
        yield (
            f"{UNANSWERED.label.lower()}{NBSP}: {Unit.SHARE.write(share)} "
            f"(au plus {_margin(Unit.SHARE, gate.unanswered / 100)})"
        )
    before, after = COST.value(active.scores) or 0.0, COST.value(candidate.scores) or 0.0
    if isnan(after):
        yield _UNKNOWN_COST
    elif not isnan(before):
        yield from _worse(COST, gate.cost_eur, active.scores, candidate.scores)
    yield from _worse(SECONDS, gate.seconds, active.scores, candidate.scores)


def newly_forbidden(active: Sequence[Score], candidate: Sequence[Score]) -> list[str]:
    """Name the tickets whose letter says what it must not, and did not before."""
    pairs = zip(active, candidate, strict=True)
    return [new.ticket.id for old, new in pairs if set(new.asserted) - set(old.asserted)]


def _worse(
    measure: Measure, margin: float, active: Sequence[Score], candidate: Sequence[Score]
) -> Iterator[str]:
    before, after = measure.value(active), measure.value(candidate)
    if before is None or after is None:
        return
    lost = before - after if measure.more_is_better else after - before
    # Beyond the rounding of a computer's sums: 0.90 - 0.88 is a little more than 0.02.
    if lost > margin + 1e-9:
        yield (
            f"{measure.label.lower()}{NBSP}: {measure.unit.write(before)} avant, "
            f"{measure.unit.write(after)} avec le candidat (marge "
            f"{_margin(measure.unit, margin)})"
        )


def _margin(unit: Unit, margin: float) -> str:
    if unit is not Unit.SHARE:
        return unit.write(margin)
    return f"{margin * 100:g}{NBSP}points".replace(".", ",")
