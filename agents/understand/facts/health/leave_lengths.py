"""How long a long leave, a therapeutic part time or an unfitness has lasted, in freer words."""

import re
from collections.abc import Callable, Iterator

from agents.understand.dates import NUMBER, as_number
from agents.understand.facts.health.words import CGM, CLD, CLM, OFFICE, TPT
from agents.understand.readings import Reading, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_ON_LEAVE = r"(?:(?:congé|position|période|situation|régime)s? (?:de )?(?:la )?)?"
_ANOTHER = (
    r"(?!longue |cl[md](?![a-z])|cgm|grave mal|thérap|tpt|dispo|arrêt(?!é)|cmo|maladie ord|reste"
    r"|restant|encore (?:droit|\d)|demand|maxim|travaill|poste|ancienneté|mairie|titulaire|arrivé"
    r"|épuis|termin|fini|expir|sorti)"
)
"""What tells that the length which follows is of another leave, or of what is left."""
_DONE = (
    r"(?:écoulé|pris(?!e)|passé|consommé|fait(?!e)|accompli|effectué|utilisé|cumulé|révolu)(?:e?s?)"
    r"(?![a-z])"
)
_SO_FAR = r"(?:au total|à ce jour|en tout|pour l'instant|pour le moment|jusqu'(?:ici|à présent))"
_BEHIND = (
    r"(?:épuisé|passé|compte|totalise|cumule|terminé|fini|effectué|accompli|bouclé|j'?en suis à"
    r"|on en est à|en sommes à|en est à|à ce jour|atteint|déjà|fait|utilisé|consommé|pris"
    r"|été|restée?|après|(?:mes|ses|ces)(?! (?:3|trois) ans)|au total,?|compris,|au bout de"
    r"|à l'issue de|(?:ça|cela) (?:fait|fera|va faire)|voilà|voici|(?:j'|il |elle |agente? )"
    r"(?:ai|a)|avec|je suis à|on est à|totalisant|cumulant|bénéficié de|derrière (?:moi|elle|lui))"
)
_NOT_TAKEN = pattern(
    r"(?:encore|reste(?:nt)?|demand(?!er au)[a-z]{1,3}|accord[a-z]{1,4}|maximum|durée max|droit à"
    r"|propose|prolong[a-z]{1,7}|renouvel[a-z]{1,7}|prescri[a-z]{1,3}|presque|près de|plus de"
    r"|moins de|bientôt|environ|appris|apprend)[^.?!;\n]{0,12}$|pour (?:une durée de )?$"
)
_OTHERS = pattern("collègue|cousin|voisin|amie? |les agents|un agent (?:qui|en)")
_WAYS = 18
_OWN_COUNT = {9, 10}
"""Ways that say themselves what was taken, whatever is asked before: j'en ai fait vingt."""


def _time(way: int) -> str:
    return (
        rf"(?P<n{way}>{NUMBER}) (?:premiers |derniers )?(?P<unit{way}>mois|ans?|années?)(?![a-z])"
        rf"(?P<half{way}> et demie?)?"
    )


