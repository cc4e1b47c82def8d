"""What a month's pay is computed from: the month, hours of a part post, NBI, zone, leave."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from agents.understand.dates import NUMBER, mentions
from agents.understand.doubt import in_doubt, sentence
from agents.understand.readings import MOST, Reading, always, count, read_table, whole_count
from statute.facts import FACTS, FactRead, FactValue
from statute.french import Plain, pattern

_, ENFANT, THERAPEUTIQUE = FACTS["absence_du_mois"].choices
_WHOLE_WEEK = 35
_NOT_THE_POST = pattern(
    r"passer|passage|augment|rédui|diminu|au lieu|propos|avant(?! )|serait|cumul|deuxième emploi"
    r"|ou (?:bien )?(?:à )?\d|nouve(?:au|lle)|offre|annonce|j'étais"
)


def _weekly(match: re.Match[str]) -> FactValue | None:
    number = count(match)
    if not isinstance(number, Decimal):
        return None
    minutes = match["min"]
    hours = number + (Decimal(int(minutes)) / 60).quantize(Decimal("0.01")) if minutes else number
    return hours if hours < _WHOLE_WEEK else None


_H = r" ?(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?"
_TNC = r"(?:temps (?:non[ -]complet|incomplet)|tnc(?![a-z])|non[ -]complet)"
_POST = (
    Reading(
        "heures_a_temps_non_complet",
        pattern(
            rf"(?P<n>{NUMBER})(?:{_H}|(?P<min2>(?!)))? ?(?:/| sur) ?35 ?(?:h|e|eme|ieme"
            rf"|emes)?(?![a-z\d%])"
        ),
        _weekly,
        ("35",),
        beside=_NOT_THE_POST,
        yes=(
            ("Je suis à 28/35e", "28"),
            ("agent à 20h/35", "20"),
            ("mon poste est à 17,5/35ème", "17.5"),
            ("ATSEM à 31h30/35", "31.50"),
        ),
        no=(
            "Je suis à 35/35e",
            "On me propose de passer de 28/35e à temps complet",
            "Ma collègue est à 28/35e",
            "Je ne suis pas à 28/35e",
        ),
    ),
    Reading(
        "heures_a_temps_non_complet",
        pattern(
            rf"{_TNC}(?: (?:à|de|:|d'une durée de|à raison de|sur"
            rf"|hebdomadaire de)){{0,2}} ?[,(:]? ?(?P<n>{NUMBER}){_H}(?! ?(?:/|sup))"
        ),
        _weekly,
        ("complet", "tnc"),
        beside=_NOT_THE_POST,
        yes=(
            ("Je suis à temps non complet, 24 heures par semaine", "24"),
            ("TNC 28h", "28"),
            ("emploi à temps non complet (17h30 par semaine)", "17.50"),
            ("agente à temps incomplet de vingt heures", "20"),
        ),
        no=(
            "Le temps non complet de 28 heures de ma collègue",
            "Si j'étais à temps non complet, 28 heures par exemple",
        ),
    ),
    Reading(
        "heures_a_temps_non_complet",
        pattern(
            rf"(?P<n>{NUMBER}){_H}(?: ?(?:par |la |/ ?)?semaine| hebdomadaires?| hebdo)?,? "
            rf"?\(?(?:à |en |sur un (?:poste|emploi) à )?{_TNC}"
        ),
        _weekly,
        ("complet", "tnc"),
        beside=_NOT_THE_POST,
        yes=(
            ("Je fais 26 heures par semaine, à temps non complet", "26"),
            ("poste de 30h hebdo à temps non complet", "30"),
            ("je travaille 22 h semaine (temps non complet)", "22"),
        ),
        no=("Mon mari fait 26 heures par semaine à temps non complet",),
    ),
    Reading(
        "points_de_nbi",
        pattern(
            rf"(?P<n>{NUMBER}) (?:points?|pts?) (?:de |d'une )?(?:nbi(?![a-z])"
            rf"|nouvelle bonification"
            r"|bonification indiciaire)"
        ),
        whole_count,
        ("nbi", "bonification"),
        unless=pattern("droit|prétendre|demand|perd|supprim|retir|voudr|obtenir|réclam"),
        yes=(
            ("IM 446 avec 20 points de NBI", "20"),
            ("je touche quinze points de NBI", "15"),
            ("J'ai 25 pts NBI comme encadrante", "25"),
            ("plus 10 points de nouvelle bonification indiciaire", "10"),
            ("mes 30 points de bonification indiciaire", "30"),
        ),
        no=(
            "Ai-je droit à 15 points de NBI ?",
            "Ma collègue a 15 points de NBI",
            "On m'a retiré mes 15 points de NBI",
            "Je n'ai pas 15 points de NBI",
        ),
    ),
    Reading(
        "points_de_nbi",
        pattern(
            rf"nbi(?: (?:est )?(?:de|à)| ?[:=(])? ?(?P<n>{NUMBER})(?= (?:points?|pts?)(?![a-z])"
            r"| ?(?:[.,;?!)\n]|$))"
        ),
        whole_count,
        ("nbi",),
        unless=pattern("droit|prétendre|demand|perd|supprim|retir|voudr|obtenir|réclam|décret"),
        yes=(
            ("Indice 432, NBI : 15 points", "15"),
            ("ma NBI est de 20 points", "20"),
            ("NBI 10, zone 2", "10"),
            ("ma NBI (25 points)", "25"),
        ),
        no=("Ai-je droit à une NBI de 15 points ?",),
    ),
)
_ZONE = (
    Reading(
        "zone_de_residence",
        pattern(
            r"(?:zone (?:de |d'indemnité (?:de )?)?(?:résidence )?(?:n° ?|: ?|= ?)?(?P<n>[123]))"
            r"(?![\d,.]\d|\d)(?! (?:ou|et|à) \d)(?! ?/)"
        ),
        lambda match: match["n"],
        ("zone",),
        unless=pattern(
            "scolaire|vacances|zones? (?:bleue|artisan|industr)|parking|ou 3"
            "|navigo|tarif|quelle zone|a ou b"
        ),
        yes=(
            ("Indice 432 en zone 1, deux enfants, combien par mois ?", "1"),
            ("indemnité de résidence zone 2", "2"),
            ("ma commune est classée en zone 3 pour l'indemnité de résidence", "3"),
            ("IM 410, zone de résidence 2, catégorie C, heures sup", "2"),
            ("zone d'indemnité de résidence : 1, indice 400", "1"),
            ("Valmorel est en zone 3, ai-je une indemnité de résidence ?", "3"),
            ("Je suis en zone n° 2, IM 390, traitement brut ?", "2"),
            ("Zone 1. Indice majoré 512.", "1"),
        ),
        no=(
            "Quelle zone pour l'indemnité de résidence, zone 1 ou 2 ?",
            "Vacances scolaires de la zone 1, quel traitement ?",
            "Mon navigo zone 1-3, indice majoré 400",
            "Si la ville était en zone 1, quelle indemnité de résidence ?",
            "Nous ne sommes pas en zone 1 pour l'indemnité de résidence",
        ),
    ),
    Reading(
        "zone_de_residence",
        pattern(
            r"(?:indemnité de résidence|ir) (?:est )?(?:à|de"
            r"|au taux de)(?: taux de)? (?P<n>[013]) ?%"
        ),
        lambda match: {"3": "1", "1": "2", "0": "3"}[match["n"]],
        ("residence", "ir "),
        yes=(
            ("Mon indemnité de résidence à 3 %, indice 400", "1"),
            ("Ici l'indemnité de résidence est de 1 %", "2"),
            ("l'indemnité de résidence au taux de 0 %", "3"),
        ),
        no=("Je n'ai pas d'indemnité de résidence à 3 %",),
    ),
)
_ABOUT_PAY = pattern(
    r"indemnité de résidence|indice|im(?![a-z])|traitement|paie|paye|salaire|brut|ir(?![a-z])"
    r"|zone de résidence|zone d'indemnité|heures? sup"
)
_PAY = "(?:paie|paye|traitement|salaire|brute?|rémunération|payée?)"
_INDEX = pattern(r"(?:indice|im|inm)(?: majoré)? ?:? ?\d")
_ABSENCE = (
    Reading(
        "absence_du_mois",
        pattern(
            rf"{_PAY}[^.?!;\n]{{0,80}}? (?:mon|en|du|de|le|un) congé (?:de |d')?(?:mat(?![a-z])"
            r"|maternité|pat(?![a-z])|paternité|adoption)"
        ),
        always(ENFANT),
        ("mat", "pat", "adoption"),
        unless=pattern("avant|après|fin d|retour|reprise|second|suite"),
        yes=(
            ("Ma paie d'octobre pendant mon congé maternité, indice 432 ?", ENFANT),
            ("Quel brut pendant mon congé de paternité ? Indice majoré 410", ENFANT),
            ("combien sera mon traitement en congé maternité, IM 400", ENFANT),
            ("Mon salaire sera-t-il entier durant mon congé d'adoption ? Indice 390", ENFANT),
        ),
        no=(
            "La paie de ma collègue pendant son congé maternité, indice 410",
            "Ma paie après mon congé maternité, indice 410",
            "Mon congé maternité commence en mars",
        ),
    ),
    Reading(
        "absence_du_mois",
        pattern(
            rf"{_PAY}[^.?!;\n]{{0,80}}? (?:temps partiel|mi[ -]temps) thérap|(?:temps partiel"
            rf"|mi[ -]temps) thérap[a-z]*[^.?!;\n]{{0,60}}? {_PAY}"
        ),
        always(THERAPEUTIQUE),
        ("therap",),
        unless=pattern("avant|après|fin d|retour|demande"),
        yes=(
            ("Ma paie en temps partiel thérapeutique, indice 446 ?", THERAPEUTIQUE),
            ("Quel traitement à mi-temps thérapeutique ? IM 410", THERAPEUTIQUE),
            ("je suis en temps partiel thérapeutique, quel brut à l'indice 400", THERAPEUTIQUE),
            ("mon salaire en mi-temps thérapeutique, indice 512", THERAPEUTIQUE),
        ),
        no=(
            "Ma paie après mon temps partiel thérapeutique, indice 400",
            "Le salaire de mon mari en temps partiel thérapeutique, indice 400",
        ),
    ),
)
_PAYSLIP = pattern(
    r"(?:paie|paye|salaire|traitement|bulletin(?: de (?:paie|paye|salaire))?|fiche de (?:paie|paye"
    r"|salaire)|rémunération)(?: brute?| nete?)?(?: (?:de|du|d'|en|pour|au|sur)(?: le)?"
    r"(?: mois (?:de |d'))?)? ?(?:(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre) (?:et|à|ou) )?$"
)
_SOON = 40
"""Days within which a month's pay that is spoken of may be to come."""
_SEVERAL = pattern(r"(?:et|à|ou|jusqu'(?:à|en)|au) (?:de |d'|en |fin )?$")
_NO_MONTH = pattern("avant|recours|rappel|depuis|à partir|à compter|dès|jusqu|arriéré|délai")


