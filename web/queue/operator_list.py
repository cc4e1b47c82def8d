"""The operator's screen: counts, cases by number and state, the way to the dashboard."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from cases.model import CaseState
from cases.queues.runs import MOST_RUNS, count_by_system, read_runs
from web.context import Context
from web.pages import page
from web.people.permissions import RunsReader
from web.urls import safe_dashboard

router = APIRouter()

STATES: dict[str, str] = {
    CaseState.RECEIVED: "Reçu, pas encore classé",
    CaseState.CLASSIFIED: "Classé",
    CaseState.DRAFTED: "Brouillon écrit",
    CaseState.AWAITING_APPROVAL: "Attend une approbation",
    CaseState.AWAITING_SECOND: "Attend une seconde personne",
    CaseState.APPROVED: "Approuvé, va partir",
    CaseState.SENDING: "En cours d’envoi",
    CaseState.ANSWERED: "Réponse envoyée",
    CaseState.AWAITING_REQUESTER: "Précision demandée",
    CaseState.HANDED_OVER: "Remis à une personne",
    CaseState.REJECTED: "Écarté",
    CaseState.STALE: "À refaire",
    CaseState.UNKNOWN_DELIVERY: "Envoi incertain",
    CaseState.CLOSED_ELSEWHERE: "Traité ailleurs",
}
"""What the operator calls them: finer than the officers' words, where several are one."""


@router.get("/suivi")
async def show_runs(
    request: Request, context: Context, _session: RunsReader, etat: str = "", systeme: str = ""
) -> Response:
    """Show counts by system and state, and the cases that changed last."""
    state = CaseState(etat) if etat in set(CaseState) else None
    counts = await count_by_system(context.engine)
    system = systeme if systeme in {one.system for one in counts} else ""
    runs = await read_runs(context.engine, state, system)
    values = {
        "counts": counts,
        "states": STATES,
        "runs": [(run, runs_url(context.dashboard_url, run.system, run.number)) for run in runs],
        "chosen": (system, state),
        "most": MOST_RUNS,
    }
    return page(request, "runs/screen.html", values)


def runs_url(url: str, system: str, number: str) -> str:
    """Write the address of the runs of one ticket on the dashboard; empty without one."""
    if not (safe := safe_dashboard(url)):
        return ""
    return f"{safe.rstrip('/')}/runs?{urlencode({'tag': f'ticket:{system}-{number}'})}"
