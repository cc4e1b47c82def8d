"""An index and points told in other words: « je suis payée à l'indice 415 », « 10 de NBI »."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER
from agents.understand.readings import Reading, read_table, told_count, whole_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_THREE = r"(?:[2-9]\d\d|1[0-5]\d\d)(?![\d€%]|[,.]\d| ?(?:€|euros?|km|jours|h(?![a-z])|brut|ans))"
_GAP = r"[^.?!;:,\d\n]"
_GROSS_INDEX = pattern(r"indice brut(?! [^.?!;]{0,30}majoré)|ib(?![a-z])")
_A_CHANGE = pattern(
    r"minimum|au lieu de (?:l'indice )?\d{3} (?:avant|hier)|passer (?:à|de)|passe (?:à|de)"
    r"|ancien|grille|collègue|serai|futur|prochain"
)


def _index(match: re.Match[str]) -> FactValue | None:
    return next(int(written) for written in match.groupdict().values() if written)


_INDICES = (
    Reading(
        "indice_majore",
        pattern(
            rf"(?:à|sur|avec|d'après|sous) (?:l['’ ]|un |mon )?indice(?: (?:de|n°|est))? ?"
            rf"(?P<n>{_THREE})(?! brut)"
            rf"|(?:mon|l') ?indice(?: actuel| à moi)?,? ?(?:est|c'est|c|de|=|:|affiché est"
            rf"|indiqué est|marqué est|actuel est)(?: de| le| toujours)? ?(?P<m>{_THREE})(?! brut)"
            rf"|indice(?: (?:n°|:))? ?(?P<o>{_THREE}) \(majoré\)"
            rf"|indice ?:? ?(?P<p>{_THREE})(?=[^?!\n]{{0,30}}(?:nbi|zone|supplément familial))"
            rf"|porte l'indice (?P<q>{_THREE})"
        ),
        _index,
        ("indice",),
        unless=_A_CHANGE,
        beside=_GROSS_INDEX,
        yes=(
            ("Je suis payée à l'indice 415, quel est mon brut ?", "415"),
            ("mon indice est 391 depuis deux ans", "391"),
            ("Combien je touche avec l'indice 402 ?", "402"),
            ("Ma paie est calculée sur l'indice 377", "377"),
            ("Agent : indice 436, NBI 10", "436"),
            ("L'indice 420 (majoré) figure sur ma paie", "420"),
        ),
        no=(
            "Je suis payée à l'indice brut 415",
            "Ma collègue est payée à l'indice 415",
            "indice 378",
            "Je demande à passer à l'indice 415",
        ),
    ),
    Reading(
        "indice_majore",
        pattern(
            rf"(?:indice )?majoré,? ?(?:est de|est|de|à|:|=|actuel :)? ?(?P<n>{_THREE})"
            rf"|(?P<m>{_THREE}) (?:points? d'indice majoré|points? majorés|d'indice majoré|majoré"
            rf"(?! ?s))"
            rf"|indice majoré {_GAP}{{0,50}}(?:est de|est|:|à|de) ?(?P<o>{_THREE})"
            rf"|(?P<p>{_THREE}) (?:est|c'est) mon indice(?! brut)"
        ),
        _index,
        ("majore", "mon indice"),
        unless=pattern("minimum|collègue|grille|serai|futur|prochain|ancien|nouvel|passe"),
        yes=(
            ("Sur ma fiche : brut 450, majoré 395", "395"),
            ("Ma paie repose sur 372 points d'indice majoré", "372"),
            ("L'indice majoré qui figure sur ma paie est 405", "405"),
            ("418 est mon indice", "418"),
        ),
        no=(
            "L'indice majoré de ma collègue sur sa paie est 405",
            "indice brut 450, mon salaire est majoré",
        ),
    ),
)
_LEAST_INDEX = 200


def _points(match: re.Match[str]) -> FactValue | None:
    number = whole_count(match)
    return number if isinstance(number, int) and number < _LEAST_INDEX else None


_POINTS = (
    Reading(
        "points_d_indice",
        pattern(
            rf"(?:gagn[a-zé]{{1,5}}|ajout[a-zé]{{1,4}}|obten[a-z]{{1,4}}|obtiens|réclam[a-z]{{1,4}}"
            r"|augment[a-z]{1,7}|hausse|écart|différence|rapport[a-z]{1,4}|vaut|valent|prends|pris"
            r"|reçoi[a-z]{1,3}|reçu|attribu[a-zé]{1,4}|accord[a-zé]{1,4}|bonus|plus|supplément"
            rf"|donne(?:nt|ra)?|offre[a-z]{{0,2}}){_GAP}{{0,40}}? (?P<n>{NUMBER}) (?:points?|pts?)"
            r"(?![a-z])(?! (?:de |d')(?:nbi|nouvele|bonif|pourcent|retraite|permis|fidel))"
        ),
        _points,
        ("point", "pts"),
        unless=pattern(
            r"permis|rafp|additionel|mercatique|fidélité|barème|cotation|concours|notes?(?![a-z])"
            r"|nbi(?![a-z])|bonification|retraite par points|retraite complémentaire|ordre du jour"
            r"|ircantec|collègue|suivants|abord"
        ),
        yes=(
            ("J'ai gagné 7 points avec mon échelon, ça fait combien sur ma paie ?", "7"),
            ("L'écart entre les deux échelons est de 13 points, combien d'euros ?", "13"),
            ("On m'accorde cinq points d'indice de plus", "5"),
            ("Combien rapportent 9 points sur mon traitement ?", "9"),
        ),
        no=(
            "J'ai gagné 2 points sur mon permis, et ma paie ?",
            "Ma collègue a gagné 9 points d'indice",
            "L'ordre du jour donne 3 points à traiter, dont la paie",
        ),
    ),
    Reading(
        "points_d_indice",
        pattern(
            rf"(?P<n>{NUMBER}) (?:points?|pts?) (?:de plus|en plus|supplémentaires?"
            r"|d'augmentation|d'écart|de différence|de gagnés?|gagnés?|pour tou(?:s|tes))(?![a-z])"
        ),
        _points,
        ("point", "pts"),
        unless=pattern(
            r"permis|rafp|additionel|mercatique|fidélité|barème|cotation|concours|notes?(?![a-z])"
            r"|nbi(?![a-z])|bonification|retraite|ircantec|collègue"
        ),
        yes=(
            ("L'échelon m'apporte 8 points de plus, combien d'euros ?", "8"),
            ("12 points d'écart entre les deux indices, quel gain ?", "12"),
        ),
        no=("Mon permis a 2 points de plus, et ma paie ?",),
    ),
)
_ABOUT_PAY = pattern(
    "indice|im(?![a-z])|échelon|paie|paye|salaire|traitement|euros|brut|majoré|grade"
    "|pouvoir d'achat"
)
_NBI = r"(?:nbi(?![a-z])|(?:nouvelle )?bonification(?: indiciaire)?(?![a-z]))"
_NO_NBI = pattern(
    r"droit à|prétendre|demander(?:ai|ais)?(?![a-z])|demande (?:une|la|de|à)|supprim|retir"
    r"|obtenir|réclam|perdu|décret|maximum|ancienneté|trimestres|tranche|jusqu'à"
)


_NBI_POINTS = (
    Reading(
        "points_de_nbi",
        pattern(
            rf"{_NBI}[^.?!;\d\n]{{0,45}}? (?P<n>{NUMBER}) (?:points?|pts?)(?![a-z])(?! d'indice)"
            rf"|(?P<m>{NUMBER}) (?:points?|pts?)[^.?!;,\d\n]{{0,25}} (?:au titre de|de|pour|en) "
            rf"(?:la |ma |sa |une |l')?{_NBI}"
            rf"|{_NBI} ?\((?P<o>{NUMBER}) (?:points?|pts?)\)"
            rf"|(?P<p>{NUMBER}) (?:de|en) (?:la )?nbi(?![a-z])"
            rf"|{_NBI} ?[:=] ?(?P<q>\d{{1,3}})(?![\d€]|[,.]\d| ?(?:€|euros|%))"
        ),
        told_count,
        ("nbi", "bonification"),
        unless=_NO_NBI,
        beside=pattern("collègue|n'en a|prédécesseur"),
        yes=(
            ("J'ai la nouvelle bonification indiciaire, à savoir 15 points", "15"),
            ("On me verse 25 points en plus au titre de la NBI", "25"),
            ("indice majoré 398 et 20 de nbi, quel brut ?", "20"),
            ("Je voudrais mon brut avec ma NBI (15 points), IM 400", "15"),
            ("La bonification de l'agent, aujourd'hui de 10 points, est-elle gardée ?", "10"),
            ("Vais-je perdre mes 20 points de NBI en congé ?", "20"),
        ),
        no=(
            "Ma collègue a la NBI, soit 15 points",
            "Puis-je obtenir une NBI d'accueil, soit 10 points ?",
            "On m'a retiré la NBI, qui était de 15 points",
            "Ma NBI ne compte pas 15 points",
        ),
    ),
)
_ZONES = {
    "1": "1", "un": "1", "une": "1", "premiere": "1", "1ere": "1", "1re": "1", "i": "1",
    "2": "2", "deux": "2", "deuxieme": "2", "seconde": "2", "2e": "2", "2eme": "2", "ii": "2",
    "3": "3", "trois": "3", "troisieme": "3", "derniere": "3", "3e": "3", "3eme": "3", "iii": "3",
}  # fmt: skip
_RESIDENCE = r"(?:ind(?:\.|emnité)?s? (?:de )?résidence)"
_OTHER_ZONE = pattern(
    r"scolaire|vacances|zones? (?:bleue|artisan|industr|rurale|urbaine)|parking|navigo|tarif"
    r"|quelle zone|a ou b|stationnement|zone (?:1|2|une?|deux) ou|tram|métro|prochain|passer"
)
_ZONE = (
    Reading(
        "zone_de_residence",
        pattern(
            r"(?:la |en |une )?(?P<n>première|deuxième|seconde|troisième|dernière|1ère|1re|2e|2eme"
            r"|3e|3eme) zone(?![a-z])"
            r"|zone(?: (?:n°|numéro))? ?[:=]? ?(?P<m>un|deux|trois|iii|ii|i|[123])"
            r"(?![a-z\d/]|[,.]\d| (?:ou|à) \d)"
            rf"|{_RESIDENCE} ?[:,(]? ?(?:en |la )?z(?:one )?(?P<o>[123])(?!\d)"
            rf"|z(?P<p>[123]) (?:pour|de|au titre de) (?:l'|d')?{_RESIDENCE}"
            r"|zone de résidence[^.?!;\d\n]{0,35}: ?(?P<q>[123])(?!\d)"
            r"|(?:la )?zone[^.?!;\d\n]{0,12}, la (?P<r>[123])(?!\d)"
        ),
        lambda match: _ZONES[next(one for one in match.groupdict().values() if one)],
        ("zone", "z1", "z2", "z3"),
        unless=_OTHER_ZONE,
        yes=(
            ("Ma commune est en deuxième zone pour l'indemnité de résidence", "2"),
            ("Indemnité de résidence Z1, IM 400, quel brut ?", "1"),
            ("zone de résidence : zone trois", "3"),
            ("Z2 au titre de l'indemnité de résidence", "2"),
            ("La zone de résidence de la ville : 1", "1"),
            ("la ville est dans la dernière zone, la 3, pour l'indemnité de résidence", "3"),
        ),
        no=(
            "Pour l'indemnité de résidence, sommes-nous en première zone ou deuxième zone ?",
            "Ma paie, et les vacances de la deuxième zone scolaire ?",
            "Nous ne sommes pas en troisième zone, quelle indemnité de résidence ?",
        ),
    ),
    Reading(
        "zone_de_residence",
        pattern(
            rf"{_RESIDENCE}[^.?!;%\d\n]{{0,25}}?(?:taux de |taux : ?|à |de |: ?)(?:taux de )?"
            r"(?P<n>[013]|zéro|un|trois) ?(?:%|pour cent|pourcent)"
            rf"|(?P<m>[013]) ?% (?:de |d'|au titre de (?:l')?|pour (?:l')?)(?:l')?{_RESIDENCE}"
        ),
        lambda match: {
            "3": "1", "trois": "1", "1": "2", "un": "2", "0": "3", "zero": "3"
        }[match["n"] or match["m"]],
        ("residence",),
        unless=pattern("passer|prochain|augment|collègue|quel taux"),
        yes=(
            ("Indemnité de résidence : taux de 1 %, ligne 4", "2"),
            ("J'ai 3 % d'indemnité de résidence", "1"),
        ),
        no=("L'indemnité de résidence de ma collègue est au taux de 3 %",),
    ),
)  # fmt: skip
_ABOUT_RESIDENCE = pattern(
    rf"{_RESIDENCE}|zone (?:de )?résidence|commune d'affectation|indice|traitement|paie|paye"
    r"|salaire|percepteur|taux nul|brute?(?![a-z])"
)


def index_told(plain: Plain) -> Iterator[FactRead]:
    """Read the index, the points and the zone of a pay that is spoken of."""
    yield from read_table(_INDICES, plain)
    if _ABOUT_PAY.search(plain.text):
        yield from read_table(_POINTS, plain)
    yield from read_table(_NBI_POINTS, plain)
    if _ABOUT_RESIDENCE.search(plain.text):
        yield from read_table(_ZONE, plain)
