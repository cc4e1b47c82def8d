"""Files of a case, handed to a signed-in officer from the ticketing system: never shown, never run.

Nothing of a file's name or type reaches the browser before it was made harmless.
"""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from cases.model import Attachment, Case
from connectors.base import ConnectorError
from connectors.safe_text import clean
from knowledge.readers.file_kinds import kind_of
from web.context import Context
from web.pages import error_page, mark_of_file, page
from web.people.permissions import CaseId, Reader

router = APIRouter()

_LONGEST_NAME = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%;]+')
_SAFE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})
"""What a browser that ignored every header would still show without running it."""

Mark = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


@router.get("/dossiers/{case_id}/pieces/{mark}")
async def hand_over(
    request: Request, case_id: CaseId, mark: Mark, context: Context, session: Reader
) -> Response:
    """Hand a file to the officer's disk."""
    _ = session
    case = await context.cases.find(case_id)
    file = _marked(case, mark)
    if file is None:
        return error_page(request, 404)
    try:
        data = await context.open_attachment(case, file)
    except ConnectorError as error:
        advice = f"{error} Ouvrez-la dans votre logiciel de tickets."
        values = {"title": "Cette pièce jointe ne peut pas être ouverte ici", "advice": advice}
        return page(request, "error.html", values, 502)
    return Response(data, headers=_headers(file.name, data))


def _marked(case: Case, mark: str) -> Attachment | None:
    for message in case.ticket.messages:
        for file in message.attachments:
            if file.id and mark_of_file(file, message) == mark:
                return file
    return None


def _headers(name: str, data: bytes) -> dict[str, str]:
    kind = kind_of(data)
    return {
        "Content-Type": kind.media if kind.media in _SAFE else "application/octet-stream",
        "Content-Disposition": disposition(name),
    }


def disposition(name: str) -> str:
    """Write the header that saves a file under its name, whatever the name tries."""
    bare = re.split(r"[/\\]", clean(name).replace("\n", " "))[-1]
    kept = _FORBIDDEN.sub("_", bare).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    short = f"{stem[: _LONGEST_NAME - 12]}{dot}{extension[:10]}" if dot else kept[:_LONGEST_NAME]
    safe = short.strip(" .") or "piece-jointe"
    ascii_only = re.sub(r"[^A-Za-z0-9 ._()-]", "_", safe)
    return f"attachment; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(safe, safe='')}"
