"""One text, read whole or at one of its paragraphs."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from cases.transition import NoSuchCase
from knowledge.readers.articles import article_number
from knowledge.reading import Reading
from web import words
from web.office import Here, Office, office_of
from web.pages import page
from web.people.gate import Reader
from web.texts.paragraphs import paragraphs_of, quotes_of
from web.texts.right import may_import
from web.texts.shown import Shown, shown_among
from web.texts.where import link_to, today

router = APIRouter()

ON_A_PAGE = 100
"""Paragraphs: most texts of a town fit on one page, a code does not."""

_ARTICLE = re.compile(r"^art(?:icle|\.)\s*", re.IGNORECASE)

VersionId = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
CaseId = Annotated[str, Query(alias="dossier", pattern="^([0-9a-f]{32})?$")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a text: a page of it, or the page of one paragraph."""

    page: int = 1
    number: int | None = None
    case_id: str = ""
    no_article: str = ""
    done: str = ""


@router.get("/textes/{version_id}")
async def show_text(  # noqa: PLR0913, PLR0917 - what an address may say
    request: Request,
    office: Here,
    _session: Reader,
    version_id: VersionId,
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    article: Annotated[str, Query(max_length=40)] = "",
    fait: str = "",
) -> Response:
    """Show a text from its beginning, or lead to one of its articles."""
    shown = await find_text(office, version_id)
    asked = article.strip()
    if place := await _place_of(office, version_id, asked) if asked else "":
        return RedirectResponse(link_to(place), status_code=303)
    wanted = Wanted(page_number, no_article=asked, done=words.DONE.get(fait, ""))
    return await _show(request, shown, wanted)


@router.get("/textes/{version_id}/{number}")
async def show_paragraph(
    request: Request,
    office: Here,
    _session: Reader,
    version_id: VersionId,
    number: Annotated[int, Path(ge=0, le=9_999_999)],
    case_id: CaseId = "",
) -> Response:
    """Show a text at one of its paragraphs; with a case, what its draft quotes is marked."""
    shown = await find_text(office, version_id)
    if not await Reading(office.engine).page(version_id, number, 1):
        raise HTTPException(404)
    return await _show(request, shown, Wanted(number // ON_A_PAGE + 1, number, case_id))


async def find_text(office: Office, version_id: str) -> Shown:
    """Find a version and what is to be said of it; the page does not exist when it is none."""
    versions = await Reading(office.engine).siblings([version_id])
    shown = shown_among(versions, version_id, today(office))
    if shown is None:
        raise HTTPException(404)
    return shown


async def _show(request: Request, shown: Shown, wanted: Wanted) -> Response:
    office = office_of(request)
    reading, version_id = Reading(office.engine), shown.version.id
    pages = max(1, -(-await reading.count(version_id) // ON_A_PAGE))
    number = min(wanted.page, pages)
    extracts = await reading.page(version_id, (number - 1) * ON_A_PAGE, ON_A_PAGE)
    quotes = await _quotes(office, wanted.case_id, version_id)
    values = {
        "shown": shown,
        "wanted": wanted,
        "paragraphs": list(paragraphs_of(extracts, quotes, today(office))),
        "page_number": number,
        "pages": pages,
        "may_import": may_import(office, request.state.session),
    }
    return page(request, "texts/text.html", values)


async def _quotes(office: Office, case_id: str, version_id: str) -> dict[int, str]:
    if not case_id:
        return {}
    try:
        return quotes_of(await office.cases.find(case_id), version_id)
    except NoSuchCase:
        return {}


async def _place_of(office: Office, version_id: str, article: str) -> str:
    written = _ARTICLE.sub("", article)
    number = article_number(written[:1].upper() + written[1:])
    found = await Reading(office.engine).articles([version_id], [number])
    day = today(office)
    # Of the versions of an article the one in force, else the first.
    best = next((one for one in found if one.holds_on(day)), found[0] if found else None)
    return best.place if best else ""
