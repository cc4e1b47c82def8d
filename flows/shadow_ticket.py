"""A candidate drafts beside the active models: seen by nobody, compared later, changing no case."""

import os
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.drafter.graph import draft_letter
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.routes_file import read_routes
from app.model_files import sha256_of_bytes
from app.wiring import Wiring, current
from cases.audit.figures import total
from cases.delivery.shadow_drafts import Shadow, has_shadow, keep_shadow
from cases.model import CATEGORY, Case, current_corrections
from cases.store.database import now
from cases.store.transition import NoSuchCase

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The models that draft in the shadow, and the hash of their file."""

    sha256: str
    gateway: ModelGateway


@flow(name="shadow-ticket", flow_run_name="{case_id}")
async def shadow_ticket(case_id: str) -> State[None]:
    """Let the candidate draft the letter of a case once more, beside the one that awaits."""
    wiring = current()
    try:
        case = await wiring.cases.find(case_id)
    except NoSuchCase:
        return _done("Gone", "Le dossier n'existe plus.")
    candidate = candidate_of(wiring)
    if candidate is None:
        return _done("Off", "Aucun modèle n'est à l'essai.")
    if await _is_out_of_date(wiring, case, candidate):
        return _done("Skipped", "Ce brouillon a changé, ou a déjà été doublé.")
    await keep_shadow(wiring.engine, await _drawn(wiring, case, candidate))
    return _done("Shadowed", "Le modèle à l'essai a rédigé ; personne ne le voit.")


def candidate_of(wiring: Wiring) -> Candidate | None:
    """Open the models at trial; None where the settings name none. Raises `WrongModels`."""
    path = wiring.settings.shadow_models
    return None if path is None else _opened(path, sha256_of_bytes(path.read_bytes()))


@lru_cache(maxsize=1)
def _opened(path: Path, sha256: str) -> Candidate:
    return Candidate(sha256, ModelGateway(read_routes(path, os.environ)))


async def _is_out_of_date(wiring: Wiring, case: Case, candidate: Candidate) -> bool:
    # The letter would answer what the active models have not read.
    if case.draft is None or case.draft.ticket_version != case.ticket.version:
        return True
    return await has_shadow(wiring.engine, case.id, case.draft.number, candidate.sha256)


async def _drawn(wiring: Wiring, case: Case, candidate: Candidate) -> Shadow:
    deps = await wiring.renew_texts()
    local_only = case.classification is None or case.classification.sensitive
    gateway = ShadowGateway(candidate.gateway, deps.gateway, local_only=local_only)
    deps = replace(deps, gateway=gateway)
    started = time.perf_counter()
    corrected = current_corrections(case.corrections)
    category = corrected.get(CATEGORY)
    found, first = await classify(case.ticket, deps, category.value if category else "")
    checked = await check(case.ticket, found, deps, corrected)
    draft, last = await draft_letter(case.ticket, found, checked, deps)
    calls = (*first, *checked.calls, *last)
    log.info("shadowed", case=case.id, outcome=draft.outcome, calls=len(calls))
    return Shadow(
        case_id=case.id,
        draft_number=case.draft.number if case.draft else 0,
        models_sha256=candidate.sha256,
        at=now(),
        draft=draft,
        seconds=round(time.perf_counter() - started, 3),
        calls=len(calls),
        cost_eur=total(call.cost_eur for call in calls),
        gco2e=total(call.gco2e for call in calls),
    )


class ShadowGateway(ModelGateway):
    """Asks the candidate; the texts are searched by the active models, which encoded them.

    With `local_only` every question is taken for a sensitive one, whatever is thought of it.
    """

    def __init__(self, candidate: ModelGateway, active: ModelGateway, *, local_only: bool) -> None:
        # The same gateway, open: its routers and whatever it counts stay those of the candidate.
        vars(self).update(vars(candidate))
        self._local_only = local_only
        self.embedding = active.embedding  # type: ignore[method-assign]  # the active gateway's own
        self.embed = active.embed  # type: ignore[method-assign]  # same

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Tell whether a model of the candidate serves this role."""
        return super().serves(role, sensitive=sensitive or self._local_only)

    async def ask(self, role: str, *, sensitive: bool, **question: Any) -> Any:  # noqa: ANN401 - as the gateway's own
        """Ask the candidate."""
        return await super().ask(role, sensitive=sensitive or self._local_only, **question)


def _done(name: str, message: str) -> State[None]:
    return Completed(name=name, message=message)
