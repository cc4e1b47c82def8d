"""What the figures are called, and what each one means and does not."""

from collections.abc import Mapping

from cases.model import OFFICER, CaseState, Outcome
from cases.store.records import Decision

NO_CATEGORY = "Pas encore classées"
NO_REASON = "Raison non relevée"
WRITERS: Mapping[str, str] = {
    "template": "Lettre type, sans modèle de langue",
    OFFICER: "Texte d’une ou d’un gestionnaire",
}
ALL = "Ensemble"

SECTIONS: Mapping[str, tuple[str, str]] = {
    "demandes": (
        "Les demandes et les lettres",
        (
            "Une demande compte le jour où elle est arrivée dans le logiciel de tickets, une "
            "lettre le jour où elle est partie. Une réponse écrite directement dans le ticket "
            "n’est pas une lettre d’ici : elle se lit sous « Reprises dans le ticket » ou "
            "« Traitées ailleurs »."
        ),
    ),
    "delais": (
        "Le délai de réponse",
        (
            "De l’arrivée de la demande au départ de la première lettre, nuits et jours "
            "fermés compris. Médian : la moitié des demandes ont attendu moins, l’autre "
            "moitié plus."
        ),
    ),
    "decisions": (
        "Ce que deviennent les lettres préparées",
        (
            "Ce que vos services décident des lettres que le guichet prépare. Une lettre "
            "souvent corrigée ou écartée désigne un sujet où le guichet doit s’améliorer."
        ),
    ),
    "abstentions": (
        "Ce que le guichet ne tranche pas",
        (
            "Une lettre préparée répond, demande une précision, passe la main à une personne, "
            "ou décline. Ne pas trancher est voulu quand un fait manque ou que le sujet est "
            "délicat. Une même demande compte autant de fois que le guichet lui a préparé une "
            "lettre."
        ),
    ),
    "cout": (
        "Le coût et l’énergie des modèles de langue",
        (
            "Les appels auxquels un modèle a répondu, que la réponse ait servi ou non. Le coût "
            "n’est connu que si votre service informatique a inscrit celui du modèle ; l’énergie "
            "et le CO₂ sont ce qu’il a mesuré, sinon une estimation quand le modèle est connu. La "
            "page « Questions » et les appels sans réponse n’y sont pas."
        ),
    ),
}
TITLES: Mapping[str, str] = {
    "recues": "Demandes reçues et lettres parties",
    "suites": "Où en sont aujourd’hui les demandes reçues",
    "delais": "Délai avant la première lettre",
    "delais-par-sujet": "Délai médian par sujet",
    "decisions": "Décisions sur les lettres préparées",
    "decisions-par-sujet": "Décisions par sujet",
    "decisions-par-redaction": "Décisions par façon de rédiger",
    "raisons": "Raisons d’écarter ou de reprendre",
    "corrections": "Ampleur des corrections",
    "corrections-par-sujet": "Ampleur des corrections par sujet",
    "abstentions": "Ce que font les lettres préparées",
    "abstentions-par-sujet": "Ce que font les lettres préparées, par sujet",
    "cout": "Coût des modèles",
    "cout-par-modele": "Coût par modèle et par tâche",
}
STANDINGS: Mapping[str, frozenset[CaseState]] = {
    "Répondues": frozenset({CaseState.ANSWERED}),
    "Précision demandée": frozenset({CaseState.AWAITING_REQUESTER}),
    "Reprises dans le ticket": frozenset({CaseState.HANDED_OVER}),
    "Écartées": frozenset({CaseState.REJECTED}),
    "Traitées ailleurs": frozenset({CaseState.CLOSED_ELSEWHERE}),
    "À approuver ou à confirmer": frozenset(
        {CaseState.AWAITING_APPROVAL, CaseState.AWAITING_SECOND}
    ),
    "En préparation ou en route": frozenset(
        {
            CaseState.RECEIVED,
            CaseState.CLASSIFIED,
            CaseState.DRAFTED,
            CaseState.STALE,
            CaseState.APPROVED,
            CaseState.SENDING,
            CaseState.UNKNOWN_DELIVERY,
        },
    ),
}
DECISIONS: Mapping[str, str] = {
    Decision.APPROVED: "Approuvées telles quelles",
    Decision.EDITED: "Approuvées après correction",
    CaseState.HANDED_OVER: "Reprises par une personne",
    CaseState.REJECTED: "Écartées",
}
OUTCOMES: Mapping[str, str] = {
    Outcome.ANSWER: "Répondent",
    Outcome.ASK: "Demandent une précision",
    Outcome.HAND_OVER: "Passent la main",
    Outcome.REFUSE: "Déclinent",
    Outcome.CLOSE: "Closent sans réponse",
}
BANDS = (
    "Moins de 10\u00a0% des mots",
    "De 10 à 30\u00a0%",
    "De 30 à 60\u00a0%",
    "Plus de 60\u00a0%",
)
UNMEASURED = "Non mesurée"
ROLES: Mapping[str, str] = {
    "classifier": "classer la demande",
    "reader": "relever les faits",
    "drafter": "rédiger la lettre",
}
