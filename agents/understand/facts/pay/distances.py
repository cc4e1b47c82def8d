"""Kilometres of a trip, those paid before it, and those of the year."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number, mentions
from agents.understand.doubt import doubtful, sentence
from agents.understand.readings import MOST
from statute.facts import FactRead
from statute.french import Plain, pattern

_EXPENSES = pattern(
    r"mission|déplacement|formation|hôtel|hébergement|congrès|salon|séminaire|colloque"
    r"|frais|rembours|trajet|aller[- ]retour|km|kms|kilom|réunion|stage"
)
_KM = r"(?:km|kms|kilom[eè]tres?|bornes)(?![a-z/])"
_LABEL = rf"(?:{_KM}|kilométrages?|frais kilométriques|indemnités kilométriques|distance|trajet)"
_DISTANCE = pattern(
    rf"(?:(?P<k>{NUMBER}) mile(?![a-z])|(?P<n>{AMOUNT})) ?{_KM}"
    rf"|{_LABEL}[^.?!;:\d€\n]{{0,40}}(?:[a-z] 20\d\d|1er janvier)? ?[:=] ?"
    rf"(?P<l>{AMOUNT})(?! \d| ?(?:€|euros?|km|kilom|h(?![a-z])|cv|/|[.,]\d))"
    rf"|(?:déplacement|mission|trajet|voyage)(?:-ci|-là)?,? (?:lui,? |elle,? )?en (?:fait|compte"
    rf"|faisait|représente|ajoute) (?P<e>{AMOUNT})(?! ?(?:€|euros?|cv|nuits|jours))"
    rf"|{_KM} de l'année,? (?P<y>{AMOUNT}) (?:au total|en tout)"
    rf"|j'en (?:ai|avais) (?:déjà )?(?:eu |touché )?"
    rf"(?P<p>{AMOUNT}) (?:de )?(?:payés|remboursés|indemnisés)"
)
_NO_KM = pattern(
    "aucune? (?:km|kilom)|(?:pas|rien) (?:encore )?(?:été )?(?:payé|remboursé|indemnisé)[^.?!;]"
    "{0,30}cette année"
    r"|(?:son|mon|le|un|c'est (?:son|mon|le)) (?:tout )?(?:premier|1er)"
    r"(?: (?:déplacement|trajet|voyage))(?: (?:pro|professionnel|de service))? (?:de l'année"
    r"|de 20\d\d|cette année|depuis (?:le )?(?:1er )?janvier)"
    r"|(?:première|1ere) (?:mission|sortie|fois) (?:de l'année|cette année|de 20\d\d)"
)
_NOT_THE_CAR = pattern(
    r"par jour|/ ?jour|par semaine|par mois|chaque jour|tous les (?:jours|matins)"
    r"|(?<!visites à )(?<!aide à )(?<!soins à )(?<!visite à )domicile"
    r"|habite|distance(?! (?:de la mission|du déplacement|du trajet|totale|parcourue|pour la))"
    r"|compteur de la voiture|vends|vélo|trottinette|covoit|rayon|résidence"
    r"|par kilom|le km|du km|places?(?![a-z])|barème de"
)
_A_LIMIT = pattern(
    r"au[- ]delà|plafond|jusqu'à (?!présent|maintenant|ce jour)|tranche|seuil|palier|limite"
    r"|d'ici|à (?:\d{1,3}|une [a-z]{4,9}) (?:km|kilom[eè]tres) (?:d'ici|de(?: la| mon| chez|$)|d')"
)
_PAID_BEFORE = pattern(
    r"(?<!pas )(?<!à être )(?:payée?s?|remboursée?s?|indemnisée?s?|réglée?s?|versée?s?|soldée?s?"
    r"|liquidée?s?|mandatée?s?|pris(?:es)? en charge|touchée?s?|défrayée?s?)(?![a-z])"
)
_WE_PAID = pattern(
    r"(?:avons|a|avez|ont) (?:déjà )?(?:versé|payé|réglé|remboursé|indemnisé|mandaté) "
    r"[^.?!;\d\n]{0,60}$"
)
_UP_TO_NOW = pattern(
    r"déjà|compteur|cumul|avant(?! le)(?![a-z])|précédemment|jusqu'ici|antérieur|auparavant"
    r"|au préalable"
)
_NOT_PAID_YET = pattern(
    r"(?:sans|aucun|pas|jamais|rien)[^.?!;\n]{0,25}(?:rembours|payé|indemni|versé|réglé|frais)"
)
_YEAR = pattern(
    r"cette année|dans l'année|sur l'année|de l'année|depuis (?:le )?(?:1er |premier )?janvier"
    r"|en 20\d\d|par an|annuel|l'an(?![a-z])|depuis le début|à ce jour|depuis janvier"
    r"|au titre du service|en cours d'année"
)
_WERE_IT = pattern(r"si (?:je|j'|on|nous)|par exemple|imagin|mettons|environ|à peu près")
_NEAR = 90
"""Places between a distance and the day it was travelled."""
_ONE_WAY = pattern(
    r"(?<!pour )(?<!d')(?<!devoir )(?<!d'y )aller(?![ -](?:et )?(?:le )?retour)(?![a-z])(?! ?/)"
    r"(?! (?:à|au|aux|chercher|voir|en|chez|faire|récupérer|dans))"
)
_TRIP = pattern(
    r"aller[- ](?:et )?retour|a/r(?![a-z])|a-r(?![a-z])|trajet|voyage"
    r"|(?:ce|mon|un|le|du|nouveau|cet) déplacement"
    r"|(?:cette|une|ma|la) mission(?! de l'année)|(?:cette|une|ma|la|en) (?:formation|réunion)"
    r"|(?:réunion|formation|congrès|salon|séminaire) (?:à|au|du|des|de|en)(?![a-z])"
    r"|convo(?:cation|qué)|péage|pour (?:aller|me rendre|se rendre|venir)|rendez-vous|hôtel|nuits?"
    r"|à payer|ceux de (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
)
_AT_WORK = pattern(
    r"service|mission|professionnel|tournées?|déplacements?|frais|indemnit|ik(?![a-z])|parcouru"
    r"|roulé|chantiers?|réunions?|visites|ma voiture|mon véhicule|pour le travail|année"
)


def kilometres(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the kilometres of a trip, those paid before it, or those of the year."""
    if not _EXPENSES.search(plain.text):
        return
    days = [m.start for m in mentions(plain, received) if m.exact or m.one_month]
    found = list(islice(_DISTANCE.finditer(plain.text), MOST))
    for match in found:
        fact = fact_of_a_distance(plain, match, days, alone=len(found) == 1)
        if fact:
            written = next(match[one] for one in ("k", "n", "l", "e", "y", "p") if match[one])
            amount = as_number(written) * 1000 if match["k"] else as_amount(written)
            yield FactRead(fact, int(amount), plain.words(*match.span()))
    none = _NO_KM.search(plain.text)
    if none and "km" in plain.text and len(found) == 1:
        yield FactRead("kilometres_deja_payes", 0, plain.words(*none.span()))


