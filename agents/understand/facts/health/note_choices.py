"""What the note of a sick leave says: its ALD box, a pregnancy told, a day partly worked."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_EXPECTS = r"(?:grossesse|enceinte|attend[a-z]{0,4} (?:un|mon|notre|son) (?:bébé|enfant))"
_SAID = (
    r"(?:déclaré|annoncé|signalé|averti|informé|prévenu|dit|enregistré|connu|su)(?:e|s"
    r"|es)?(?![a-z])"
)
_HANDED = (
    r"(?:eu|envoyé|transmis|remis|donné|déposé|adressé|fourni|reçu|rendu|enregistré|faite?)(?:e|s"
    r"|es)?"
    r"(?![a-z])"
)
_PAPER = r"(?:déclaration|certificat|attestation|papiers?|test)"
_AWARE = (
    r"(?:est|était|êtes|étiez|sont|étaient) (?:[a-z]{1,8} ){0,2}(?:au courant|informé|prévenu"
    r"|averti)"
)
_NOT_TOLD = pattern(
    r"vais|dois|devrai|voudrai|veu[xt]|souhait|(?:compt|pens)(?:e|ais|ait) |faut|quand (?:faire"
    r"|déclar)"
    r"|comment|où (?:trouv|env|rem|dép)|formulaire|exemplaire|pour (?:déclar|annonc)|pas|rien"
    r"|jamais"
    r"|personne|qu'après|après (?:mon|son|l')arrêt|ensuite|que depuis|non |ignor|sans "
    r"|avant d'avoir"
    r"|je (?:vous )?(?:déclare|annonce|signale|informe)|j'informe|quand je|à partir de quand"
)
_PREGNANCY = (
    Reading(
        "grossesse_declaree",
        pattern(
            rf"{_HANDED}(?: [a-zà']{{1,12}}){{0,5}} {_PAPER}(?: de| d'une| du| médicale?){{0,2}}"
            r"(?: début de)? (?:ma |sa |la )?grossesse"
            rf"|{_PAPER} (?:médical )?de (?:ma |sa )?grossesse[^.?!;\n]{{0,30}} {_HANDED}"
            rf"|(?<!je )(?<!je vous )(?<!j'){_SAID}[^.?!;\n]{{0,45}}(?<!congé de ){_EXPECTS}"
            rf"|{_EXPECTS}[^.?!;\n]{{0,45}}(?<!je )(?<!je vous ){_SAID}"
            rf"|{_EXPECTS}[^.?!;\n]{{0,45}}{_AWARE}|{_AWARE}[^.?!;\n]{{0,25}}{_EXPECTS}"
            rf"|au courant (?:de|que|pour) [^.?!;\n]{{0,15}}{_EXPECTS}"
            r"|(?:savait|saviez|savaient|sait|savez|savent)[^.?!;\n]{0,30} (?:que )?(?:je suis"
            r"|j'étais"
            r"|elle est|elle était) enceinte"
        ),
        always(OUI),
        ("groses", "enceinte", "atend"),
        unless=pattern(
            r"faut-il (?:déclar|annonc|le dire)|avant quelle|quel délai|avant quand"
            r"|médecin (?:m'a |a )(?:dit|annoncé)|fausse couche"
        ),
        beside=_NOT_TOLD,
        imperfect=True,
        yes=(
            ("Vous avez reçu mon certificat de grossesse le mois dernier.", "oui"),
            ("J'avais déjà signalé ma grossesse quand j'ai été arrêtée.", "oui"),
            ("Je suis enceinte, la mairie est au courant, et on m'arrête dix jours.", "oui"),
            ("Ma déclaration de grossesse a été remise en août, j'ai un arrêt.", "oui"),
            ("J'avais prévenu la mairie que j'attendais un bébé avant l'arrêt.", "oui"),
        ),
        no=(
            "Où remettre la déclaration de grossesse ?",
            "Je compte vous envoyer ma déclaration de grossesse.",
            "Il faut vous donner mon certificat de grossesse ?",
            "Je vous annonce que je suis enceinte.",
        ),
    ),
    Reading(
        "grossesse_declaree",
        pattern(
            r"(?:pas|jamais)(?: encore)? (?:prévenu|informé|averti|dit)[^.?!;\n]{0,25}(?:qu'elle"
            r"|que je"
            r"|que j'|de)[^.?!;\n]{0,12}(?:grossesse|enceinte)"
            rf"|{_EXPECTS}[^?!;\n]{{0,60}}(?:pas|jamais|rien|non|personne|ni)(?: encore| été"
            rf"| fait)?"
            rf"(?: encore)? (?:{_SAID}|au courant|la déclar|de déclar|n'est au courant|ne le sait)"
            rf"|{_EXPECTS}[^?!;\n]{{0,40}}(?:l'ai|l'a|ai|a) (?:encore )?{_SAID} à personne"
            rf"|{_EXPECTS}[^?!;\n]{{0,50}}{_SAID} (?:qu'après|après (?:mon|son|l') ?arrêt|ensuite"
            r"|qu'ensuite|plus tard|que (?:le|hier|lundi|depuis))"
            rf"|{_SAID}[^.?!;\n]{{0,20}} grossesse (?:qu'après|après (?:mon|son|l') ?arrêt)"
            r"|grossesse,? que je (?:comptais|pensais|voulais|devais|compte|vais|dois|pense)"
            r" (?:vous )?(?:déclarer|annoncer|signaler)"
            rf"|(?:pas|jamais|rien)(?: encore)? (?:{_SAID}|{_HANDED})[^.?!;\n]{{0,25}}(?:ma|sa|la"
            rf"|de"
            rf"|cette|que) (?:{_PAPER} (?:de )?)?(?:grossesse|(?:je suis|j'étais"
            rf"|elle était) enceinte)"
            r"|(?:avant d'avoir|sans avoir|sans|avant de)(?: encore| pu)? (?:déclar|annonc|signal)"
            r"[^.?!;\n]{0,20}grossesse"
            rf"|(?:personne|ignor|ne (?:sait|savait|savez|saviez) pas)[^.?!;\n]{{0,40}}{_EXPECTS}"
        ),
        always(NON),
        ("groses", "enceinte", "atend"),
        unless=pattern(r"arrêt de grossesse|faut-il|dois-je"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Enceinte de deux mois, je n'ai encore rien dit à la mairie.", "non"),
            ("Je suis enceinte mais je ne l'ai déclaré qu'après mon arrêt.", "non"),
            ("Je n'ai pas envoyé ma déclaration de grossesse.", "non"),
            ("Ma grossesse, que je pensais annoncer en janvier, m'a valu un arrêt.", "non"),
            ("La mairie ignore que je suis enceinte, on m'arrête cinq jours.", "non"),
        ),
        no=(
            "Ma grossesse n'est pas facile, je suis arrêtée.",
            "Enceinte, je ne prends pas le train.",
        ),
    ),
)  # fmt: skip
_ALD = r"[«\"']? ?(?:ald|affection (?:de )?longue durée)(?![a-z])"
_NOTE = (
    r"(?:arrêts?|avis|volets?|feuill(?:e|et)s?|papiers?|certificats?|prolongation|imprimé"
    r"|formulaire"
    r"|document|cerfa)(?![a-z])"
)
_TICKED = (
    r"(?:coch[eé]|croix|mention|inscri|indiqu|not[eé]|marqu|écri|port[eé]|précis|renseign|rempli"
    r"|spécifi|figure|apparaît|noirci|prescri|établi)"
)
_ASKED = pattern(
    r"voudrai|souhait|faut|comment|en général|les arrêts|aux? agents?|à quoi sert|que veut dire"
    r"|(?<!se )demander|oubli|omis|vide|vierge|absente|manque|pas coch|non coch|hors ald|si (?:la"
    r"|l'|le)"
    r"|ald ?: ?non|aurait dû|devait"
)
_BOX = (
    Reading(
        "ald_sur_l_avis",
        pattern(
            rf"{_NOTE}[^.?!;\n]{{0,45}}(?:au titre d|dans le cadre d|{_TICKED}|rattach|relev|lié)"
            rf"[^.?!;\n]{{0,25}}{_ALD}"
            rf"|{_TICKED}[a-z]{{0,5}} [^.?!;\n]{{0,25}}{_ALD}[^.?!;\n]{{0,30}}{_NOTE}"
            rf"|(?:case|croix|rubrique) (?:de l'|en face d'|dans|sur|à |au |pour )?"
            rf"[^.?!;\n]{{0,14}}{_ALD}[^.?!;\n]{{0,20}}(?:coch|rempli|noirci|présente?|oui)"
            rf"|{_ALD} ?[»\"']?(?: (?:est|a été|y est|bien|sur|[a-z]{{1,8}})){{0,4}} ?(?:coché"
            rf"|mention"
            r"|not[eé]|marqu|écri|précis|renseign|figure|apparaît)|(?:a|ai|avait|bien) coché"
            rf"[^.?!;\n]{{0,12}}{_ALD}"
            rf"|{_TICKED}[^.?!;\n]{{0,30}}(?:en rapport avec|lié à|au titre de) (?:mon |l'"
            rf"|une )?{_ALD}"
            rf"|{_ALD} ?[»\"']? ?[:=] ?(?:oui|ok|x(?![a-z])|cochée?)"
            rf"|(?:arrêtée?|en arrêt) (?:pour|en|au titre de|dans le cadre de) (?:mon |son |une "
            rf"|l')?"
            rf"{_ALD}|arrêts? ?{_ALD}"
        ),
        always(OUI),
        ("ald", "afection"),
        beside=_ASKED,
        yes=(
            ("Le médecin a bien marqué ALD sur l'avis.", "oui"),
            ("Avis d'arrêt de six jours, ALD : oui.", "oui"),
            ("Le volet reçu est établi au titre de l'affection de longue durée.", "oui"),
            ("Je suis arrêtée pour mon ALD jusqu'à jeudi.", "oui"),
        ),
        no=(
            "À quoi sert la mention ALD sur l'avis d'arrêt ?",
            "Faut-il la mention ALD sur mon arrêt ?",
        ),
    ),
    Reading(
        "ald_sur_l_avis",
        pattern(
            rf"(?:case|mention|croix|rubrique|ligne) (?:de l')?{_ALD} ?[»\"']? ?(?:,? ?(?:est|elle"
            rf"|reste"
            r"|restée|était|qui|n'est|n'a|n'était|laissée)){0,3} ?(?:pas|vide|vierge|non coch"
            r"|blanche"
            r"|absente|oubliée|décochée|manqu)"
            rf"|(?:oubli[eé]|omis|négligé|refusé)[a-z]? (?:de |d')?(?:cocher|mettre|indiquer|noter"
            rf"|mentionner|préciser|porter|inscrire|marquer|la|le)[^.?!;\n]{{0,20}}{_ALD}"
            rf"|(?:pas|aucune|sans|ni|non|manque|jamais)(?: (?:de|d'|la|en|une|ma|coché|coche|mis"
            rf"|noté"
            r"|indiqué|marqué|mentionné|porté|précisé|inscrit|écrit|au titre de|pour|de mention"
            r"|case"
            rf"|croix|mention|l')){{0,4}} ?'?{_ALD}"
            rf"|pas fait (?:mention|état) d(?:e |'une |e l'|'){_ALD}"
            rf"|{_ALD} ?[»\"']? ?[:=] ?(?:non|néant|vide)"
            rf"|{_ALD} ?[»\"']? (?:n'est |n'a |n'était |ne |non |pas )(?:pas |été |)?(?:été "
            rf"|)?(?:coch"
            r"|mentionn|indiqu|not|marqu|figur|apparaî|précis|renseign|inscri)"
            rf"|{_NOTE}[^.?!;\n]{{0,30}}(?:hors|sans (?:lien|rapport) avec|rien à voir avec"
            rf"|pas (?:lié|dû"
            rf"|en rapport|en lien)[a-z]* (?:à|avec)) (?:mon |ma |son |l'|une |toute )?{_ALD}"
        ),
        always(NON),
        ("ald", "afection"),
        beside=pattern(r"si (?:la|l'|le|je|mon)|que se passe|en général"),
        denies=True,
        own=False,
        yes=(
            ("La case ALD n'est pas cochée sur mon arrêt.", "non"),
            ("Mon médecin a omis de cocher l'ALD.", "non"),
            ("Pas de mention ALD sur cet avis.", "non"),
            ("Avis reçu hier, ALD : non.", "non"),
            ("La case ALD est restée vide sur la prolongation.", "non"),
        ),
        no=(
            "Je ne suis pas en maladie longue, la case ALD sert à quoi ?",
            "Je n'ai pas de nouvelles de mon ALD.",
            "Si la case ALD n'est pas cochée, y a-t-il une carence ?",
        ),
    ),
)  # fmt: skip
_SAME_DAY = r"(?:ce jour[- ]là|le jour même|du jour même|le même jour|ce même jour|cette journée)"
_HOUR = r"(?:\d\d? ?(?:h|heures)|midi|[a-z]{4,7} heures)"
_WORKED = (
    Reading(
        "jour_travaille",
        pattern(
            r"(?:(?:ai|a|avais|avait|avoir|ayant) (?:[a-z]{1,8} ){0,3}?(?:travaillé|bossé|taffé"
            r"|assuré"
            r" mon service|embauché)|(?:suis|est|étais"
            r"|était) (?:[a-z]{1,8} ){0,2}?venue? (?:travailler|au travail"
            r"|bosser)|en poste|au (?:travail|boulot|bureau)|présente?)[^.?!;\n]{0,30}(?:jusqu'à"
            rf" {_HOUR}|(?:de|dès) {_HOUR} à|(?:le jour (?:de|où)|{_SAME_DAY}|ce matin|le matin"
            r"|dans la matinée|une partie (?:de la|du)|(?:la|une) (?:demi-)?journée"
            rf"|(?:la|toute la) matinée|avant (?:d'aller|de partir|d'être|d'avoir|de consulter)))"
            rf"|(?:travaillé|bossé|fait|assuré) (?:seulement |quand même |à peine )?(?:{_HOUR}"
            rf"|une heure"
            r"|(?:une|la|ma|sa) (?:demi-journée|matinée|journée))(?![a-z])[^.?!;\n]{0,50}(?:puis"
            r"|avant"
            r"|médecin|docteur|urgences|malaise|arrêt)"
            r"|(?:fini|terminé) (?:ma|sa) (?:journée|matinée)[^.?!;\n]{0,20}(?:avant|puis)"
            rf"|le jour de l'arrêt,? (?:j'avais|j'ai|il avait|elle avait) (?:déjà )?(?:fait"
            rf"|travaillé|assuré)"
            rf" {_HOUR}"
            r"|après (?:ma|sa|la|mon|son) (?:journée|matinée|service|demi-journée)(?: de travail)?"
            r"(?![a-z])"
            rf"|(?:quitté|parti(?:e)? (?:de|du)|sortie? (?:de|du)"
            rf"|laissé) [^.?!;\n]{{0,20}}(?:service|poste"
            rf"|travail|boulot|bureau|chantier|école|mairie|atelier)[^.?!;\n]{{0,15}}(?:à|vers|dès)"
            rf" {_HOUR}|pris (?:son|mon) (?:service|poste)[^.?!;\n]{{0,40}}(?:puis|avant|parti"
            rf"|malaise"
            r"|médecin|et )|débuté (?:ma|sa) journée|commencé (?:ma|sa|à travailler|le travail"
            r"|mon service|son service)[^.?!;\n]{0,40}(?:puis|avant|médecin|docteur|parti|jour"
            r"|matin)"
        ),
        always(OUI),
        ("travail", "bos", "taf", "service", "embauche", "poste", "bureau", "boulot", "journe",
         "matine", "present", "quit", "parti", "sorti", "laise", "comence", "debute",
         "fait", "fini", "termine"),
        unless=pattern("télétravail|collègue|vacances|lundi au|temps partiel|chaque|tous les"),
        beside=pattern(r"dois-je|puis-je|faut-il|si je|après ma journée de (?:congé|repos)"),
        imperfect=True,
        yes=(
            ("J'ai bossé jusqu'à 11 h, puis le docteur m'a fait un arrêt.", "oui"),
            ("Le médecin m'a arrêtée le soir, après ma journée de travail.", "oui"),
            ("Elle a quitté l'école à 10 h et a été arrêtée le jour même.", "oui"),
            ("Mon agent a pris son service puis a été mis en arrêt par les urgences.", "oui"),
        ),
        no=(
            "Je travaille jusqu'à midi le mercredi, et je suis en arrêt.",
            "Le médecin m'a arrêté, ma collègue a travaillé jusqu'à 11 h.",
            "J'ai quitté le service à 15 h pour un rendez-vous à la banque.",
        ),
    ),
    Reading(
        "jour_travaille",
        pattern(
            r"(?:pas|jamais|ni|aucunement)(?: du tout| été| encore)? (?:travaillé|bossé"
            r"|pris (?:mon|son|le)"
            r" (?:poste|service)|venue?|allée? (?:travailler|au travail|bosser)|embauché|présenté"
            r"|commencé|au travail|travaillais|travaillait|mis les pieds)"
            r"|(?:travaillais|travaillait|bossais|bossait|travaille|venais|venait|vient|suis venue"
            r"|est venue) (?:pas|jamais)[^.?!;\n]{0,20}(?:ce jour|le jour|ce (?:lundi|mardi"
            r"|mercredi|jeudi"
            r"|vendredi)|jour)|jour (?:où|que|d'arrêt où) (?:je|elle|il) ne (?:travaill"
            r"|vien)[a-z]{1,5}"
            r" (?:pas|jamais)"
            r"|(?:étais|était|suis|étant) (?:[a-z]{1,10} )?(?:en|de|au) (?:repos|congés?|rtt"
            r"|vacances"
            r"|week-end|récup[a-z]*|jour non travaillé)(?![a-z])[^.?!;\n]{0,45}(?:quand|lorsque"
            r"|le jour"
            rf"|{_SAME_DAY}|médecin|docteur|arrêt)"
            r"|(?:quand|lorsque|le jour où|jour de l'arrêt)[^?!;\n]{0,50}(?:arrêt|médecin|docteur"
            r"|consult"
            r"|arrêtée?)[^?!;\n]{0,30}(?:étais|était|suis) (?:[a-z]{1,10} )?(?:en|de|au) (?:repos"
            r"|congés?"
            r"|rtt|vacances|week-end|récup[a-z]*)(?![a-z])"
            r"|(?:aucune|pas une(?: seule)?) (?:heure"
            r"|minute)(?: de travail)?[^.?!;\n]{0,20}(?:faite?"
            rf"|travaillée?|effectuée?|{_SAME_DAY})|sans (?:avoir )?(?:travaillé|travailler"
            rf"|pris mon"
            r" (?:poste|service)|être (?:venue?|allée?))"
            r"|jour (?:de repos|non travaillé|de congé|où je ne travaille pas)"
        ),
        always(NON),
        ("pas", "jamais", "ni ", "repos", "conge", "rt", "vacances", "wek", "recup", "aucune",
         "sans", "non travail"),
        unless=pattern("télétravail|collègue|depuis (?:le|plus|\\d)|reprendre|repris"),
        denies=True,
        imperfect=True,
        yes=(
            ("Je n'ai pas travaillé le matin, le docteur m'a arrêtée à 9 h.", "non"),
            ("J'étais en RTT le jour où le médecin m'a mis en arrêt.", "non"),
            ("L'arrêt a été fait un mardi, jour où elle ne travaille pas.", "non"),
            ("Le jour de l'arrêt je n'ai pas pris mon service.", "non"),
        ),
        no=(
            "Le médecin m'a arrêté, je n'ai pas travaillé depuis le 3 mars.",
            "J'étais en congé en août.",
        ),
    ),
)  # fmt: skip
_ILL = pattern(
    r"(?:arrêt(?! de (?:bus|tram))|carence|médecin|docteur|urgences|hôpital|toubib|généraliste"
    r"|consult|médical|certificat|souffrante?|malade)"
)
_FOLLOWED = r"(?:suivi|surveillance|visites?|suivie)(?: (?:médicale?s?|individuel(?:le)?)){0,2}"
_NOT_ONES = pattern(
    r"demand|voudrai|souhait|peut-on|est-ce que|dans quel|binôme|collègue|levé|supprimé|sorti"
    r"|mis fin|retiré|propose|obtenir|bénéficier|qui sont|quels? (?:agents|postes)|attend|plus"
)
_CLOSER = (
    Reading(
        "suivi_renforce",
        pattern(
            rf"{_FOLLOWED} (?:renforcée?s?|particulier|particulière|rapprochée?|spécifique"
            rf"|sir(?![a-z]))"
            r"|(?:classée?|suivie?|placée?) (?:en )?sir(?![a-z])"
            r"|(?:en|ma|sa|la|une|cette) (?:ppr(?![a-z])"
            r"|(?:période de )?préparation au reclassement)"
            r"|(?:poste|siège|horaires|bureau|travail|planning)s?[^.?!;\n]{0,30}(?:aménagé"
            r"|adapté)e?s?"
            r"[^.?!;\n]{0,30}(?:médecin|médecine|médical|prévention|santé)"
            r"|(?:médecin|médecine)[^.?!;\n]{0,40}(?:a |m'a |lui a )(?:aménagé|adapté"
            r"|imposé un suivi)"
            r"|(?:mon|son|ce) (?:poste|bureau) (?:est|a été|était) (?:aménagé|adapté)"
            r"|aménagement (?:de|du|d'un) (?:mon |son )?poste[^.?!;\n]{0,30}(?:depuis|en place"
            r"|accordé"
            r"|validé|prescrit)"
        ),
        always(OUI),
        ("renforce", "particulie", "raproche", "specifi", "pr", "reclasement", "amenage",
         "adapte", "sir"),
        beside=_NOT_ONES,
        yes=(
            ("Je suis en PPR depuis mars, quand vois-je le médecin du travail ?", "oui"),
            ("Agent exposé aux poussières de bois, visites renforcées.", "oui"),
            ("Mes horaires ont été aménagés par le médecin de prévention.", "oui"),
            ("Elle bénéficie d'une surveillance médicale particulière.", "oui"),
        ),
        no=(
            "Je demande une période de préparation au reclassement.",
            "Ma collègue est en suivi individuel renforcé.",
            "Mes horaires sont adaptés aux parents d'élèves.",
        ),
    ),
    Reading(
        "suivi_renforce",
        pattern(
            rf"(?:pas|ni|aucune?|sans|jamais)(?: (?:de|d'|en|un|une|eu|été|le|soumise?|à)){{0,4}} ?"
            rf"{_FOLLOWED} (?:renforcée?s?|particulier|particulière|spécifique)"
            rf"|{_FOLLOWED}(?: (?:tout|très|reste|est))? (?:simple|normale?s?|ordinaires?"
            rf"|classiques?"
            r"|standard|habituel(?:le)?s?|de base|courante?)(?![a-z])"
            r"|(?:levé|supprimé|mis fin à|retiré|sortie? d[ue]|arrêté|fini[a-z]{0,2}"
            r"|terminé)(?: (?:mon|son"
            rf"|le|la|ma|sa|au)){{0,1}} {_FOLLOWED} renforcée?s?"
            r"|(?:poste|bureau|horaires) (?:n'est|n'a|n'ont|ne sont) (?:pas"
            r"|jamais)(?: été)? (?:aménagé"
            r"|adapté)"
            rf"|(?:plus|pas|ni) (?:en |de |sur un |sur |d')?(?:{_FOLLOWED} renforcée?"
            rf"|poste (?:adapté"
            r"|aménagé))"
        ),
        always(NON),
        ("suivi", "surveil", "visite", "poste"),
        beside=pattern(r"demand|voudrai|souhait|peut-on|est-ce que|pourquoi|collègue|binôme"),
        denies=True,
        yes=(
            ("Je ne suis pas en suivi renforcé, ma visite date de 2023.", "non"),
            ("J'ai un suivi médical classique, dernière visite en 2022.", "non"),
            ("On a levé mon suivi renforcé en janvier.", "non"),
        ),
        no=(
            "Le suivi du dossier est assez simple.",
            "Je demande un suivi ordinaire.",
            "Pourquoi pas de suivi renforcé pour les égoutiers ?",
        ),
    ),
)  # fmt: skip


def choices(plain: Plain) -> Iterator[FactRead]:
    """Read them; a day partly worked only where the mail speaks of an illness."""
    yield from read_table((*_PREGNANCY, *_BOX, *_CLOSER), plain)
    if _ILL.search(plain.text):
        yield from read_table(_WORKED, plain)
