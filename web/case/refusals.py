"""Why a decision was not taken, in one sentence; what the officer typed is kept."""

from cases.approvals import AlreadyDecided, NotTheirs, OwnRequest, SamePerson, Stale
from cases.signatures import NotApproved
from web.case.shown import Aside
from web.words import NOT_GENUINE

NEW_DRAFT = "Une nouvelle réponse a été préparée pendant que vous lisiez : la voici. Relisez-la."
OWN_REQUEST = "Cette demande est la vôtre : un ou une collègue doit en décider."
SAME_PERSON = "Vous avez déjà approuvé cette lettre : une autre personne doit la confirmer."
NOT_THEIRS = "Seule la personne qui a approuvé cette lettre peut annuler son approbation."

REFUSALS = (AlreadyDecided, NotApproved, NotTheirs, OwnRequest, SamePerson, Stale)
"""What a decision may meet; each is already in the audit trail."""


def aside_for(refused: Exception, typed: str = "") -> Aside:
    """Say why nothing was done."""
    match refused:
        case Stale():
            return Aside(NEW_DRAFT, typed, status=409)
        case OwnRequest():
            return Aside(OWN_REQUEST, typed, status=403)
        case SamePerson():
            return Aside(SAME_PERSON, typed, status=403)
        case NotTheirs():
            return Aside(NOT_THEIRS, typed, status=403)
        case NotApproved():
            return Aside(NOT_GENUINE, typed, status=409)
        case _:
            return Aside(typed=typed, beaten=True, status=409)
