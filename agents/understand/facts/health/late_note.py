"""A note of a sick leave sent late: whether one was before, whether there is a good reason."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_ANOTHER_DELAY = pattern(
    r"(?:loyer|paies?|payes?|salaires?|primes?|virement|réponse|bulletin|remboursement"
    r"|dossier (?:a|est|prend|accuse))"
    r"(?![a-z])[^.?!;\n]{0,25}(?:retard|tard)|retard (?:de|du|sur|dans) (?:la |le |ma |mon |mes )?"
    r"(?:loyer|paie|paye|salaire|prime|réponse|virement|dossier|paiement)|au travail"
    r"|prise de poste|transport|train|embouteill|réunion|j'écris|je vous écris"
)
_LATE = r"(?:en retard|tardi(?:f|ve|vement)|hors délais?|trop tard|après (?:le délai|les 48))"
_DELAY = r"(?:retards?|envois? tardifs?|dépassements?|oublis?|manquements?|avis tardifs?)(?![a-z])"
_SENT = r"(?:envoyé|transmis|posté|rendu|remis|déposé|adressé|donné|fourni|expédié)e?s?"
_BEFORE = (
    Reading(
        "envoi_tardif_precedent",
        pattern(
            rf"(?:déjà|encore|de nouveau|à nouveau)(?: [a-z']{{1,12}}){{0,4}} {_SENT}"
            rf"[^.?!;\n]{{0,50}}(?:{_LATE}|seulement)"
            rf"|déjà[^.?!;\n]{{0,40}}(?:pour|à cause d'|d'|eu) ?(?:un |mon |des |ce |le )?{_DELAY}"
            r"|récidiv|remets ça"
            r"|(?:dépass|hors d)[^.?!;\n]{0,40}(?:une (?:première )?fois|déjà)"
            r"|déjà (?:[a-z']{1,9} ){0,2}dépass"
            rf"|{_DELAY}[^.?!;\n]{{0,30}}(?:pour|sur|avec) (?:un|mon|son|l'|le) ?(?:précédent|autre"
            r"|ancien|premier) (?:arrêt|avis)"
            rf"|(?:arrêt|avis) (?:précédent|d'avant)[^.?!;\n]{{0,40}}{_LATE}"
            rf"|(?:précédent|dernier|autre) (?:arrêt|avis)[^.?!;\n]{{0,40}}(?:aussi|également|déjà)"
            rf"[^.?!;\n]{{0,20}}{_LATE}"
            rf"|(?:deux|trois|2|3) (?:arrêts|avis|fois)[^.?!;\n]{{0,30}}{_LATE}"
            rf"|déjà[^.?!;\n]{{0,40}}(?:arrêt|avis)[^.?!;\n]{{0,25}}{_LATE}"
            rf"|(?:arrêt|avis)[^.?!;\n]{{0,25}}(?:était|avait été"
            rf"|avait) déjà[^.?!;\n]{{0,20}}{_LATE}"
            r"|un premier (?:retard|envoi tardif|(?:arrêt|avis) (?:tardif|en retard|hors délai))"
            r"|coutumi(?:er|ère) du fait"
            r"|(?:retards?|tard)[^.?!;\n]{0,20}(?:répété|récurrent|habituel|à chaque fois"
            r"|l'an dernier aussi)"
            rf"|(?:premier|1er|autre|dernier) (?:arrêt"
            rf"|avis)[^.?!;\n]{{0,25}}déjà[^.?!;\n]{{0,25}}{_LATE}"
            r"|(?:second|deuxième|2e) (?:avertissement|rappel|courrier)|(?:une autre"
            r"|déjà une) fois[^.?!;\n]"
            rf"{{0,40}}{_LATE}|(?:courrier|lettre) (?:d'information"
            rf"|d'avertissement)[^.?!;\n]{{0,40}}(?:l'an"
            r" dernier|déjà|en 20\d\d|précédent)"
            rf"|(?:deuxième|second|2e|2ème|troisième|3e|3ème|nouveau|énième) {_DELAY}"
            rf"|{_DELAY} (?:précédent|antérieur|déjà)|(?:avait|avais|ai|a) déjà (?:eu )?(?:été )?"
            r"(?:en retard|rappelée? à l'ordre|prévenue?|avertie?|relancée?)"
        ),
        always(OUI),
        ("retard", "tard", "recidiv", "delai", "oubli", "depas", "seulement", "remets", "ordre",
         "preven", "averti", "coutumi", "relanc", "48"),
        unless=_ANOTHER_DELAY,
        imperfect=True,
        yes=(
            ("J'ai déjà posté un avis d'arrêt hors délai en février, et là pareil.", "oui"),
            ("Mon agente a dépassé le délai de 48 h une première fois pour l'arrêt de mai.", "oui"),
            ("J'avais déjà eu un courrier pour un retard d'arrêt l'hiver dernier.", "oui"),
            ("Il y a un retard pour un précédent arrêt, en mars.", "oui"),
            ("Deuxième oubli d'arrêt cette année, je suis en retard de trois jours.", "oui"),
        ),
        no=(
            "Mon arrêt est en retard, et j'ai déjà attendu trois mois de retard de paie.",
            "Que se passe-t-il si un précédent arrêt est envoyé en retard ?",
            "J'ai envoyé mon arrêt trop tard, cinq jours après.",
        ),
    ),
    Reading(
        "envoi_tardif_precedent",
        pattern(
            rf"pas (?:la|ma|sa|mon|son|le) (?:toute )?(?:(?:première|1ere|1re) fois|(?:premier|1er)"
            rf" (?:{_DELAY}|(?:arrêt|avis)[^.?!;\n]{{0,30}}(?:{_LATE}|retard)))"
        ),
        always(OUI),
        ("premier", "1er", "1re"),
        unless=_ANOTHER_DELAY,
        denies=True,
        yes=(("Ce n'est pas la première fois que mon arrêt part en retard.", "oui"),),
        no=("Ce n'est pas la première fois que ma paie arrive en retard après un arrêt.",),
    ),
    Reading(
        "envoi_tardif_precedent",
        pattern(
            rf"(?:aucune?|pas(?: eu)?(?: de| d')|sans|jamais (?:eu )?(?:de |d'|un |aucun )?|zéro)"
            rf" ?(?:autres? |précédents? |seul )?{_DELAY}(?:[^.?!;\n]{{0,12}}(?:antérieur|précédent"
            r"|avant|auparavant|sur|depuis|en \d|dans (?:son|mon)|au dossier|constaté|signalé))"
            rf"|(?:aucune?|pas d') ?(?:autres?) (?:{_DELAY}|(?:arrêt|avis|envoi)[^.?!;\n]{{0,30}}"
            rf"{_LATE})"
            rf"|(?<!un )(?:1er|premi(?:er|ère)|seul|unique) (?:[a-z]{{1,10}} )?{_DELAY}"
            rf"|jamais (?:eu |fait )?(?:de |d'|un |aucun )?{_DELAY}"
            r"|pour la (?:toute )?(?:première|1ere|1re) fois"
            r"|(?<!pas la )(?<!pas ma )(?<!pas sa )(?:première|1ere|1re) fois (?:que ça"
            r"|que cela|en \d|en [a-z]{2,8} ans|depuis)"
            rf"|(?:toujours|jusqu'ici|jusque-là|d'habitude)[^.?!;\n]{{0,30}}(?:{_SENT}|envoie"
            rf"|transmets|respect|été)"
            r"[^.?!;\n]{0,40}(?:à temps|dans les (?:temps|délais|48|deux jours)|le délai"
            r"|les délais)"
            rf"|jamais[^.?!;\n]{{0,40}}{_LATE}|c'est une première(?![a-z])|jamais (?:eu )?(?:de "
            rf"|ce |d'|le "
            r"moindre )?(?:soucis?|problèmes?|incidents?|reproche|oublié|manqué|failli)|aucun"
            r" (?:antécédent|incident|précédent|souci|manquement)(?![a-z])"
            r"|rien (?:eu )?(?:à signaler"
            r"|auparavant|avant)"
        ),
        always(NON),
        ("premier", "1er", "1ere", "1re", "jamais", "aucun", "pas", "toujours", "jusqu",
         "d'habitude", "sans", "seul", "unique", "zero", "rien"),
        unless=_ANOTHER_DELAY,
        denies=True,
        imperfect=True,
        yes=(
            ("Aucun autre envoi tardif dans son dossier, l'arrêt est arrivé en retard.", "non"),
            ("J'ai toujours envoyé mes arrêts dans les délais, celui-ci est en retard.", "non"),
            ("Premier oubli en vingt ans, l'arrêt est parti hors délai.", "non"),
            ("Pas de retard précédent pour cet agent, son avis est arrivé tard.", "non"),
        ),
        no=(
            "Pas de retard cette fois, mon arrêt est parti le jour même.",
            "Mon arrêt est en retard, je suis tombée malade pour la première fois au travail.",
        ),
    ),
)  # fmt: skip
_OTHERS = pattern(
    r"travaille|agente? (?:de|des) (?:l'hôpital|soin)|collègue|mère|père|enfant|conjoint"
    r"|(?:mon|le|ma) (?:mari|femme|fils|fille) (?:est|était|a été|hospit)|ma fille|mon fils"
)
_REASON = (
    Reading(
        "retard_justifie",
        pattern(
            r"(?:j'étais|étais|était|ai été|a été|suis|étant"
            r"|est) (?:[a-z]{1,10} ){0,3}?(?:hospitalisée?"
            r"|opérée?|dans le coma|en (?:soins intensifs|réa(?![a-z])|réanimation"
            r"|salle d'opération"
            r"|chirurgie|cardiologie|urgence))|(?:m'a|l'a|m'ont|l'ont) (?:opéré|hospitalisé"
            r"|plâtré)|hospitalisée? (?:en urgence|pendant|depuis|du \d"
            r"|jusqu|\d|pour|à ce moment|sans|une semaine|deux|trois)"
            r"|(?:bulletin|certificat|attestation|justificatif|preuve) (?:d'|de )(?:mon |son )?"
            r"(?:hospitalisation|séjour|passage aux urgences|l'hôpital|la clinique)"
            r"|(?:à|dans) (?:l['h ]|cet |un )?(?:hôpital|hosto|clinique)|à la clinique"
            r"|lit d'hôpital"
            r"|(?:au|du) (?:chu|chr|bloc|samu)(?![a-z])|salle de réveil|(?:mon"
            r"|son) séjour (?:à l'hôpital"
            r"|en clinique)|(?:transportée?|emmenée?|admise?|évacuée?)[^.?!;\n]{0,20}(?:urgences"
            r"|hôpital"
            r"|samu|pompiers|clinique)"
            r"|(?:sortie?|sortant) (?:de l'hôpital|d'hospitalisation|de clinique)"
        ),
        always(OUI),
        ("hospit", "hopital", "hosto", "clinique", "intensifs", "rea", "coma", "opere", "urgence",
         "chirurgie", "cardio", "chu", "chr", "bloc", "samu", "reveil", "pompiers"),
        unless=_OTHERS,
        beside=pattern(r"est-ce que|faut-il|dois-je|comment|qu'est-ce |sauf|pas hospit"
                       r"|j'étais pas"),
        imperfect=True,
        yes=(
            ("Arrêt transmis en retard : j'étais en soins intensifs.", "oui"),
            ("L'avis est arrivé hors délai, je joins mon bulletin d'hospitalisation.", "oui"),
            ("Opérée en urgence, j'ai envoyé l'arrêt en retard à ma sortie de l'hôpital.", "oui"),
        ),
        no=(
            "J'ai envoyé l'arrêt trop tard, est-ce que l'hôpital l'envoie pour nous ?",
            "Mon fils était à l'hôpital, j'ai envoyé mon arrêt en retard.",
            "Opérée en mars, je reprends lundi.",
        ),
    ),
    Reading(
        "retard_justifie",
        pattern(
            r"(?:justifié|prouvé|expliqué)[^.?!;\n]{0,30}(?:retard|impossib"
            r"|délai)[^.?!;\n]{0,30}dans "
            r"les (?:8|huit) jours|(?:dans les|sous|en moins de) (?:8"
            r"|huit) jours[^.?!;\n]{0,40}(?:j'ai"
            r"|il a|elle a)[^.?!;\n]{0,15}(?:justifié|prouvé|expliqué|fourni)"
            r"|(?:justificatif|preuve|certificat|constat)[^.?!;\n]{0,40}(?:fourni|envoyé|transmis"
            r"|donné"
            r"|remis|joint)[^.?!;\n]{0,30}(?:dans les (?:8|huit) jours|(?:cinq|six|trois|quatre"
            r"|sept|deux"
            r"|[2-7]) jours (?:après|plus tard)|le lendemain|dans la semaine)"
        ),
        always(OUI),
        ("justifi", "prouve", "explique", "preuve", "certificat", "constat"),
        imperfect=True,
        yes=(
            ("Mon arrêt est arrivé en retard mais j'ai justifié ce retard dans les huit jours.",
             "oui"),
            ("Arrêt en retard : justificatif de panne transmis trois jours après.", "oui"),
        ),
        no=("Arrêt en retard : quel justificatif transmettre ?",),
    ),
    Reading(
        "retard_justifie",
        pattern(
            r"(?:aucune?|pas d'|sans|ni) ?(?:bonne |vraie |autre )?(?:excuses?|justifi[a-z]{0,8}"
            r"|motifs?|raisons? valables?|preuves?|hospitalisation)"
            r"|(?:pas|rien|jamais|ni)(?: (?:eu|du tout|encore|même|été|pu)){0,2} (?:à l'hôpital"
            r"|hospitalis|justifi|de (?:justificatif|raison|motif|preuve|certificat))"
            r"|(?:j'ai|je l'ai|il a|elle a|l'agente? a|avoir|avais|avait) (?:juste |simplement"
            r" |complètement |bêtement |totalement |tout simplement )?oublié"
            r"|(?:simple|bête|pur) oubli|par (?:oubli|négligence|flemme|étourderie|ignorance)"
            r"|(?:j'ai|on a) (?:complètement )?(?:zappé|négligé|traîné)|(?:pas|plus) (?:pensé|fait"
            r" attention|d'excuse|d'explication|de mot)|pas (?:eu|pris) le temps|étourderie"
            r"|(?:étais|était) (?:simplement |juste |seulement )?(?:chez (?:moi|lui|elle)"
            r"|en vacances)"
            r"|(?:savais|savait|connaissais|connaissait) pas[^.?!;\n]{0,30}(?:délai|48|deux jours)"
            r"|(?:justifi|expliqu|excus)[^.?!;\n]{0,40}(?:au bout d'un mois|(?:un|deux|trois) mois"
            r" (?:après|plus tard)|(?:(?:deux|trois|quatre|2|3|4) semaines|(?:9|1\d|20|neuf"
            r"|dix|quinze|vingt) jours) (?:après|plus tard)|trop tard|hors délai|après les (?:8"
            r"|huit) jours)"
        ),
        always(NON),
        ("pas", "aucun", "sans", "ni ", "rien", "jamais", "oubli", "neglig", "flem", "justifi",
         "expliq", "excus", "etourd", "zape", "trai", "ignor", "chez ", "vacances", "savai",
         "conaisai", "plus "),
        unless=pattern("oublié (?:de (?:cocher|mettre|signer|joindre)|mon mot)"),
        denies=True,
        imperfect=True,
        yes=(
            ("J'ai envoyé mon arrêt en retard, je n'étais pas hospitalisée.", "non"),
            ("Arrêt posté hors délai par négligence, je m'en excuse.", "non"),
            ("Mon agent n'a aucun justificatif pour cet arrêt envoyé en retard.", "non"),
            ("L'arrêt est en retard, j'ai tout simplement oublié de le poster.", "non"),
            ("Arrêt en retard : justificatif transmis un mois après.", "non"),
        ),
        no=(
            "Mon arrêt est en retard parce que le médecin a oublié de le signer.",
            "J'ai envoyé mon arrêt en retard, quelle sanction ?",
        ),
    ),
)  # fmt: skip
_NOTE = r"(?:l?arrêts?|avis|volets?|papiers?|certificat)(?![a-z])"
_LATE_SAID = r"(?:retard|tard(?:if|ive)?(?![a-z])|hors délai|48 ?h|délai|oubli|récidiv|relanc)"
_SENDS = r"(?:envoy|post[eé]|transm|dépos|remis|parven|fourni|reçu|arriv|adress)"
_WHY = r"(?:justif|hospit|excus|expliqu|oubli|hôpital|urgence)"
_LATE_NOTE = pattern(
    rf"{_NOTE}[^?!\n]{{0,120}}{_LATE_SAID}|{_LATE_SAID}[^?!\n]{{0,120}}{_NOTE}"
    rf"|{_NOTE}[^?!\n]{{0,60}}(?:n'est arrivé que|ensuite|après coup|(?:seulement|que) (?:le|\d"
    rf"|hier"
    r"|lundi|mardi|mercredi|jeudi|vendredi)|jours (?:après|plus tard|de trop|trop))"
    rf"|{_SENDS}[^?!\n]{{0,80}}{_LATE_SAID}|{_LATE_SAID}[^?!\n]{{0,60}}{_WHY}|{_WHY}[^?!\n]{{0,60}}"
    rf"{_LATE_SAID}|(?:pas pu|pas réussi à|impossible d|incapable d|empêchée? d)[^.?!\n]{{0,25}}"
    r"(?:envoy|post|transm|dépos|préven|adress)|dépass[^.?!\n]{0,20}(?:48|délai)"
    r"|retards? (?:antérieur|précédent)|(?:retirer|retenir|réduire)[^.?!\n]{0,20}moitié"
)


def late_notes(plain: Plain) -> Iterator[FactRead]:
    """Read what is told of a note sent late, in mails that speak of one."""
    if _LATE_NOTE.search(plain.text):
        yield from read_table((*_BEFORE, *_REASON), plain)
