"""Indices, gross pay, the car and its kilometres, the fare of a season ticket."""

import re
from collections.abc import Iterator

from agents.understand.dates import AMOUNT, NUMBER, as_amount
from agents.understand.readings import Reading, read_table, whole_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_IS = (
    r"(?: (?:de|est|est de|est à|est le|est au|est fixé à|égal à|à|le|actuel|est actuellement"
    r"|actuellement|au|n°|=))?(?: ?[:=])? ?"
)
_INDEX = pattern(
    r"(?:l'|d'|à l'|mon |l)?(?:indice brut[^.?!;]{0,30} majoré|im|inm"
    r"|indice (?:nouveau )?majoré(?: \(?(?:im|inm)\)?)?)"
    rf"(?: (?:de|d') ?(?:mon agente?|l'agente?|cet agent|cette agente|l'intéressée?))?"
    rf"{_IS}(?P<n>[2-9]\d\d|1[0-6]\d\d)(?![\d€])(?! ?(?:€|euros|points|ans))"
)
_INDEX_TURNED = pattern(
    r"indice (?P<n>[2-9]\d\d|1[0-6]\d\d) majoré|indice \(majoré\)"
    r"(?: est| est de| :|:|=)? ?(?P<m>[2-9]\d\d|1[0-6]\d\d)(?!\d)"
)
_POINTS = (
    pattern(
        rf"(?P<n>{NUMBER}) points?(?: suplémentaires)? "
        r"(?:d'indice|de nbi|d'im|d'inm|majorée?s?|indiciaires?|de nouvelle bonification)(?![a-z])"
    ),
    pattern(
        rf"nbi (?:de |à |: ?|est de |s'élève à |est )?(?P<n>{NUMBER})"
        r"(?: (?:points?|pts?)(?![a-z])|(?= ?(?:[.,;?!)\n]|$)))"
    ),
    pattern(r"\+ ?(?P<n>\d{1,3}) (?:points?|pts?)(?! (?:de fidélité|de permis|rafp|retraite))"),
)
_OTHER_POINTS = pattern("permis|rafp|aditionel|mercatique|fidélité|barème|cotation|concours|notes?")


_EURO = r"(?: ?(?:€|euros?|eur|e|balles)(?![a-z]))"
_PAY = "(?:salaire|rémunération|traitement|paie|paye|revenu|gagne|touche|perçois|payée?)"
_MOST_A_MONTH = 12_000
_LEAST_A_MONTH = 300
_NOT_BY_MONTH = re.compile(
    r"[^.?!;\n]{0,12}(?:par an|/ ?an|annuel|(?<!toute )l'ane|a l'an|de l'heure|par heure|/ ?h"
    r"|horaire|par jour"
    r"|/ ?jour|journalier)"
)
_YEARLY_BEFORE = re.compile(r"(?:annuel|horaire|par an|prime|indice)[^.?!;\n]{0,25}$")


def _gross(match: re.Match[str]) -> FactValue | None:
    before = match.string[max(0, match.start() - 40) : match.end("n")]
    if _NOT_BY_MONTH.match(match.string, match.end()) or _YEARLY_BEFORE.search(before):
        return None
    amount = as_amount(match["n"])
    return amount if _LEAST_A_MONTH <= amount <= _MOST_A_MONTH else None


_NO_PAY = pattern(
    "primes?(?![a-z])|indemnité|ifse|rifseep|rappel|trop[- ]perçu|heures? sup|astreinte|indice"
    "|dégressiv|seuil|plafond|annonce|offre|minimum|smic|vacation"
)
_GROSS = (
    pattern(
        rf"(?P<n>{AMOUNT}){_EURO}?(?: (?:mensuele?s?|par mois))?"
        r"(?: de (?:traitement|salaire|rémunération|paie|paye))? ?brute?s?(?![a-z])"
        r"(?: (?:par mois|mensuele?s?))?"
    ),
    pattern(
        rf"{_PAY} (?:mensuele? |de base )?brute?(?: mensuele?)?{_IS}(?P<n>{AMOUNT})"
        r"(?! ?(?:%|points|net))"
    ),
    pattern(rf"brute?s?(?: mensuele?s?)?{_IS}(?P<n>{AMOUNT}){_EURO}"),
    pattern(
        rf"(?P<n>{AMOUNT}){_EURO}? de (?:traitement|salaire|rémunération|paie) ?brute?(?![a-z])"
    ),
    pattern(
        rf"{_PAY} (?:mensuele? |de base )?brute?(?: mensuele?)?(?: complète?| entière?| totale?)"
        rf"{_IS}(?P<n>{AMOUNT})(?! ?(?:%|points|net))"
    ),
)
_LAST_MONTH = pattern(
    rf"dernier (?:mois (?:complet|entier|travaillé|plein)|salaire|bulletin)(?: brut)?(?: complet)?"
    rf"(?: était| est| a été)?(?: de| à| payé)? ?:? ?(?P<n>{AMOUNT}){_EURO}"
)

_HORSES = r"(?:cv|chevaux|chv|cvf)(?: fisca(?:ux|l))?(?![a-z])"
_NO_CAR = pattern(
    r"candidat|recrut|envoy|postul|embauch|lettre de motiv|offre|puissance réelle|din"
)
_MOST_HORSES = 30


