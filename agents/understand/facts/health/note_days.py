"""Days told of health in more words: a note written or sent, an accident, a contract's end."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import WEEK
from agents.understand.readings import DayReading, read_days
from statute.facts import FactRead
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_THE = rf"(?: |: ?|, ?|\()(?:(?:le|ce|au|du) )?{_WEEKDAY}$"
_ON = rf"(?: |: ?|, ?|\()(?:(?:le|ce) )?{_WEEKDAY}$"
_AT = rf"(?: |: ?)(?:(?:le|au|du) )?{_WEEKDAY}$"
_FROM = pattern(
    r"(?:du|au|depuis|dès|avant|jusqu'au|daté du|à partir|à compter)(?: du| le| de)?"
    rf" {_WEEKDAY}$|une? {_WEEKDAY}$"
)
_NOT_SENT_THEN = pattern(
    rf"{_FROM.pattern}|(?:arrêté(?![a-z])|malade|souffrante?|établi|daté|prescrit|signé|consult"
    r"|(?:vu|voir|chez) (?:le|mon|un|ma) (?:médecin|docteur|généraliste))[^.?!;\n]{0,15}$"
)
_NOTE = (
    r"(?:arrêts?|avis|volets?|feuillet|certificat (?:médical|d'arrêt)|prolongation"
    r"|papiers? (?:du|de mon|de ma) (?:médecin|docteur|toubib))"
)
_SENT = (
    r"(?:envoy[eé]|transmis|adress[eé]|post[eé]|dépos[eé]|remis|donn[eé]|fourni|expédi[eé]|rendu"
    r"|parti|parvenu|apport[eé]|amen[eé]|port[eé]|scann[eé]|gliss[eé]|fax[eé]|mail[eé]"
    r"|télé(?:versé|chargé|transmis)|joint"
    r"|mis (?:[a-z']{1,10} ){0,4}(?:boîte|poste|courrier|enveloppe))(?:e?s?)(?![a-z])"
)
_WRITTEN = r"(?:fait|établi|prescri|délivr|sign[eé]|daté|rédigé|consult|vu|reçu|début|commenc)"
_GAP = r"[^.?!;\n]"
_DOCTOR = (
    r"(?:médecin(?! (?:du travail|de prévention|agréé|contrôl|expert))|docteur|généraliste|toubib"
    r"|doc(?![a-z])|urgences|hôpital|chirurgien(?:ne)?|psychiatre|clinique|dentiste"
    r"|médecin traitant|sos médecins?)"
)
_ANOTHER_NOTE = pattern(
    r"candidat|facture|déclaration d'accident|certificat de travail|attestation|demande de"
    r"|cpam|sécu|caisse|collègue|contrat|(?:(?:mari|femme|conjointe?|compagne|compagnon|frère"
    r"|soeur) (?:m')?a (?!(?:[a-z']{1,10} ){1,2}(?:mon|ma|le|l')))"
)
_SENDING = (
    DayReading(
        "date_d_envoi_de_l_avis",
        pattern(
            rf"{_SENT}(?:(?!{_WRITTEN}|prochain|travail le|arrêt le){_GAP}){{0,60}}{_ON}"
            rf"|(?:date )?(?:d'envoi|d'expédition|de transmission|de dépôt|d'affranchissement"
            rf"|envoi|expédition|remise|cachet de la poste)(?:(?!{_WRITTEN}){_GAP}){{0,40}}{_THE}"
        ),
        ("envoy", "envoi", "transmi", "adres", "poste", "depos", "remis", "done", "fourni",
         "expedi", "parvenu", "parti", "porte", "scane", "rendu", "boite", "depot", "amene",
         "fax", "glise", "courier", "mail", "telever", "telecharge", "teletran", "joint",
         "cachet"),
        about=pattern(rf"{_NOTE}|(?:mon|le|son) papier"),
        unless=_ANOTHER_NOTE,
        not_before=_NOT_SENT_THEN,
        after=pattern(
            r"^,? (?:que )?(?:j'ai|je (?:l'|vous l'|vous )ai|nous (?:avons|l'avons|vous avons)"
            r"|(?:il|elle|l'agente?) (?:a|l'a|nous a)) (?:[a-z']{1,9} ){0,3}?"
            rf"{_SENT}(?:(?!{_WRITTEN}){_GAP}){{0,25}}(?:arrêt|avis|volet|certificat)"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("J'ai glissé mon avis d'arrêt dans la boîte de la mairie mercredi.", "2026-11-18"),
            ("L'arrêt de mon agent est parti le 12 novembre seulement.", "2026-11-12"),
            ("C'est le 9 novembre que j'ai posté mon volet 3.", "2026-11-09"),
            ("Date d'envoi de mon avis d'arrêt : 14/10/2026.", "2026-10-14"),
            ("Le volet a été apporté à l'accueil par ma femme le 4 novembre.", "2026-11-04"),
            ("J'ai posté mon arrêt du 2 octobre trop tard, le 9 octobre.", "2026-10-09"),
        ),
        no=(
            "J'ai transmis mon arrêt du 10 novembre.",
            "J'ai déposé ma facture le 10 novembre, mon arrêt suit.",
            "Il faut que j'envoie mon arrêt avant le 10 novembre ?",
            "J'ai envoyé l'arrêt que le médecin a signé le 10 novembre.",
        ),
    ),
)  # fmt: skip
_NOT_THE_FIRST = pattern(
    r"arrêt[^.?!;\n]{0,15}jusqu|second|deuxième|nouvel arrêt|cigarette|l'an (?:dernier|passé)"
    r"|conjoint|prolongé"
    r"|arrêt de (?:bus|tram)|mon fils|ma fille|mon enfant|mon mari|ma femme|contrat"
)
_WRITING = (
    DayReading(
        "date_de_l_arret",
        pattern(
            rf"(?:arrêts?(?![a-z])|avis|certificat médical|document)(?:(?!envoy|transmi|post[eé]"
            rf"|reçu|dépos"
            rf"|expédi|parti|adress|remis|apport|arriv|jusqu|termin|reprise|repris|accident"
            rf"|fin ){_GAP}){{0,40}}(?:daté|prescrit|établi"
            rf"|délivré|signé|rédigé|fait|donné|en date|(?<!la )(?<!une )date)(?:(?!envoy|transmi"
            rf"|post[eé]|reçu|expédi|parti|adress|remis|apport|arriv){_GAP}){{0,25}}{_THE}"
            rf"|(?:son|mon|un|cet) avis (?:d'arrêt )?(?:de travail )?du {_WEEKDAY}$"
            r"|date (?:de |d'|du )(?:l'|mon |son |établissement )?(?:avis d'|de l')?(?:arrêt|avis)"
            r"(?: de travail| maladie)? ?[:=] ?$"
            r"|(?:m'a|l'a|nous a|ma) (?:mis|placé|fait|prescrit|délivré|donné|signé|établi)"
            r"[^.?!;\n]{0,40}(?:arrêt|repos|(?:\d|deux|trois|quatre|cinq|six|huit|dix"
            r"|quinze) jours)"
            r"(?! de congé)"
            rf"(?:(?!jusqu|à partir|à compter){_GAP}){{0,25}}{_ON}"
            rf"|(?:mise?|placée?) (?:en arrêt|au repos)(?:(?!jusqu|à partir){_GAP}){{0,30}}{_ON}"
            r"|(?:(?<!mon )(?<!son )(?<!l')(?<!un )(?<!cet )arrêtée?)(?: (?:de nouveau|par|ma|mon"
            r"|le"
            rf"|la|mon|un|une|{_DOCTOR})){{0,4}}{_ON}"
        ),
        ("aret", "avis", "certificat", "document", "prescri"),
        unless=_NOT_THE_FIRST,
        about=pattern(
            r"prescrit [a-z\d]{1,6} jours|arrêt(?!é (?:de nomination|municipal|individuel|portant))"
            r"|avis du[^.?!;\n]{0,30}(?:arriv|envoy|transm|post|reçu|parven)"
        ),
        not_before=pattern(
            rf"(?:depuis|jusqu'au|au|une?|envoyé|posté|transmis|déposé|arrêtés? (?:reçu|municipal))"
            rf"(?: le)? {_WEEKDAY}$|(?:l'|un |cet |d')arrêté[^.?!;\n]{{0,40}}$"
        ),
        past=True,
        yes=(
            ("Arrêt de cinq jours, signé par mon généraliste le 12 novembre.", "2026-11-12"),
            ("J'ai été arrêtée hier par mon médecin traitant.", "2026-11-23"),
            ("Son avis d'arrêt du 9 novembre est arrivé trop tard.", "2026-11-09"),
            ("Arrêt prescrit à l'hôpital le mardi 17 novembre.", "2026-11-17"),
        ),
        no=(
            "L'arrêté signé le 12 novembre me met en disponibilité.",
            "J'ai un avis défavorable signé le 12 novembre.",
            "Mon arrêt, je l'ai donné à ma cheffe, qui l'a transmis le 12 novembre.",
        ),
    ),
    DayReading(
        "date_de_l_arret",
        pattern(
            rf"(?:vu|consulté|allée? (?:voir|chez)|passée? chez|rendez-vous (?:avec|chez)"
            rf"|consultation|été chez)(?: (?:le|la|mon|ma|un|une|chez|mes|aux|à l'|l'|au))?"
            rf"(?: |'){_DOCTOR}?(?: [a-z]{{2,10}}){{0,2}}{_ON}"
        ),
        ("vu", "consult", "chez", "voir"),
        about=pattern(
            r"(?:m'a|ma|m a|il l'a|elle l'a|l'a) (?:[a-z]{1,8} ){0,2}?(?:arrêt|mis \d"
            r"|mis (?:en arrêt"
            r"|une semaine|deux|trois|huit|quinze)|délivré un arrêt|fait un arrêt"
            r"|prescrit un arrêt)"
            r"|malade (?:depuis|dès)[^.?!;\n]{0,40}vu"
        ),
        unless=pattern(
            r"travail(?:,| le)|du travail|prévention|expert|agréé|contrôl|prochain|jusqu|dentiste"
            r"|mon fils|ma fille|mon enfant|reprise"
        ),
        not_before=_FROM,
        past=True,
        imperfect=True,
        yes=(
            ("J'ai vu mon médecin le 16 novembre, il m'a arrêté dix jours.", "2026-11-16"),
            ("je suis allée chez le docteur vendredi, il m'a mis 5 jours", "2026-11-20"),
        ),
        no=(
            "J'ai vu le médecin du travail le 16 novembre.",
            "J'ai vu mon médecin le 16 novembre.",
        ),
    ),
    DayReading(
        "date_de_l_arret",
        pattern(r"(?!)"),
        ("aret",),
        after=pattern(
            rf"^,? (?:que )?(?:(?:le|la|mon|ma|un|une|les|l') ?)?{_DOCTOR}(?: [a-z]{{2,10}}){{0,2}}"
            r" (?:m'|l')?(?:a|ont) (?:[a-z]{1,8} )?(?:arrêté|mise? en arrêt|signé (?:un|mon) arrêt"
            r"|(?:prescrit|délivré|fait|donné) (?:un|mon) (?:arrêt|avis))"
            r"|^,? (?:date|jour) (?:de|du|où) (?:mon |l'|son |le )?(?:arrêt|certificat"
            r"|médecin m'a arr)"
        ),
        unless=_NOT_THE_FIRST,
        not_before=_FROM,
        past=True,
        yes=(
            ("Le 18 novembre, mon médecin m'a prescrit un arrêt de huit jours.", "2026-11-18"),
            ("Hier le docteur m'a mise en arrêt pour une angine.", "2026-11-23"),
        ),
        no=("Le 18 novembre, mon médecin m'a prescrit des séances de kiné, sans arrêt.",),
    ),
    DayReading(
        "date_de_l_accident",
        pattern(r"(?!)"),
        ("me sui", "tombe", "glise", "chut", "bles", "s'est", "acident", "agres", "trebuch",
         "derap", "ete ", "laise", "recu"),
        after=pattern(
            r"^(?: (?:matin|soir|après-midi|vers \d\d? ?h|à \d\d? ?h(?: ?\d\d)?))?,? "
            r"(?:(?:au|pendant le|en plein) (?:travail|service),? )?"
            r"(?:(?:je|j|il|elle|(?:l'|mon |un |une )agente?) (?:me suis|s'est"
            r"|m'suis) (?:[a-z]{1,7} )?(?:ouvert|coupé"
            r"|brûlé|écrasé|foulé|tordu|cassé|entaillé|fait mal|coincé|blessé|cogné|bloqué|fait un)"
            r"|(?:je suis|il est|elle est) tombé(?![a-z])(?! malade| enceinte| en panne)"
            r"|(?:j'ai|il a|elle a|on m'a|nous avons|(?:l'|mon |un |une )agente? a) (?:glissé"
            r"|chuté|trébuché|dérapé|été (?:agressé|mordu|renversé"
            r"|percuté|bousculé|heurté)|agressé|fait (?:une chute|un malaise)|eu un (?:accident"
            r"|malaise)"
            r"|reçu (?:un|une|le|la) [^.?!;\n]{1,25} (?:sur|dans)))"
        ),
        unless=pattern("conjoint|neige|mon mari|ma femme|assurance auto|mon fils|ma fille"),
        past=True,
        yes=(
            ("Hier, je me suis brûlée avec la friteuse de la cantine.", "2026-11-23"),
            ("Le 12 novembre, j'ai glissé dans l'escalier de l'école.", "2026-11-12"),
        ),
        no=("Hier je suis tombée malade.", "Hier mon fils est tombé de vélo."),
    ),
    DayReading(
        "date_de_l_accident",
        pattern(
            r"(?:trébuché|dérapé|mordue?|fait mordre|électrocutée?|bousculée?|faux mouvement"
            r"|collision|accrochage"
            r"|accident[^.?!;\n\d]{0,40}(?:s'est produit|a eu lieu|est arrivé|survenu|remonte"
            r"|date))"
            rf"(?:(?!déclar|certificat|arrêt|envoy|transmi|repris){_GAP}){{0,40}}{_THE}"
        ),
        ("trebuche", "derape", "mordre", "mordu", "electrocut", "bouscul", "faux mouvement",
         "colision",
         "acrochage", "acident"),
        unless=pattern("conjoint|mon mari|ma femme|assurance auto|mon fils|ma fille"),
        past=True,
        yes=(
            ("J'ai trébuché sur une marche de la mairie le 5 novembre.", "2026-11-05"),
            ("L'accident de mon agent s'est produit le 9 octobre 2026.", "2026-10-09"),
            ("Mordue par un chien en tournée le 28 octobre.", "2026-10-28"),
        ),
        no=("Ma fille a trébuché sur une marche le 5 novembre.",),
    ),
)  # fmt: skip
_ENDS = (
    DayReading(
        "fin_du_contrat",
        pattern(
            r"(?:embauchée?|engagée?|recrutée?|contractuel(?:le)?|employée?|prise?|en poste)"
            r"(?:(?!arrêt|malad|congé|essai|ouvert)[^.?!;\n]){0,40}jusqu'(?:au|à)(?: ce)?"
            rf" {_WEEKDAY}$"
            r"|(?:saisonni(?:er|ère)|vacataire|remplaçante|contrat|cdd)(?:(?!arrêt|malad|congé"
            r"|essai|ouvert)"
            rf"[^.?!;\n]){{0,30}}jusqu'au(?: [a-z]{{1,9}})? {_WEEKDAY}$"
            rf"|(?:finis|termine|achève|finit|terminerai?|finirai?) (?:mon|son|le) (?:contrat|cdd"
            rf"|remplacement)[^.?!;\n]{{0,15}}{_AT}"
            r"|(?:terme|échéance|fin|dernier jour)(?: (?:de|du|d'|mon|son|notre|ce|le|cet"
            r"|actuel|prévue?)){0,3} ?(?:contrat|cdd|engagement)(?! d'assur)[^.?!;\n]{0,20}"
            rf"{_AT}|(?:contrat|cdd|engagement)(?: (?:actuel|de travail|en cours))? (?:tombe|cesse"
            rf"|arrive"
            r" à (?:terme|échéance|son terme)|va jusqu|court jusqu|est bon jusqu|s'arrêtera|finira"
            rf"|se terminera|s'éteint|prendra fin)(?:'au)?[^.?!;\n]{{0,12}}{_AT}"
        ),
        ("contrat", "cd", "engage", "embauche", "recrut", "employe", "prise", "pris", "poste"),
        unless=pattern("collègue|bail|marché|prestataire|prévoyance|assurance|mutuelle|apprenti"),
        coming=True,
        not_before=pattern(r"(?:était|étais|s'est|a pris|avait)[^.?!;\n]{0,14}$"),
        after=pattern(
            r"^,? (?:que |c'est |est |sera )?(?:la fin de |le (?:dernier jour|terme) de )?(?:mon"
            r"|son|le"
            r"|notre) (?:contrat|cdd|engagement)(?: de [a-z]{4,12})?(?: actuel)? ?(?:(?=s'arrête"
            r"|se "
            r"termine|prend fin|prendra|finit|finira|expire|s'achève|arrive à|cesse)|[,.?]|$)"
            r"|^,? fin (?:de |du )(?:mon |son )?(?:contrat|cdd)"
        ),
        imperfect=True,
        yes=(
            ("J'ai été recrutée à la crèche jusqu'au 30 janvier.", "2027-01-30"),
            ("Échéance du contrat : 31/08/2027.", "2027-08-31"),
            ("Mon engagement arrive à échéance le 4 janvier 2027.", "2027-01-04"),
        ),
        no=(
            "L'école est ouverte jusqu'au 30 janvier, je suis contractuelle.",
            "Échéance du contrat de mutuelle : 31/12/2026.",
        ),
    ),
    DayReading(
        "fin_du_contrat",
        pattern(
            r"(?:contrat|cdd|engagement)(?:(?!arrêt|malad|congé|essai|signé"
            r"|premier)[^.?!;\n]){0,30}"
            r"(?:était|s'est (?:terminé|achevé|arrêté)|a (?:pris fin|fini|expiré|cessé)|terminé)"
            rf"[^.?!;\n]{{0,8}}{_AT}"
        ),
        ("contrat", "cd", "engagement"),
        unless=pattern("collègue|bail|marché|prestataire|prévoyance|assurance|mutuelle|début"),
        past=True,
        imperfect=True,
        yes=(
            ("Mon CDD s'est terminé le 30 septembre, où est mon solde ?", "2026-09-30"),
            ("Le dernier jour de mon contrat était le 15 octobre.", "2026-10-15"),
        ),
        no=(
            "Le contrat de ma collègue s'est terminé le 30 septembre.",
            "Mon contrat de mutuelle a pris fin le 30 septembre.",
        ),
    ),
)  # fmt: skip


def note_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of notes, accidents and ends of contracts."""
    yield from read_days((*_SENDING, *_WRITING, *_ENDS), plain, received)
