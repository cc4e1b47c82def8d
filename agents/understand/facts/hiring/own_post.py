"""The class of one's post, other public employers, a recognised handicap, in freer words."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_ACTIVE = r"(?:catégorie active|services? actifs?|emplois? actifs?)(?![a-z])(?! ?\?)"
_A_QUESTION = (
    r"est-ce|est ce|suis-je|est-il|est-elle|relève-t|savoir|sais pas|sûre?(?![a-z])|certain|si mon"
    r"|ou sédentaire|ou active|ou non|ou pas|précise pas|indique pas|faut-il|vérifi|pourri|demande"
)
_PUBLIC = (
    r"(?:mairie|commune|ville|collectivité|(?<=au )ccas(?! où)|(?<=du )ccas(?! où)"
    r"|(?<=le )ccas(?! où| par| contr| échéant)|syndicat|sivom|sivu|agglo[a-z]*|métropole|région"
    r"|communauté de communes|communauté d'agglo|communauté urbaine|département|intercommunalité"
    r"|comcom|hôpital|école|médiathèque|conservatoire|epci|sdis"
    r"|établissement public|com com)s?"
)
_SEVERAL = r"(?:deux|trois|quatre|2|3|4|plusieurs) (?:autres |petites |écoles de musique de )?"
_PLACES = r"(?:communes|mairies|collectivités|villes|employeurs|syndicats|villages)"
_WORKS = (
    r"(?:travaille|bosse|interviens|intervient|exerce|employée?|salariée?|agente?|secrétaire|atsem"
    r"|adjointe?|technicien(?:ne)?|professeure?|enseignante?|policier|policière|garde|animat[a-z]+"
    r"|dgs|cantonnier|assistante?|poste|temps|heures|postes|ménage)"
)
_HANDICAP = (
    r"(?:rqth|(?:reconnaissance|statut|qualité)(?: (?:de|la|en|qualité|comme|du|mon|son)){0,4} "
    r"(?:travailleu(?:r|se)s? handicapée?|handicap|mdph)|(?:titre de )?travailleu(?:r"
    r"|se) handicapée?)"
    r"(?![a-z])"
)
_POSTS = (
    Reading(
        "categorie_active",
        pattern(
            r"(?:mes services|mon métier|son métier|métier|le mien|la mienne|mon grade|son grade"
            r"|mes fonctions|ma carrière|mon corps|mon emploi|mon poste)(?: [a-zé']{1,12}){0,3} "
            r"(?:relèvent|relève|sont|est|fait partie|font partie|figure)"
            rf"(?: (?:bien|des|de|du|en|la|les|dans|un|parmi|classée?s?|toujours)){{0,4}} {_ACTIVE}"
            r"|(?:\d\d|dix-sept|vingt|trente) (?:ans|années) (?:de|en|d'|dans)"
            r" (?:la )?(?:catégorie active"
            r"|services? actifs?|emplois? actifs?)|catégorie(?: active)? ?: ?(?:active|oui)"
            r"|(?:poste|emploi|métier|grade|cadre d'emplois?)(?: [a-z']{1,12}){0,3} est (?:bien "
            r"|donc )?(?:actif"
            r"|en active)(?![a-z])"
            r"|comme moi[^.?!;\n]{0,12} (?:sont|relèvent)[^.?!;\n]{0,15} (?:catégorie active"
            r"|services? "
            r"actifs?)|(?:métier|poste|emploi|grade|fonctions?|suis|services?)"
            r"(?:(?!non |pas )[^.?!;\n]){0,40} (?:classée?s?|reconnue?s?|considérée?s?) (?:comme "
            r"|en |dans l'|dans la |catégorie ){0,2}(?:« ?"
            r"|\")?"
            r"acti(?:f|ve)s?(?![a-z])(?! ?\?)|(?:suis|est|relève|dépends?|appartiens|bénéficie"
            r"|passée?)"
            r"(?: (?:bien|toujours|classée?|rangée?|de|du|en|à|dans|la|l'|un|une|restée?)){0,5} "
            r"(?:catégorie « ?active|catégorie active|services? actifs?|en « ?active)(?![a-z])"
            r"(?! ?\?)|(?:travaillé?|servi|carrière|années|passé)[^.?!;\n]{0,25} en (?:« ?"
            r"|\")?active"
            r"(?![a-z])(?! ?\?)"
        ),
        always(OUI),
        ("activ", "actif"),
        beside=pattern(rf"{_A_QUESTION}|liste|faut|minimum|condition|exig"),
        yes=(
            ("Mes services sont bien des services actifs.", "oui"),
            ("Mon métier est reconnu pénible et classé actif.", "oui"),
            ("Toute ma carrière s'est passée en « active », comme pompier.", "oui"),
        ),
        no=(
            "Je ne sais pas si mon métier est classé actif.",
            "Mon poste est-il classé actif ?",
            "Mon mari a un métier classé actif.",
        ),
    ),
    Reading(
        "categorie_active",
        pattern(
            r"(?:pas|jamais|non)(?: (?:été|classée?s?|rangée?s?|considérée?s?|reconnue?s?|en|de|du"
            r"|d'un"
            r"|dans|la|un|une|le|comme|relevant|relevé|occupé|exercé|travaillé|des|au|d'emploi"
            r"|emploi|poste|droit|à|services?)){0,6} "
            rf"(?:{_ACTIVE}|classée?s? acti(?:f|ve)s?|acti(?:f|ve)s? mais|« ?active|comme acti(?:f"
            r"|ve)s?)"
            r"|(?<!pas )donc sédentaires?(?! ?\?)|aucune? (?:période|année)s? (?:en|de)"
            r" (?:catégorie active|services? actifs?)"
            r"|aucun (?:service|emploi) actif|catégorie active ?: ?non|catégorie ?: ?sédentaire"
            r"|(?:relève|dépends?) (?:du|de la|d'un) (?:[a-z]{4,8} )?sédentaire(?! ?\?)"
            r"|(?:emploi|poste|métier|grade|fonctions?|services?)(?: [a-zé']{1,12}){0,3} (?:est"
            r"|sont"
            r"|reste|restent)(?: (?:classée?s?|en|bien|toujours|dans|la|catégorie|donc"
            r"|dits?)){0,4} "
            r"sédentaires?(?! ?\?)"
        ),
        always(NON),
        ("activ", "actif", "sedentaire"),
        beside=pattern(_A_QUESTION),
        denies=True,
        yes=(
            ("Mon poste n'est pas classé en catégorie active.", "non"),
            ("Je n'ai jamais été en service actif.", "non"),
            ("Un emploi non classé actif.", "non"),
            ("Mon emploi est sédentaire, à quel âge puis-je partir ?", "non"),
        ),
        no=(
            "Je n'ai pas assez d'années de service actif.",
            "Je ne sais pas si mon poste est ou non en catégorie active.",
            "Le poste de mon collègue n'est pas en catégorie active.",
        ),
    ),
    Reading(
        "plusieurs_employeurs",
        pattern(
            rf"{_WORKS}(?:,? [a-z0-9]{{1,14}}){{0,6}} (?:dans|sur|pour|de|entre|par|à|chez|avec) "
            rf"{_SEVERAL}{_PLACES}|(?:mon|son|leur|ai un|a un|avec un|pour un) (?:second|deuxième"
            r"|2e|autre) employeur(?! privé)"
            r"|(?:seconde?|deuxième|autre) (?:mairie|commune|collectivité) comme employeur"
            rf"|(?:chez nous|chez vous|ici)[^.?!;\n]{{0,12}} et (?:un autre|une autre|le reste)"
            rf"[^.?!;\n]{{0,25}} (?:à|au|dans|pour) (?:la |le |l'|une )?{_PUBLIC}"
            r"|multi-?employeurs?|(?:pluri|inter)communale?(?![a-z])|employeur (?:principal"
            r"|secondaire)"
            rf"|(?:partagée?|partage|répartis?|réparti|divisé|à cheval)[^.?!;\n]{{0,25}} (?:entre"
            r"|sur) "
            rf"(?:(?:la|le|l'|ma|une|votre) ?{_PUBLIC}[^.?!;\n]{{0,20}} et (?:la |le |l'|une "
            rf"|celle )|{_SEVERAL}"
            rf"{_PLACES})|(?:{_SEVERAL}|aussi |également |par )(?:{_PLACES} )?(?:me paient"
            r"|m'emploient)"
            rf"|(?:employée?|payée?|rémunérée?|nommée?) (?:à la fois |aussi |également )?(?:par|à) "
            rf"(?:la |le |l'|une )?{_PUBLIC}[^.?!;\n]{{0,25}} et (?:aussi |également )?(?:par|à"
            r"|au) "
            rf"(?:la |le |l'|une |un )?(?:autre )?{_PUBLIC}"
            rf"|\d{{1,2}} ?h(?:eures)?[^.?!;\n]{{0,25}} (?:à|au"
            rf"|pour|dans) (?:la |le |l'|une )?{_PUBLIC}[^.?!;\n]{{0,20}} et \d{{1,2}} ?h(?:eures)?"
            rf"[^.?!;\n]{{0,25}} (?:à|au|pour|dans) (?:la |le |l'|une |celle )?(?:autre )?{_PUBLIC}"
            rf"|(?:mi-temps|temps)[^.?!;\n]{{0,20}} {_PUBLIC}[^.?!;\n]{{0,25}} et [^.?!;\n]{{0,20}}"
            rf"(?:à|dans) (?:celle|celui) d|{_PUBLIC}, (?:et )?(?:le reste|l'autre|les autres jours"
            r"|l'après-midi|le matin|le soir|le mardi|le jeudi|le vendredi"
            rf"|le mercredi)[^.?!;\n]{{0,25}} "
            rf"(?:à|au|dans|pour) (?:la |le |l'|une )?{_PUBLIC}|(?:aussi|également) (?:employée?"
            r"|payée?"
            rf"|rémunérée?|agente?) (?:par|de|à|au|du) (?:la |le |l')?{_PUBLIC}"
            rf"|(?:aussi|également|en plus|complète)[^.?!;\n]{{0,40}} (?:à|au|dans|pour|par|chez"
            r"|avec) (?:la "
            r"|le |l'|une )?(?:autre (?:mairie|commune|collectivité|ville)|(?:mairie|commune"
            r"|ville) "
            rf"(?:voisine|d'à côté)|communauté de communes|agglo[a-z]*|syndicat|sivom)"
            r"|(?:deux|2) (?:contrats|arrêtés|bulletins|fiches de paie|paies|postes) (?:dans|de"
            r"|avec|pour"
            rf"|à|publics) {_SEVERAL}{_PLACES}|{_WORKS}[^.?!;\n]{{0,50}} (?:à|au|pour|dans|chez)"
            r" (?:la |le |l'|une |un |votre |notre )?"
            rf"{_PUBLIC}[^.?!;\n]{{0,25}} et [^.?!;\n]{{0,25}}(?:à|au|pour|dans|chez) (?:la |le |l'"
            r"|une |un )?(?:autre |deuxième )?(?:communauté|agglo|syndicat|sivom|sivu|ccas"
            r"|métropole"
            r"|département|région|(?:mairie|commune|ville) (?:voisine|d'à côté)|autre "
            rf"(?:mairie|commune|collectivité|ville|employeur))|(?:ici|chez vous|pour vous),? et "
            rf"(?:aussi |également )?(?:à|dans|pour|chez|au) (?:la |le |une? )?(?:autre )?{_PUBLIC}"
            rf"|cumule[^.?!;\n]{{0,45}} (?:avec|et) [^.?!;\n]{{0,45}} (?:à |au |pour |dans )(?:la "
            r"|le "
            rf"|l'|une |un )?{_PUBLIC}"
        ),
        always(OUI),
        ("comun", "mairie", "colectivite", "vile", "employeur", "syndicat", "cas", "aglo", "region",
         "departement", "sivom", "metropole", "epci", "etablisement"),
        unless=pattern(
            r"privée?(?![a-z])|anciens?|j'ai (?:eu|travaillé|connu)|successi|carrière|puis-je"
            r"|est-ce qu"
            r"|peut-on|possible|droit de|association|entreprise|changé|avant|quitté|muté|mutation"
            r"|quelles? (?:sont les )?règles|postul|candidat|mes enfants|fusion|transfér|trajet"
            r"|voudrai|souhait|aimerai|autoris|aurai|nouvel|futur|prochain|pas d'autre|aucun"
            r"|télétrav|conjoint"
            r"|habite|domicil|réside|déménag|formation|réunion|déplac"
        ),
        yes=(
            ("Je suis secrétaire de mairie dans deux communes.", "oui"),
            ("Je travaille le matin à la mairie et l'après-midi à la communauté de communes.",
             "oui"),
            ("Je cumule mon poste avec quelques heures au CCAS de la ville voisine.", "oui"),
            ("Je fais le ménage ici et dans une autre mairie.", "oui"),
        ),
        no=(
            "Puis-je être agent de deux communes ?",
            "J'ai travaillé dans deux communes.",
            "Je travaille à la mairie et mes enfants vont à l'école.",
        ),
    ),
    Reading(
        "plusieurs_employeurs",
        pattern(
            r"(?:uniquement|seulement|exclusivement|que) (?:employée?|agente?|salariée?|payée?)"
            rf"(?: communale?)? (?:par|de|pour|à|du) (?:la |le |l'|cette |votre |notre )?{_PUBLIC}"
            r"|(?:aucune? (?:autre|second|deuxième)|pas d'autres?|pas de (?:second|deuxième)"
            r"|ni autre)"
            r" (?:collectivité|employeur|mairie|commune|emploi|poste|patron)(?! ne | n'| (?:a|me"
            r"|m'|veut"
            r"|à|vacant|libre|dispo))|qu'(?:un|une|1)(?: seule?)? (?:employeur|mairie|collectivité"
            r"|patron)"
            r"(?! privé)|(?:que|qu') ?(?:vous|la mairie|la commune|la ville) comme employeur"
            r"|nulle part ailleurs"
            r"|(?:un seul|mon seul|mon unique|seul et unique|unique) (?:patron|employeur)"
            r"|(?:une seule|la seule|une unique|seule) (?:collectivité|mairie"
            r"|commune)(?= ?[,.;:)]| (?:m'"
            r"|me|pour|comme))|(?:travaille|bosse|suis|exerce|employée?) (?:que "
            r"|qu')(?:ici(?![a-z])|(?:pour|à|par|chez"
            rf"|au) ?(?:la |le |l'|cette |votre |notre )?(?:vous|{_PUBLIC}))"
            rf"|(?:un|1) employeur ?[,:(] ?(?:la |le |l'|votre |notre ){_PUBLIC}"
            rf"|{_WORKS} (?:uniquement|seulement|exclusivement) (?:à|pour|dans|chez|au) "
            rf"(?:la |le |cette |votre |notre )?(?:vous|{_PUBLIC})"
        ),
        always(NON),
        ("employ", "emploi", "agent", "colectivite", "mairie", "comune", "vile", "salarie", "paye",
         "travaile", "nule part",
         "patron", "poste"),
        unless=pattern(r"est-ce|puis-je|privée?(?![a-z])|trouv|cherch|refus|postul|si "),
        denies=True,
        yes=(
            ("Je suis uniquement employée par la mairie.", "non"),
            ("Je n'ai aucun autre employeur.", "non"),
            ("Je n'ai qu'un employeur.", "non"),
            ("C'est simple : un employeur, la commune.", "non"),
        ),
        no=(
            "Aucune autre collectivité ne veut de moi.",
            "Est-ce que je dois n'avoir qu'un employeur ?",
            "Je travaille quatre jours par semaine.",
        ),
    ),
    Reading(
        "handicap_reconnu",
        pattern(
            r"(?:j'ai|viens de|ai|a|avoir|vient de|ayant)(?: (?:bien|enfin|déjà)){0,2} (?:recevoir"
            r"|obtenir|reçu|obtenu|eu)(?: (?:de la mdph|ma|la|une|sa|le|mon|son)){0,2} "
            rf"{_HANDICAP}|handicap (?:a été |est )?(?:bien |officiellement )?reconnu|reconnue?"
            r" (?:par la "
            r"(?:mdph|cdaph)|handicapée?|(?:comme )?(?:agente? "
            r"|personne )?(?:en situation de )?handicap)"
            rf"|(?:j'ai|il a|elle a|agente? a|ayant|avec) (?:bien )?(?:le|la|une?|ma) {_HANDICAP}"
            rf"|mdph[^.?!;\n]{{0,20}}[ ']accord(?!era)[a-z]{{1,3}}[^.?!;\n]{{0,12}} {_HANDICAP}"
            r"|(?:bénéficie|dispose|titulaire|détiens|détient|possède"
            rf"|bénéficiaire)(?: [a-z']{{1,9}})"
            rf"{{0,3}} {_HANDICAP}|(?:suis|est|étant) boe(?![a-z])|{_HANDICAP} en poche"
            rf"|{_HANDICAP} (?:est )?(?:valable|valide|jusqu|accordée|obtenue|à vie|permanente"
            r"|depuis|en cours de validité)|mdph (?:m'a|l'a|vient de (?:me|le|la)) reconnu"
        ),
        always(OUI),
        ("rqth", "handicap", "mdph"),
        unless=pattern(
            r"expir|périm|en attente|j'attends|est-ce que|puis-je obtenir|comment|avais|refus"
            r"|plus (?:valable|valide)|arrêtée|enfant|fils|fille|être reconnu|non |demand|dossier"
            r"|devenir"
        ),
        yes=(
            ("Je viens de recevoir ma reconnaissance de la MDPH.", "oui"),
            ("J'ai obtenu la reconnaissance de travailleur handicapé.", "oui"),
            ("Mon handicap est reconnu depuis 2020.", "oui"),
        ),
        no=(
            "Mon fils vient de recevoir sa reconnaissance de la MDPH.",
            "Comment obtenir la reconnaissance de travailleur handicapé ?",
            "Ma demande de RQTH est en attente.",
        ),
    ),
    Reading(
        "handicap_reconnu",
        pattern(
            r"pas(?: encore)? (?:(?:de|la|d'une?|eu|fait|obtenu|reçu|ma|sa|une|été|encore) ){0,4}"
            rf"{_HANDICAP}|pas(?: encore)? (?:été )?reconnue?s?(?: (?:comme|en|tant|que|qualité|de)"
            r"){0,3} (?:travailleu(?:r|se)s? )?handicapée?"
            r"|(?:pas|jamais)(?: (?:encore|été|fait|faire)){0,3} reconn[a-z]{1,6}[^.?!;\n]{0,20}"
            rf"handicap|sans rqth|jamais (?:eu |demandé )(?:de |la |ma )?{_HANDICAP}"
            rf"|(?:plus (?:de |la |ma )?|aucune? ){_HANDICAP}|mdph (?:m'a |l'a |a "
            r"|me l'a )(?:été )?(?:refus|rejet)"
            rf"|{_HANDICAP}[^.?!;\n]{{0,30}}(?:périm|expiré|caduque|pas été (?:renouvelée|accordée)"
            r"|plus (?:valable|valide)|(?:m'a été |a été )refusée?|n'a pas été)"
        ),
        always(NON),
        ("rqth", "handicap", "mdph"),
        unless=pattern(
            r"est-ce|faut-il|renouvellement (?:est )?(?:en cours|demandé)|cours de renouv|enfant"
            r"|fils"
            r"|fille|aménag[a-z]+ (?:qui|pas)|pas (?:la|ma) rqth (?:qui|en|sur)"
            r"|pas (?:transmis|donné|envoyé|retrouvé|joint|déclaré)"
        ),
        denies=True,
        yes=(
            ("Je n'ai pas de RQTH, seulement un certificat.", "non"),
            ("Elle n'est pas reconnue travailleuse handicapée.", "non"),
            ("Mon agent n'a jamais fait reconnaître son handicap.", "non"),
            ("Ma RQTH est périmée depuis l'été.", "non"),
        ),
        no=(
            "Ma collègue n'a pas de RQTH.",
            "Mon fils n'est pas reconnu handicapé.",
            "Je n'ai pas transmis ma RQTH.",
        ),
    ),
)  # fmt: skip


def own_posts(plain: Plain) -> Iterator[FactRead]:
    """Read what is told of the writer's post, employers and handicap in other words."""
    yield from read_table(_POSTS, plain)
