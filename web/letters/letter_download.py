"""An approved letter, handed to an officer as a file to print or post."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from cases.decisions.signatures import NotApproved
from cases.store.transition import PREPARING
from web.context import Context
from web.letters.letter_layout import Kind, file_name, letter_of, template_for
from web.letters.letter_process import SIGN
from web.letters.letter_renderer import CannotRender, render
from web.pages import page
from web.people.permissions import CaseId, Reader

router = APIRouter()

NOT_APPROVED = {
    "title": "Cette lettre n’est pas encore approuvée",
    "advice": "Seule une lettre approuvée va sur papier. Approuvez-la d’abord dans son dossier.",
}
ANOTHER_COMES = {
    "title": "Une nouvelle réponse se prépare",
    "advice": "La demande a changé depuis l’approbation : n’imprimez plus l’ancienne.",
}
VOID = {
    "title": "Cette lettre n’est pas partie",
    "advice": "Son approbation ne vaut plus, la demande a été traitée autrement : n’imprimez rien.",
}
NO_TEXT = {
    "title": "Le texte de cette lettre a été effacé",
    "advice": "Le dossier a passé sa durée de conservation, ou la personne l’a demandé.",
}
NOT_WRITTEN = "Cette lettre n’a pas pu être mise en page"
OTHER = {Kind.PDF: "Prenez la version DOCX", Kind.DOCX: "Prenez la version PDF"}


@router.get("/dossiers/{case_id}/lettre.{ending}")
async def hand_letter_over(
    request: Request,
    case_id: CaseId,
    ending: Annotated[Kind, Path()],
    context: Context,
    session: Reader,
) -> Response:
    """Hand over the letter that was approved, and no other."""
    _ = session
    case = await context.cases.find(case_id)
    approval = await context.approvals.latest_approval(case)
    if approval and approval.needs_second and await context.approvals.second_of(approval) is None:
        approval = None
    if approval is None:
        return page(request, "error.html", NOT_APPROVED, 404)
    if approval.is_cleared:
        return page(request, "error.html", NO_TEXT, 404)
    if case.state in PREPARING:
        return page(request, "error.html", ANOTHER_COMES, 404)
    try:
        await context.approvals.current_approval(case_id)
    except NotApproved:
        return page(request, "error.html", VOID, 404)
    letter = letter_of(approval, case.ticket, context.town, context.time_zone)
    try:
        document = await render(template_for(ending, context.letters), letter)
    except CannotRender as error:
        # The detail may hold the letter's words.
        structlog.get_logger().warning("letter_not_made", kind=ending, fault=error.fault)
        values = {"title": NOT_WRITTEN, "advice": what_to_do(ending, error)}
        return page(request, "error.html", values, 503)
    named = f'attachment; filename="{file_name(case.ticket.number, ending)}"'
    return Response(document, media_type=ending.media, headers={"Content-Disposition": named})


def what_to_do(kind: Kind, error: CannotRender) -> str:
    """Say to an officer why there is no file, and what to do."""
    if error.fault == SIGN:
        return (
            f"Aucune police du modèle ne sait écrire « {error.detail} » dans un PDF. "
            f"{OTHER[kind]}, ou demandez à votre service informatique d’ajouter une police au "
            "dossier des modèles."
        )
    return (
        f"Le modèle « {kind.template} » est à corriger : prévenez votre service informatique, la "
        f"commande « guichet letters check » lui dira quoi. {OTHER[kind]}, ou copiez la lettre "
        "depuis son dossier."
    )
