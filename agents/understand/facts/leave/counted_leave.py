"""Days of leave of the year as people count them: due, taken, none taken, left; days of the CET."""

from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import NUMBER
from agents.understand.readings import Reading, always, count, read_table, total
from statute.facts import FactRead
from statute.french import Plain, pattern

_DAYS = r"(?:jours?|j)(?![a-z])"
_NO_LEAVE = (
    r"(?! (?:de |d')?(?:mala|mat|pat|paren|form|bonif|long|sans|excep|grave|adop|proche|enfant"
    r"|présence|solidarité|santé))"
)
_NAMED = rf"(?: ?(?:de |d')?(?:ca(?![a-z])|congés?(?![a-z])(?: annuels?)?{_NO_LEAVE}|vacances))"
_LEAVE = rf"(?:{_DAYS}{_NAMED}?|ca(?![a-z])|congés?(?![a-z])(?: annuels?)?{_NO_LEAVE})"
_HAS = r"(?:ai|a|as|avait|avais|aurai|aura|ayant|avoir)"
_SOFTLY = r"(?: (?:donc|déjà|juste|seulement|bien|même|en tout|que|environ|pu)){0,3}"
_OTHER = (
    r"rtt|récup|télétravail|formation|enfant malade|gardes? d'|préavis|essai|grève|carence"
    r"|fractionnement|hors (?:de la )?période|bonus|en plus"
)
_NOT_TAKEN = pattern(
    rf"{_OTHER}|refus|annul|droit à|imposé|voulais|prochaine?|l'an(?:née)? (?:dernière?|passée?)"
    r"|télé|collègue|voisin"
)
_AFTER_A_LEAVE = pattern(
    r"(?:arrêt|malad|clm|cld|hospitalis|accident|maternité|parental|report|opér|burn)"
)


