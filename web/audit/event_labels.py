"""The events of the audit trail in plain French: one table for every page that shows them."""

from collections.abc import Iterable, Mapping

from cases.audit.activations import ACTIVATED, ROLLED_BACK
from cases.audit.trail import MACHINE, Event
from cases.decisions.approvals import ALONE, CONFIRMED, REFUSED, TAKEN_BACK
from cases.decisions.assignment import ASSIGNED
from cases.decisions.corrections import CORRECTED
from cases.model import CATEGORY, CaseState, CorrectionKind
from cases.queues.danger_alerts import ALERTED
from cases.queues.deadlines import EXPIRED_AGAIN, Notice
from cases.retention.clearing import CLEARED, ClearingReason
from cases.retention.personal_data import EXPORTED
from cases.retention.traces import REMOVED
from cases.store.records import Decision
from web.labels import fact_name, why_redone

TRAIL_CHECKED = "trail_checked"
TRAIL_EXPORTED = "trail_exported"
RECORD_EXPORTED = "record_exported"

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
    ALERTED: "Danger signalé par courriel aux personnes à alerter",
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
    TAKEN_BACK: "Approbation annulée, rien n’est parti",
    "sent_back": "Réponse renvoyée par la seconde personne",
    "amended": "Réponse corrigée par la seconde personne",
    "ask_prepared": "Demande de précision préparée à la place de la réponse",
}
_CORRECTED: Mapping[str, str] = {
    CorrectionKind.VALUE: "Corrigé",
    CorrectionKind.NOT_SAID: "Corrigé, ce n’est pas dit",
    CorrectionKind.AS_READ: "Correction retirée",
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
    "not_genuine": "la première approbation n’a pas pu être vérifiée",
    "not_theirs": "seule la personne qui a approuvé peut annuler",
    "own_request": "la demande est la sienne",
    "same_person": "la même personne ne confirme pas sa propre approbation",
    "stale": "la réponse affichée n’était plus la bonne",
}
_ELSEWHERE: Mapping[str, str] = {
    "account_created": "Compte créé",
    "account_changed": "Compte changé",
    "account_closed": "Compte fermé",
    "account_opened": "Compte rouvert",
    "account_locked": "Compte bloqué après trop d’essais",
    "password_changed": "Mot de passe changé",
    "identity_tied": "Compte relié au fournisseur d’identité",
    "signed_in": "Connexion",
    "sign_in_refused": "Connexion refusée, mot de passe faux",
    "signed_out_everywhere": "Déconnexion de tous les appareils",
    "access_refused": "Page refusée, hors des droits de la personne",
    "case_refused": "Dossier refusé, hors de portée de la personne",
    "change_refused": "Changement de compte refusé",
    "text_imported": "Texte importé",
    "text_removed": "Texte mis hors d’usage",
    "texts_told": "Compte rendu des textes fait",
    ACTIVATED: "Modèles activés",
    ROLLED_BACK: "Retour aux modèles d’avant",
    TRAIL_CHECKED: "Chaîne du journal vérifiée",
    TRAIL_EXPORTED: "Journal exporté",
    RECORD_EXPORTED: "Relevé du dossier téléchargé",
    CLEARED: "Textes du dossier effacés",
    EXPORTED: "Dossier remis à la personne qu’il concerne",
    REMOVED: "Traces des textes effacés ôtées de la base",
}
"""What belongs to no step of a case."""

_OTHER: Mapping[str, str] = {
    ASSIGNED: "Dossier confié",
    CORRECTED: "Correction de ce qui a été compris",
    REFUSED: "Geste refusé",
    CaseState.APPROVED: "Réponse approuvée",
    CaseState.AWAITING_SECOND: "Réponse approuvée, une seconde personne doit confirmer",
    CaseState.HANDED_OVER: "Dossier confié à une personne, ou repris par elle",
    CaseState.STALE: "Réponse à refaire",
}
"""What several ways of one event have in common."""

KINDS: Mapping[str, str] = dict(
    sorted(
        {**_BY_A_PERSON, **_BY_THE_MACHINE, **_ELSEWHERE, **_OTHER}.items(),
        key=lambda one: one[1].casefold(),
    )
)
"""Every kind of event by its French name, in the order of these names."""

WHY_CLEARED: Mapping[str, str] = {
    ClearingReason.AGE: "au terme de leur durée de conservation",
    ClearingReason.REQUEST: "à la demande de la personne",
}

_NAMED = ("account", "text", "route")
"""Which detail says of whom or what."""


def assignee_of(event: Event) -> str:
    """Name to whom an event entrusts the case: a login, or `group:` and its id; else nothing."""
    if event.kind != ASSIGNED:
        return ""
    to = event.details["to"]
    return to if event.details["as"] == "account" else f"group:{to}"


def people_in(events: Iterable[Event]) -> set[str]:
    """List whoever events speak of: by login, a group by `group:` and its id."""
    return {name for event in events for name in (event.actor, assignee_of(event))}


def describe_event(event: Event, names: Mapping[str, str]) -> str:
    """Describe one event; `names` gives people and groups by login and `group:` id."""
    if event.kind in _ELSEWHERE:
        about = next((d for key in _NAMED if (d := event.details.get(key))), "")
        about = about or WHY_CLEARED.get(event.details.get("why", ""), "")
        return f"{_ELSEWHERE[event.kind]}\u00a0: {about}" if about else _ELSEWHERE[event.kind]
    if event.actor == MACHINE:
        return _by_the_machine(event)
    if event.kind == CORRECTED:
        about = event.details["about"]
        name = "catégorie" if about == CATEGORY else fact_name(about).lower()
        return f"{_CORRECTED[event.details['said']]}\u00a0: {name}"
    if event.kind == ASSIGNED:
        return f"Dossier confié à {names.get(assignee_of(event), event.details['to'])}"
    if event.kind == REFUSED:
        return (
            f"Geste refusé\u00a0: {_REFUSED.get(event.details['why'], 'il n’était plus possible')}"
        )
    return _by_a_person(event)


def _by_the_machine(event: Event) -> str:
    reason = event.details.get("reason", "")
    if event.kind == CaseState.STALE:
        return f"{why_redone(reason)}, la réponse est à refaire"
    if reason == EXPIRED_AGAIN:
        return "Brouillon expiré une seconde fois, dossier confié à une personne"
    return _BY_THE_MACHINE.get(event.kind, event.kind)


def _by_a_person(event: Event) -> str:
    reason = event.details.get("reason", "")
    alone = ", par une seule personne en raison du danger" if ALONE in event.details else ""
    if event.kind in _EDITED and reason.startswith(Decision.EDITED):
        act = _EDITED[event.kind] + alone
    elif event.kind == CaseState.APPROVED and reason.startswith(CONFIRMED):
        act = _CONFIRMED
    else:
        act = _BY_A_PERSON.get(event.kind, event.kind) + alone
    numbers = event.details.get("opened", "")
    many = "s" if "," in numbers else ""
    return f"{act}, appui{many} {numbers.replace(',', ', ')} ouvert{many}" if numbers else act
