"""Days from which something runs: an end, a decision received, an interview, an accident."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, read_days
from statute.facts import FactRead
from statute.french import Plain, pattern

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_THE = rf"(?: ?(?:le|au|du|:|en date du|à la date du))? {_WEEKDAY}$"

_SITUATION = pattern(
    r"congé (?:parental|sans|de (?:longue|formation|proche|mobilité|solidarité|présence|grave)|mat"
    r"|pat|bonifié|d'adoption)|(?:mon|son|ce) congé(?!s)|disponibilité|dispo(?![a-z])|contrat|cdd"
    r"|détach|temps partiel|mi-temps|clm|cld|citis|cmo(?![a-z])|mise? à disposition|ppr(?![a-z])"
    "|longue maladie|longue durée|stage|engagement|(?:mon|son|ce|le) remplacement|la saison"
)
_ENDS = (
    r"(?<!s'est )(?<!est )(?<!était )(?:jusqu'(?:au|à)|termine(?:ra)?|prend(?:ra)? fin"
    r"|s'achève(?:ra)?|s'arrête(?:ra)?"
    r"|expire(?:ra)?|(?:à|son|mon) échéance|finit|finira|finissant|cesse|court jusqu'au"
    r"|(?:date|jour) de fin|fin(?: (?:de|du) (?:mon |son |ma |sa )?(?:contrat|cdd|congé"
    r"|disponibilité|dispo|détachement|engagement)(?: parental| maternité)?)?|dernier jour)"
    r"(?: (?:est|prévue?|fixée?|de plein droit|définitivement))?"
)
_OTHER_END = pattern(
    r"arrêt(?! (?:le|au) \d)(?: de travail| maladie| est| prolongé)|arrêt jusqu|prolongé"
    r"|assurance|fournisseur|inscription|candidatur|offre|date limite|période d'essai|période du"
    r"|congés (?:à|de|annuels|du)|liste d'aptitude|carte|bail|marché"
    r"|mutuelle|prévoyance|abonnement|permis|agrément|convention|rqth|campagne|ancien"
    r"|premier contrat"
)
_OTHER_DELAY = pattern(
    r"(?:délai|préavis|recours|report|rendez|rdv|poser|congés|ca|réponse"
    r"|télétravail)[^,.?!;]{0,40}$"
)
_DECISION = pattern(
    r"décision|arrêtés?(?! (?:de travail|maladie))|refus|sanction|blâme|recommandé|courrier"
    r"|lettre|compte[- ]?rendu"
    r"|licenci|titre (?:de|exécut)|avertissement|exclu|non[- ]renouvellement|notifi|notif|rejet"
    r"|mise en demeure|avis (?:des sommes|de somme|de la trésor)|crep(?![a-z])|évaluation|réponse"
    "|révocation|mutation d'office|radiation|suspen"
    "|(?:proposition|offre|projet) d[e'] ?[^.?!;]{0,25}(?:renouvel|contrat|cdd|prolong)"
    "|propositions?(?= (?:le|du|lundi|mardi|mercredi|jeudi|vendredi))"
)
_RECEIVED = (
    r"(?:reçue?s?|réceptionnée?s?|notifiée?s?|remise?s?|signifiée?|eue?(?! lieu)|parvenue?|arrivée?"
    r"|réception|notification|notif|avisée?)"
)
_NOT_RECEIVED = pattern(
    r"(?:mail|message|sms|paie|paye|salaire|bulletin|virement|candidat|rendez|rdv"
    r"|entretien d'embauche"
    r"|oral|colis|équipement)(?![a-z])|convocation|reçue? (?:par|en entretien)|sera|pas reçu"
    r"|certificat"
    r"|démission|attestation|relance|facture|chèque"
    r"|(?:reçue?|eue?|versée?) (?:ma|une|la|cette|de) prime|bébé|poste|arrivée? (?:à|en|dans|au"
    r"|le \d)|prévu|avant (?:le|de|la|d')"
)
_INTERVIEW = (
    r"(?:entretien(?: (?:professionnel|annuel|pro|d'évaluation|individuel|d'appréciation|a eu lieu"
    r"|s'est (?:tenu|déroulé|passé)|avec (?:mon|ma|le|la) [a-z+0-9]{1,12})){0,3}|évaluée?"
    r"|évaluation annuelle)(?: (?:a eu lieu|s'est (?:tenu|déroulé|passé)|passé|prévu|fixé|est|était"
    r"|hier"
    r"|tenu))?"
)
_OF_A_REPORT = pattern(
    r"(?:comptes?[- ]rendu|révision) (?:d'|du |de (?:mon |l'|son )?)[^.?!;]{0,30}$"
)
_DONE = pattern(
    "s'est|a eu lieu|comptes?[- ]rendu|reçue?|notifi|contest|révis|j'ai eu|hier|ce matin|avant-hier"
)
_NO_INTERVIEW = pattern(
    r"disciplin|préalable|embauche|recrut|motivation|(?:agente?s?|poste|personnel|service"
    r"|société|produits?|frais|contrat) d'entretien|entretien des|licenci"
    r"|convoqu|rupture|retour|départ|candidat|jury|poste de|locaux|bâtiment|véhicule|chaudière"
)
_SICK_NOTE = (
    r"(?:arrêt(?: (?:de travail|maladie|de maladie|initial|est|date|a été|établi|daté|prescrit"
    r"|qui|commence|a commencé|débute|délivré|fait)){0,3}|avis d'arrêt(?: de travail)?"
    r"|(?:en|mon) (?:arrêt|cmo)(?: [a-z]{1,10}){0,2}|(?:m'a|l'a|suis|est|été) arrêtée?)"
    rf" (?:depuis le|du|daté du|le|en date du|à compter du|à partir du|depuis|dès le) {_WEEKDAY}$"
)
_NO_SICK_NOTE = pattern(
    r"jusqu|prolong|termin|prend fin|achèv|expir|fini|fin d|reprise|repris"
    r"|second|deuxième|nouvel|premier arrêt|cigarette|l'an (?:dernier|passé)|conjoint"
)
_ACCIDENT = (
    r"(?:accident(?: (?:de (?:service|trajet|travail|voiture|vélo|scooter|la route)|du travail))?"
    r"(?:(?!déclar|certificat|reconnu|envoy|transmi|arrêté|courrier|imput|reçu|notifi|consolid"
    r"|rechut|arrêt|reprise|expert)[^.?!;\n\d]){0,40}|(?:(?:suis|est"
    r"|était) (?:[a-z]{1,10} )?tombée?|tombée? (?:du|de la|de l'|d'un|dans l|par terre)"
    "|chuté|chute|blessée?|renversée?|heurtée?|cognée?"
    "|(?:j?me suis?|s'est) (?:[a-z]{1,6} )?(?:ouvert|coupée?"
    "|brûlée?|écrasée?|foulée?|tordue?|cassée?|entaillée?|fait mal|coincée?)"
    r"|percutée?|piquée?|piqûre|brûlure|entorse|(?<!sans )coupure (?:à l|au|du|profonde)"
    r"|glissé|agressée?"
    r"|(?:j?me suis?|s'est) pris (?:un|une|le|la) [a-z]{2,15}"
    r"|(?:m'est|lui est) tombée? (?:sur|dessus)|(?:un|son|mon) malaise)"
    r"(?:(?!déclar|certificat|arrêt|envoy|transmi|repris)[^.?!;\n]){0,40})"
    rf"(?: (?:le|du|survenu le|en date du|est du|daté du) {_WEEKDAY}|[ :,]{{1,2}})$"
)
_NO_ACCIDENT = pattern(
    "conjoint|déclaré le|neige|malade|enceinte|en panne|risque d|mon mari|les accidents"
    "|assurance auto"
)
_HAPPENED = pattern(
    "accident|tombée?|chut|bless|renvers|heurt|cogn|percut|piqu|ouvert|coup|brûl|écras|foul|tord|cass"
    "|entaill|fait mal|coinc|pris (?:un|le|la)|entors|gliss|agress|malaise"
)

_DAYS = (
    DayReading(
        "date_de_fin",
        pattern(rf"{_ENDS}{_THE}"),
        ("jusqu", "fin", "termine", "acheve", "arete", "expire", "echeance", "ceses", "dernier"),
        unless=_OTHER_END,
        about=_SITUATION,
        not_before=_OTHER_DELAY,
        coming=True,
    ),
    DayReading(
        "date_de_notification",
        pattern(rf"{_RECEIVED}(?: (?!avec|pour|dont|avant)[a-z']{{1,14}}){{0,5}}{_THE}"),
        ("recu", "notif", "remis", "signifi", "recept", "parvenu", "eu", "arive", "avise"),
        unless=_NOT_RECEIVED,
        about=_DECISION,
        past=True,
    ),
    DayReading(
        "date_de_notification",
        pattern(
            r"(?:(?:propose|proposé)(?: (?:par courrier|par écrit|en main propre|un|de|mon"
            r"|le|me|renouvel[a-z]+|prolong[a-z]+|nouveau|contrat|cdd)){0,6}"
            rf"|(?:reçu|eu) [a-z]{{2,5}} (?:proposition|offre)[^.?!;0-9]{{0,50}}){_THE}"
        ),
        ("renouvel", "prolong"),
        unless=pattern("collègue|démission|rupture|entretien"),
        past=True,
        yes=(
            ("La mairie m’a proposé le 20 novembre de renouveler mon contrat.", "2026-11-20"),
            ("On m’a proposé un renouvellement le 16 novembre.", "2026-11-16"),
            (
                "J’ai reçu la proposition de renouvellement de mon CDD lundi 16 novembre.",
                "2026-11-16",
            ),
            ("La ville m’a proposé de prolonger mon CDD le 18 novembre 2026.", "2026-11-18"),
        ),
        no=("On me propose de renouveler mon contrat le 1er janvier 2027.",),
    ),
    DayReading(
        "date_de_l_entretien",
        pattern(rf"{_INTERVIEW}{_THE}"),
        ("entretien", "evalu"),
        unless=_NO_INTERVIEW,
        about=_DONE,
        not_before=_OF_A_REPORT,
        past=True,
    ),
    DayReading(
        "date_de_l_entretien",
        pattern(rf"{_INTERVIEW}{_THE}"),
        ("entretien", "evalu"),
        unless=pattern(f"{_NO_INTERVIEW.pattern}|{_DONE.pattern}"),
        coming=True,
    ),
    DayReading(
        "date_de_l_arret",
        pattern(_SICK_NOTE),
        ("aret", "cmo"),
        unless=_NO_SICK_NOTE,
        past=True,
    ),
    DayReading(
        "date_de_l_accident",
        pattern(_ACCIDENT),
        (
            "acident",
            "tombe",
            "chut",
            "bles",
            "renvers",
            "heurt",
            "cogne",
            "percut",
            "pique",
            "glis",
            "agres",
            "malaise",
            "me sui",
            "piqure",
            "coupure",
            "brulure",
            "entorse",
            "s'est",
        ),
        unless=_NO_ACCIDENT,
        about=_HAPPENED,
        past=True,
    ),
)


def starting_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the end of a situation, a decision received, the interview, a sick note, an accident."""
    yield from read_days(_DAYS, plain, received)
