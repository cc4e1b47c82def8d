"""Sums and lengths that an indemnity is reckoned on: net pay, gross pay of a year, months left."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import AMOUNT, NUMBER, as_amount
from agents.understand.readings import Reading, read_table, told_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_OTHERS = r"collègue|conjoint|mon mari|ma femme|remboursement|trop[- ]perçu|loyer de"
_EURO = r"(?:€|euros?|eur(?![a-z]))"
_LARGE = r"(?:\d{1,2}[ .]\d{3}|\d{3,5})(?:,\d{1,2}|\.\d\d)?(?![\d/])"
_LEAST_OF_A_YEAR = Decimal(9000)


def pay_of_a_year(match: re.Match[str]) -> FactValue | None:
    """Read the pay of a year; so small a sum is one of a month."""
    amount = as_amount(next(written for written in match.groups() if written))
    return amount if amount >= _LEAST_OF_A_YEAR else None


_NET_PAY = (
    Reading(
        "remuneration_nette_de_base",
        pattern(
            r"(?:net|nette)(?! (?:à payer avant|imposable|fiscal))(?![a-z])(?:(?!imposable|prime"
            rf"|brut)[^.?!;\d]){{0,60}}? (?P<n>{_LARGE}) ?{_EURO}"
            rf"|(?:en|,) net,? (?P<m>{_LARGE})(?! ?%)"
            rf"|(?P<o>{AMOUNT}) ?{_EURO} ?(?:de )?(?:(?:salaire|paie|paye|rémunération|traitement)"
            r" )?net(?:s|te)?(?![a-z])(?! imposable)"
            rf"|(?P<p>(?<![\d/]){_LARGE}) (?:net|nets)(?![a-z])(?! imposable)"
        ),
        lambda match: as_amount(next(written for written in match.groups() if written)),
        ("net",),
        unless=pattern(f"{_OTHERS.replace('|loyer de', '')}|prime de (?!lic)|acompte|avance"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Avant mon licenciement je gagnais 1 650 € nets.", "1650"),
            ("Salaire net de base du dernier mois : 1 820,40 €, licenciement en mai.", "1820.40"),
            ("licencié, je touchais 1490 net a temps plein", "1490"),
            ("Ma dernière rémunération nette à temps complet s’élevait à 2 100 euros.", "2100"),
        ),
        no=(
            "Ma prime de fin d’année est de 300 € nets, dernier mois.",
            "Mon net imposable du dernier mois est de 1 700 €.",
        ),
    ),
)
_OF_A_DISMISSAL = pattern(
    r"licenc|virée?(?![a-z])|nets? de base|indemnité|supplément familial|derni(?:er|ère) (?:mois"
    r"|net"
    r"|pay|paie|salaire|rémunération)|rémunération nette|temps (?:plein|complet)"
)
_YEAR = (
    r"(?:(?:par|sur|de|dans|pour|à) )?(?:l'|un |une |la |les |cette |mon |ses |mes |d'un )?"
    r"(?:an(?![a-z])|année|annuel(?:le|s|les)?|exercice|(?:12|douze) (?:derniers )?mois"
    r"|derniers (?:12|douze) mois)"
)
_GROSS = r"(?:brute?s?|avant (?:cotisations|charges|impôts?)|cumul brut)(?![a-z])"
_GROSS_OF_THE_YEAR = (
    Reading(
        "remuneration_brute_annuelle",
        pattern(
            rf"(?:{_GROSS}[^.?!;\d]{{0,40}}{_YEAR}|{_YEAR}[^.?!;\d]{{0,30}}{_GROSS})"
            r"(?:(?! par mois|mensuel)[^.?!;\d]){0,40}(?:20\d\d[^.?!;\d]{1,20})?"
            rf" ?(?P<n>{AMOUNT}) ?{_EURO}"
            rf"|(?P<m>{AMOUNT}) ?{_EURO}? ?(?:de |en )?(?:[a-z]{{4,14}} )?{_GROSS}"
            rf"[^.?!;\d]{{0,25}}{_YEAR}"
            rf"|(?P<o>{AMOUNT}) ?{_EURO} ?(?:de )?(?:[a-z]{{4,14}} )?{_YEAR}(?! "
            rf"net)[^.?!;\d]{{0,25}}"
            rf"{_GROSS}|{_YEAR}[^.?!;\d]{{0,30}} (?P<p>{AMOUNT}) ?{_EURO}? {_GROSS}"
        ),
        pay_of_a_year,
        ("brut", "avant"),
        unless=pattern(
            r"collègue|ifse(?![a-z])|nets?(?! à| de)(?![a-z])|plafond|pension|propos[a-z]+ un|offre"
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Sur l’année j’ai gagné 26 400 € bruts.", "26400"),
            ("Mon brut annuel, pour la rupture : 31 250 €.", "31250"),
            ("29 800 euros de rémunération brute par an, quelle indemnité ?", "29800"),
            ("Brut de l’année 2025 : 30 100 €.", "30100"),
            ("Elle touchait 24 900 € par an avant cotisations.", "24900"),
        ),
        no=("Mon brut est de 2 300 € depuis l’année dernière.", "Je gagne 2 300 € brut par mois."),
    ),
)
_CONTRACT = r"(?:contrat(?: à durée déterminée)?|cdd|engagement|mission)(?![a-z])"
_LEFT = (
    Reading(
        "mois_de_cdd_restants",
        pattern(
            rf"(?P<n>{NUMBER}) mois (?:de (?:contrat |cdd )?)?(?:non (?:effectués|exécutés|faits"
            r"|travaillés|accomplis|courus|échus)|restants?|encore (?:devant|à (?:faire|courir"
            r"|venir))"
            r"|(?:qui|qu'il|que) (?:(?:me|lui|il) )?(?:(?:me|lui) )?restai(?:en)?t"
            r"|de (?:plus|trop tôt)|garantis|perdus|avant (?:le|son|mon|l') ?(?:terme|échéance|fin)"
            r"|avant la (?:fin|date)|jusqu'(?:au|à) (?:la |l'|son |mon )?(?:terme|bout|fin"
            r"|échéance))"
            rf"|(?:devait|devrait|courait|court|pouvait|aurait dû"
            rf"|allait)[^.?!;\d]{{0,20}} (?:encore"
            rf"|pour) (?:[a-z]{{2,9}} )?(?P<a>{NUMBER}) mois"
            rf"|(?:encore|restait|reste|restaient|manquait|manque)(?: [a-z]{{2,9}})?"
            rf" (?P<b>{NUMBER}) mois (?:de {_CONTRACT}|à (?:faire|courir|travailler|effectuer"
            r"|tirer)|avant|sur mon|jusqu)"
            rf"|il (?:me|lui|nous) (?:restait|reste|manquait)(?: encore)? (?P<c>{NUMBER}) mois"
            r"(?! (?:de préavis|de congé|d'essai|à attendre))"
            rf"|(?P<d>{NUMBER}) mois (?:entre|séparaient"
            rf"|séparent)[^.?!;]{{0,80}} (?:l')?(?:échéance|terme"
            rf"|fin) d[eu]|(?:à|privée? de|perdu) (?P<e>{NUMBER}) mois (?:de (?:la fin|salaire"
            rf"|l'échéance|son terme|mon terme|contrat|cdd)|du terme|avant)"
            rf"|(?P<g>{NUMBER}) mois (?:avant (?:la |le |son |mon |l')?(?:date|terme|fin|échéance)"
            r"|plus tôt que|trop tôt|en moins|(?:me|lui) restaient|de reste|à courir)"
            rf"|(?:à courir|restants?|restant|restaient?|reste)(?: à (?:courir"
            rf"|faire))? ?:? ?(?:de |que )?"
            rf"(?P<h>{NUMBER}) mois(?! de préavis)|encore (?:pour )?(?P<i>{NUMBER}) mois"
            rf"|(?:terme|échéance|fin)(?: [a-z']{{1,10}}){{0,4}} dans (?P<j>{NUMBER}) mois"
            rf"|(?:avec|avais|avait|encore) (?P<f>{NUMBER}) mois (?:encore|devant|à venir|garantis)"
        ),
        told_count,
        ("mois",),
        unless=pattern(r"collègue|voisin|conjoint|préavis de|disponib|congé parental|essai"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Mon CDD est rompu avec 5 mois non effectués.", "5"),
            ("Licencié, mon contrat devait encore durer huit mois.", "8"),
            ("J’avais 7 mois devant moi sur ce contrat quand la mairie l’a rompu.", "7"),
            ("La rupture arrive 3 mois avant le terme de mon CDD.", "3"),
            ("Il lui restait encore dix mois quand le contrat a été rompu.", "10"),
        ),
        no=(
            "Il me restait 2 mois de congé parental, mon contrat est rompu.",
            "Mon CDD de 6 mois est fini.",
        ),
    ),
)
_CUT_SHORT = pattern(
    r"licenc|romp[a-z]*|rupture|virée?(?![a-z])|cassé|mis fin|met fin|démission|congédi|renvoy"
    r"|écourt|avant (?:le |son |l')?(?:terme|échéance)|devai[st] (?:encore )?durer"
    r"|reçu la lettre|pour encore|non (?:effectués|exécutés|accomplis)"
)


def sums(plain: Plain) -> Iterator[FactRead]:
    """Read the sums, net ones where a dismissal is told, and the months left of what was cut."""
    yield from read_table(_GROSS_OF_THE_YEAR, plain)
    if _OF_A_DISMISSAL.search(plain.text):
        yield from read_table(_NET_PAY, plain)
    if _CUT_SHORT.search(plain.text):
        yield from read_table(_LEFT, plain)
