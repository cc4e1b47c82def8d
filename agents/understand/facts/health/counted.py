"""Sick leaves counted in more words: their days, how many there were, a rate of invalidity."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, ORDINAL, as_number, as_rank
from agents.understand.readings import Reading, read_table, told_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_DAYS = r"(?:jours?|j)(?![a-z]| de (?:carence|congés?(?! (?:de )?maladie)|rtt|télétravail|repos))"
_SICK = (
    r"(?:arrêts?(?! de (?:bus|tram))(?![a-z])|maladie(?! professionnelle| longue)|cmo(?![a-z])"
    r"|congés? (?:de )?maladie|absente?s? pour (?:raisons? de santé|maladie)"
    r"|absences? (?:pour )?(?:raisons? de santé|maladie"
    r"|santé)|malade)"
)
_YEAR = (
    r"(?:cette année|dans l'année|sur l'année|de l'année|depuis (?:un an|douze mois|12 mois|janvier"
    r"|l'an dernier|[a-z]{4,9} dernier)|(?:sur|en|dans|ces|des|les|au cours des|durant les)"
    r" ?(?:les |un )?(?:(?:12|douze) (?:derniers )?mois|an(?![a-z])|(?:derniers )(?:12|douze) mois"
    r"|une année)|année (?:glissante|écoulée|civile|médicale)|mois glissants)"
)
_IN_ALL = r"(?:en tout|au total|total|en cumulé|cumulés?|additionn[a-z]{1,6})"
_GAP = r"[^.?!;\n\d]"
_ANOTHER_COUNT = pattern(
    r"en 20(?:1|2[0-5])(?!\d)|l'année dernière|jours? de (?:congés?(?! (?:de )?maladie)|télétravail"
    r"|rtt)|carence de|plafond|maximum|seuil|la limite|à quel moment|au bout de combien"
)
_NUMBERED = (
    Reading(
        "jours_d_arret_sur_un_an",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_DAYS}{_GAP}{{0,25}}{_SICK}{_GAP}{{0,40}}(?:{_YEAR}|{_IN_ALL})"
            rf"|{_SICK}{_GAP}{{0,40}}?(?P<m>{NUMBER}) ?{_DAYS}(?: {_SICK})?{_GAP}{{0,25}}"
            rf"(?:{_YEAR}|{_IN_ALL})"
            rf"|(?:{_YEAR}|{_IN_ALL})[^.?!;\n]{{0,45}}{_SICK}{_GAP}{{0,45}}?(?P<o>{NUMBER})"
            rf" ?{_DAYS}"
            rf"|{_SICK}{_GAP}{{0,40}}{_YEAR}{_GAP}{{0,30}}?(?P<p>{NUMBER}) ?{_DAYS}"
            rf"|{_YEAR}(?:{_GAP}|12){{0,25}}?(?P<q>{NUMBER}) ?{_DAYS}{_GAP}{{0,20}}{_SICK}"
            rf"|{_IN_ALL} ?:? ?(?P<r>{NUMBER}) ?{_DAYS}{_GAP}{{0,6}}(?:d'absence|d'arrêt|de maladie"
            r"|de cmo)"
            rf"|arrêtée? (?P<t>{NUMBER}) ?{_DAYS}{_GAP}{{0,12}}{_YEAR}"
            rf"|jours? (?:d'|de ){_SICK} ?[:=] ?(?P<u>{NUMBER})(?= (?:sur|en|dans|depuis|au total))"
            rf"|{_SICK} (?:sur )?(?:12|douze) mois(?: glissants)? ?:? ?(?P<s>{NUMBER}) ?{_DAYS}"
        ),
        lambda match: told_count(match) if (told_count(match) or 0) != 1 else None,
        ("aret", "maladie", "cmo", "malade", "sante", "absence"),
        unless=_ANOTHER_COUNT,
        beside=pattern(r"au-delà|à partir d|seuil|droit à|il faut|combien"),
        imperfect=True,
        yes=(
            ("Congés de maladie sur douze mois : 64 jours.", "64"),
            ("J'ai été malade 22 jours en tout depuis un an.", "22"),
            ("Mes arrêts de cette année font 47 jours.", "47"),
            ("Sur l'année écoulée, elle a cent vingt jours d'arrêt.", "120"),
            ("30 jours d'arrêt au total sur l'année glissante.", "30"),
        ),
        no=(
            "90 jours d'arrêt dans l'année, c'est le seuil ?",
            "J'ai eu 12 jours de congés cette année et un arrêt.",
            "Ma collègue a 47 jours d'arrêt cette année.",
        ),
    ),
)  # fmt: skip
_KINDS = r"(?:petits|courts|différents|brefs|longs|simples|nouveaux)"
_NOTES = (
    r"(?:arrêts(?! de (?:bus|tram|travail,? (?:des|de mes))|-)(?![a-z])|avis d'arrêts?|certificats"
    r" d'arrêt|interruptions de travail|feuilles d'arrêt|congés (?:de )?maladie|absences (?:pour )?"
    r"maladie)"
)


def _how_many(match: re.Match[str]) -> FactValue | None:
    rank = match["rank"]
    if rank:
        return as_rank(rank) if as_rank(rank) > 1 else None
    if match["one"]:
        return 1
    return told_count_of(match, ("n", "m", "o", "p"))


def told_count_of(match: re.Match[str], names: tuple[str, ...]) -> FactValue | None:
    """Read the number, above one, of the group that matched, unless it is a bound."""
    name = next(name for name in names if match[name])
    before = match.string[max(0, match.start(name) - 12) : match.start(name)]
    number = as_number(match[name])
    several = number == int(number) and number > 1
    return int(number) if several and not _OR.search(before) else None


_OR = re.compile(r"(?:\bou|\ba|-|/|plus de|moins de|au moins|environ) ?$")
_DISTINCT = (
    Reading(
        "arrets_distincts",
        pattern(
            rf"(?:nombre (?:total )?d'arrêts|arrêts (?:distincts"
            rf"|différents)) ?[:=] ?(?P<n>{NUMBER})"
            rf"|(?P<m>{NUMBER}) (?:{_KINDS} )?{_NOTES}(?! (?:prévus|à venir|maximum|consécutifs))"
            rf"|arrêtée? (?:à )?(?P<p>{NUMBER}) (?:fois|reprises)(?![a-z])"
            r"|(?P<one>(?:un(?:e)?|c'est le|c'est mon) (?:seul|seule"
            r"|unique) (?:et même )?(?:arrêt(?! de (?:bus|tram)|e)"
            r"|avis d'arrêt))"
            rf"|(?P<rank>{ORDINAL}) (?:arrêt(?! de (?:bus|tram|travail de))(?: maladie"
            rf"| de travail)?"
            rf"(?![a-z]) (?:{_YEAR}|depuis)|fois(?: {_YEAR}| en un an)?(?: que)? (?:je m'arrête"
            rf"|je suis"
            r" (?:en arrêt|arrêtée?|malade)|on m'arrête|elle est (?:arrêtée|en arrêt)"
            r"|il est (?:arrêté"
            r"|en arrêt)|qu'elle (?:s'arrête|est arrêtée)|qu'il (?:s'arrête|est arrêté)))"
            rf"|arrêt(?![a-z])[^.?!;\n]{{0,60}}(?:donc|soit|ça fait|cela fait) (?P<o>{NUMBER})"
            r" (?:au total|en tout|arrêts)"
        ),
        _how_many,
        ("aret", "interuption", "maladie", "avis"),
        unless=pattern(
            r"(?<!sans compter la )(?<!sans compter les )(?<!hors )(?<!sans )(?<!étant des )"
            r"(?:prolongation|rechute)|volets|collègues|agents"
        ),
        beside=pattern(r"si on (?:a|prend)|au bout de|à partir d|combien d'arrêts"),
        imperfect=True,
        yes=(
            ("Nombre d'arrêts : 3, sans lien entre eux.", "3"),
            ("C'est le quatrième arrêt de l'année pour mon agent.", "4"),
            ("Je n'ai eu qu'un seul arrêt depuis janvier.", "1"),
            ("Six courts arrêts, une retenue à chaque fois ?", "6"),
            ("C'est la troisième fois que je suis en arrêt cette année.", "3"),
        ),
        no=(
            "À partir de trois arrêts, y a-t-il un contrôle ?",
            "C'est mon premier arrêt de l'année.",
            "Deux ou trois arrêts de plus et je perds ma prime.",
        ),
    ),
)  # fmt: skip
_LESS = (
    r"(?:invalid(?:e|ité)|incapacité|infirmités?|séquelles|déficit (?:fonctionnel )?permanent"
    r"|(?:a?ipp|dfp)(?![a-z]))"
)
_PERCENT = r" ?(?:%|pour ?cent)"
_NOT_A_RATE = (
    r"(?!pension|rente|traitement|salaire|temps partiel|quotité|paie|paye|prime|mi-temps"
    r"|ati(?![a-z])"
    r"|retraite)"
)
_RATES = (
    Reading(
        "taux_d_invalidite",
        pattern(
            rf"{_LESS}(?:{_NOT_A_RATE}[^.?!;\n\d%]){{0,60}}?(?P<n>{NUMBER}){_PERCENT}"
            rf"|(?P<m>{NUMBER}){_PERCENT}(?:{_NOT_A_RATE}[^.?!;,\n\d%]){{0,25}}{_LESS}"
            rf"|taux (?:(?:de|à|fixé|est|reconnu|:) ?){{0,3}}(?P<o>{NUMBER}){_PERCENT} (?:suite à"
            rf"|après"
            r"|pour|à cause de|au titre de) (?:mon |ma |un |une |l')?(?:accident|chute|doigt|main"
            r"|dos"
            r"|genou|épaule|bras|jambe|maladie|pied|cheville|poignet|oeil|audition)"
            rf"|(?:commission de réforme|conseil médical|expert)[^.?!;\n\d%]{{0,25}}(?:retenu|fixé"
            rf"|reconnu"
            rf"|accordé|évalué) (?:un taux de |à )?(?P<q>{NUMBER}){_PERCENT}"
            rf"|(?:taux|pourcentage) (?:d'|de l')(?:invalidité|incapacité"
            rf"|a?ipp)(?: (?:[a-z]{{1,10}}|à)){{0,5}}"
            rf" ?(?:est|de|à|:)(?: de)? (?P<p>{NUMBER})(?!\d|[.,]\d|[a-z]| (?:ans|jours|mois|euros"
            rf"|€))"
        ),
        told_count,
        ("invalid", "incapacite", "infirmite", "sequeles", "deficit", "ip", "dfp", "taux",
         "reforme", "conseil medical", "expert"),
        unless=pattern(r"au moins|minimum|à partir d|handicap|mdph|rqth|supérieur|seuil|carte"
                       r"|thérap|mi-temps|temps partiel"),
        imperfect=True,
        yes=(
            ("La CDR m'a reconnue invalide à trente pour cent.", "30"),
            ("Mes séquelles ont été évaluées à 18 %.", "18"),
            ("35 % d'infirmités en tout, dit le conseil médical.", "35"),
            ("Taux de 7 % suite à mon accident.", "7"),
            ("Son pourcentage d'incapacité est de 45.", "45"),
        ),
        no=(
            "Mon invalidité me donne une pension de 50 %.",
            "Taux de 7 % suite à la revalorisation.",
            "Il faut être invalide à 60 % au moins ?",
        ),
    ),
)  # fmt: skip


def counted(plain: Plain) -> Iterator[FactRead]:
    """Read the days and number of sick leaves, and a rate of invalidity."""
    yield from read_table((*_NUMBERED, *_DISTINCT, *_RATES), plain)
