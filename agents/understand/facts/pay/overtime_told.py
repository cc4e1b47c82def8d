"""Overtime told in other words: au-delà du planning, dont 6 de nuit, dimanche : 8 h."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import MONTH, NUMBER, as_number
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_H = r"(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?"
_MAY_H = rf"(?: ?{_H})?"
_NUMBER = (
    rf"(?P<n>(?!une? (?!heure)){NUMBER})(?! ?(?:%|euros?|€|€|jours?|semaines?|agents?|{MONTH}))"
)
_DONE = (
    r"(?: (?:que )?(?:j'ai |on a |il a |elle a )?(?:ont été |a été |ai )?(?:faites?|effectuées?"
    r"|réalisées?|passées?|travaillées?|accomplies?|tombent|étaient|sont|soit|dues?))?"
)
_FEAST = (
    r"(?:jours? fériés?|fériés?|1er mai|8 mai|14 juillet|15 août|11 novembre|1er novembre"
    r"|25 décembre|1er janvier|jour de noël|jour de l'an|toussaint|ascension|assomption"
    r"|lundi de (?:pâques|pentecôte)|(?:pâques|pentecôte) lundi|armistice|fête nationale)"
)
_SUNDAY = rf"(?:dimanches?|dominicales?|{_FEAST})(?![a-z])"
_NIGHT = (
    r"(?:(?:de|la|en|dans la|cette|une|au tarif de|en horaires? de|en pleine|pendant la)"
    r" (?:pleine )?nuit|nocturnes?|nuit)(?![a-z])"
)
_LATE = (
    r"(?:entre (?:minuit|2[123] ?h(?:eures?)?|vingt-deux heures) et"
    r"|après (?:22|23|vingt-deux|minuit)|au-delà de (?:22|vingt-deux)|(?:avant|jusqu'à) [3-7] ?h"
    r"(?:eures?)? du matin)"
)
_BOUND = pattern(
    r"maximum|plafond|limite|contingent|au plus|par jour|par semaine|hebdo|chaque semaine|autorisé"
    r"|droit à|premières heures|par an|veut que|voudr|souhait|repos(?![a-z])|(?<!mon )cycle de"
)


def _hours(match: re.Match[str]) -> FactValue | None:
    """Read the hours of group `n` and the minutes of `min`, unless they are a bound or a guess."""
    name = "n" if match["n"] or "m" not in match.groupdict() else "m"
    if not match[name]:
        return None
    number, minutes = count(match), match.groupdict().get("min")
    if not isinstance(number, Decimal) or not minutes:
        return number
    return number + (Decimal(int(minutes)) / 60).quantize(Decimal("0.01"))


_TOTAL = (
    Reading(
        "heures_supplementaires",
        pattern(
            rf"(?:heures?(?! du)|h sup|hs|vacations?)[^.?!]{{0,70}}?(?:total|totaux)"
            rf"(?: (?:du mois|de|général|est de|à|fait))? ?[:=]? ?{_NUMBER}{_MAY_H}"
            rf"|(?:total|somme|cumul) de {_NUMBER.replace('<n>', '<m>')}(?: ?(?:h|heures?))?"
            r"(?= ?(?:[.,;!?)]|$| heures?| pour| ce mois| en ))"
        ),
        _hours,
        ("total", "totaux", "some", "cumul"),
        beside=_BOUND,
        yes=(
            ("Heures sup de nuit : 4 ; total : 18.", "18"),
            ("Deux heures de plus samedi, sur un total de 14.", "14"),
        ),
        no=("Les heures sup ont un total de 25 maximum, plafond compris.",),
    ),
)
"""All the hours of the month, of which others told beside are a part."""
_ALL = (
    Reading(
        "heures_supplementaires",
        pattern(
            rf"{_NUMBER} ?{_H}{_DONE} (?:au[- ]delà|en dehors|en dépassement|en plus|en sus) d[eu]"
            r" ?(?:mon |ma |mes |son |sa |ses |leurs? |nos |notre |l'|la |le )?(?:planning"
            r"|horaires?"
            r"|service|cycle|journées?|temps de travail|obligations?|35 ?h)"
        ),
        _hours,
        ("dela", "dehors", "depasement", "plus", "sus"),
        beside=_BOUND,
        yes=(
            ("Mon agente totalise 17 heures au-delà de son planning ce mois.", "17"),
            ("J’ai 9 h 30 en plus de mes horaires.", "9.50"),
        ),
        no=("Au-delà de mon planning, rien. Ma collègue a 12 heures au-delà de ses horaires.",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            rf"(?:sur|parmi|dans) (?:les|mes|ses|ces|nos) {_NUMBER} ?{_H}"
            r"(?! ?(?:par|du matin|hebdo|de (?:nuit|formation|route|repos|dimanche)))"
            rf"|{NUMBER}(?: ?(?:h|heures?))? (?:des|de ces|sur les|sur mes|sur ses|sur) "
            rf"{_NUMBER.replace('<n>', '<m>')} ?(?:h|heures?)(?![a-z])"
        ),
        lambda match: as_number(match["m"]) if match["m"] else _hours(match),
        ("sur", "parmi", "dans", "des", "de ces"),
        beside=_BOUND,
        yes=(
            ("Sur les seize heures payées, quatre étaient de nuit, en sup.", "16"),
            ("En heures sup, 10 des 22 heures tombent le dimanche.", "22"),
        ),
        no=("Sur mes 35 heures par semaine, combien d’heures sup ?",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            rf"{_NUMBER}{_MAY_H} (?:au total|en tout)(?! (?:du|de la|des))"
            rf"|(?:on arrive à|j'arrive à|ça fait|cela fait) {_NUMBER.replace('<n>', '<m>')}"
            r" ?(?:h|heures?)(?: (?:faites|effectuées|réalisées))? en plus"
        ),
        _hours,
        ("total", "en tout", "en plus"),
        unless=pattern("dimanche|nuit|férié|congés|jours|route|trajet|formation|vide-|fête"),
        beside=_BOUND,
        yes=(
            ("Payez-moi mes heures sup : 12 au total, le reste en soirée.", "12"),
            ("Tout compté, on arrive à 16 heures faites en plus.", "16"),
        ),
        no=("J’ai 12 jours au total et des heures sup.",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            r"heures[^.?!;\d]{0,30} (?:au[- ]delà|en plus) [^.?!;\d]{0,25} (?:sont|s'élèvent|est"
            rf"|montent|:) ?(?:au nombre )?(?:de |à )?{_NUMBER}"
            rf"|{_NUMBER.replace('<n>', '<m>')} ?(?:h|heures?) (?:déclarées|validées|pointées)"
        ),
        _hours,
        ("dela", "en plus", "declare", "valide", "pointe"),
        beside=pattern(rf"{_BOUND.pattern}|nuit|dimanche"),
        yes=(
            ("Mes heures faites au-delà de mes horaires sont de 8 pour octobre.", "8"),
            (
                "Elles n’apparaissent pas dans les 11 heures sup, 11 heures déclarées en octobre.",
                "11",
            ),
        ),
        no=("Les heures faites en plus sont de nuit.",),
    ),
    Reading(
        "heures_supplementaires",
        pattern(
            r"(?:fait|effectué|réalisé|accompli|déclaré|totalise|cumule|comptabilise|compte|dois"
            r"|doit"
            rf"|ai|a) (?:déjà |en tout )?{_NUMBER} ?{_H} (?:de|en) (?:sups?|rab|suplément"
            rf"|dépassement"
            r"|rabiot|extra)(?![a-z])"
        ),
        _hours,
        ("sup", "rab", "depasement", "extra"),
        beside=_BOUND,
        yes=(("J’ai fait 9 heures de rab pour le salon, en heures sup.", "9"),),
        no=("Ma collègue a fait 9 heures de rab.",),
    ),
)
_SOME = (
    Reading(
        "heures_de_nuit",
        pattern(
            rf"(?:heures?[^.?!;,:\d]{{0,20}} |dont |, ?|; ?|et )?(?:de |la )?(?:nuit|nocturnes?) ?"
            rf"(?:[:=]|qui sont de) ?{_NUMBER}{_MAY_H}"
        ),
        _hours,
        ("nuit", "nocturne"),
        unless=pattern("maximum|plafond|limite"),
        yes=(
            ("Heures sup : 18 h, nuit : 6 h.", "6"),
            ("Heures sup de nuit : 9.", "9"),
        ),
        no=("Heures sup de nuit : 25 maximum.",),
    ),
    Reading(
        "heures_de_nuit",
        pattern(
            rf"{_NUMBER}{_MAY_H}(?: d'entre elles)?(?: (?:sup[a-z]*|faites?|effectuées?|passées?"
            r"|réalisées?|étaient|sont|ont été|tombent|que j'ai faites?|travaillées?|à)){0,3} "
            rf"(?:{_NIGHT}|{_LATE})"
        ),
        _hours,
        ("nuit", "nocturne", "minuit", "apres", "entre", "dela", "du matin"),
        beside=pattern(rf"{_BOUND.pattern}|nuits|astreintes de"),
        yes=(
            ("Sur mes 14 heures sup, 5 d’entre elles étaient de nuit.", "5"),
            ("J’ai fait 3,5 heures entre minuit et 5 heures, en heures sup.", "3.5"),
            ("Trois en horaire de nuit, le reste en heures sup de jour.", "3"),
            ("Deux heures passées après 22 heures, en heures sup.", "2"),
            ("6 heures supplémentaires effectuées en nuit.", "6"),
        ),
        no=("Je fais des heures sup, et 4 heures de nuit par semaine.",),
    ),
    Reading(
        "heures_de_nuit",
        pattern(
            r"heures[^.?!;\d]{0,25} (?:de |la )nuit[^.?!;\d]{0,30} (?:sont|s'élèvent|est)"
            rf" (?:de |à |au nombre de )?{_NUMBER}"
        ),
        _hours,
        ("nuit",),
        beside=_BOUND,
        yes=(("Les heures sup faites la nuit sont de sept.", "7"),),
        no=("Les heures sup faites la nuit sont de droit ?",),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"{_SUNDAY}(?: (?:et|ou) (?:les |jours? )?(?:fériés?|dimanches?))? ?[:=] ?{_NUMBER}"
            rf"{_MAY_H}"
        ),
        _hours,
        ("dimanche", "ferie", "dominical"),
        unless=pattern("maximum|plafond|limite"),
        yes=(
            ("Heures sup : 20 h, dimanche : 7 h.", "7"),
            ("Heures sup, dont dimanches et fériés : 9.", "9"),
        ),
        no=("Heures sup de dimanche : 25 maximum.",),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"(?<!des )(?<!sur )(?<!sur les )(?<!dans les )(?<!ces ){_NUMBER}(?: ?{_H}| (?:des"
            rf"|de ces|sur|sur les"
            rf"|sur mes|sur ses|de mes) {NUMBER} ?(?:h"
            rf"|heures?)(?![a-z]))?,?{_DONE}(?: (?:sup[a-z]*|en plus|de plus|tombent|étaient"
            rf"|sont)){{0,2}}"
            r"(?: |,? (?:le|un|du|de|des|ce|au|pour le|le jour du|le jour de la|du jour de la|de la"
            rf"|le jour de|du jour de|du jour du) ){_SUNDAY}(?! ?[:=])"
        ),
        _hours,
        ("dimanche", "ferie", "dominical", "mai", "juilet", "aout", "novembre", "decembre",
         "janvier", "noel", "an", "tousaint", "asomption", "paques", "pentecote", "armistice"),
        beside=pattern(
            rf"{_BOUND.pattern}|{NUMBER} dimanches|dimanches? par|majoration de|avant le|au 11"
        ),
        yes=(
            ("8 des 20 heures sup tombent le dimanche.", "8"),
            ("J’ai 12 heures supplémentaires dominicales.", "12"),
            ("En heures sup : 4 le jour du 11 novembre.", "4"),
            ("Le reste de mes heures sup, soit 5 heures, un dimanche.", "5"),
            ("Mes 6 heures du jour de la Toussaint, en heures sup.", "6"),
        ),
        no=(
            "Je fais des heures sup et 2 dimanches par mois.",
            "Mes heures sup du 3 novembre au 11 novembre.",
        ),
    ),
    Reading(
        "heures_du_dimanche",
        pattern(
            rf"(?:{_SUNDAY}(?: férié)?,?|tout (?:mon|le) dimanche,?)(?:(?! (?:puis|et|sur)|lundi"
            rf"|samedi"
            rf"|nuit)[^.?!;:\d]){{0,25}}? ?{_NUMBER} ?{_H}(?! (?:du matin|à \d|de (?:repos|nuit)))"
        ),
        _hours,
        ("dimanche", "ferie", "mai", "juilet", "aout", "novembre", "decembre", "janvier", "noel",
         "an", "tousaint", "asomption", "paques", "pentecote", "armistice"),
        beside=pattern(
            rf"{_BOUND.pattern}|{NUMBER} dimanches|nuit|(?:à|de|dès|depuis|vers|jusqu'à) \d\d? ?h"
        ),
        yes=(
            ("Pour le lundi de Pâques, 7 heures supplémentaires ont été faites.", "7"),
            ("Le 14 juillet férié, neuf heures de plus pour le bal.", "9"),
            ("Heures sup : la fête m’a pris tout mon dimanche, 6 heures.", "6"),
        ),
        no=(
            "Heures sup : dimanche de 8 h à 12 h.",
            "Le dimanche ma collègue a fait 6 heures sup.",
        ),
    ),
)  # fmt: skip
_SPOKEN_OF = pattern(
    r"heures? (?:sup|complémentaires?|de plus|en plus|au[- ]delà|de dépassement)|h sup|hs(?![a-z])"
    r"|ihts|en sups?(?![a-z])|(?:heures?|h|faites?|fais|faite) (?:en|de) plus"
    r"|en plus (?:de (?:ma|mon|son|sa|mes|ses)|du|d'un)"
    r"|au[- ]delà d[eu] (?:mon|son|mes|ses|planning|cycle)|à (?:me|lui|nous|leur) payer"
    r"|payée? d[e']|payer|majoration|majorées?|état (?:du mois|mensuel|d'heures)|dépouillement"
    r"|interventions?|relevé|heures? à (?:payer|récupérer)|dont heures? d[eu]|tarif de (?:jour"
    r"|nuit)|en compter"
)


def overtime_told(plain: Plain) -> Iterator[FactRead]:
    """Read overtime of the month, by night and on Sundays, where extra hours are spoken of."""
    if _SPOKEN_OF.search(plain.text):
        yield from read_table((*_TOTAL, *_ALL, *_SOME), plain)
