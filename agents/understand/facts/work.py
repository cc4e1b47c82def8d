"""What the ticket says of working days and hours, sickness and the part-time quota."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from agents.understand.dates import NUMBER, WEEK, as_months, as_number, mentions, months_between
from agents.understand.doubt import clause_before, doubtful, sentence
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_WEEKDAY = "|".join(WEEK)
_AT_WORK = (
    "(?:travail|bosse|service|planning|temps (?:plein|complet|partiel)|mi[ -]temps"
    "|je (?:viens|fais)|(?:elle|il) (?:vient|fait))"
)
_DAYS = r"(?:jours?|j)(?![a-z])"
_DAYS_A_WEEK = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?(?P<n>{NUMBER}) ?{_DAYS} ?(?:(?:par|/|à la) ?sem|sur (?:5|cinq))"
    rf"|(?P<n2>{NUMBER}) jours? (?:de travail|travaillés?) (?:par|/) ?sem"
    rf"|(?<=[,(:.;] )(?P<n3>{NUMBER}) ?{_DAYS} ?(?:par|/) ?sem",
)
_UNEVEN_WEEKS = pattern(
    r"sur deux|deux semaines|autre semaine|semaines? (?:paire|impaire)|altern|télétravail"
    "|(?:de |depuis )?chez moi|depuis (?:chez|la maison)|à (?:la maison|domicile|distance)"
)
_NO_LONGER = pattern(r"(?:faisais|travaillais|bossais|venais|étais|faisait|travaillait)(?![a-z])")
_HALF_DAYS = pattern(r"matin|après[- ]midi|midi(?![a-z])|demi|[,.]5 jours?")
_DAYS_FROM_TO = pattern(
    rf"{_AT_WORK}[^.?!;]{{0,30}}?du (?P<first>{_WEEKDAY}) au (?P<last>{_WEEKDAY})"
)
_FEWEST_DAYS = 2
_BESIDE = 25

_SICK = "(?:arrêt|maladie|cmo|congé de maladie)"
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?)(?![a-z])"
_ILL = r"(?:malades?|en (?:arrêt|maladie|cmo|congé de maladie)|arrêtée?)(?![a-z])"
_IN_A_YEAR = (
    r"(?:cette année|dans l'année|sur l'année|sur un an|en un an|depuis (?:un an|douze mois|12 mois"
    r"|janvier|[a-z]{4,9} dernier)|(?:12|douze) (?:derniers )?mois|année (?:glissante|écoulée))"
)
_AILMENT = (
    r"(?:malad|hernie|dos|santé|opér|dépress|cancer|arrêt|burn|fracture|covid|chirurg|genou|épaule)"
)
_SICK_MONTHS = (
    pattern(rf"{_SICK}[^.?!;,]{{0,25}} depuis (?:plus (?:de |d'))?{_LENGTH}"),
    pattern(rf"arrêtée? depuis (?:plus (?:de |d'))?{_LENGTH}"),
    pattern(rf"(?:déjà|après|au bout de|cumule|j'ai eu) {_LENGTH} (?:d'|de |en )?{_SICK}"),
    pattern(
        rf"(?:fait|voilà|(?:il )?y a) (?:déjà |bientôt )?{_LENGTH}(?: [a-z]{{1,10}}){{0,2}}? "
        rf"(?:que |qu')(?:je suis|il est|elle est|mon agent est|on m'a) {_ILL}"
    ),
    pattern(
        rf"{_LENGTH}(?: [a-z]{{1,10}}){{0,2}},? que (?:je|il|elle) ne travaille"
        rf"(?= plus[^.?!;\n]{{0,50}}{_AILMENT})"
    ),
    pattern(
        rf"{_LENGTH} (?:seulement |exactement |cumulés? )?(?:d'|de |en )(?:congé (?:de )?)?{_SICK}"
        rf"(?! longue)(?=[^.?!;\n]{{0,30}}{_IN_A_YEAR})"
    ),
    pattern(rf"(?:au total|en tout),? {_LENGTH} (?:d'|de |en )(?:congé (?:de )?)?{_SICK}"),
    pattern(rf"{_SICK}[^.?!;\n]{{0,40}}{_IN_A_YEAR}[^.?!;\n\d]{{0,20}}? {_LENGTH}"),
    pattern(
        rf"{_IN_A_YEAR}[^.?!;\n\d]{{0,40}}? {_LENGTH} (?:d'|de |en )(?:congé (?:de )?)?{_SICK}"
    ),
    pattern(rf"(?<!serai )(?<!sera )(?<!être )arrêté (?:pendant |durant ){_LENGTH}"),
    pattern(rf"arrêtée? {_LENGTH} {_IN_A_YEAR}"),
    pattern(rf"absente? depuis {_LENGTH}(?=[^.?!;\n]{{0,20}}(?:santé|maladie))"),
    pattern(
        rf"{_LENGTH} (?:d'|de )(?:congé (?:de )?)?{_SICK}(?: maladie| ordinaire)? (?:déjà|derrière"
        r"|cumul|consomm|au compteur|à ce jour|sur (?:les )?(?:douze|12|un an))"
    ),
    pattern(rf"{_SICK},? {_LENGTH} déjà (?:consomm|pris|pass|écoul)"),
    pattern(rf"(?:compteur|suis|est) (?:est )?à {_LENGTH} (?:d'|de ){_SICK}"),
    pattern(rf"(?P<unit>mois) (?:de |d'){_SICK}(?: [a-z]{{2,9}}){{0,2}} ?[:=] ?(?P<n>{NUMBER})"),
    pattern(
        rf"(?:malade|souffrante?|(?:arrêt|maladie|cmo) (?:dure|court)|santé)[^.?!;,\n]{{0,25}}"
        rf" depuis (?:déjà |plus (?:de |d'))?{_LENGTH}"
    ),
    pattern(
        rf"depuis (?:déjà |plus (?:de |d'))?{_LENGTH},? (?:que )?(?:je suis|il est|elle est|je me"
        rf" trouve|mon agent est) {_ILL}"
    ),
    pattern(
        rf"{_LENGTH},?(?: déjà| complets?| pleins?)? (?:que |qu')(?:je suis|il est|elle est|on m'a"
        rf"|mon agent est|l'agente? est) {_ILL}"
    ),
    pattern(
        rf"(?:totalise|cumulé|comptabilise|j'ai (?:fait|pris|passé|consommé)|il a (?:pris|eu)"
        rf"|elle a (?:pris|eu)|atteint|déjà eu|déjà pris) (?:déjà )?{_LENGTH} (?:d'|de |en |à l')?"
        rf"(?:congé (?:de )?|mes )?{_SICK}(?! longue)"
    ),
    pattern(
        rf"{_SICK}s?[^.?!;,\n\d]{{0,25}}(?:totalisent|représentent|font|cumulent|durent) (?:déjà )?"
        rf"{_LENGTH}"
    ),
    pattern(rf"(?:cmo|congés? de maladie)(?: déjà pris)? ?[:=,] ?{_LENGTH}"),
    pattern(rf"arrêtée? {_LENGTH},? (?:puis|ensuite|et j'ai repris)"),
)
_SICK_TIME = pattern(rf"{_LENGTH} (?:d'|de |en ){_SICK}")
_SICK_MONTH_BEGUN = pattern(rf"(?P<n>\d\d?)(?:e|ème|ième) mois (?:d'|de |en )(?:congé )?{_SICK}")
_SICK_SINCE = pattern(rf"(?:{_SICK}|arrêtée?)[^.?!;]{{0,25}} depuis (?:le |la |début |fin |mi-)*$")
_ANOTHER_YEAR = pattern(
    r"(?:en |l'année )?20\d\d(?!\d)|l'an (?:dernier|passé)|(?:l'|d')?année (?:dernière|passée)"
    "|jadis|autrefois"
)
_WHOLE_RIGHT = 12
"""Months of paid sick leave in twelve: from there on, nothing can be said by rule."""

_QUOTA = "(?P<n>50|60|70|80|90)"
_OF_PAY = r"(?! ?%? (?:de |du )(?:mon |ma |la |son |ses )?(?:salaire|traitement|paie|rémun|plein))"
_QUOTAS = (
    pattern(
        rf"(?:à|a|au|un|en|le|du|quotité(?: de)?|partiel(?: de)?|demande|demander|accordé|accorder"
        rf"|souhaite|veux|voudrais|veut|passer|obtenu|refusé|prends?|prendre|envisage|vise|choisis)"
        rf" {_QUOTA} ?%{_OF_PAY}"
    ),
    pattern(
        rf"(?:suis|passer|travaille|(?<!qui )sont|partiel) (?:déjà )?à {_QUOTA}(?=[ ,.?!]|$)"
        rf"{_OF_PAY}"
    ),
)
_PAID_AT = pattern(
    r"(?:payée?s?|rémunérée?s?|touche|maintien|salaire|traitement|(?:la|ma|sa) (?:paie|paye)"
    r"|versée?s?)"
    r"(?:(?!passe|suis|si |temps|partiel|travail|demand)[^.?!]){0,12}$"
)
_NOT_ASKED = pattern(
    r"(?:ceux|celles|les agents|mes collègues|j'avais|j'ai eu|auparavant)[^.?!;,]{0,25}$"
)
"""Before a quota that is others', or was."""
_HALF_TIME = pattern("mi[ -]temps(?! thérap)")
_FOUR_FIFTHS = pattern("quatre cinquièmes?|4/5|quatre[- ]vingts? (?:%|pour ?cent)")


