"""Meals, day and handicap of a mission, in other words than those of a statement of expenses."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    told_count,
)
from statute.facts import FACTS, OUI, FactRead
from statute.french import Plain, pattern

_, NON = FACTS["mobilite_reduite"].choices
_ON_A_MISSION = pattern(
    r"mission|déplacements?|déplacée?|formation|hôtel|nuits?(?![a-z])|nuitées?|hébergement|congrès"
    r"|salon|séminaire|colloque|frais|rembours|trajet|aller[- ]retour|km|kms|kilom|réunion|stage"
    r"|sortie|repas|péages?|parking|voiture|train|pour le service|tribunal|ministère"
)
_MEAL = r"(?:repas|déjeuners?|dîners?)(?![a-z])"
_MY_OWN = (
    r"(?:à (?:mes|ses|nos) (?:propres )?frais|à (?:ma|sa) charge|de (?:ma|sa) poche"
    r"|payés? par (?:moi|lui|elle|l'agente?)|sur (?:mes|ses) (?:propres )?deniers|pour ma pomme"
    r"|non fournis?|non pris en charge|pas pris en charge|au restaurant|à (?:me |lui )?rembourser"
    r"|avancés?|réglés? (?:par|moi)|par mes propres moyens|moi-même|sur place payés?)"
)
_TIMES = r"(?:fois|reprises)"


_BY_KIND = pattern(rf"{NUMBER} (?:déjeuners?|dîners?|repas (?:du |de )(?:midi|soir))(?![a-z])")
"""Meals told one kind after the other are added up elsewhere."""


_MEALS = (
    Reading(
        "repas_a_ses_frais",
        pattern(
            rf"(?P<n>{NUMBER}) {_MEAL}(?: (?!offert|fourni|gratuit)[a-zé']{{2,12}}){{0,4}}?"
            rf" {_MY_OWN}|(?:avancé|réglé|payé|repayé|pris|acheté|mangé|avancer|payer|régler|reste)"
            rf"(?: (?:moi-même|de ma poche|seulement|donc|aussi|en tout)){{0,2}} (?P<m>{NUMBER})"
            rf" {_MEAL}(?! (?:par jour|par semaine|offert|fourni))"
            rf"|repas(?: (?:payés?|à rembourser|à ma charge|à mes frais|pris|réglés|avancés))?"
            rf" ?(?:[:=]|x|\*) ?(?P<o>\d\d?)(?!\d| ?(?:€|euros|h(?![a-z])|/)|[,.]\d)"
            rf"|repas (?P<p>\d\d?)(?= ?[,;.)]| \()(?![,.]\d)"
            rf"|(?:mangé|déjeuné|dîné|nourrie?|restaurée?)(?: [a-zé']{{2,9}}){{0,4}}? (?:à )?"
            rf"(?P<q>{NUMBER}) {_TIMES}(?: [a-zé']{{2,9}}){{0,3}}? {_MY_OWN}"
            rf"|(?:mangé|déjeuné|dîné|nourrie?|restaurée?) {_MY_OWN}(?: à)? (?P<r>{NUMBER})"
            rf" {_TIMES}"
        ),
        told_count,
        ("repas", "dejeuner", "diner", "mange", "dine", "nouri", "dejeune", "restaure"),
        unless=pattern(
            "par (?:jour|semaine|mois)|portage|prépar|élèves|titres?[- ]restau|maximum|combien de"
            "|télétravail|barquettes?|dont (?:un|une|deux|trois|\\d)"
        ),
        beside=pattern(r"(?<!non )(?<!pas )(?:offerts?|gratuits?)|cantine(?! fermée)"),
        yes=(
            ("Mission à Dax : trois repas non fournis", "3"),
            ("j'ai mangé 4 fois à mes frais pendant la formation", "4"),
            ("Repas payés : 6, nuits : 2, déplacement à Dax", "6"),
            ("hôtel x2, repas x5, train", "5"),
            ("L'agent a réglé 2 déjeuners lors du congrès, le troisième étant offert", "2"),
            ("Je me suis restaurée par mes propres moyens à trois reprises en mission", "3"),
        ),
        no=(
            "En formation, 3 repas fournis au restaurant administratif",
            "Ma collègue a mangé 4 fois à ses frais en mission",
            "Je livre 3 repas à payer par jour, frais compris",
            "En mission, je n'ai pas réglé 2 repas",
        ),
    ),
)
_PUBLIC_PLACE = pattern(
    r"aux (?:usagers|personnes|élèves)|des (?:usagers|personnes|élèves)|accueil des|du public"
    r"|les (?:usagers|personnes)|places? |rampe|ascenseur|(?:mon|ma) (?:mari|femme|fils|fille|mère"
    r"|père)|salle"
)
_HANDICAP = (
    Reading(
        "mobilite_reduite",
        pattern(
            r"(?:je suis|suis|étant|est|qui suis|agente?|reconnue?)(?: (?:moi-même|une?|agente?"
            r"|handicapée?|bien|en situation de handicap|et|personne)){0,4}"
            r" (?:à|avec|en situation de|de) (?:une )?mobilité (?:très )?réduite"
            r"|(?:ma|une|la|sa) mobilité (?:est |étant )(?:très )?réduite"
            r"|(?<=[,;:(.] )(?:agente? )?(?:à|en situation de) mobilité réduite"
            r"|(?:je suis|suis|étant|agente?|en tant que|statut|est)(?: une?)?(?: agente?)? pmr"
            r"(?![a-z])|(?:je suis|suis|étant|agente?|est) (?:handicapée? moteur|amputée?"
            r"|paraplégique|hémiplégique|en fauteuil)"
            r"|mobilité réduite ?[:(,]? ?oui|mobilité réduite[^.?!;\n]{0,30}coché (?:la case )?oui"
            r"|(?:ma|une|la) carte (?:mobilité inclusion|cmi)|(?:mon|un|le) handicap moteur"
            r"|(?:me déplace|circule|suis|est) en fauteuil|je (?:marche|me déplace) avec (?:des"
            r"|mes|deux|une) (?:béquilles|cannes?|déambulateur)"
        ),
        always(OUI),
        (
            "mobilite",
            "moteur",
            "fauteuil",
            "bequiles",
            "cane",
            "deambulateur",
            "pmr",
            "amput",
            "plegique",
        ),
        unless=_PUBLIC_PLACE,
        yes=(
            ("Étant à mobilité réduite, j'ai pris un hôtel accessible en mission", "oui"),
            ("J'ai la carte mobilité inclusion, quel tarif pour la nuit d'hôtel ?", "oui"),
            ("Mobilité réduite : oui, 2 nuits à Tours", "oui"),
            ("Je me déplace en fauteuil, frais de mission", "oui"),
            ("Agente en situation de handicap avec mobilité réduite, nuits à Lyon", "oui"),
        ),
        no=(
            "Formation à l'accueil des personnes à mobilité réduite, frais ?",
            "Ma collègue est en fauteuil, mission à Tours",
            "Si j'étais à mobilité réduite, quel tarif d'hôtel ?",
        ),
    ),
    Reading(
        "mobilite_reduite",
        pattern(
            r"(?:n'est|ne suis|suis|n'étant|n'étais|n'ai) (?:donc )?(?:pas|ni|nullement|aucun)"
            r"(?: (?:une?|agente?|personne|concernée? par|handicapée? (?:et|ni)|de|en situation de"
            r"|handicapée?|handicap|ni)){0,4} ?(?:à |une |la |par la )?"
            r"(?:mobilité réduite|pmr(?![a-z])|en fauteuil|de handicap|handicapée?(?![a-z])"
            r"|handicap(?![a-z]))"
            r"|ni handicap(?:ée?)?,? ni|sans (?:aucun )?handicap|aucun handicap|pas de handicap"
            r"|pas handicapée?|(?:sans|aucune?|pas de|ni) (?:problème de )?mobilité réduite"
            r"|handicap(?:ée?)? ?[:,]? ?(?:non|aucun|néant)(?![a-z])"
            r"|(?:je suis|suis|agente?) (?:parfaitement |tout à fait |bien )?valide(?![a-z])"
            r"|mobilité réduite ?[:,(]? ?(?:non|néant)(?![a-z])"
            r"|mobilité réduite[^.?!;\n]{0,35}coché (?:la case )?non"
        ),
        always(NON),
        ("mobilite", "handicap", "pmr", "fauteuil", "valide"),
        unless=pattern(r"(?:mon|ma) (?:mari|femme|fils|fille|mère|père)|collègue|usagers|public"),
        denies=True,
        imperfect=True,
        yes=(
            ("Je ne suis pas à mobilité réduite, mission à Dijon", "non"),
            ("Mobilité réduite : non. Deux nuits à Paris.", "non"),
            ("Je n'ai aucun handicap, deux nuits d'hôtel à Tours", "non"),
            ("pas handicapée, 3 repas et un train en mission", "non"),
        ),
        no=(
            "Ma fille n'est pas handicapée, frais de mission",
            "La mission porte sur le handicap, deux nuits à Tours",
        ),
    ),
)
_WENT = (
    r"(?:me suis|m'étais|s'est|suis|est|sommes|étions|étais|était|ai été|a été|avons été|m'a|ai dû"
    r"|a dû|me|pour)(?: (?:tous|bien|donc|aussi))? "
    r"(?:rendue?s?|rendre|allée?s?|aller|partie?s?|parti|partir|déplacée?s?|accompagnée?s?"
    r"|envoyée?s?|montée?s?|venue?s?|à [a-z]|en (?:mission|déplacement|formation|réunion))"
)
_WHAT = (
    r"(?:mission|déplacement|réunion|congrès|salon|séminaire|colloque|visite|frais|convocation"
    r"|trajet|voyage|journée|état de frais|note de frais|à ma charge|à mes frais)"
)
_OTHER_DAY = pattern(
    r"congés?(?! de formation)|télétravail|cpf(?![a-z])|arrêt(?![a-z])|délibération|décret"
    r"|paie(?![a-z])|indemnité de résidence|abonnement|signée?|hôpital|urgences|médecin|accident"
    r"|mutation|détachement|disponibilité|entretien|recrut|retraite|maladie|concours (?:de|du)"
    r"|naissance|accouch|obsèques|mariage"
)
_SAID_SINCE = pattern(
    r"(?:factures?|courrier|mail|demande|dossier|envoyée?|transmise?s?|reçue?|déposée?|depuis"
    r"|jusqu'au|avant|dès|à partir du|virement)[^.?!;\n]{0,25}$"
)
_ON_BUSINESS = pattern(
    r"mission|déplace|service|frais|hôtel|nuits?(?![a-z])|repas|péage|parking|voiture|km|kilom"
    r"|réunion|ministère|tribunal|préfecture|avance|rembours|jury|salon|congrès|séminaire|colloque"
    r"|formation|tickets?|train"
)
_DAY = (
    DayReading(
        "date_du_deplacement",
        pattern(
            rf"{_WENT}[^.?!;\n]{{0,50}}? (?:le |ce |du |, ?)?$|{_WENT} ?$"
            rf"|{_WHAT}(?: [^.?!;:,\n]{{0,35}})?(?: (?:a eu lieu|date|était)|,| ?:)? ?"
            r"(?:le |du |de |au )?$"
            r"|(?:jour|date) (?:de |du )(?:mon |la |ma |ce |cette |son )?(?:déplacement|mission"
            r"|réunion|voyage|trajet) ?:? ?(?:le |est le |était le )?$"
        ),
        ("alee", "ale", "rend", "parti", "deplace", "mision", "reunion", "congres", "salon",
         "seminaire", "coloque", "visite", "frais", "convocation", "trajet", "voyage", "journe",
         "charge", "etions", "etais", "acompagne", "envoye", "monte", "venu", "ete", "km", "kilom"),
        unless=_OTHER_DAY,
        about=_ON_BUSINESS,
        not_before=_SAID_SINCE,
        past=True,
        imperfect=True,
        after=re.compile(
            r"^ ?[,:] ?(?:mairie|domicile|aler|trajet|deplacement|mision|reunion)"
            r"|^,? (?:je suis|j'ai ete|nous sommes|il est|ele est|je me suis)"
            r" (?:ale|parti|rendu|deplace|alee|partie)"
        ),
        yes=(
            ("Je me suis rendue à Nantes le 6 octobre 2026 pour une réunion", "2026-10-06"),
            ("Hier je suis allé à Rouen pour le service avec ma voiture, 90 km", "2026-11-23"),
            ("La mission a eu lieu le 9 novembre à Metz, deux repas", "2026-11-09"),
            ("État de frais du 5 novembre : deux repas", "2026-11-05"),
            ("Elle est partie en mission à Brest le 3 nov., 120 euros de frais", "2026-11-03"),
        ),
        no=(
            "Je suis allée chez le médecin le 6 octobre, quels frais ?",
            "La facture de la mission, envoyée le 6 octobre, n'est pas payée",
            "Ma collègue est allée à Metz le 9 novembre, frais de mission",
        ),
    ),
)  # fmt: skip


def mission_told(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the meals, the handicap and the day of a mission."""
    if _ON_A_MISSION.search(plain.text):
        if len(_BY_KIND.findall(plain.text)) <= 1:
            yield from read_table(_MEALS, plain)
        yield from read_table(_HANDICAP, plain)
        yield from read_days(_DAY, plain, received)
