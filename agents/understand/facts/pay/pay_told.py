"""Lines of pay told in euros: the traitement of a month, the NBI, the primes of the post."""

import re
from collections.abc import Iterator

from agents.understand.dates import AMOUNT, as_amount
from agents.understand.readings import Reading, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_EURO = r"(?: ?(?:€|euros?|eur)(?![a-z]))"
_IS = (
    r"(?: (?:brute?|mensuele?|est|de|d'|à|s'élève|se monte|habituele?|fait|normal)(?![a-z])){0,5}"
    r"[ :=]{0,3}"
)
_TRAITEMENT = r"(?:traitement(?: (?:indiciaire|de base|d'indice))?|tib(?![a-z])|salaire indiciaire)"
_LEAST, _MOST = 300, 12_000
_BY_YEAR = re.compile(r"[^.?!;\n]{0,12}(?:par an|/ ?an|annuel|l'ane|de l'heure|par jour|net)")


def _by_month(match: re.Match[str]) -> FactValue | None:
    name = next(name for name, written in match.groupdict().items() if written)
    amount = as_amount(match[name])
    if _BY_YEAR.match(match.string, match.end()):
        return None
    return amount if _LEAST <= amount <= _MOST else None


def _of_a_line(match: re.Match[str]) -> FactValue | None:
    name = next(name for name, written in match.groupdict().items() if written)
    return None if _BY_YEAR.match(match.string, match.end()) else as_amount(match[name])


_PRIMES = (
    r"(?:ifse|rifseep|régime indemnitaire"
    r"|primes? (?:de fonctions?|mensuele?s?|liées? aux fonctions)|ri(?![a-z]))"
)
_RECALLED = pattern(
    "rappel|trop[- ]perçu|annuel|cia(?![a-z])|fin d'année|prélev|retenu|passer|ratio"
)
_LINES = (
    Reading(
        "traitement_mensuel",
        pattern(
            rf"{_TRAITEMENT}{_IS}(?P<n>{AMOUNT}){_EURO}?(?! ?(?:%|points|jours|mois|ans|janv))"
            rf"|(?P<m>{AMOUNT}){_EURO}? (?:bruts? )?(?:de |par mois de )?{_TRAITEMENT}"
        ),
        _by_month,
        ("traitement", "tib", "salaire indiciaire"),
        unless=_RECALLED,
        yes=(
            ("Mon traitement brut mensuel est de 1 969,11 €.", "1969.11"),
            ("Traitement indiciaire brut : 2 240 €.", "2240"),
            ("mon traitement d'indice est de 2 018,34 d'habitude", "2018.34"),
            ("J'ai 2100 € de traitement indiciaire.", "2100"),
            ("Mon TIB est de 1 850 €.", "1850"),
            ("Mon agent a un traitement de base de 2 300 euros.", "2300"),
            ("Traitement indiciaire mensuel : 1 900,50 €", "1900.50"),
            ("traitement brut 2500 euros, combien je perds ?", "2500"),
        ),
        no=(
            "Je suis à demi-traitement depuis 3 mois.",
            "Ma collègue a un traitement de 2 100 €.",
            "Mon traitement annuel est de 24 000 € par an.",
        ),
    ),
    Reading(
        "nbi_mensuelle",
        pattern(
            rf"(?:nbi|nouvele bonification(?: indiciaire)?|bonification indiciaire)"
            rf"(?: (?:est )?(?:de|à)|,| \(| :)? ?(?P<n>{AMOUNT}){_EURO}"
            r"|points? de (?:nbi|nouvele bonification(?: indiciaire)?)"
            rf"(?: de|,| \(| :|, soit| soit)? ?(?P<m>{AMOUNT}){_EURO}|(?P<o>{AMOUNT}){_EURO} de nbi"
        ),
        _of_a_line,
        ("nbi", "bonification"),
        unless=_RECALLED,
        yes=(
            ("j'ai 15 points de nouvelle bonification, 73,84 €", "73.84"),
            ("Ma NBI est de 49,23 €.", "49.23"),
            ("NBI : 98,46 €", "98.46"),
            ("Je touche 73,84 € de NBI.", "73.84"),
        ),
        no=("J'ai 15 points de NBI.", "Ma collègue a une NBI de 49,23 €."),
    ),
    Reading(
        "primes_de_fonctions",
        pattern(
            rf"{_PRIMES}(?: (?:actuele?|mensuele?))?(?: (?:est|s'élève|se monte))?"
            rf"(?: (?:de|à|fait|:))? ?(?P<n>{AMOUNT}){_EURO}"
            rf"|(?P<m>{AMOUNT}){_EURO} (?:bruts? )?(?:par mois |mensuels? )?"
            rf"(?:d'|de |en )(?:l')?{_PRIMES}"
        ),
        _of_a_line,
        ("ifse", "rifsep", "regime indemnitaire", "prime", "ri "),
        unless=_RECALLED,
        yes=(
            ("Mon IFSE est de 300 € par mois.", "300"),
            ("420 € d'IFSE d'habitude : je vais en voir combien ?", "420"),
            ("j'ai 150 € de prime de fonction mensuelle", "150"),
            ("Régime indemnitaire : 250 €", "250"),
            ("Je perçois 180 euros par mois d'IFSE.", "180"),
            ("Mon agent a une IFSE de 510 €.", "510"),
            ("Mon RIFSEEP est de 230 euros.", "230"),
            ("prime mensuelle de 90 €", "90"),
        ),
        no=(
            "Ma collègue a 300 € d'IFSE.",
            "Le CIA est de 500 €.",
            "Un rappel d'IFSE de 300 €.",
        ),
    ),
)  # fmt: skip


def pay_told(plain: Plain) -> Iterator[FactRead]:
    """Read the lines of a pay slip that are told in euros."""
    yield from read_table(_LINES, plain)