def days_a_week(plain: Plain) -> Iterator[FactRead]:
    """Read how many days a week are worked; telework counts other days, weeks may differ."""
    if _UNEVEN_WEEKS.search(plain.text):
        return
    counted = [
        (m, as_number(m["n"] or m["n2"] or m["n3"])) for m in _DAYS_A_WEEK.finditer(plain.text)
    ]
    named = [
        (m, Decimal(WEEK.index(m["last"]) - WEEK.index(m["first"]) + 1))
        for m in _DAYS_FROM_TO.finditer(plain.text)
    ]
    found = [(match, days) for match, days in (*counted, *named) if days >= _FEWEST_DAYS]
    if any(doubtful(plain, match) for match, _ in found):
        return
    if any(_HALF_DAYS.search(plain.text, m.end(), m.end() + _BESIDE) for m, _ in found):
        return
    for match, days in found:
        if not _NO_LONGER.search(clause_before(plain, *match.span())):
            yield FactRead("jours_par_semaine", days, plain.words(*match.span()))


def months_of_sick_leave(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read whole months of sick leave already behind; the fourth begun makes three.

    Readings that disagree are left to silence once one of them reaches the whole right.
    """
    found = [*_months_said(plain), *_months_since(plain, received)]
    longest = max(found, key=lambda fact: int(str(fact.value)), default=None)
    if longest and int(str(longest.value)) >= _WHOLE_RIGHT:
        yield longest
    elif not any(
        _in_doubt(plain, match)
        for written in (*_SICK_MONTHS, _SICK_MONTH_BEGUN)
        for match in written.finditer(plain.text)
    ):
        yield from found


def _in_doubt(plain: Plain, match: re.Match[str]) -> bool:
    other_year = _ANOTHER_YEAR.search(sentence(plain, *match.span()))
    return bool(other_year) or doubtful(plain, match)


def _months_said(plain: Plain) -> Iterator[FactRead]:
    for written in (*_SICK_MONTHS, _SICK_TIME):
        for match in written.finditer(plain.text):
            months = as_months(match)
            whole = written is not _SICK_TIME or months >= _WHOLE_RIGHT
            if whole and not _in_doubt(plain, match):
                yield FactRead("mois_de_cmo", months, plain.words(*match.span()))
    for match in _SICK_MONTH_BEGUN.finditer(plain.text):
        if not _in_doubt(plain, match):
            yield FactRead("mois_de_cmo", max(0, int(match["n"]) - 1), plain.words(*match.span()))


def _months_since(plain: Plain, received: date) -> Iterator[FactRead]:
    """Count from a first day only what uses up the right: between, work may have been resumed."""
    for mention in mentions(plain, received):
        before = plain.text[max(0, mention.start - 60) : mention.start]
        months = months_between(mention.last_before(received).last, received)
        if months >= _WHOLE_RIGHT and _SICK_SINCE.search(before):
            yield FactRead("mois_de_cmo", months, plain.words(mention.start, mention.end))


_OF_SICK_PAY = pattern(
    r"arrêt(?![a-z])|maladie|malade(?![a-z])|cmo(?![a-z])|retenue|carence|la (?:paie|paye) me"
)
_AT_PART_TIME = pattern(
    r"temps|quotité|travaill|thérap|repren|reprise|bosse|jours? (?:par|sur)|partiel|soins|mère|père"
    r"|enfant|fils|fille|passer"
)


def quota(plain: Plain) -> Iterator[FactRead]:
    """Read the part-time quota; a share of pay is none."""
    for written in _QUOTAS:
        for match in written.finditer(plain.text):
            before = plain.text[max(0, match.start() - 40) : match.start()]
            said = sentence(plain, *match.span())
            sick_pay = _OF_SICK_PAY.search(said) and not _AT_PART_TIME.search(said)
            if not (_PAID_AT.search(before) or _NOT_ASKED.search(before) or sick_pay):
                yield FactRead("quotite", int(match["n"]), plain.words(*match.span()))
    for written, percent in ((_HALF_TIME, 50), (_FOUR_FIFTHS, 80)):
        for match in written.finditer(plain.text):
            if _NOT_ASKED.search(plain.text[max(0, match.start() - 40) : match.start()]):
                continue
            yield FactRead("quotite", percent, plain.words(*match.span()))


_HOURS = rf"(?P<n>{NUMBER}) ?(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?(?: ?(?:min|mn))?"
_WEEKLY = (
    r"(?: (?:de travail|travaillées|de service))? ?(?:(?:/|par|à la|la|chaque) ?sem(?:aine)?"
    r"|hebdo(?:madaires?)?|semaine)(?![a-z])"
)
_NO_WEEK = pattern(
    "cumul|cours|accessoire|heures? sup|suplémentaires?|complémentaires?|formation|bénévol|privée?"
    "|en plus|passer|passage|augment|rédui|diminu|au lieu|télétravail|syndic|décharge|allait"
    "|maximum|plafond|limite|légal|ou (?:bien )?(?:à )?\\d|une semaine sur|autre semaine|repos"
    "|étude|modul|en moyenne|astreinte|avant|nouve(?:au|lle)|(?:fait|faire|propose|veulent)"
)


_SMOOTHED = pattern(r"(?:en |je |on )liss[a-z]{1,5}(?! de)")
"""Weeks of which the hours are a mean."""
_OTHER_HOURS = pattern(r"\d\d? ?(?:h|heures)(?![a-z])")
_HOURS_BESIDE = 60


def _hours(match: re.Match[str]) -> FactValue | None:
    hours = count(match)
    if not isinstance(hours, Decimal):
        return None
    before = match.string[max(0, match.start() - _HOURS_BESIDE) : match.start()]
    after = match.string[match.end() : match.end() + _HOURS_BESIDE]
    if _OTHER_HOURS.search(f"{before} {after}"):
        return None
    minutes = match["min"]
    return hours + (Decimal(int(minutes)) / 60).quantize(Decimal("0.01")) if minutes else hours


_WEEKLY_HOURS = tuple(
    Reading("heures_par_semaine", pattern(written), _hours, needs, _SMOOTHED, _NO_WEEK)
    for written, needs in (
        (rf"{_HOURS}{_WEEKLY}", ("sem", "hebdo")),
        (rf"{_HOURS} ?/ ?35(?: ?h|e|eme|ieme)?(?![\d%a-z])", ("35",)),
        (
            r"(?P<n>\d\d?(?:[.,]\d{1,2})?)(?P<min>(?!))? ?/ ?35 ?(?:h|e|eme|ieme)(?![a-z\d])",
            ("35",),
        ),
        (
            (
                r"(?:temps non complet|tnc|temps incomplet|non complet)"
                r"(?: (?:à|de|:|d'une durée de))?"
                rf" ?[(:]? ?{_HOURS}(?! ?/)"
            ),
            ("complet", "incomplet", "tnc"),
        ),
        (
            (
                r"(?:temps non complet|tnc|non complet)(?: (?:à|de))? ?[(:]? ?"
                r"(?P<n>\d\d?(?:[.,]\d{1,2})?)(?P<min>(?!))? ?/ ?35(?![\d%])"
            ),
            ("complet", "tnc"),
        ),
    )
)
_CYCLE = Reading(
    "heures_par_semaine",
    pattern(r"(?P<n>3[5-9]) ?(?:h|heures)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?(?! ?[-/à] ?\d)"),
    _hours,
    ("rt",),
    beside=pattern(f"{_NO_WEEK.pattern}|sup(?![a-z])|week[- ]?end|total|compteur"),
)
_RTT = pattern(r"a?rtt(?![a-z])|cycle")


def hours_a_week(plain: Plain) -> Iterator[FactRead]:
    """Read the hours; a bare "37h30" only where RTT days or a cycle are spoken of."""
    yield from read_table(_WEEKLY_HOURS, plain)
    if _RTT.search(plain.text):
        yield from read_table((_CYCLE,), plain)
