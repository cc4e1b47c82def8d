"""Overtime of a month, and how much of it was done at night, on a Sunday or a public holiday."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from agents.understand.dates import MONTH, NUMBER
from agents.understand.doubt import in_doubt, sentence
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_H = r"(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?"
_EXTRA = (
    r"(?:sups?(?![a-z])|suplémentaires?|complémentaires?|(?:en|de) plus(?! (?:de|du|des|que))"
    r"|de dépassement)"
)
_EXTRA_HOURS = r"(?:heures? sup[a-z]*|h sup[a-z]*|hs(?![a-z]))"
_SUNDAY = r"(?:dimanches?|jours? fériés?|un férié|férié)(?![a-z])"
_NIGHT = r"(?:de nuit|la nuit|nocturnes?|en pleine nuit)(?![a-z])"
_NOT_DONE = pattern(
    r"maximum|plafond|limite|contingent|au plus|par jour|par semaine|/ ?sem|hebdo|la semaine"
    r"|autorisé|à partir de la|premières heures|\d\d? premières|avant la|au[- ]delà"
    r"|(?:les|des) (?:14|25) heures|droit à|propos|(?<!m'a )demande de faire|veut que|voudr"
    r"|souhait|cours(?![a-z])|par an|contrat"
)
_NOT_A_MONTH = pattern(
    r"maximum|plafond|limite|au plus|par jour|par semaine|veut que|voudr|contrat"
)
_NOT_EXTRA = pattern(f"{_NOT_DONE.pattern}|cycle|planning|horaire|de (?:20|21|22|23) ?h|entre 2")


def _hours(match: re.Match[str]) -> FactValue | None:
    """Read the hours of group `n` and the minutes of `min`, unless they are a bound or a guess."""
    number, minutes = count(match), match["min"]
    if not isinstance(number, Decimal) or not minutes:
        return number
    return number + (Decimal(int(minutes)) / 60).quantize(Decimal("0.01"))


_OVERTIME = (
    Reading(
        "heures_supplementaires",
        pattern(rf"(?P<n>{NUMBER}) ?(?:{_H} ?{_EXTRA}|hs(?![a-z]))"),
        _hours,
        ("sup", "complementaire", " plus", "depasement", "hs"),
        unless=_NOT_DONE,
        yes=(
            ("J'ai fait 12 heures supplémentaires en octobre", "12"),
            ("quinze heures sup ce mois-ci, payées combien ?", "15"),
            ("6h sup dimanche dernier", "6"),
            ("j'ai effectué 8 h supplémentaires pour les élections", "8"),
            ("On me doit 10h30 sup", "10.50"),
            ("Une agente de catégorie C a fait 20 heures supplémentaires", "20"),
            ("mes 14 heures complémentaires de novembre", "14"),
            ("J'ai travaillé sept heures en plus samedi", "7"),
            ("Ce mois-ci, 8 HS pour le marché de Noël", "8"),
        ),
        no=(
            "La limite est de 25 heures supplémentaires par mois",
            "Je n'ai pas fait 12 heures supplémentaires",
            "Ma collègue a fait 12 heures sup",
            "Si je fais 10 heures sup, je touche combien ?",
            "3 heures sup par semaine depuis des années",
            "J'ai fait 10 à 12 heures sup",
        ),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_H},?(?: (?:donc|en tout|au total|payées?|faites),?){{0,2}}"
            rf" en {_EXTRA_HOURS}"
        ),
        _hours,
        ("heures sup", "hs", "h sup"),
        unless=_NOT_DONE,
        yes=(
            ("De 8h à 13h, 5 heures donc, en heures sup", "5"),
            ("samedi j'ai travaillé 6 heures en heures supplémentaires", "6"),
            ("7h en heures sup le 11 novembre", "7"),
            ("J'ai fait 4 heures payées en heures sup", "4"),
        ),
        no=("Si je fais 5 heures en heures sup, je touche combien ?",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            rf"(?:heures? sup[a-z]*|hs|ihts)(?: (?:du mois|d'octobre|de (?!nuit"
            rf"|dimanche)[a-z]{{3,9}}|effectuées"
            rf"|faites|réalisées))? ?[:=] ?(?P<n>{NUMBER})(?: ?{_H})?"
        ),
        count,
        ("sup", "hs", "ihts"),
        unless=_NOT_DONE,
        yes=(
            ("Heures sup : 14", "14"),
            ("heures supplémentaires du mois : 11 h", "11"),
            ("HS = 9", "9"),
        ),
        no=("Heures sup : 25 maximum",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_H}(?:,? (?:donc|toutes|soit|en tout|au total|de plus))?,? (?:en"
            r" heures? sup[a-z]*|en hs|en dépassement)"
        ),
        _hours,
        ("sup", "hs", "depasement"),
        unless=_NOT_A_MONTH,
        yes=(
            ("Dimanche de 8h à 13h, 5 heures donc, en heures sup.", "5"),
            ("J’ai fait 7 heures en heures supplémentaires.", "7"),
            ("soit 9 h au total, en heures sup", "9"),
        ),
        no=("La collègue a fait 5 heures en heures sup.",),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"{_SUNDAY}(?: \d{{1,2}})?(?:(?!lundi|samedi|semaine)[^.?!;\n]){{0,70}}?"
            rf"(?P<n>{NUMBER}) ?{_H}(?:,? (?:donc|toutes|soit|en tout))?,? en heures? sup"
        ),
        _hours,
        ("dimanche", "ferie"),
        unless=_NOT_A_MONTH,
        yes=(
            ("Dimanche 22 j’ai tenu le stand, 5 heures donc, en heures sup.", "5"),
            ("Le jour férié j’ai fait 6 heures en heures sup.", "6"),
        ),
        no=("Dimanche ma collègue a fait 5 heures en heures sup.",),
    ),
    Reading(
        "heures_de_nuit",
        pattern(
            rf"(?P<n>{NUMBER}) ?(?:{_H} ?)?(?:{_EXTRA} ?)?(?:effectuées |faites |ont été faites )?"
            rf"{_NIGHT}"
        ),
        _hours,
        ("nuit", "nocturne"),
        unless=_NOT_EXTRA,
        yes=(
            ("12 heures supplémentaires dont 4 de nuit", "4"),
            ("J'ai fait 3 heures sup de nuit", "3"),
            ("8 heures sup, dont cinq la nuit", "5"),
            ("six heures de nuit en heures sup", "6"),
            ("dont 2h30 de nuit sur mes 10 heures sup", "2.50"),
            ("7 h sup faites la nuit pour le déneigement", "7"),
            ("mes 9 heures sup nocturnes", "9"),
            ("10 heures sup, 4 ont été faites la nuit", "4"),
        ),
        no=(
            "Je travaille 10 heures de nuit par semaine",
            "Je n'ai pas fait 4 heures de nuit",
            "Mon mari fait 8 heures sup de nuit",
            "En mission, 2 nuits à Paris",
        ),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"(?<!des )(?<!sur )(?<!sur les )(?<!ces )(?P<n>(?!un )(?!une ){NUMBER})(?!"
            rf" (?:{MONTH})) ?(?:{_H} ?)?(?:{_EXTRA} ?)?(?:(?!et )[a-z']{{1,12}}"
            rf" ){{0,3}}?(?:(?:le|un|du|ce|de|des) )?{_SUNDAY}"
        ),
        _hours,
        ("dimanche", "ferie"),
        unless=_NOT_EXTRA,
        beside=pattern(r"(?:deux|trois|quatre|\d\d?) dimanches"),
        yes=(
            ("6 heures supplémentaires un dimanche", "6"),
            ("J'ai fait 12 heures sup, dont 5 le dimanche", "5"),
            ("4h sup dimanche dernier", "4"),
            ("sept heures sup un jour férié", "7"),
            ("10 heures sup dont 3 de dimanche", "3"),
            ("J'ai effectué 8 h sup le dimanche des élections", "8"),
            ("6 heures sup faites un dimanche de brocante", "6"),
            ("dont 2 heures un férié, sur 9 heures sup", "2"),
        ),
        no=(
            "J'ai travaillé 3 dimanches et 12 heures sup",
            "Le dimanche, 6 heures de repos",
            "Je n'ai pas fait 6 heures sup le dimanche",
            "Ma femme fait 6 heures sup le dimanche",
        ),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"{_SUNDAY}(?: (?!et |puis )[a-z0-9']{{1,12}}){{0,6}}?,? (?:j'ai |a )?(?:fait"
            rf"|travaillé|effectué|bossé) (?P<n>{NUMBER}) ?{_H}"
        ),
        _hours,
        ("dimanche", "ferie"),
        unless=_NOT_EXTRA,
        yes=(
            ("Dimanche j'ai fait 7 heures sup", "7"),
            ("Un dimanche de brocante, j'ai travaillé 5 heures, toutes en heures sup", "5"),
            ("le jour férié du 11 novembre j'ai fait 4 heures sup", "4"),
        ),
        no=("Le dimanche, ma collègue a fait 7 heures sup",),
    ),
)
_SPOKEN_OF = pattern(
    rf"heures? ?{_EXTRA}|h sup|hs(?![a-z])|ihts|{NUMBER} ?h(?:eures?)? ?(?:[0-5]\d )?{_EXTRA}"
)


def overtime(plain: Plain, otherwise: Iterable[FactRead]) -> Iterator[FactRead]:
    """Read overtime; hours of night or of Sunday only where overtime is spoken of.

    Beside a total told otherwise, other hours are a part of it.
    """
    told = [*otherwise]
    if _SPOKEN_OF.search(plain.text):
        known = {fact.fact for fact in told if _TOTAL.search(fact.words)}
        told += [fact for fact in read_table(_OVERTIME, plain) if fact.fact not in known]
        if not any(fact.fact == "heures_du_dimanche" for fact in told):
            told += all_on_a_sunday(plain)
    yield from told


_TOTAL = re.compile("total|totaux|somme|cumul", re.IGNORECASE)
_A_SUNDAY = pattern(rf"(?:(?:le|un|ce|au) )?{_SUNDAY}")
_OTHER_DAY = pattern(
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|semaine|dont|autres?|nuits?|dimanches"
)


def all_on_a_sunday(plain: Plain) -> Iterator[FactRead]:
    """Read the overtime of a sentence that names a Sunday alone: dimanche, de 8 h à 13 h, 5 h."""
    hours = {fact.value: fact for fact in read_table(_OVERTIME[:3], plain)}
    if len(hours) != 1 or len(list(_A_SUNDAY.finditer(plain.text))) == 0:
        return
    ((value, fact),) = hours.items()
    for match in _A_SUNDAY.finditer(plain.text):
        said = sentence(plain, *match.span())
        told = _SPOKEN_OF.search(said) and re.search(rf"(?<!\d){value}(?!\d)", said)
        if told and not in_doubt(plain, *match.span(), _OTHER_DAY):
            yield FactRead("heures_du_dimanche", value, fact.words)
            return
