"""The audit trail of a case, and who decided of it, in plain French."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.approvals import CONFIRMED, REFUSED
from cases.assigning import ASSIGNED
from cases.audit import Event
from cases.correction import CATEGORY, Said
from cases.corrections import CORRECTED
from cases.deadlines import EXPIRED_AGAIN, Notice
from cases.model import Case, CaseState
from cases.reply import Approval, Decision
from cases.signatures import SecondApproval
from cases.transition import MACHINE
from web.words import fact_name, why_redone

_BY_THE_MACHINE: Mapping[str, str] = {
    CaseState.RECEIVED: "Demande reçue",
    CaseState.CLASSIFIED: "Demande classée",
    CaseState.DRAFTED: "Réponse préparée",
    CaseState.AWAITING_APPROVAL: "Réponse présentée à l’approbation",
    CaseState.SENDING: "Envoi commencé",
    CaseState.ANSWERED: "Réponse déposée dans le ticket",
    CaseState.AWAITING_REQUESTER: "Demande de précisions déposée dans le ticket",
    CaseState.HANDED_OVER: "Dossier confié à une personne",
    CaseState.UNKNOWN_DELIVERY: "Envoi sans confirmation, une personne doit vérifier",
    CaseState.CLOSED_ELSEWHERE: "Demande traitée, fusionnée ou supprimée ailleurs",
    Notice.REMINDED: "Échéance proche, rappelée à qui traite la demande",
    Notice.ESCALATED: "Échéance passée, signalée à la personne responsable",
}
_BY_A_PERSON: Mapping[str, str] = {
    CaseState.AWAITING_APPROVAL: "Réponse présentée de nouveau à l’approbation",
    CaseState.AWAITING_SECOND: "Réponse approuvée, une seconde personne doit confirmer",
    CaseState.APPROVED: "Réponse approuvée sans changement",
    CaseState.REJECTED: "Réponse écartée",
    CaseState.HANDED_OVER: "Dossier repris",
    CaseState.SENDING: "Nouvel envoi demandé, la réponse n’étant pas dans le ticket",
    CaseState.ANSWERED: "Réponse trouvée dans le ticket",
    CaseState.STALE: "Réponse à refaire après correction",
    "approval_withdrawn": "Approbation annulée, rien n’est parti",
    "sent_back": "Réponse renvoyée par la seconde personne",
    "amended": "Réponse corrigée par la seconde personne",
    "ask_prepared": "Demande de précision préparée à la place de la réponse",
}
_CORRECTED: Mapping[str, str] = {
    Said.VALUE: "Corrigé",
    Said.NOT_SAID: "Corrigé, ce n’est pas dit",
    Said.AS_READ: "Correction retirée",
}
_EDITED: Mapping[str, str] = {
    CaseState.AWAITING_SECOND: (
        "Réponse approuvée après correction, une seconde personne doit confirmer"
    ),
    CaseState.APPROVED: "Réponse approuvée après correction",
}
_CONFIRMED = "Réponse confirmée par une seconde personne"
_REFUSED: Mapping[str, str] = {
    "already_decided": "le dossier avait changé entre-temps",
    "not_theirs": "seule la personne qui a approuvé peut annuler",
    "own_request": "la demande est la sienne",
    "same_person": "la même personne ne confirme pas sa propre approbation",
    "stale": "la réponse affichée n’était plus la bonne",
}
_DECIDED: Mapping[str, str] = {
    CaseState.REJECTED: "écarté cette réponse",
    CaseState.HANDED_OVER: "repris ce dossier",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case's history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided of a case, what and when."""

    login: str
    what: str
    at: datetime


def lines_of(trail: Sequence[Event], names: Mapping[str, str]) -> list[Line]:
    """Tell a case's trail, oldest first."""
    return [Line(event.at, names[event.actor], _told(event, names)) for event in trail]


def entrusted_in(event: Event) -> str:
    """Name to whom an event entrusts the case: a login, or `group:` and its id; else nothing."""
    if event.kind != ASSIGNED:
        return ""
    to = event.details["to"]
    return to if event.details["as"] == "account" else f"group:{to}"


def decided_by(
    case: Case,
    approval: Approval | None,
    second: SecondApproval | None,
    trail: Sequence[Event],
) -> Decided | None:
    """Tell what person decided of the case as it stands; None when nobody did."""
    if second:
        return Decided(second.approver, "confirmé cette réponse", second.approved_at)
    if approval:
        return Decided(approval.approver, "approuvé cette réponse", approval.approved_at)
    last = next((event for event in reversed(trail) if event.kind == case.state), None)
    if last is None or last.actor == MACHINE or last.kind not in _DECIDED:
        return None
    return Decided(last.actor, _DECIDED[last.kind], last.at)


def _told(event: Event, names: Mapping[str, str]) -> str:
    if event.actor == MACHINE:
        return _done_by_the_machine(event)
    if event.kind == CORRECTED:
        return _corrected(event)
    if event.kind == ASSIGNED:
        return f"Dossier confié à {names.get(entrusted_in(event), event.details['to'])}"
    if event.kind == REFUSED:
        return (
            f"Geste refusé\u00a0: {_REFUSED.get(event.details['why'], 'il n’était plus possible')}"
        )
    return _decided(event)


def _corrected(event: Event) -> str:
    about = event.details["about"]
    name = "catégorie" if about == CATEGORY else fact_name(about).lower()
    return f"{_CORRECTED[event.details['said']]}\u00a0: {name}"


def _decided(event: Event) -> str:
    reason = event.details.get("reason", "")
    if event.kind in _EDITED and reason.startswith(Decision.EDITED):
        return f"{_EDITED[event.kind]}{_opened(event)}"
    if event.kind == CaseState.APPROVED and reason.startswith(CONFIRMED):
        return f"{_CONFIRMED}{_opened(event)}"
    return f"{_BY_A_PERSON.get(event.kind, event.kind)}{_opened(event)}"


def _opened(event: Event) -> str:
    numbers = event.details.get("opened", "")
    many = "s" if "," in numbers else ""
    return f", appui{many} {numbers.replace(',', ', ')} ouvert{many}" if numbers else ""


def _done_by_the_machine(event: Event) -> str:
    reason = event.details.get("reason", "")
    if event.kind == CaseState.STALE:
        return f"{why_redone(reason)}, la réponse est à refaire"
    if reason == EXPIRED_AGAIN:
        return "Brouillon expiré une seconde fois, dossier confié à une personne"
    return _BY_THE_MACHINE.get(event.kind, event.kind)