def fact_of_a_distance(plain: Plain, match: re.Match[str], days: list[int], *, alone: bool) -> str:
    """Name the fact a distance is; nothing where its words do not tell."""
    whole, beside = sentence(plain, *match.span()), _beside(plain, match)
    another = _NOT_THE_CAR.search(whole) or _WERE_IT.search(beside) or _A_LIMIT.search(beside)
    if another or doubtful(plain, match):
        return ""
    told = plain.text[max(0, match.start() - 90) : match.start()]
    paid = (_PAID_BEFORE.search(beside) or _WE_PAID.search(told)) and not _NOT_PAID_YET.search(
        whole
    )
    before = _UP_TO_NOW.search(beside)
    if paid or (before and not (alone or match["y"])):
        return "kilometres_deja_payes"
    if before or _YEAR.search(beside):
        return "kilometres"
    near = any(match.start() - _NEAR < day < match.end() + _NEAR for day in days)
    if _ONE_WAY.search(beside) is None and (
        _TRIP.search(whole) or (near and not _YEAR.search(whole))
    ):
        return "kilometres_du_deplacement"
    at_work = _AT_WORK.search(whole) and not _ONE_WAY.search(beside)
    return "kilometres" if at_work else ""


_APART = re.compile(rf"[.?!;,()\n]| et (?!retour)| puis |{_KM}")


def _beside(plain: Plain, match: re.Match[str]) -> str:
    """Cut the words of one distance: up to a comma, a bracket, an "et" or another distance."""
    before = plain.text[max(0, match.start() - 70) : match.start()]
    after = plain.text[match.end() : match.end() + 60]
    return f"{_APART.split(before)[-1]}{match[0]}{_APART.split(after)[0]}"
