"""What awaits the officer, and what was dealt with lately."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from cases.access import Reach
from cases.model import CaseState, sha256_of
from cases.sessions import Session
from cases.tray import Row, count_by_state, read_latest, read_rows
from web import words
from web.case.leaving import leaving_of
from web.office import Here, Office
from web.pages import page, part
from web.people.gate import AtHome, Reader, reach_in

router = APIRouter()

_PREPARING = (CaseState.RECEIVED, CaseState.CLASSIFIED, CaseState.DRAFTED, CaseState.STALE)
_LEAVING = (CaseState.APPROVED, CaseState.SENDING)
_DEALT_WITH = (
    *_LEAVING,
    CaseState.ANSWERED,
    CaseState.AWAITING_REQUESTER,
    CaseState.REJECTED,
    CaseState.CLOSED_ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class Tray:
    """The lists and the counts; a list may be shorter than its count."""

    to_approve: list[Row]
    to_confirm: list[Row]
    to_verify: list[Row]
    handed_over: list[Row]
    counts: dict[CaseState, int]

    @property
    def preparing(self) -> int:
        """Count the requests whose reply is being prepared."""
        return sum(self.counts.get(state, 0) for state in _PREPARING)

    @property
    def leaving(self) -> int:
        """Count the replies on their way."""
        return sum(self.counts.get(state, 0) for state in _LEAVING)

    def count(self, state: str) -> int:
        """Count the cases in one state."""
        return self.counts.get(CaseState(state), 0)


@router.get("/")
async def show_tray(
    request: Request,
    office: Here,
    session: AtHome,
    fait: str = "",
    dossier: str = "",
) -> Response:
    """Show what awaits the officer."""
    values = await _lists(request, office, session)
    leaving = await leaving_of(office, session, dossier)
    done = {"done": words.DONE.get(fait, ""), "done_case": dossier, "leaving": leaving}
    return page(request, "tray/screen.html", {**values, **done})


@router.get("/liste")
async def refresh_tray(
    request: Request,
    office: Here,
    session: Reader,
    vu: str = "",
) -> Response:
    """Give the lists again if they changed since `vu`, so that nothing moves for nothing."""
    values = await _lists(request, office, session)
    if values["mark"] == vu:
        return Response(status_code=204)
    return page(request, "tray/again.html", values)


@router.get("/traites")
async def show_dealt_with(request: Request, office: Here, session: Reader) -> Response:
    """Show what was dealt with lately, the latest first."""
    rows = await read_latest(office.engine, _DEALT_WITH, reach_in(office, session))
    return page(request, "tray/dealt_with.html", {"rows": rows})


async def _lists(request: Request, office: Office, session: Session) -> dict[str, object]:
    tray = await _read_tray(office, reach_in(office, session))
    lists = part(request, "tray/lists.html", {"tray": tray})
    return {"tray": tray, "lists": Markup(lists), "mark": sha256_of(lists)[:16]}  # noqa: S704 - escaped by its own template


async def _read_tray(office: Office, reach: Reach) -> Tray:
    engine = office.engine
    return Tray(
        to_approve=await read_rows(engine, {CaseState.AWAITING_APPROVAL}, reach),
        to_confirm=await read_rows(engine, {CaseState.AWAITING_SECOND}, reach),
        to_verify=await read_rows(engine, {CaseState.UNKNOWN_DELIVERY}, reach),
        handed_over=await read_rows(engine, {CaseState.HANDED_OVER}, reach),
        counts=await count_by_state(engine, reach),
    )
