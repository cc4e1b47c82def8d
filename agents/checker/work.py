"""What the ticket says of leave, sickness and part time."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.checker.numbers import NUMBER, as_number
from agents.checker.state import FactRead
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS
from statute.plain import Plain, pattern

_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = "|".join(_WEEK)
_AT_WORK = (
    "(?:travail|bosse|service|planning|temps (?:plein|complet|partiel)|mi[ -]temps"
    "|je (?:viens|fais))"
)
_DAYS_A_WEEK = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?(?P<n>{NUMBER}) jours? (?:(?:par|/|à la) ?sem|sur (?:5|cinq))"
    rf"|(?P<n2>{NUMBER}) jours? (?:de travail|travaillés?) (?:par|/) ?sem",
)
_DAYS_FROM_TO = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?du (?P<first>{_WEEKDAY}) au (?P<last>{_WEEKDAY})"
)
_FEWEST_DAYS = 2

_WINTER = (
    "janvier|février|mars|avril|novembre|décembre|noël|(?:jour|premier|nouvel) (?:de )?l?'?an"
    "|hiver|pâques|printemps|toussaint|fêtes|carnaval"
)
_WINTER_DAYS = pattern(
    rf"(?P<n>{NUMBER}) (?:jours?|j|ca)(?: de (?:congés?|ca))?(?: (?:posés?|pris))? "
    rf"(?:en|fin|début|à|au|pour|pendant|entre|sur)(?: (?:les?|la|fin|début))? (?:{_WINTER})"
    rf"(?: et (?:le |la )?(?:{_WINTER}))?",
)
_OUTSIDE_DAYS = pattern(rf"(?P<n>{NUMBER}) (?:jours?|j|ca)[^.?!;]{{0,30}}hors (?:de la )?période")
_ANY_WINTER = pattern(f"(?:{_WINTER})(?![a-z])")

_SICK = "(?:arrêt|maladie|cmo|congé de maladie)"
_SICK_MONTHS = pattern(
    rf"{_SICK}[^.?!;,]{{0,25}} depuis (?P<n>{NUMBER}) mois"
    rf"|arrêtée? depuis (?P<n2>{NUMBER}) mois"
    rf"|(?:déjà|après|au bout de|cumule|j'ai eu) (?P<n3>{NUMBER}) mois (?:d'|de |en )?{_SICK}",
)
_SICK_MONTH_BEGUN = pattern(rf"(?P<n>\d\d?)(?:e|ème|ième) mois (?:d'|de |en )(?:congé )?{_SICK}")

_QUOTA = "(?P<n>50|60|70|80|90)"
_OF_PAY = r"(?! ?%? (?:de |du )(?:mon |ma |la |son |ses )?(?:salaire|traitement|paie|rémun|plein))"
_QUOTAS = (
    pattern(rf"(?:à|au|un|en|le|du|quotité(?: de)?|partiel(?: de)?) {_QUOTA} ?%{_OF_PAY}"),
    pattern(rf"(?:suis|passer|travaille|sont|partiel) (?:déjà )?à {_QUOTA}(?=[ ,.?!]|$){_OF_PAY}"),
)
_PAID_AT = pattern(
    r"(?:payée?s?|rémunérée?s?|touche|maintien|salaire|traitement|versée?s?)[^.?!]{0,12}$"
)
_HALF_TIME = pattern("mi[ -]temps(?! thérap)")
_FOUR_FIFTHS = pattern("quatre cinquièmes?|4/5")

_CHILD = "(?:fils|fille|bébé|enfant|petit|petite|garçon|jumeaux|jumelles|nourrisson)"
_AGE = pattern(
    rf"{_CHILD}[^.?!;0-9]{{0,20}}? (?:de|a|aura|âgée? de) (?P<n>{NUMBER})"
    r" (?P<unit>mois|ans?)(?![a-z])",
)
_RELATIVE = "(?:mari|femme|conjointe?|époux|épouse|père|mère|fils|fille|enfant|maman|papa)"
_ILL = (
    "(?:handicap|maladie grave|gravement malade|cancer|invalid|autis|alzheimer|tétraplég|paraplég"
    "|accident|perte d'autonomie|dépendan)"
)
_REASONS = {
    NAISSANCE: r"bébé|nouveau[ -]né|nourrisson|(?:retour|fin|après|issue) (?:de |du )?(?:mon )?"
    r"congé (?:de )?mat|naissance de mon|j'ai accouché",
    ADOPTION: r"adopté|adoption|adopter",
    SOINS: rf"(?:mon|ma|notre|son|sa) {_RELATIVE}(?![a-z-])[^.?!;]{{0,40}}{_ILL}",
    HANDICAP: r"rqth|(?:ma|mon) (?:reconnaissance de )?(?:travailleur )?handicap|travailleur"
    r" handicapé|je suis (?:\w+ )?handicapé",
    SANS_MOTIF_DE_DROIT: "sans motif|convenances? personnel|pour raisons? personnel",
}
_BIRTHDAY_LIMIT = 36


def days_a_week(plain: Plain) -> Iterator[FactRead]:
    """Read how many days a week are worked; telework counts other days."""
    if pattern("télétravail").search(plain.text):
        return
    for match in _DAYS_A_WEEK.finditer(plain.text):
        days = as_number(match["n"] or match["n2"])
        if days >= _FEWEST_DAYS:
            yield FactRead("jours_par_semaine", days, plain.words(*match.span()))
    for match in _DAYS_FROM_TO.finditer(plain.text):
        days = Decimal(_WEEK.index(match["last"]) - _WEEK.index(match["first"]) + 1)
        if days >= _FEWEST_DAYS:
            yield FactRead("jours_par_semaine", days, plain.words(*match.span()))


def days_outside_summer(plain: Plain) -> Iterator[FactRead]:
    """Add up days taken outside May-October; nothing when one mention is not understood."""
    said = list(_OUTSIDE_DAYS.finditer(plain.text))
    added = said or list(_WINTER_DAYS.finditer(plain.text))
    spans = [match.span() for match in added]
    stray = any(not _within(m, spans) for m in _ANY_WINTER.finditer(plain.text))
    if not added or (not said and stray) or len(said) > 1:
        return
    total = sum((as_number(match["n"]) for match in added), Decimal(0))
    yield FactRead("jours_hors_periode", total, plain.words(spans[0][0], spans[-1][1]))


def months_of_sick_leave(plain: Plain) -> Iterator[FactRead]:
    """Read whole months of sick leave already behind; the fourth begun makes three."""
    for match in _SICK_MONTHS.finditer(plain.text):
        months = as_number(match["n"] or match["n2"] or match["n3"])
        yield FactRead("mois_de_cmo", int(months), plain.words(*match.span()))
    for match in _SICK_MONTH_BEGUN.finditer(plain.text):
        yield FactRead("mois_de_cmo", max(0, int(match["n"]) - 1), plain.words(*match.span()))


def quota(plain: Plain) -> Iterator[FactRead]:
    """Read the part-time quota; a share of pay is none."""
    for written in _QUOTAS:
        for match in written.finditer(plain.text):
            if not _PAID_AT.search(plain.text[max(0, match.start() - 40) : match.start()]):
                yield FactRead("quotite", int(match["n"]), plain.words(*match.span()))
    for written, percent in ((_HALF_TIME, 50), (_FOUR_FIFTHS, 80)):
        for match in written.finditer(plain.text):
            yield FactRead("quotite", percent, plain.words(*match.span()))


def child(plain: Plain) -> Iterator[FactRead]:
    """Read the age, in months, of the youngest child named."""
    ages = [
        (int(as_number(m["n"]) * (1 if m["unit"] == "mois" else 12)), plain.words(*m.span()))
        for m in _AGE.finditer(plain.text)
    ]
    if ages:
        age, words = min(ages)
        yield FactRead("age_de_l_enfant", age, words)


def reason(plain: Plain) -> Iterator[FactRead]:
    """Read why part time is wanted; a child under three is reason enough."""
    for name, written in _REASONS.items():
        for match in pattern(written).finditer(plain.text):
            yield FactRead("motif_temps_partiel", name, plain.words(*match.span()))
    for age in child(plain):
        if isinstance(age.value, int) and age.value < _BIRTHDAY_LIMIT:
            yield FactRead("motif_temps_partiel", NAISSANCE, age.words)


def _within(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)
