"""The pages of an import: the form, how far it is, what became of each text."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from cases.people.sessions import Session
from knowledge.library.documents import About
from knowledge.readers.source import one_line
from web.context import Context, PageContext
from web.pages import page
from web.people.permissions import Importer
from web.texts.import_jobs import ImportJob, Order
from web.texts.upload import Refused, files_of, keep, read_form
from web.urls import UPLOADS

router = APIRouter()

STOP_ASKING = 286
"""The status by which htmx ends its polling."""
LONGEST_FIELD = 300
FIELDS = ("title", "reference", "valid_from", "valid_until", "applies_to", "owner")
NOTHING_TYPED: Mapping[str, str] = dict.fromkeys(FIELDS, "")
NOT_A_DAY = (
    "Rien n’a été importé : « {typed} » n’est pas une date (AAAA-MM-JJ). Corrigez-la, puis "
    "choisissez de nouveau les fichiers."
)
WRONG_ORDER = (
    "Rien n’a été importé : le dernier jour en vigueur vient avant le premier. Corrigez l’une des "
    "deux dates, puis choisissez de nouveau les fichiers."
)

ImportId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


@router.get(UPLOADS)
async def show_form(request: Request, _session: Importer) -> Response:
    """Show the form of an import."""
    return _form(request, NOTHING_TYPED)


@router.post(UPLOADS)
async def start_import(request: Request, context: Context, session: Importer) -> Response:
    """Take the files and begin to import them, in a process of its own."""
    typed: Mapping[str, str] = NOTHING_TYPED
    try:
        form = await read_form(request, session)
        fields = {name: form.get(name) for name in FIELDS}
        typed = {
            name: one_line(value)[:LONGEST_FIELD] if isinstance(value, str) else ""
            for name, value in fields.items()
        }
        try:
            job = await _start(context, session, form, typed)
        finally:
            await form.close()
    except Refused as refused:
        return _form(request, typed, str(refused))
    return RedirectResponse(f"{UPLOADS}/{job.id}", status_code=303)


@router.get(f"{UPLOADS}/{{import_id}}")
async def show_import(
    request: Request, context: Context, _session: Importer, import_id: ImportId
) -> Response:
    """Show how far an import is, or what became of each text."""
    return page(request, "texts/import.html", {"running": context.imports.find(import_id)})


@router.get(f"{UPLOADS}/{{import_id}}/suite")
async def show_progress(
    request: Request, context: Context, _session: Importer, import_id: ImportId
) -> Response:
    """Show the part of the page that changes while the import goes on."""
    job = context.imports.find(import_id)
    if job is None:
        raise HTTPException(404)
    status = STOP_ASKING if job.done else 200
    return page(request, "texts/progress.html", {"running": job}, status)


async def _start(
    context: PageContext, session: Session, form: FormData, typed: Mapping[str, str]
) -> ImportJob:
    files = files_of(form)
    about = _about(typed)
    folder, paths = await asyncio.to_thread(keep, files)
    if len(paths) > 1:
        # A title names one text.
        about = _about({**typed, "title": ""})
    database = context.engine.url.render_as_string(hide_password=False)
    return context.imports.start(Order(folder, paths, about, session.account.login, database))


def _about(typed: Mapping[str, str]) -> About:
    since, until = _day(typed["valid_from"]), _day(typed["valid_until"])
    if since and until and until < since:
        raise Refused(WRONG_ORDER)
    return About(
        typed["title"], typed["reference"], since, until, typed["applies_to"], typed["owner"]
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refused(NOT_A_DAY.format(typed=typed)) from None


def _form(request: Request, typed: Mapping[str, str], notice: str = "") -> Response:
    values = {"typed": typed, "notice": notice, "longest": LONGEST_FIELD}
    return page(request, "texts/form.html", values, 422 if notice else 200)
