"""What a contract is for, told by its circumstances: an absence, a vacancy, a rush, a project."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_ASKED = pattern(
    r"est-ce|puis-je|peut-on|peut-il|peut-elle|faut-il|doit-on|pourrait|pourrais-je|y a-t-il"
    r"|combien|comment|si on|si l'on|je (?:voudrais|souhaite|cherche)"
)
_OF_OTHERS = pattern(
    r"(?:une?|mon|ma|mes|nos|notre) collègues?(?! (?:absent|malad|en (?:congé|arrêt|longue"
    r"|maternité))|,? (?:est|était) (?:partie?|absente?|en (?:congé|arrêt)))[^.?!;]{0,30} "
    r"(?:est|a|remplace|fait|assure)(?![a-z])|voisin|(?:me|se|nous) (?:faire )?remplacer"
    r"|(?:va|vont|doit|pourra|pourrait) me remplacer|remplacée? pendant (?:mes|mon)"
    r"|mon remplaçant|prestataire|intérimaire|stage de"
)
_HIRED = (
    r"(?:contrat|cdd|recrutée?s?|embauchée?s?|engagée?s?|engagement|contractuele?|embauche"
    r"|recrutement|(?:m'a|m'ont|m'avez|l'a|l'ont|l'avons|on a|ont|avons|a été|ai été|été|suis) "
    r"(?:prise?|appelée?)(?! (?:rendez|en charge|mon |ma |un |une ))|mission|agente?)(?![a-z])"
)
_HOLDS = (
    r"(?:je|j'|il|elle|qui|mme [a-z-]+|m\. [a-z-]+|agente?) ?(?:dépanne|tiens|tient|assure|occupe"
    r"|fais|fait|prends|prend|couvre|supplée|travaille|bosse|suis|est|ai pris|a pris"
    r"|reste)(?![a-z])"
)
_ABSENT = (
    r"(?:congé|arrêt|longue (?:maladie|durée)|maternité|grossesse|absence|disponibilité"
    r"|détachement|formation|maladie|temps partiel)"
)
_RUSH = (
    r"(?:hausse|afflux|pic|surcroît|surplus|augmentation|montée|explosion|excès|surcharge"
    r"|accroissement|vague|débordement)"
)
_WORK = (
    r"(?:d'activités?|de l'activité|de (?:travail|charge|dossiers|demandes|boulot|commandes"
    r"|fréquentation)|des (?:demandes|dossiers|inscriptions|effectifs)|de la (?:charge"
    r"|fréquentation|demande)|d'inscriptions|du travail|saisonnière?)"
)
_PUBLIC_SERVANT = r"(?:fonctionnaires?|titulaires?|lauréate?s?|statutaires?)"
_CASES = (
    (
        "remplacement",
        (
            rf"{_HOLDS}[^.?!;]{{0,50}}(?:le temps (?:d[ue]s? |de l'|de son )(?:[a-z]{{1,9}} )?"
            rf"{_ABSENT}|pendant (?:son|sa|le|la|l'|un|une) ?{_ABSENT} d[e'u]"
            rf"|poste de [a-z-]{{2,14}}(?: [a-z-]{{2,14}})?,? (?:pendant|durant) (?:son|sa) )"
            r"|(?:le temps|en attendant|jusqu'à ce) qu(?:e |')(?:l'agente? |l'intéressée? "
            r"|la personne |le collègue |son [a-z]{4,10} |sa [a-z]{4,10} |la titulaire |le"
            r" titulaire |la collègue |elle |il |mme [a-z-]{2,14} |m\. [a-z-]{2,14} |[a-z-]{2,14} )"
            r"(?:du poste )?(?:revienn|rentre|soit de retour|soit rétabli|repren|va mieux|aille)"
            r"|(?:celle|celui|personne|agente?|collègue|titulaire) que je remplace(?![a-z])"
            rf"|à la place (?:de |d'|du )[^.?!;]{{2,40}} (?:absente?|malade|en {_ABSENT}|parti)"
            rf"|(?:titulaire|collègue)[^.?!;]{{0,12}} (?:est|étant) (?:[a-z]{{2,10}} )?(?:en"
            rf" {_ABSENT}|absente?|malade)[^.?!;]{{0,50}} (?:je suis là|son poste|sa place|contrat"
            rf"|cdd)|{_HIRED}[^.?!;]{{0,40}} (?:pallier|combler|couvrir|compenser) (?:l'absence"
            r"|l'arrêt|le congé|un congé|une absence)"
            r"|(?:jusqu'au|en attendant le|dans l'attente du) retour (?:de |d'|du )(?!congé|mon "
            r"|ma )"
            rf"|{_HIRED}[^.?!;]{{0,40}} (?:est|c'est|:|comme|pour|en|un|le|d'un|simple) ?(?:un )?"
            r"remplacement(?![a-z])"
            rf"|(?:en|durant|pendant) l'absence d[e'u][^.?!;]{{1,40}} (?:avons|ai|a|ont|été|avez"
            rf"|suis)"
            r" (?:été )?(?:recrutée?|embauchée?|pris|prise|engagée?|fait appel)"
            rf"|(?:recrutée?|embauchée?|prise?|engagée?|contrat|cdd)[^.?!;]{{0,40}} (?:pendant"
            rf"|durant"
            rf"|pour|en|à cause de) (?:l'absence|le congé|l'arrêt|la maternité|la longue maladie"
            r"|l'indisponibilité) (?:de |d'|du )(?!ma |mon )"
            r"|(?:assure|fais|fait|assurer|tient|tiens)[^.?!;]{0,12} (?:l'intérim|la suppléance)"
            r"|(?:suis|comme|en tant que|poste de|contrat de|cdd de|agente?|embauchée?|recrutée?)"
            r" (?:une? )?(?:remplaçante?|suppléante?)(?![a-z])|(?:cdd|contrat) de (?:son|sa|la|le"
            r"|mon)"
            r" (?:remplaçante?|suppléante?)"
            r"|(?:j'ai|a|avons) remplacé (?:une?|la|le|mme|m\.)(?![a-z])"
            r"|en remplacement (?:de |d'|du )(?!mon |ma )|(?:contrat"
            r"|cdd)[^.?!;]{0,20} en remplacement"
        ),
        (
            "J’occupe le poste de Claire pendant son congé parental.",
            "Je suis là jusqu’à ce que la titulaire rentre.",
            "On m’a recrutée pendant la longue maladie d’une ATSEM.",
            "Mon CDD est un simple remplacement, puis-je partir avant ?",
            "J’assure la suppléance de la responsable du guichet.",
            "En l’absence de Mme Blin, nous avons embauché une vacataire.",
            "Contractuelle en remplacement d’un agent malade.",
            "Je suis suppléante à l’état civil.",
        ),
        (
            "Qui va assurer mon remplacement pendant mes congés ?",
            "Je suis en congé le temps que ma blessure guérisse.",
            "Je suis en arrêt jusqu’au retour de mon mari.",
        ),
    ),
    (
        "accroissement",
        (
            rf"{_RUSH}(?: [a-zé]{{4,14}}){{0,2}} {_WORK}(?![^.?!;]{{0,40}}heures sup)"
            r"|besoins? (?:occasionnels?|ponctuels?|temporaires?|passagers?)"
            rf"|(?:recrutée?|embauchée?|engagée?|prise?|contrat"
            rf"|cdd)[^.?!;]{{0,30}} (?:ponctuele?ment"
            r"|occasionnellement|en renfort|en surnombre|pour (?:aider|absorber|épauler|soulager"
            r"|renforcer|donner un coup de main|faire face))"
            r"|(?:donne|donner|prête|prêter|simple) (?:un )?(?:petit )?(?:coup de main"
            r"|main[- ]forte)"
            r" (?:temporaire|ponctuel|au service|à l'équipe)"
            r"|(?:trop|beaucoup) de (?:boulot|travail|dossiers|demandes|taf)[^.?!;]{0,40} "
            r"(?:m'ont|m'a|l'ont|l'a|on a|ont|avons|a été|suis) (?:été )?(?:prise?|embauchée?"
            r"|recrutée?|engagée?)"
            r"|(?:débordée?s?|submergée?s?)(?![a-z])[^.?!;]{0,60} (?:embauche|recrut|engag|pris"
            r"|contrat)"
            r"|(?:contrat|cdd|recrutée?|embauchée?|engagée?|renfort|prise?)(?![a-z])[^.?!;]{0,40} "
            r"(?:coup de (?:feu|bourre)|rush|période (?:chargée|tendue|de pointe)|pic)(?![a-z])"
            r"|(?:en|comme|venue? en|simple) renfort(?![a-z])"
            r"|activité (?:ayant|a|avait|avoir) (?:[a-z]{4,9} )?(?:augmenté|explosé|grimpé|doublé)"
        ),
        (
            "CDD conclu à cause d’une hausse temporaire d’activité.",
            "Mon contrat répond à un besoin occasionnel du service.",
            "J’ai été embauchée pour absorber les dossiers en retard.",
            "Il y avait trop de travail et on m’a prise trois mois.",
            "Le service était submergé, d’où mon recrutement.",
        ),
        (
            "Il y a un pic de grippe en ce moment.",
            "Je suis débordée, que faire ?",
        ),
    ),
    (
        "saison",
        (
            r"(?:jobs?|emplois?|boulots?|contrat|cdd|poste|travail|embauche) (?:d'été"
            r"|de (?:la )?saison"
            r"|saisonnier|d'hiver|pour l'été|estival)(?![a-z])"
            r"|(?:ma|sa|une|cette|deuxième|première|leur) saison (?:d'été|d'hiver|estivale"
            r"|hivernale"
            r"|à la|au|de (?:ski|piscine|plage|baignade))"
            r"|(?:fini|finis|finit|termine|terminé|fait|commencé|commence|fais) (?:ma|la|une|sa"
            r"|cette)"
            r" saison(?![a-z])"
            r"|(?:recrutée?|embauchée?|engagée?|contrat|cdd|prise?|surveillante?|sauveteur"
            r"|animat(?:eur|rice)|maîtres?[- ]nageu(?:r|se)|plagiste|moniteur|monitrice|travaille"
            r"|bosse)(?![a-z])[^.?!;]{0,40} (?:pour|pendant|durant|cet|sur) "
            r"(?:l'|la saison d'|la saison |tout l'|les vacances d'|la période )?(?:été|estivale"
            r"|touristique|balnéaire|d'hiver|hivernale)(?![a-z])(?! malade| en arrêt)"
            r"|(?:contrat|cdd|recrutée?|embauchée?|engagée?|travaille|travaillé|bossé)(?![a-z])"
            r"[^.?!;]{0,30} (?:juillet et août|juillet[- ]août|deux mois d'été|l'été dernier"
            r"|cet été)(?![a-z])"
            r"|saisonni(?:er|ère) (?:à|au|aux|en|de|chez)(?![a-z])"
        ),
        (
            "J’ai eu un emploi d’été au musée.",
            "Ma saison à la piscine se termine dimanche.",
            "Embauché pour tout l’été comme agent de propreté.",
            "J’ai fait la saison et je n’ai pas été payée.",
        ),
        ("Je prends mes congés pendant l’été.", "La saison des impôts commence."),
    ),
    (
        "projet",
        (
            r"(?:recrutée?|embauchée?|engagée?|contrat|cdd|prise?|engagement|mission)(?![a-z])"
            r"[^.?!;]{0,30} pour (?:mener|réaliser|conduire|piloter|porter|mettre en oeuvre"
            r"|monter|accompagner|la durée d[ue]|le temps d[ue'])[^.?!;]{0,20}"
            r"(?:projet|programme|opération|chantier)(?![a-z])"
            r"|pour (?:mener|réaliser|conduire|piloter|mettre en oeuvre) (?:à bien )?(?:le|un|ce)"
            r" (?:projet|programme|opération)[^.?!;]{0,60} (?:contrat|cdd|recrut|embauch|engag)"
            r"|(?:contrat|cdd|engagement|mission)(?![a-z])[^.?!;]{0,40} (?:fin|achèvement"
            r"|réalisation"
            r"|terme|durée) d[ue] (?:projet|programme)"
            r"|(?:contrat|engagement|cdd)(?![a-z])[^.?!;]{0,30} (?:quand|lorsque"
            r"|dès que) le projet "
            r"(?:sera|est|aura)"
            r"|(?:recrutée?|embauchée?|engagée?|contrat|cdd|prise?)(?![a-z])[^.?!;]{0,40} "
            r"(?:le temps|pour|jusqu'à|jusqu'au|sur|autour) (?:d'un |du |de ce |le |ce |un "
            r"|la fin du "
            r"|la livraison du |l'achèvement du )projet(?! de (?:vie|formation|service))(?![a-z])"
            r"|(?:ma|sa|notre) mission (?:s'arrête|s'achève|se termine|finit"
            r"|prend fin)[^.?!;]{0,20}"
            r" projet"
            r"|contrat[- ]projet|(?:cdd|contrat) (?:est )?liée? (?:à un|au) projet"
            r"|l?\.? ?332-2[456](?![0-9])"
        ),
        (
            "J’ai été recrutée pour piloter le projet de la médiathèque.",
            "Mon contrat dure jusqu’à la réalisation du projet.",
            "Mon CDD est lié à un projet européen.",
            "Contrat L. 332-24, trois ans.",
        ),
        (
            "Je suis embauché comme chef de projet.",
            "Mon projet de formation est prêt.",
        ),
    ),
    (
        "vacance",
        (
            r"vacance (?:temporaire )?(?:d'(?:un )?(?:emploi|poste)|d[eu] (?:l'emploi|poste"
            r"|mon poste))"
            r"|(?:poste|emploi)[^.?!;]{0,30} (?:laissé|resté|devenu|encore|toujours|demeuré|est"
            r"|était)"
            r" (?:vacant|vide|libre|à pourvoir|non pourvu)(?![a-z])"
            r"|(?:poste|emploi|place)[^.?!;]{0,30} (?:n'est|n'était|n'a|est)"
            r" (?:pas|toujours pas|encore pas)"
            r" (?:encore |été )?(?:pourvue?|remplacée?)"
            rf"|(?:en attendant|dans l'attente|en attente|jusqu'à|d'ici à|d'ici|avant)"
            r" (?:de |d'|que |qu'|ce qu'|l[ae] )?(?:l'arrivée |nomination |recrutement |"
            r"l'affectation |embauche |embaucher |recruter |nommer |trouver )?(?:de |d'|l[ae] )?"
            rf"(?:une? |future? |nouvele? |vrai ){{0,2}}{_PUBLIC_SERVANT}(?![a-z])"
            r"(?! (?:rentr|revien|repren|soit))"
            rf"|le temps (?:de |d'|que |qu')(?:l[ae] (?:ville|mairie) )?(?:trouver?|recruter?"
            rf"|nommer?"
            rf"|embaucher?|pourvoir) (?:une? |le poste|définitivement)"
            r"|(?:parti|retraite|mutation|muté)[^.?!;]{0,50} (?:pas"
            r"|toujours pas) (?:encore )?(?:été )?"
            r"(?:remplacée?|pourvu)"
            rf"|faute (?:de|d'un) (?:candidats? )?{_PUBLIC_SERVANT}[^.?!;]{{0,40}} (?:m'a|m'ont|l'a"
            r"|l'ont|été|avons|a) (?:été )?(?:prise?|recrut|embauch|engag)"
            r"|(?:avis de vacance|annonce|offre)[^.?!;]{0,40} sans (?:candidat|réponse|succès)"
            r"[^.?!;]{0,40} (?:embauch|recrut|pris|engag)"
        ),
        (
            "Le poste est toujours vacant, je l’occupe en CDD.",
            "Je suis là en attendant un titulaire, contrat d’un an.",
            "Le poste n’est pas encore pourvu, j’ai signé un CDD.",
            "Contrat signé d’ici à l’arrivée d’un titulaire.",
        ),
        ("Quels postes sont à pourvoir ?",),
    ),
    (
        "permanent",
        (
            rf"(?:{_HIRED}|occupe|tiens|occupant)[^.?!;]{{0,50}} (?:un |l'|mon |d'un |des |les "
            rf"|son |«"
            r"|« )?"
            r"(?:emplois?|postes?|besoins?) permanents?(?![a-z])(?! vacant)"
            r"|besoin permanent d[ue] |(?:contrat|cdd|emploi|poste)[^.?!;]{0,30} pérenne(?![a-z])"
            r"|(?:besoins des? services?|nature (?:de mes|de ses"
            r"|des) fonctions)[^.?!;]{0,30} justifi"
        ),
        (
            "J’ai été prise sur un emploi permanent, pour deux ans.",
            "Mon contrat est fondé sur un besoin permanent du service.",
            "J’occupe un emploi permanent comme contractuelle.",
        ),
        ("Je voudrais un emploi permanent.", "Mon contrat n’est pas sur un emploi permanent."),
    ),
)
_CASE_ROWS = tuple(
    Reading(
        "cas_du_contrat",
        pattern(written),
        always(name),
        ("contrat", "cd", "rempla", "supl", "interim", "titulaire", "temps", "abs", "besoin",
         "activite", "travail", "boulot", "saison", "ete", "projet", "program", "332", "vacan",
         "poste", "emploi", "fonctionaire", "renfort", "main", "recrut", "embauch", "retour",
         "atend", "taf", "dosiers"),
        unless=_OF_OTHERS,
        beside=_ASKED,
        own=False,
        imperfect=True,
        denies=name in {"vacance", "projet"},
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _CASES
)  # fmt: skip


def cases(plain: Plain) -> Iterator[FactRead]:
    """Read what a contract is for."""
    yield from read_table(_CASE_ROWS, plain)