_ROWS = (
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"{_HAS}{_SOFTLY} (?:soldé|consommé|écoulé)(?: que| seulement| en tout| déjà)?"
            rf" (?P<n>{NUMBER}) ?{_LEAVE}"
        ),
        count,
        ("solde", "consome", "ecoule"),
        unless=_NOT_TAKEN,
        yes=(
            ("J’ai soldé 22 jours de congés cette année.", "22"),
            ("À la fin de l’année j’aurai consommé vingt et un jours de vacances.", "21"),
            ("Il a écoulé 15 CA, l’agent.", "15"),
        ),
        no=("J’ai soldé 4 jours de RTT sur mes congés.",),
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"{_HAS}{_SOFTLY} (?:(?:eu )?le temps de prendre|pu (?:prendre|poser))"
            rf"(?: que| seulement)? (?P<n>{NUMBER}) ?{_LEAVE}"
        ),
        count,
        ("prendre", "poser"),
        unless=_NOT_TAKEN,
        imperfect=True,
        yes=(
            ("Cette année j’ai juste eu le temps de prendre cinq jours de congés.", "5"),
            ("Avant mon arrêt je n’ai pu prendre que 7 jours de congés.", "7"),
            ("J’ai eu le temps de prendre 4 CA avant l’opération.", "4"),
            ("Elle a pu poser 9 jours de congés annuels avant sa maladie.", "9"),
        ),
        no=(
            "J’ai eu le temps de prendre 3 jours de RTT.",
            "Ma collègue a pu prendre 5 jours de congés.",
        ),
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            r"(?:(?:n'ai|n'a|n'avait|n'avais|n'aurai|ai|a|avais|avait)(?: donc| malheureusement"
            r"| finalement)? (?:pris|posé|utilisé|pu (?:prendre|poser)) aucune? (?:jour|congé|ca)"
            r"(?!s? (?:des|de \d|sur))|(?:n'ai|n'a|n'avait|n'avais|ai|a)(?: donc)? pas"
            r"(?: donc| pu)? (?:pris|posé|prendre|poser|utilisé) (?:un seul|le moindre|un)"
            r" (?:jours? (?:de )?)?(?:congés?|ca|jour)|pas (?:pris|posé) de congés? (?:du tout"
            r"|cette année)|zéro (?:jours? de )?congés? (?:pris|posé))"
        ),
        always(Decimal(0)),
        ("aucun", "seul", "moindre", "pas ", "zero"),
        unless=pattern(r"rtt|collègue|voisin|maternité|parental"),
        denies=True,
        imperfect=True,
        yes=(
            ("Je n’ai pas pris un seul congé ni en 2025 ni en 2026.", "0"),
            ("Malade toute l’année, je n’ai posé aucun jour de congé.", "0"),
            ("Elle n’a pas pris le moindre congé avant son arrêt.", "0"),
            ("Je n’ai donc pas posé un seul jour de congé.", "0"),
            ("En arrêt depuis janvier, je n’ai pris aucun congé.", "0"),
            ("Je n’ai pas pris de congés cette année.", "0"),
        ),
        no=(
            "Je n’ai pu prendre aucun des 22 jours qui me restaient.",
            "Je n’ai pris aucun jour de RTT.",
        ),
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"(?:congés|ca)(?: annuels)? (?:pris|posés) ?:? ?(?P<n>{NUMBER})(?! ?(?:semaines|%))"
            rf"|pris ?: ?(?P<m>{NUMBER})(?= ?(?:[,.;)\n]|{_DAYS}|ca))"
        ),
        count,
        ("pris", "pose"),
        unless=_NOT_TAKEN,
        yes=(
            ("Congés pris 23, restants 2, CET 45 : que puis-je verser ?", "23"),
            ("Compteur de congés. Pris : 12, reste 13.", "12"),
        ),
        no=("Congés pris en semaine 23.",),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?:aucun des|les|mes|ses|des) (?P<n>{NUMBER}) ?{_LEAVE}?"
            r" (?:qui (?:me |lui |nous )?rest(?:ent|aient|eront)|restants?|non pris|pas pris"
            r"|que je n'ai pas p(?:u|ris)|qu'il me reste)"
        ),
        total,
        ("rest", "pris", "pas p"),
        unless=pattern(rf"{_OTHER}|cdd|contrat de|collègue|voisin"),
        denies=True,
        imperfect=True,
        yes=(
            ("Je n’ai pu prendre aucun des 22 jours de congés annuels qui me restaient.", "22"),
            ("Les quinze jours de congés qui me restent seront-ils gardés ?", "15"),
            ("Mes 9 jours de congés non pris sont-ils payés ?", "9"),
            ("Que deviennent les 6 congés que je n’ai pas pris ?", "6"),
        ),
        no=(
            "Les 9 jours de RTT qui me restent.",
            "Les 3 jours de congés qui restent à ma collègue.",
        ),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?P<n>{NUMBER}) ?(?:{_DAYS}{_NAMED}|ca(?![a-z])|congés?(?: annuels?)?)(?: 20\d\d)?"
            r" (?:sur les bras|à écouler|encore à (?:prendre|poser|solder)|que je n'ai pas (?:pris"
            r"|posés?|pu (?:prendre|poser)))"
            rf"|(?:encore|avec) (?P<m>{NUMBER}) ?{_DAYS}? ?à (?:poser|prendre|solder|écouler)"
        ),
        count,
        ("bras", "ecouler", "encore", "avec", "pas p"),
        unless=pattern(_OTHER),
        denies=True,
        yes=(
            ("4 jours de CA 2026 sur les bras, qu’en faire ?", "4"),
            ("J’ai encore 8 jours à poser de congés avant Noël.", "8"),
            ("Il reste 5 congés à écouler.", "5"),
            ("12 jours de congés que je n’ai pas pu prendre.", "12"),
        ),
        no=("Sur mes congés, avec 3 jours à poser en RTT, que faire ?",),
    ),
    Reading(
        "jours_de_conge_acquis",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_LEAVE}?,? (?:plus|et|\+|avec) (?:mes |les )?(?P<m>{NUMBER})"
            rf" ?(?:{_DAYS} )?(?:de |en )?fractionnement"
        ),
        total,
        ("fractionement",),
        yes=(
            ("25 jours de congés plus 2 de fractionnement, j’en ai pris 19.", "27"),
            ("J’ai 25 congés et 1 jour de fractionnement, le CET en prend combien ?", "26"),
            ("20 jours de CA + 2 jours de fractionnement.", "22"),
        ),
        no=("Ai-je 2 jours de fractionnement en plus ?",),
    ),
    Reading(
        "jours_de_conge_acquis",
        pattern(
            rf"(?:pris|posé|prendre|poser|soldé|consommé|utilisé) (?:que |seulement |déjà )?"
            rf"{NUMBER} ?{_LEAVE}?(?: de congés?| de ca)? sur"
            r" (?:mes |ses |les |un total de |un droit de )?"
            rf"(?P<n>{NUMBER})(?! ?(?:%|semaines|mois|20\d\d))(?!\d)"
            rf"|(?:ça fait|soit|cela fait) (?P<m>{NUMBER}) ?{_DAYS}{_NAMED}? (?:par an|pour l'année"
            r"|dans l'année)"
        ),
        count,
        ("sur", "par an", "anee", "ane"),
        unless=pattern(r"rtt|télétravail|collègue|voisin"),
        imperfect=True,
        denies=True,
        yes=(
            ("Au 31/12 j’aurai pris 19 jours de CA sur mes 25.", "25"),
            ("J’ai posé 12 jours sur 20 avant mon arrêt, combien de congés reportés ?", "20"),
            ("Je travaille quatre jours, ça fait vingt jours de congés par an.", "20"),
        ),
        no=("J’ai télétravaillé 12 jours sur 20.",),
    ),
)
_SAVED = (
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"(?:j'ai|j'aurai|il y aura|y a|aura|avec|compte) (?:déjà |exactement )?"
            rf"(?P<n>{NUMBER}) ?{_DAYS} (?:(?:sur|dans|au) (?:mon |le |son |ma )?(?:cet"
            r"(?! (?:été|hiver|automne|agent|an))(?![a-z])|comptes? épargne[- ]temps)"
            r"|d'épargne[- ]temps|de (?:cet|compte épargne[- ]temps)(?![a-z]))"
        ),
        count,
        ("cet", "epargne"),
        beside=pattern(
            r"plafond|maximum|limite|au[- ]delà|verser|mettre|dépos|combien de temps|quand|lorsque"
            r"|dès que"
        ),
        yes=(
            ("Titulaire B, j’ai 26 j sur mon CET.", "26"),
            ("Au 31 décembre il y aura 22 jours sur mon compte épargne temps.", "22"),
            ("Avec 31 jours au CET, combien puis-je toucher ?", "31"),
            ("J’ai 41 jours d’épargne-temps, combien puis-je ajouter ?", "41"),
        ),
        no=("Je veux mettre 5 jours sur mon CET.",),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"cet (?:est |était )?(?:à|de|a|contient|:) ?(?P<n>{NUMBER})(?= ?(?:[,.;:?)\n]|$"
            rf"|{_DAYS}|et ))(?! ?%)"
        ),
        count,
        ("cet",),
        beside=pattern(r"plafond|maximum|limite|limité|passer"),
        yes=(
            ("Mon CET est à 14, je verse mes 5 jours.", "14"),
            ("CET : 45, congés pris 23.", "45"),
        ),
        no=("Le plafond du CET est à 60.",),
    ),
)
_BEFORE_A_LEAVE = Reading(
    "jours_de_conge_pris",
    pattern(
        rf"{_HAS}{_SOFTLY} (?:pris|posé|utilisé|consommé)(?: que| seulement| en tout| déjà"
        rf"| déja)? (?P<n>{NUMBER}) ?{_LEAVE}(?! (?:dont|hors|à noël))"
    ),
    count,
    ("pris", "pose", "utilise", "consome"),
    unless=_NOT_TAKEN,
    own=False,
    imperfect=True,
    yes=(
        ("En longue maladie depuis mars, elle avait posé 6 jours de congés en janvier.", "6"),
        ("Arrêté depuis juin, j’avais pris 8 jours de congés avant.", "8"),
        ("J’avais déjà pris 10 CA quand je suis tombée malade.", "10"),
        ("Il avait posé quatre jours avant son accident, que reporte-t-on de ses congés ?", "4"),
    ),
    no=(
        "J’ai posé 6 jours en février, ai-je un jour en plus de congé ?",
        "Ma voisine avait pris 8 jours avant son arrêt.",
    ),
)
_SHORT_LEFT = Reading(
    "jours_de_conge_restants",
    pattern(
        rf"(?:m'en|lui en|en) reste(?:ra|rait)?(?: donc| encore| que)? (?P<n>{NUMBER})"
        r"(?= ?(?:[,.;:?!)\n]|$| (?:à|que|je|et|non)))"
    ),
    count,
    ("reste",),
    unless=pattern(r"rtt|collègue|voisin|préavis"),
    yes=(
        ("J’ai pris 18 congés. Il m’en reste 9, je les mets sur mon CET.", "9"),
        ("Sur mes congés il m’en reste 4.", "4"),
    ),
    no=("De mes RTT il m’en reste 4.",),
)
_SHORT_SAVED = Reading(
    "jours_sur_le_cet",
    pattern(rf"(?:j'ai|j'en ai|avec|j'aurai) (?P<n>{NUMBER}) ?(?:jours?|j)(?= ?(?:[,.;?)\n]|$))"),
    count,
    ("j'",),
    unless=pattern(r"rtt|congés?|ca(?![a-z])|collègue|posé|pris"),
    yes=(
        ("Mes jours de CET sont payés combien en C ? J’ai 20 jours, je trouve 300.", "20"),
        ("Le CET paie 100 euros par jour. J’ai 23 jours.", "23"),
    ),
    no=("Le CET est plein. J’ai 20 jours de congés.",),
)
_ABOUT_LEAVE = pattern(rf"(?:congés?{_NO_LEAVE}|vacances|ca)(?![a-z])")
_ABOUT_CET = pattern(r"(?:jours? de |mon |le |du |ma )(?:cet|compte épargne[- ]temps)(?![a-z])")


def leave_of_the_year(plain: Plain) -> Iterator[FactRead]:
    """Read days of leave due, taken and left, and days saved, as notes and stories tell them."""
    if _ABOUT_LEAVE.search(plain.text):
        yield from read_table((*_ROWS, _SHORT_LEFT), plain)
        if _AFTER_A_LEAVE.search(plain.text):
            yield from read_table((_BEFORE_A_LEAVE,), plain)
    elif _ABOUT_CET.search(plain.text):
        yield from read_table((_SHORT_SAVED,), plain)
    yield from read_table(_SAVED, plain)
