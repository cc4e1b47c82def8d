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
    r"|pat|bonifié|d'adoption)|(?:mon|son|ce|le) congé(?!s)|disponibilité|dispo(?![a-z])|contrat"
    r"|cdd"
    r"|détach|temps partiel|mi-temps|clm|cld|citis|cmo(?![a-z])|mise? à disposition|ppr(?![a-z])"
    "|longue maladie|longue durée|stage|engagement|(?:mon|son|ce|le) remplacement|la saison"
)
_ENDS = (
    r"(?<!s'est )(?<!est )(?<!était )(?:jusqu'(?:au|à)|termine(?:ra)?|prend(?:ra)? fin"
    r"|s'achève(?:ra)?|s'arrête(?:ra)?"
    r"|expire(?:ra)?|(?:à|son|mon) échéance|finit|finira|finissant|cesse|court jusqu'au"
    r"|(?:va|doit|devrait|censée?|supposée?) (?:de )?(?:finir|se terminer|s'achever|prendre fin"
    r"|expirer|s'arrêter|cesser)|(?:arrive|arrivera|vient|viendra) à (?:échéance|terme|son terme)"
    r"|(?:son|mon|au) terme|touche à sa fin"
    r"|(?:date|jour) de fin|fin(?: (?:de|du) (?:mon |son |ma |sa )?(?:contrat|cdd|congé"
    r"|disponibilité|dispo|détachement|engagement)(?: parental| maternité)?)?|dernier jour)"
    r"(?: maternité| parental| sans solde)?,?(?: (?:est|sera|prévue?|fixée?|de plein droit"
    r"|définitivement|théorique|normalement|officiellement)){0,2}"
)
_OTHER_END = pattern(
    r"(?<!s')arrêt(?! (?:le|au) \d)(?: de travail| maladie| est| prolongé)|arrêt jusqu"
    r"|prolongé(?!r)"
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
_BY_THE_TOWN = pattern(
    r"(?:vous (?:avez|l'avez|ont|est)|(?:la mairie|le maire|la ville|vos services) (?:a|ont|l'a)"
    r"|mon recours|ma demande|ma lettre|mon courrier|ma réclamation)[^.?!;]{0,40}$"
)
"""What the town received is no decision that the employee received."""
_MEETING = (
    r"(?:(?:échange|rendez-vous|rencontre|réunion|point|bilan|face à face|tête-à-tête|rdv)"
    r" (?:d'évaluation|annuel[a-z]*|professionnel[a-z]*|d'appréciation|de fin d'année"
    r"|d'entretien)|évaluateur|évaluatrice|entretenue?s? (?:avec|ensemble)|nous (?:nous )?sommes"
    r" entretenus|s'est entretenue?|(?:crep|compte[- ]rendu)[^.?!;\d]{0,30},? (?:vue?|reçue?"
    r"|rencontrée?|évaluée?)|(?:m'a|l'a|ai|a) (?:évaluée?|entendue?|reçue? en entretien"
    r"|évalué [a-z]{2,12})|entretien)"
)
_HELD = (
    r"(?: (?:(?!convoqu|avant|contest|recours|refus|demand|signé|notifi|remis|reçu le|jusqu"
    r"|rendre|report|prévu|délai|fixé|date limite)[a-z0-9+'-]{1,14})){0,9}?,? ?"
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
_NO_MEETING = pattern(
    f"{_NO_INTERVIEW.pattern.replace('convoqu|', '')}|sanction|reprise|parent|école|rectorat"
    "|avocat|médecin|échelon|second entretien|mobilité|projet"
)
_OF_THE_YEAR = pattern(
    r"entretien|entretenu|évalu|annuel|appréciation|comptes?[- ]rendus?|crep(?![a-z])|n\+1"
)
_OTHER_MEETING = pattern(
    r"(?:convoqu|reçu le compte|notifi|contest|recours|révision|remis|signé|avant|jusqu|d'ici"
    r"|sous |date limite|vers|prévu|décalé au)[^.?!;]{0,45}$"
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

_LETTER = pattern(
    f"{_DECISION.pattern}|enveloppe|pli(?![a-z])|huissier|commissaire de justice|sanction"
)
_MORE_DAYS = (
    DayReading(
        "date_de_notification",
        pattern(
            r"(?:(?:enveloppe|pli|lettre|courrier|recommandé|décision|arrêté)[^.?!;\d]{0,30}"
            r" (?:est arrivée?|m'est parvenue?|nous est parvenue?|est parvenue?|a été (?:retirée?"
            r"|récupérée?|distribuée?|présentée?)|retirée?|récupérée?)|(?:pris connaissance"
            r"|eu connaissance) d[e'u] ?(?:la |l'|cette |cet |mon |ma )?(?:décision|arrêté|sanction"
            r"|refus|blâme|notification|courrier|lettre)|(?:huissier|facteur|commissaire de justice"
            r"|policier municipal)[^.?!;\d]{0,30} (?:passée?|venue?|remis|apporté|présentée?)"
            r"|(?:ar(?![a-z])|accusé)(?: postal| de réception)?[^.?!;\d]{0,25}"
            r" (?:signée?|daté|porte)|(?:retiré|récupéré|cherché|réceptionné|retirer) (?:le|la|ce"
            r"|cette|mon|ma) (?:recommandé|pli|lettre|courrier|décision|arrêté)|que (?:j'ai"
            r"|je n'ai)"
            r" (?:eue?|reçue?|retirée?|récupérée?|signée?)(?: que| en main| en mains propres)?)"
            rf"(?: (?!avant|pour|avec|prononc|posté|envoyé)[a-z']{{1,14}}){{0,5}}{_THE}"
        ),
        ("envelope", "pli", "letre", "courier", "recomande", "decision", "arete", "conaisance",
         "huisier", "facteur", "comisaire", "acuse", "ar ", "policier", "que j"),
        unless=pattern(
            r"démission|candidat|certificat|convocation|collègue|voisin|chèque|facture|attestation"
            r"|je suis arrivée?|ma (?:lettre|demande)|mon (?:recours|courrier|pli)|ai contesté"
            r"|révision|crep(?![a-z])"
        ),
        about=_LETTER,
        not_before=_BY_THE_TOWN,
        past=True,
        yes=(
            ("L’enveloppe est arrivée chez moi le 13 novembre : un refus.", "2026-11-13"),
            ("J’ai pris connaissance de la décision le mercredi 18 novembre.", "2026-11-18"),
            ("L’huissier est passé le 7 octobre 2026 avec l’arrêté.", "2026-10-07"),
            ("Lettre de licenciement postée jeudi, que j’ai eue le 31 octobre.", "2026-10-31"),
        ),
        no=(
            "La mairie a réceptionné ma lettre contre le refus le 13 novembre.",
            "L’arrêté a été signé le 3 octobre.",
        ),
    ),
    DayReading(
        "date_de_notification",
        pattern(r"(?!)"),
        ("notif", "recu", "remis", "signifi"),
        after=pattern(
            r"\A,? ?(?:on m'a|la mairie m'a|le maire m'a|j'ai|mon chef m'a|la drh m'a"
            r"|le service m'a)"
            r" (?:notifié|remis|signifié|reçu) (?:un|une|la|le|l'|mon|ma|cette|cet) ?(?:blâme"
            r"|décision|arrêté|refus|sanction|avertissement|exclusion|courrier de|licenciement"
            r"|lettre de (?:licenciement|refus)|titre|non-renouvellement|révocation)"
        ),
        unless=pattern(r"collègue|voisin|démission"),
        not_before=pattern(r"(?:jusqu'|avant |depuis )[^.?!;]{0,12}$"),
        past=True,
        yes=(
            ("Le 16 novembre 2026, on m’a notifié un blâme prononcé le 9.", "2026-11-16"),
            ("Le 3 novembre la mairie m’a remis un arrêté de radiation.", "2026-11-03"),
        ),
        no=("Jusqu’au 16 novembre 2026, on m’a remis des lettres.",),
    ),
    DayReading(
        "date_de_l_entretien",
        pattern(rf"{_MEETING}{_HELD}{_THE}"),
        ("entretien", "evalu", "echange", "rencontre", "rendez", "reunion", "entretenu", "bilan",
         "crep", "rendu", "rdv", "point", "face"),
        unless=_NO_MEETING,
        about=_OF_THE_YEAR,
        not_before=_OTHER_MEETING,
        past=True,
        imperfect=True,
        yes=(
            ("Mon échange d’évaluation du 12 novembre 2026 n’a rien donné.", "2026-11-12"),
            ("La rencontre annuelle avec mon N+1 date du 29 octobre 2026.", "2026-10-29"),
            ("Pour l’entretien annuel de Mme Roy, nous nous sommes entretenus le 2 octobre.",
             "2026-10-02"),
            ("Le compte rendu de l’agent, vu le 7 octobre 2026, est signé.", "2026-10-07"),
            ("L’entretien a été décalé et s’est déroulé le 9 novembre.", "2026-11-09"),
        ),
        no=(
            "Mon entretien disciplinaire s’est tenu le 9 novembre.",
            "Je dois rendre le compte rendu de l’entretien avant le 9 novembre.",
        ),
    ),
)  # fmt: skip

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
        pattern(
            rf"{_RECEIVED}(?: (?!avec|pour|dont|avant|prononc|dat[eé]|pris(?![a-z])|signé|posté"
            rf"|envoy|edict|établi|contest)[a-z']{{1,14}}){{0,5}}{_THE}"
        ),
        ("recu", "notif", "remis", "signifi", "recept", "parvenu", "eu", "arive", "avise"),
        unless=_NOT_RECEIVED,
        about=_DECISION,
        not_before=_BY_THE_TOWN,
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
    *_MORE_DAYS,
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