def _ways_of(kind: str) -> re.Pattern[str]:
    on = _ON_LEAVE + kind
    filler = rf"(?:{_ANOTHER}[^.?!;\n])"
    return pattern(
        rf"{kind}{filler}{{0,40}} depuis (?:maintenant |déjà |bien |exactement ){{0,2}}{_time(0)}"
        rf"|(?:(?:ça|cela) (?:fait|fera|va faire)|voilà|voici|il y a|exactement|déjà)"
        rf"(?: (?:déjà|maintenant|bien)){{0,2}} {_time(1)},? (?:que |qu'|à )"
        rf"(?:(?!demand|reste|cl[md]|longue)[^.?!;\n]){{0,40}}(?:en|à|sous|dans"
        rf"|,)[ a-z']{{0,10}} {on}"
        rf"|{kind}(?:(?!n'a |pas ){_ANOTHER}[^.?!;\n:]){{0,45}} (?:a (?:donc |déjà "
        rf"|ainsi ){{0,2}}duré"
        r"|en (?:suis|est) à|atteint|totalise|représente|soit|totalisant|total de|cumul de"
        r"|en tout|ça (?:va faire|fait|fera)"
        rf"|cela (?:va faire|fait|fera))(?: (?:déjà|maintenant|à ce jour|les|mes|ses))? {_time(2)}"
        rf"|{_BEHIND}(?: (?:mes|ses|les|déjà|maintenant|exactement)){{0,2}} {_time(3)}"
        rf"(?: (?:complets?|entiers?|pleins?|passés?|déjà)){{0,2}} (?:de |d'|en |sous )"
        rf"(?:le |la |ma |sa |mon |son )?{on}"
        rf"|{_time(4)} (?:de |d'|en |sous ){on}(?: [a-z']{{1,10}}){{0,2}} (?:{_DONE}|viennent de"
        rf"|{_SO_FAR}|derrière (?:moi|elle|lui))"
        rf"|{kind}{filler}{{0,60}}[ ,:(]{{1,3}}{_time(5)} (?:[a-z]{{1,8}} )?(?:{_DONE}|{_SO_FAR}"
        r"|à peine|tout juste|déjà|maintenant)"
        r"|(?:durée|temps|total|compteur|cumul|ancienneté)(?!s)(?: (?!max|rest|prév|accord"
        rf"|demand)[a-z']{{1,12}}){{0,4}} {on}"
        rf"(?:(?!max|rest|prév|accord|demand)[^.?!;\n:]){{0,45}}[:=] ?{_time(6)}"
        rf"|mois (?:[a-z]{{1,10}} )?(?:de |d'|en ){on}(?:(?!rest|accord|demand)[^.?!;\n:]){{0,30}}"
        rf" ?: ?(?P<n7>{NUMBER})(?! ?(?:jours|semaines|ans|%))"
        rf"|(?:repris|passée?|placée?|mise?|entrée?|basculée?|commencé|débuté|démarré|suis|est)"
        rf"[^.?!;\n]{{0,25}} {on}{filler}{{0,15}} (?:il )?y a (?:maintenant |déjà )?{_time(8)}"
        rf"|mois (?:de |d'|en )(?:ma |mon )?{on}{filler}{{0,40}} j'?en ai (?:déjà )?{_DONE} "
        rf"(?P<n9>{NUMBER})(?! ?(?:jours|semaines|ans|%|fois))"
        rf"|{kind}[^.?!;\n]{{0,60}} en (?:ai|a|avons) (?:déjà )?{_DONE} (?:déjà )?{_time(10)}"
        rf"|{kind}{filler}{{0,30}} (?:commencé|débuté|démarré|ouverte?|accordée?|prononcée?"
        r"|obtenue?|octroyée?|attribuée?|entrée)"
        rf"[^.?!;\n]{{0,10}} (?:il )?y a (?:maintenant |déjà )?{_time(11)}"
        rf"|(?:\A|(?<=[.,;:!?\n] )|(?<=\n)){_time(12)} (?:(?:que |qu')[^.?!;\n]{{0,35}}(?:en"
        rf"|à) {on}"
        rf"|(?:de |d'|en ){on}(?=,? (?:et|sans|je|j'|année|clm|dont) ?))"
        rf"|{kind} ?[ :,(-]{{1,3}}(?:déjà|depuis) {_time(13)}"
        rf"|{_time(14)} (?:déjà |maintenant |consécutifs |cumulés |d'affilée "
        rf"|{_DONE} ){{1,2}}(?:de |d'|en "
        rf"|sous |à )(?:la |ma |mon |le )?{on}|depuis (?:maintenant |déjà )?{_time(15)},? "
        rf"(?:(?!puis |passer|serai|vais |demand|reste|cl[md]|longue)[^.?!;,\n]){{0,35}}(?:en"
        rf"|à) {on}"
        rf"|{kind} (?:pendant|durant) {_time(16)}"
        rf"|{kind} (?:{_DONE}|déjà)[a-z' ]{{0,15}} ?[:=] ?{_time(17)}"
    )