def month_paid(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the month of a payslip that is spoken of, as its first day."""
    for named in islice(mentions(plain, received), MOST):
        if not named.one_month:
            continue
        ahead = named.first > received + timedelta(days=_SOON)
        mention = named.last_before(received) if ahead else named
        before = plain.text[max(0, mention.start - 60) : mention.start]
        listed = _SEVERAL.match(plain.text[mention.end :].lstrip()[:8])
        span = mention.start, mention.end
        if _PAYSLIP.search(before) and not (listed or in_doubt(plain, *span, _NO_MONTH)):
            yield FactRead("mois_paye", mention.first, plain.words(*span))


_TRIPS = pattern(
    r"vélo|bicyclette|covoit|trottinette|forfait mobilités?|mobilités durables|trajets? domicile"
)
_NO_YEAR = pattern("depuis|avant|né|recrut|arriv|délibération|décret")


def year_of_the_trips(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the past year whose trips to work are spoken of, as its last day."""
    if not _TRIPS.search(plain.text):
        return
    for mention in islice(mentions(plain, received), MOST):
        span = mention.start, mention.end
        if mention.exact or mention.one_month or mention.last >= received:
            continue
        if _TRIPS.search(sentence(plain, *span)) and not in_doubt(plain, *span, _NO_YEAR):
            yield FactRead("date_des_trajets", mention.last, plain.words(*span))


def pay(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what a month's pay is computed from."""
    yield from read_table(_POST, plain)
    if _ABOUT_PAY.search(plain.text):
        yield from read_table(_ZONE, plain)
    if _INDEX.search(plain.text):
        yield from read_table(_ABSENCE, plain)
    yield from month_paid(plain, received)
    yield from year_of_the_trips(plain, received)
