"""What the page calls things, in the officers' words."""

from collections.abc import Mapping

from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.classifier.sender import IMPOSTOR
from cases.decisions.corrections import REASON
from cases.model import OFFICER, Case, CaseState, FindingOutcome, Outcome, Urgency, Verification
from cases.people.access import Role
from cases.queues.deadlines import EXPIRED
from cases.store.records import DeliveryState
from knowledge.library.text_library import Imported
from knowledge.library.versions import State
from statute.facts import FACTS

WRITERS: Mapping[str, str] = {
    "template": "Lettre type",
    OFFICER: "Texte d’une ou d’un gestionnaire",
}
URGENCIES: Mapping[str, str] = {
    Urgency.CRITIQUE: "Critique",
    Urgency.HAUTE: "Haute",
    Urgency.NORMALE: "Normale",
}
OUTCOMES: Mapping[str, str] = {
    Outcome.ANSWER: "Répond",
    Outcome.ASK: "Demande une précision",
    Outcome.HAND_OVER: "À reprendre",
    Outcome.REFUSE: "Décline",
    Outcome.CLOSE: "Propose de clore",
}
FINDINGS: Mapping[str, str] = {
    FindingOutcome.MET: "Oui.",
    FindingOutcome.NOT_MET: "Non.",
    FindingOutcome.VALUE: "",
    FindingOutcome.UNDECIDED: "On ne peut pas conclure.",
    FindingOutcome.TO_CHECK: "À vérifier avant d’en dire plus.",
}
VERIFICATIONS: Mapping[str, str] = {
    Verification.OFFICIAL: "vérifié dans le texte officiel",
    Verification.OLDER_COPY: "copie ancienne du texte officiel",
    Verification.SECONDARY: "source secondaire : à contrôler",
}
STATES: Mapping[str, str] = {
    CaseState.RECEIVED: "En préparation",
    CaseState.CLASSIFIED: "En préparation",
    CaseState.DRAFTED: "En préparation",
    CaseState.STALE: "En préparation",
    CaseState.AWAITING_APPROVAL: "À approuver",
    CaseState.AWAITING_SECOND: "À confirmer par une seconde personne",
    CaseState.APPROVED: "Approuvée, va partir",
    CaseState.SENDING: "En route",
    CaseState.ANSWERED: "Répondue",
    CaseState.AWAITING_REQUESTER: "Précision demandée",
    CaseState.HANDED_OVER: "À traiter dans le ticket",
    CaseState.REJECTED: "Écartée",
    CaseState.UNKNOWN_DELIVERY: "À vérifier",
    CaseState.CLOSED_ELSEWHERE: "Traitée ailleurs",
}
NOT_GENUINE = (
    "La première approbation ne peut pas être vérifiée : rien ne partira. "
    "Prévenez votre service informatique."
)
REDRAFTING = "Une nouvelle réponse se prépare, d’après ce qui vient d’être corrigé."
QUEUES: Mapping[str, str] = {
    "a-approuver": "À approuver",
    "a-confirmer": "À confirmer",
    "a-verifier": "À vérifier",
    "a-traiter": "À traiter",
    "preparation": "En préparation",
    "en-route": "En route",
    "traitees": "Traitées",
    "toutes": "Toutes",
}
EMPTY_QUEUES: Mapping[str, str] = {
    "a-approuver": (
        "Tout est à jour : aucune réponse n’attend votre approbation. "
        "Les suivantes apparaîtront ici d’elles-mêmes."
    ),
    "a-confirmer": "Aucune réponse n’attend qu’une seconde personne la confirme.",
    "a-verifier": "Rien à vérifier : chaque envoi a été confirmé.",
    "a-traiter": "Aucune demande n’attend qu’une personne y réponde dans le ticket.",
    "preparation": "Aucune réponse n’est en préparation.",
    "en-route": "Aucune réponse n’est en route.",
    "traitees": "Rien n’a encore été traité.",
    "toutes": "Aucune demande n’est encore arrivée.",
}
FILTERS: Mapping[str, str] = {
    "q": "Recherche",
    "categorie": "Sujet",
    "urgence": "Urgence",
    "sensible": "Sensible",
    "suite": "Réponse proposée",
    "pour": "Confiée",
    "systeme": "Logiciel de tickets",
    "du": "Reçue depuis le",
    "au": "Reçue jusqu’au",
}
SENSITIVE: Mapping[str, str] = {"oui": "Oui", "non": "Non"}
ASSIGNED: Mapping[str, str] = {
    "moi": "À moi",
    "groupe": "À mon groupe",
    "personne": "À personne",
}
ORDERS: Mapping[str, str] = {
    "urgence": "Urgence, puis ancienneté",
    "echeance": "Échéance la plus proche",
    "recentes": "Reçues en dernier",
    "geste": "Dernier geste",
}
SITUATIONS: Mapping[str, str] = {
    CaseState.RECEIVED: "La demande vient d’arriver : une réponse se prépare.",
    CaseState.CLASSIFIED: "Une réponse se prépare.",
    CaseState.DRAFTED: "Une réponse se prépare.",
    CaseState.STALE: "La conversation a changé : une nouvelle réponse se prépare.",
    CaseState.AWAITING_APPROVAL: "Une réponse attend votre approbation.",
    CaseState.AWAITING_SECOND: "La réponse est approuvée ; une seconde personne doit la confirmer.",
    CaseState.APPROVED: "La réponse est approuvée et va partir dans le ticket.",
    CaseState.SENDING: "La réponse est en train de partir.",
    CaseState.ANSWERED: "La réponse est dans le ticket.",
    CaseState.AWAITING_REQUESTER: "La demande de précisions est dans le ticket.",
    CaseState.HANDED_OVER: "Une personne doit répondre, directement dans le ticket.",
    CaseState.REJECTED: "La réponse a été écartée : rien ne partira.",
    CaseState.UNKNOWN_DELIVERY: "On ne sait pas si la réponse est partie.",
    CaseState.CLOSED_ELSEWHERE: "La demande a été traitée, fusionnée ou supprimée ailleurs.",
}
WHY_REDONE: Mapping[str, str] = {
    "nouveau message": "La conversation a changé",
    "texte changé": "Un texte cité a changé",
    REASON: "Un fait ou la catégorie a été corrigé",
    EXPIRED: "Personne n’a décidé à temps et le brouillon a expiré",
}
"""By what the reason of a stale case begins with."""

