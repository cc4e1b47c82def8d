"""Lines of pay told in euros: the traitement of a month, the NBI, the primes of the post."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number
from agents.understand.readings import Reading, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_EURO = r"(?: ?(?:€|euros?|eur)(?![a-z]))"
_IS = (
    r"(?: (?:brute?|mensuele?|est|de|d'|à|s'élève|se monte|habituele?|fait|normal)(?![a-z])){0,5}"
    r"[ :=]{0,3}"
)
_TRAITEMENT = (
    r"(?:(?<!demi-)(?<!demi )traitement(?: (?:indiciaire|de base|d'indice))?"
    r"|tib(?![a-z])|salaire indiciaire)"
)
_LEAST, _MOST = 300, 12_000
_BY_YEAR = re.compile(r"[^.?!;\n]{0,12}(?:par an|/ ?an|annuel|l'ane|de l'heure|par jour|net)")


def _of_a_line(match: re.Match[str]) -> Decimal | None:
    name = next(name for name, written in match.groupdict().items() if written)
    if _BY_YEAR.match(match.string, match.end()) or _BY_YEAR.match(match.string, match.end(name)):
        return None
    written = match[name]
    return as_amount(written) if written[0].isdigit() else as_number(written)


def _by_month(match: re.Match[str]) -> Decimal | None:
    amount = _of_a_line(match)
    return amount if amount and _LEAST <= amount <= _MOST else None


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


_SUM = (
    rf"(?<!mille )(?<!mil )(?:{AMOUNT}|{NUMBER})(?![a-z\d]| ?(?:%|points?|jours?|mois(?! )|ans"
    rf"|heures?|h(?![a-z])|/35))"
)
_A_MONTH = r"(?: ?(?:bruts?|par mois|/ ?mois|mensuels?|chaque mois|tous les mois)(?![a-z]))"
_PAID = rf"(?:{_EURO}|(?=,? ?{_A_MONTH}|\.? ?$|[;\n]))"
_GAP = (
    r"(?:(?!cia(?![a-z])|nbi|rappel|moitié|rester|promis|perd|perte|baiss|au lieu|passer|contre"
    r"|retenu|annuel|résidence|loyer|hausse|augment|plus de |moins de )[^.?!;\n\d%])"
)
_FUNCTIONS = (
    r"(?:ifse(?![a-z])|rifseep|régimes? indemnitaires?|(?:primes?"
    r"|indemnités?)(?: mensuele?s?)? (?:de|d'"
    r"|liées? (?:à|aux?)|pour)(?: (?:la|ma|mes|mon|l'|les))? ?(?:fonctions?|responsabilités?"
    r"|encadrement"
    r"|sujétions?|poste|régie)|primes? mensuele?s?|(?:mes|ses|les) primes(?! de))"
)
_NOT_A_LINE = pattern(
    r"rappel|trop[- ]perçu|annuel|par an|fin d'année|prélev|ratio|plafond|maximum|grève|collègue"
    r"|(?:13e|treizième) mois"
)


_OTHER_WORDS = (
    Reading(
        "traitement_mensuel",
        pattern(
            r"(?:(?<!demi-)(?<!demi )traitement|tib(?![a-z])|(?:salaire|brut) (?:indiciaire"
            r"|de base)"
            rf"|(?<!bonification )indiciaire(?: brut)?){_GAP}{{0,40}}?(?:\([^)\n]{{0,25}}\) ?:?"
            rf" ?)?(?P<n>{_SUM})"
            rf"|(?P<m>{_SUM}){_EURO}? ?(?:bruts? )?(?:par mois |mensuels? )?(?:de |en "
            rf"|d')?(?:(?:mon |son )?"
            r"(?:traitement|indiciaire)|base(?! de)|brut indiciaire|tib(?![a-z]))"
        ),
        _by_month,
        ("traitement", "tib", "indiciaire", "base"),
        beside=_NOT_A_LINE,
        yes=(
            ("Mon brut indiciaire est de 2 145,30 € en ce moment.", "2145.30"),
            ("Je touche 1 980 euros de base et des primes.", "1980"),
            ("2 310,40 brut indiciaire par mois pour cet agent.", "2310.40"),
            ("Mon salaire de base, hors primes, est à 1 911,20 €.", "1911.20"),
        ),
        no=(
            "Mon demi-traitement est de 950 €.",
            "Le traitement indiciaire de ma collègue est de 2 145,30 €.",
            "Mon traitement va passer à 2 145,30 €.",
        ),
    ),
    Reading(
        "nbi_mensuelle",
        pattern(
            rf"(?:nbi|(?:nouvelle )?bonification(?: indiciaire)?)(?![a-z]){_GAP}{{0,40}}?"
            rf"(?:\d\d? points?,? (?:soit |donc |\()?)?(?P<n>{AMOUNT})(?:{_EURO}|(?<=,\d\d)(?!\d"
            rf"| ?(?:points?|%))|(?= ?{_A_MONTH}))"
            rf"|(?P<m>{AMOUNT}){_EURO} ?{_A_MONTH}?(?: (?:de|en|au titre de|pour))? (?:la |ma "
            rf"|sa )?"
            r"(?:nbi|(?:nouvelle )?bonification)"
            rf"|(?P<o>{AMOUNT}){_EURO},? c'est (?:ma |la )nbi"
        ),
        _of_a_line,
        ("nbi", "bonification"),
        beside=_NOT_A_LINE,
        yes=(
            ("Ma NBI s'élève à 98,46 euros bruts.", "98.46"),
            ("La NBI que je perçois, c'est 61,53 par mois.", "61.53"),
            ("Nouvelle bonification indiciaire 123,07.", "123.07"),
            ("Je reçois 49,23 € par mois au titre de la NBI.", "49.23"),
        ),
        no=(
            "Ma NBI est de 25 points par mois.",
            "La NBI de ma collègue s'élève à 98,46 euros.",
        ),
    ),
    Reading(
        "primes_de_fonctions",
        pattern(
            rf"{_FUNCTIONS}{_GAP}{{0,40}}?(?P<n>{_SUM}){_PAID}"
            rf"|(?P<m>{_SUM}){_EURO}(?: ?{_A_MONTH})?(?: (?:de|d|en|au titre de|pour))?[ '](?:la "
            rf"|l'|ma"
            rf" |mon |le )?{_FUNCTIONS}"
            rf"|(?P<o>{_SUM}){_EURO}{_A_MONTH}? (?:liés?|attachés?) (?:à |au |aux )(?:mon |ma "
            rf"|mes |la )?"
            r"(?:poste|fonctions?|responsabilit)"
            rf"|primes? (?:mensuelle )?de"
            rf" (?P<q>{_SUM}){_EURO}{_A_MONTH}?[^.?!;,\n\d]{{0,20}}(?:mes|mon|ma"
            r" |la) ?(?:fonctions?|responsabilité|poste)"
            rf"|{_TRAITEMENT}[^.?!\n]{{0,30}} primes? ?[:=]? ?(?P<p>{_SUM})"
        ),
        _of_a_line,
        ("ifse", "rifsep", "indemnit", "prime", "poste", "fonction"),
        beside=_NOT_A_LINE,
        unless=pattern(r"prime de (?:noël|naissance|mariage|pouvoir d'achat|précarité)"),
        yes=(
            ("Ma prime de responsabilité est de 130 € tous les mois.", "130"),
            ("Je touche deux cent cinquante euros d'IFSE.", "250"),
            ("Indemnité de fonctions : 640 € bruts par mois.", "640"),
            ("J'ai 85 € mensuels liés à mon poste.", "85"),
            ("Mon IFSE s'élève à 315,00 € brut.", "315.00"),
        ),
        no=(
            "Ma prime de fin d'année est de 800 €.",
            "La collègue touche deux cent cinquante euros d'IFSE.",
            "L'IFSE devrait passer à 315 €.",
            "Prime de responsabilité : plafond 1 200 € par an.",
        ),
    ),
)  # fmt: skip


_LEFT_OUT = pattern(
    r"(?:sans|hors)(?: (?:aucune?|mes|les|la|compter|ma|le|toutes)){0,3} ?(?:primes?|indemnités?"
    r"|rifseep|ifse"
    r"|régime indemnitaire)"
)
"""Said to tell the traitement alone; it denies no sum: 1 950 € sans aucune prime."""


def pay_told(plain: Plain) -> Iterator[FactRead]:
    """Read the lines of a pay slip that are told in euros."""
    alone = replace(plain, text=_LEFT_OUT.sub(lambda found: " " * len(found[0]), plain.text))
    yield from read_table((*_LINES, *_OTHER_WORDS), alone)
