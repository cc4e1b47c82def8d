"""The way from a case to a text it rests on: opened by an officer, and noted."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from agents.drafter.basis import numbered
from cases.model import Case, Finding
from cases.openings import Opening, note
from cases.store import now
from web.case.addresses import Where
from web.case.screen import CaseId
from web.office import Here, Office
from web.pages import error_page, safe_link
from web.people.gate import Reader
from web.texts.official import cited_by
from web.texts.quoted import articles_cited, quoted_by

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is opened: a piece of evidence, which of its articles (from 0), and where."""

    number: int
    article: int
    where: Where


@router.get("/dossiers/{case_id}/appuis/{number}")
async def open_evidence(  # noqa: PLR0913, PLR0917 - what an address may say
    request: Request,
    office: Here,
    session: Reader,
    case_id: CaseId,
    number: Annotated[int, Path(ge=1, le=999)],
    draft_number: Annotated[int, Query(alias="brouillon", ge=1)],
    article: Annotated[int, Query(ge=0, le=99)] = 0,
    where: Annotated[Where, Query(alias="ou")] = Where.HERE,
) -> Response:
    """Note what the officer opens and lead there; nowhere but to what the draft itself cites."""
    case = await office.cases.find(case_id)
    if case.draft is None or case.draft.number != draft_number:
        return RedirectResponse(f"/dossiers/{case_id}", status_code=303)
    target = await _target(office, case, Wanted(number, article, where))
    if not target:
        return error_page(request, 404)
    kind = "finding" if number <= len(case.draft.findings) else "passage"
    login = session.account.login
    await note(office.engine, Opening(case.id, draft_number, number, login, kind, now()))
    return RedirectResponse(target, status_code=303)


async def _target(office: Office, case: Case, wanted: Wanted) -> str:
    evidence = numbered(case.draft) if case.draft else ()
    if wanted.number > len(evidence):
        return ""
    one = evidence[wanted.number - 1]
    if not isinstance(one, Finding):
        quoted = await quoted_by(office, case)
        return quoted[wanted.number - len(evidence) - 1].link
    if wanted.article >= len(one.citations):
        return ""
    citation = one.citations[wanted.article]
    if wanted.where is Where.OUTSIDE:
        return safe_link(citation.url)
    return (await articles_cited(office, case)).get(cited_by(one, citation), "")