DELIVERIES: Mapping[str, str] = {
    DeliveryState.PLANNED: "elle attend de partir",
    DeliveryState.SENDING: "elle est en train de partir",
    DeliveryState.SENT: "elle est dans le ticket",
    DeliveryState.REJECTED: "elle n’est pas partie, une personne s’en occupe",
    DeliveryState.UNKNOWN: "on ne sait pas si elle est partie",
}
TEXT_STATES: Mapping[str, str] = {
    State.IN_FORCE: "En vigueur",
    State.TO_COME: "À venir",
    State.REPLACED: "Remplacé",
    State.ENDED: "Abrogé",
    State.WITHDRAWN: "Retiré",
}
CHANGES: Mapping[str, str] = {
    Imported.NEW: "Nouveau",
    Imported.CHANGED: "Modifié",
    Imported.SAME: "Inchangé",
}
ROLES: Mapping[str, tuple[str, str]] = {
    Role.OFFICER: ("Gestionnaire", "lit les demandes de ses groupes, corrige, approuve"),
    Role.HEAD: ("Responsable", "comme un gestionnaire, de tous les groupes s’il n’en a pas"),
    Role.AUDITOR: ("Contrôle", "lit tout, ne décide de rien"),
    Role.OPERATOR: ("Exploitation", "voit numéros et états, aucun texte de demande"),
    Role.ADMIN: ("Administration", "tient les comptes, ne lit aucune demande"),
}
NEVER_ANSWERED = IMPOSTOR
FRAUD: Mapping[str, str] = {
    IMPOSTOR: "Ne répondez pas et n’ouvrez aucune pièce jointe. Prévenez la personne dont le nom "
    "est utilisé par un moyen déjà connu (annuaire interne, poste), jamais par ceux du message.",
    BANK: "Ne changez rien d’après ce message. Joignez la personne concernée par un moyen déjà "
    "connu (annuaire interne, poste), jamais par ceux du message : a-t-elle fait cette demande ?",
    THIRD_PARTY: "Ne donnez rien, ne confirmez rien. Prévenez la personne dont les données sont "
    "demandées par un moyen déjà connu (annuaire interne, poste), jamais par ceux du message.",
}
"""What an officer does first where a request may be a fraud, by why it is refused."""
REASONS_TO_REJECT: Mapping[str, str] = {
    "double": "Demande en double",
    "traitee": "Déjà traitée autrement",
    "sans-reponse": "Ne demande pas de réponse",
    "fraude": "Tentative de fraude",
    "hors-sujet": "Ne concerne pas les ressources humaines",
    "inexacte": "Réponse inexacte",
    "autre": "Autre raison",
}
WAYS_TO_TAKE_OVER: Mapping[str, str] = {
    "moi": "Je réponds moi-même",
    "autre": "Je passe la main",
}
DONE: Mapping[str, str] = {
    "approuvee": "Réponse approuvée, elle part dans le ticket.",
    "a-confirmer": ("Réponse approuvée. Elle partira quand une seconde personne l’aura confirmée."),
    "annulee": "Approbation annulée : rien n’est parti. Votre texte est dans le cadre.",
    "renvoyee-au-brouillon": (
        "Réponse renvoyée avec votre mot : elle attend une nouvelle approbation."
    ),
    "question-prete": "La demande de précision est prête : relisez-la. Rien n’est parti.",
    "confiee": "Dossier confié : il attend la décision de cette personne ou de ce groupe.",
    "en-attente": (
        "Réponse approuvée. L’envoi ne répond pas pour l’instant : "
        "votre approbation est gardée et la réponse partira plus tard, sans autre geste de vous."
    ),
    "ecartee": "Réponse écartée, rien ne partira.",
    "reprise": "Dossier repris : la réponse se fait maintenant dans le ticket.",
    "correction-en-attente": (
        "Vos corrections sont gardées. La préparation ne répond pas pour l’instant : "
        "la nouvelle réponse viendra plus tard, sans autre geste de vous."
    ),
    "corrigee-ailleurs": (
        "C’est corrigé : la demande va aux collègues qui s’occupent de cette catégorie."
    ),
    "constatee": "C’est noté : la réponse est dans le ticket.",
    "renvoyee": "C’est noté : la réponse repart dans le ticket.",
    "renvoi-en-attente": (
        "C’est noté. L’envoi ne répond pas pour l’instant : la réponse partira plus tard."
    ),
    "fin": "Il n’y a pas d’autre demande de ce côté de la liste.",
    "texte-retire": (
        "Texte mis hors d’usage : les prochaines réponses ne le citeront plus. "
        "Il reste lisible ici pour les dossiers qui le citent."
    ),
}


def why_redone(reason: str) -> str:
    """Say what made a draft stale."""
    known = (label for begins, label in WHY_REDONE.items() if reason.startswith(begins))
    return next(known, WHY_REDONE["nouveau message"])


def situation(case: Case) -> str:
    """Say where a case stands, and of one that is drafted again why."""
    if case.state is CaseState.STALE and case.reason == REASON:
        return REDRAFTING
    if case.state is CaseState.STALE:
        return f"{why_redone(case.reason)} : une nouvelle réponse se prépare."
    return SITUATIONS[case.state]


def article(number: str) -> str:
    """Write an article's number after its text: ", article L621-1".

    A text cited whole has none; a decision of a court has its day and number.
    """
    if not number:
        return ""
    whole = number.startswith("art") or "n°" in number
    return f", {number}" if whole else f", article {number}"


def fact_name(fact: str) -> str:
    """Name in French a fact that a rule used or lacked."""
    known = FACTS.get(fact)
    return known.label if known else fact.replace("_", " ")
