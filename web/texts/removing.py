"""Taking a text out of use, after a question."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from knowledge.library import Library
from web.office import Here
from web.pages import page
from web.people.session import SignedForm
from web.texts.reading import VersionId, find_text
from web.texts.right import Importer
from web.texts.shown import Shown

router = APIRouter()

NOT_IN_USE = "Rien n’a été fait : cette version n’est plus en usage."
FOLLOWED = (
    "Ce texte vient du dossier suivi par le guichet : retirez-en le fichier, il ne sera plus cité."
)


@router.get("/textes/{version_id}/retirer")
async def ask(
    request: Request, office: Here, _session: Importer, version_id: VersionId
) -> Response:
    """Ask whether a text is to be taken out of use."""
    return _question(request, await find_text(office, version_id))


@router.post("/textes/{version_id}/retirer")
async def remove(
    request: Request,
    office: Here,
    session: Importer,
    _form: SignedForm,
    version_id: VersionId,
) -> Response:
    """Take a text out of use; what it says stays readable."""
    shown = await find_text(office, version_id)
    if not shown.in_use or shown.followed:
        return _question(request, shown, 409)
    await Library(office.engine, by=session.account.login).remove(shown.version.key)
    return RedirectResponse(f"/textes/{version_id}?fait=texte-retire", status_code=303)


def _question(request: Request, shown: Shown, status: int = 200) -> Response:
    notice = FOLLOWED if shown.followed else "" if shown.in_use else NOT_IN_USE
    return page(request, "texts/remove.html", {"shown": shown, "notice": notice}, status)