def _months(most: int) -> Callable[[re.Match[str]], FactValue | None]:
    def value(match: re.Match[str]) -> FactValue | None:
        way = next(way for way in range(_WAYS) if match[f"n{way}"])
        groups = match.groupdict()
        number, unit = as_number(match[f"n{way}"]), groups.get(f"unit{way}") or "mois"
        before = match.string[max(0, match.start() - 30) : match.start()]
        told = match.string[max(0, match.start(f"n{way}") - 20) : match.start(f"n{way}")]
        asked = way not in _OWN_COUNT and _NOT_TAKEN.search(before)
        if number != int(number) or asked or _NOT_TAKEN.search(told):
            return None
        months = int(number) * (12 if unit.startswith("an") else 1)
        months += 6 if groups.get(f"half{way}") and unit.startswith("an") else 0
        return months if 0 < months <= most else None

    return value


_LENGTHS = (
    Reading(
        "mois_de_longue_maladie",
        _ways_of(CLM),
        _months(36),
        ("longue maladie", "clm"),
        unless=_OTHERS,
        yes=(
            ("Durée de CLM écoulée : 21 mois.", "21"),
            ("Mon CLM a déjà duré 17 mois.", "17"),
            ("Voilà deux ans que je suis placée en congé de longue maladie.", "24"),
            ("On m'a mise en CLM, ça va faire dix mois.", "10"),
            ("CLM : renouvelé par 6 mois, 30 mois au total.", "30"),
        ),
        no=(
            "Mon CLM est accordé pour 6 mois.",
            "Il me reste 8 mois de CLM au total.",
            "En CLM, je travaille à la mairie depuis 3 ans.",
        ),
    ),
    Reading(
        "mois_de_longue_duree",
        _ways_of(CLD),
        _months(60),
        ("longue dure", "cld"),
        unless=_OTHERS,
        yes=(
            ("CLD : 40 mois pris.", "40"),
            ("J'en suis à 22 mois de congé de longue durée.", "22"),
            ("Congé longue durée en cours, 30 mois au total.", "30"),
            ("Temps passé en CLD (CLM compris) : 3 ans.", "36"),
        ),
        no=(
            "Une affection de longue durée, 30 mois au total.",
            "CLD : prolongation de 6 mois demandée.",
        ),
    ),
    Reading(
        "mois_de_grave_maladie",
        _ways_of(CGM),
        _months(36),
        ("grave maladie", "cgm"),
        unless=_OTHERS,
        yes=(
            ("CGM : 16 mois écoulés, à quand le renouvellement ?", "16"),
            ("Mon congé de grave maladie a donc duré huit mois.", "8"),
            ("Vingt mois de grave maladie déjà consommés.", "20"),
            ("En grave maladie 2 mois à peine, et déjà une expertise.", "2"),
        ),
        no=(
            "J'ai demandé 6 mois de grave maladie de plus.",
            "Trois mois de grave maladie me restent.",
        ),
    ),
    Reading(
        "mois_de_temps_therapeutique",
        _ways_of(TPT),
        _months(36),
        ("therap", "tpt", "mt", "temps"),
        unless=_OTHERS,
        yes=(
            ("Mois de TPT consommés : 5.", "5"),
            ("Mon mi-temps thérapeutique a duré 8 mois.", "8"),
            ("Elle a repris en mi-temps thérapeutique il y a 4 mois.", "4"),
            ("Je suis en TPT, deux mois déjà passés.", "2"),
            ("Elle a accompli trois mois de reprise thérapeutique.", "3"),
        ),
        no=(
            "Mon médecin me prescrit trois mois de reprise thérapeutique.",
            "Mon mi-temps thérapeutique dure 3 mois.",
        ),
    ),
    Reading(
        "mois_de_disponibilite_d_office",
        _ways_of(OFFICE),
        _months(48),
        ("d'ofice", "dispo", "dors"),
        unless=_OTHERS,
        yes=(
            ("Je suis en disponibilité d'office pour raison de santé depuis 9 mois.", "9"),
            ("Ça fait un an qu'on m'a mise en dispo d'office.", "12"),
            ("L'agent compte 18 mois de disponibilité d'office.", "18"),
            ("Elle est placée d'office en disponibilité depuis deux ans.", "24"),
            ("Temps passé en disponibilité d'office : 2 ans.", "24"),
        ),
        no=(
            "La disponibilité d'office est prononcée pour 6 mois.",
            "Je suis en disponibilité pour élever mon fils depuis 9 mois.",
        ),
    ),
)


def lengths_of_leaves(plain: Plain) -> Iterator[FactRead]:
    """Read the months already taken, however they are told."""
    yield from read_table(_LENGTHS, plain)
