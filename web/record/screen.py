"""The relevé of one case: to be read, printed, or taken as JSON."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from cases.audit import Entry, record
from cases.store import now
from web.case.screen import CaseId
from web.office import Here
from web.pages import page
from web.people.gate import Reader
from web.record.case import Statement, read_statement
from web.told import RECORD_EXPORTED

router = APIRouter()

STATEMENT = TypeAdapter(Statement)

SECRET: Any = {
    "drafts": {"__all__": {"drafted": {"signed": {"approval": {"seal"}, "second": {"seal"}}}}},
    "trail": {"__all__": {"event": {"details": {"seal"}}}},
}
"""Seals prove to our own processes alone: they leave with nobody."""


@router.get("/dossiers/{case_id}/releve")
async def show_statement(
    request: Request, case_id: CaseId, office: Here, _session: Reader
) -> Response:
    """Show everything of one case."""
    statement = await read_statement(office, case_id)
    return page(request, "record/case.html", {"statement": statement, "case": statement.case})


@router.get("/dossiers/{case_id}/releve.json")
async def give_statement(case_id: CaseId, office: Here, session: Reader) -> Response:
    """Give the same as a file; the trail says who took it."""
    await record(office.engine, Entry(case_id, now(), session.account.login, RECORD_EXPORTED))
    statement = await read_statement(office, case_id)
    return Response(
        STATEMENT.dump_json(statement, indent=2, exclude=SECRET),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="releve-{case_id}.json"'},
    )
