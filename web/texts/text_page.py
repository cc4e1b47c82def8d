"""One text, read whole or at one of its paragraphs; taking it out of use, after a question."""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from cases.store.transition import NoSuchCase
from knowledge.library.documents import article_number
from knowledge.library.text_library import Library
from web import labels
from web.context import Context, PageContext, context_of
from web.pages import page
from web.people.permissions import Importer, Reader, SignedForm, may_import
from web.texts.text_blocks import paragraphs_of, quotes_of
from web.texts.text_links import paragraph_url
from web.texts.text_list import TextVersion, find_version

router = APIRouter()

ON_A_PAGE = 100
"""Paragraphs: most texts of a town fit on one page, a code does not."""

NOT_IN_USE = "Rien n’a été fait : cette version n’est plus en usage."
FOLLOWED = (
    "Ce texte vient du dossier suivi par le guichet : retirez-en le fichier, il ne sera plus cité."
)

_ARTICLE = re.compile(r"^art(?:icle|\.)\s*", re.IGNORECASE)

VersionId = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
QuotingCase = Annotated[str, Query(alias="dossier", pattern="^([0-9a-f]{32})?$")]
"""The case whose draft quotes the text; empty for none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a text: a page of it, or the page of one paragraph."""

    page: int = 1
    number: int | None = None
    case_id: str = ""
    no_article: str = ""
    done: str = ""


@router.get("/textes/{version_id}/retirer")
async def ask_to_remove(
    request: Request, context: Context, _session: Importer, version_id: VersionId
) -> Response:
    """Ask whether a text is to be taken out of use."""
    return _removal_page(request, await find_text(context, version_id))


@router.post("/textes/{version_id}/retirer")
async def remove(
    request: Request,
    context: Context,
    session: Importer,
    _form: SignedForm,
    version_id: VersionId,
) -> Response:
    """Take a text out of use; what it says stays readable."""
    text = await find_text(context, version_id)
    if not text.in_use or text.followed:
        return _removal_page(request, text, 409)
    await Library(context.engine, by=session.account.login).remove(text.version.key)
    return RedirectResponse(f"/textes/{version_id}?fait=texte-retire", status_code=303)


@router.get("/textes/{version_id}")
async def show_text(  # noqa: PLR0913, PLR0917 - what an address may say
    request: Request,
    context: Context,
    _session: Reader,
    version_id: VersionId,
    page_number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    article: Annotated[str, Query(max_length=40)] = "",
    fait: str = "",
) -> Response:
    """Show a text from its beginning, or lead to one of its articles."""
    text = await find_text(context, version_id)
    typed = article.strip()
    if place := await find_article(context, version_id, typed) if typed else "":
        return RedirectResponse(paragraph_url(place), status_code=303)
    wanted = Wanted(page_number, no_article=typed, done=labels.DONE.get(fait, ""))
    return await _show(request, text, wanted)


@router.get("/textes/{version_id}/{number}")
async def show_paragraph(
    request: Request,
    context: Context,
    _session: Reader,
    version_id: VersionId,
    number: Annotated[int, Path(ge=0, le=9_999_999)],
    case_id: QuotingCase = "",
) -> Response:
    """Show a text at one of its paragraphs; with a case, what its draft quotes is marked."""
    text = await find_text(context, version_id)
    if not await Library(context.engine).page(version_id, number, 1):
        raise HTTPException(404)
    return await _show(request, text, Wanted(number // ON_A_PAGE + 1, number, case_id))


async def find_text(context: PageContext, version_id: str) -> TextVersion:
    """Find a version; the page does not exist when it is none. Raises `HTTPException`."""
    versions = await Library(context.engine).siblings([version_id])
    text = find_version(versions, version_id, context.today)
    if text is None:
        raise HTTPException(404)
    return text


async def find_article(context: PageContext, version_id: str, article: str) -> str:
    """Find the place of an article as somebody typed it; empty where the text has none."""
    written = _ARTICLE.sub("", article)
    number = article_number(written[:1].upper() + written[1:])
    found = await Library(context.engine).articles([version_id], [number])
    # Of the versions of an article the one in force, else the first.
    in_force = (one for one in found if one.holds_on(context.today))
    best = next(in_force, found[0] if found else None)
    return best.place if best else ""


async def _show(request: Request, text: TextVersion, wanted: Wanted) -> Response:
    context = context_of(request)
    reading, version_id = Library(context.engine), text.version.id
    pages = max(1, -(-await reading.count(version_id) // ON_A_PAGE))
    number = min(wanted.page, pages)
    extracts = await reading.page(version_id, (number - 1) * ON_A_PAGE, ON_A_PAGE)
    quotes: dict[int, str] = {}
    if wanted.case_id:
        with suppress(NoSuchCase):
            quotes = quotes_of(await context.cases.find(wanted.case_id), version_id)
    values = {
        "shown": text,
        "wanted": wanted,
        "paragraphs": list(paragraphs_of(extracts, quotes, context.today)),
        "page_number": number,
        "pages": pages,
        "may_import": may_import(context, request.state.session),
    }
    return page(request, "texts/text.html", values)


def _removal_page(request: Request, text: TextVersion, status: int = 200) -> Response:
    notice = FOLLOWED if text.followed else "" if text.in_use else NOT_IN_USE
    return page(request, "texts/remove.html", {"shown": text, "notice": notice}, status)