_AS_IF = re.compile(r"\bcome (?:pour |si |a |avec )?(?:une? )?$")
"""What a rate was wrongly paid for: comme pour 5 CV."""


def _horses(match: re.Match[str]) -> FactValue | None:
    if _AS_IF.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    number = whole_count(match)
    return number if isinstance(number, int) and number <= _MOST_HORSES else None


_TICKET = (
    r"(?:abonnement|abo|navigo|mon pass|pass (?:mensuel|navigo|ter|train|bus|tcl|tisséo)"
    r"|forfait (?:mensuel|ter"
    r"|navigo|train)|carte (?:de |d')?(?:train|bus|ter|tram|transport|métro|mensuelle|navigo)"
    r"|titre de transport)(?![a-z])"
)
_BY_MONTH = r"(?: ?(?:par|/|le|au|chaque) ?mois| mensuele?s?)"
_OF_ANOTHER_MATTER = (
    "internet|téléphone|mobile|box|fibre|salle de|sport|piscine|parking|théâtre|culture|médiath"
    "|journal|revue|semaine|hebdo|amende|musée|électricité|logiciel|vélib"
)
_OTHER_FARE = pattern(_OF_ANOTHER_MATTER)
_NO_FARE = pattern(f"{_OF_ANOTHER_MATTER}|annuel|par an|/an|l'année")
_BETWEEN = (
    r"(?:(?!rembours|prend|retenu|manque|verse|participation|pris|prise|au lieu|%|moitié)[^.?!;])"
)
_PRICE = rf"(?P<n>{AMOUNT})(?:{_EURO}{_BY_MONTH}?|{_BY_MONTH})"
_PRICE_A_MONTH = rf"(?P<n>{AMOUNT}){_EURO}?{_BY_MONTH}"


_NOT_THE_PRICE = re.compile(
    r"(?:rembours|prend|retenu|retir|vers|participation|manque|prise? en)[^.?!;]{0,30}$"
)


def _fare(match: re.Match[str]) -> FactValue | None:
    before = match.string[max(0, match.start("n") - 45) : match.start("n")]
    return None if _NOT_THE_PRICE.search(before) else as_amount(match["n"])


_MONEY = (
    Reading("indice_majore", _INDEX, lambda match: int(match["n"]), ("im", "inm", "majore")),
    Reading(
        "indice_majore",
        _INDEX_TURNED,
        lambda match: int(match["n"] or match["m"]),
        ("majore",),
        yes=(
            ("je suis à l'indice 415 majoré", "415"),
            ("Mon indice (majoré) est 415", "415"),
            ("indice (majoré) : 402", "402"),
        ),
        no=("Ma collègue est à l'indice 415 majoré",),
    ),
    *(
        Reading("points_d_indice", written, whole_count, ("point", "pts", "nbi"), _OTHER_POINTS)
        for written in _POINTS
    ),
    *(
        Reading("remuneration_brute_mensuelle", written, _gross, ("brut",), _NO_PAY)
        for written in _GROSS
    ),
    Reading(
        "remuneration_brute_mensuelle",
        _LAST_MONTH,
        _gross,
        ("dernier",),
        _NO_PAY,
        imperfect=True,
        yes=(("Mon dernier mois complet était à 2 480 euros bruts.", "2480"),),
        no=("Le dernier mois complet de ma collègue était de 2 480 €.",),
    ),
    Reading(
        "puissance_fiscale",
        pattern(rf"(?P<n>{NUMBER}) ?{_HORSES}"),
        _horses,
        ("cv", "chevaux", "chv"),
        _NO_CAR,
    ),
    Reading(
        "puissance_fiscale",
        pattern(rf"puissance (?:fiscale|administrative){_IS}(?P<n>\d\d?)(?![\d,.]\d)(?! ?k)(?!\d)"),
        _horses,
        ("puisance",),
        _NO_CAR,
    ),
    Reading(
        "prix_de_l_abonnement",
        pattern(rf"{_TICKET}[^.?!;\d]{{0,40}}?(?<![a-z0-9]){_PRICE_A_MONTH}"),
        _fare,
        ("abo", "navigo", "pas", "forfait", "carte", "titre"),
        _OTHER_FARE,
        yes=(
            ("Mon abonnement de bus (60 € par mois, contrat annuel) est remboursé", "60"),
            ("carte de train 80 euros par mois, payée toute l'année", "80"),
            ("pass navigo 90,80 € par mois sur l'année", "90.80"),
        ),
        no=("mon abonnement internet, 30 € par mois", "la carte de sport 20 € par mois"),
    ),
    Reading(
        "prix_de_l_abonnement",
        pattern(rf"{_TICKET}{_BETWEEN}{{0,60}}?(?<![a-z0-9]){_PRICE}"),
        _fare,
        ("abo", "navigo", "pas", "forfait", "carte", "titre"),
        _NO_FARE,
    ),
    Reading(
        "prix_de_l_abonnement",
        pattern(rf"{_PRICE} {_BETWEEN}{{0,40}}?{_TICKET}"),
        _fare,
        ("abo", "navigo", "pas", "forfait", "carte", "titre"),
        _NO_FARE,
    ),
)


def money(plain: Plain) -> Iterator[FactRead]:
    """Read indices, points, gross pay, fiscal power, kilometres and the fare."""
    yield from read_table(_MONEY, plain)
