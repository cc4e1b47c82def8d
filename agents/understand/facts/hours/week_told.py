"""How long a day or a week of work is: as it is told in other words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import NUMBER
from agents.understand.doubt import as_chosen
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_H = r"(?:h|heures?)(?![a-z])(?: ?(?P<min>[0-5]\d)(?!\d))?"
_NUMBER = rf"(?P<n>{NUMBER})"
_DAYS = r"(?:jours?|journées?|j)(?![a-z])"
_WEEKLY = (
    r"(?: ?(?:(?:/|par|à la|la|chaque|sur la) ?sem(?:aine)?|hebdo(?:madaires?)?|semaine))(?![a-z])"
)


def _hours(match: re.Match[str]) -> FactValue | None:
    """Read the hours of group `n` and the minutes of `min`, unless they are a bound or a guess."""
    hours, minutes = count(match), match["min"]
    if not isinstance(hours, Decimal):
        return None
    more = Decimal(int(minutes)) / 60 if minutes else Decimal(0)
    return (hours + more).quantize(Decimal("0.01")).normalize() + 0


_FULL_WEEK = 50
_FEWEST_HOURS = 5


def _week(match: re.Match[str]) -> FactValue | None:
    """Read the hours of a week, where they are those of a week."""
    hours = _hours(match)
    fits = isinstance(hours, Decimal) and _FEWEST_HOURS <= hours <= _FULL_WEEK
    return hours if fits else None


_NOT_A_DAY = pattern(
    r"maximum|limite|plafond|au plus|repos|enceinte|grossesse|pause(?! déduite)|en moins"
    r"|par semaine"
    r"|heures? sup|formation|télétravail|congés?(?![a-z])"
)
_NOT_A_MEAN = pattern(
    r"maximum|limite|plafond|par jour|quotidien|par mois|dépasser|autorisée?s?|légale?|ne doit"
)
_LENGTHS = (
    Reading(
        "heures_par_jour",
        pattern(
            r"(?:journées?(?: [a-z'éè]{1,12}){0,5}? ?(?:durent?|font|fait|faisant|est de|sont de"
            r"|c'est|comptent?|comportent?|atteint|type|tournent? à|de|d'|montent? à|:)"
            rf"|quotidiennement|chaque jour|tous les jours)[^.?!;\d]{{0,25}}? ?{_NUMBER} ?{_H}"
            r"(?! (?:du matin|à \d|-|de (?:pause|repos|coupure|formation)|sup))"
        ),
        _hours,
        ("journe", "quotidien", "jour"),
        own=False,
        beside=pattern(
            rf"{_NOT_A_DAY.pattern}|commenc|embauch|fini|termin|débauch|jusqu'|entre |dès \d|prend"
        ),
        yes=(
            ("Mes journées durent neuf heures.", "9"),
            ("Nos journées sont de 8 h 30.", "8.5"),
            ("Une journée type : 7,5 heures.", "7.5"),
            ("Il assure quotidiennement 9 heures au gymnase.", "9"),
        ),
        no=(
            "La journée commence à 8 heures.",
            "Chaque jour je finis à 17 heures.",
        ),
    ),
    Reading(
        "heures_par_jour",
        pattern(
            rf"{_NUMBER} ?{_H}(?: [a-zé]{{2,10}}){{0,2}}? (?:quotidiennes?|journalières?"
            rf"|par journée"
            r"|(?:travaillées?|effectives?|de travail|d'amplitude|de présence)(?! (?:par|la"
            r"|/) ?sem))"
        ),
        _hours,
        ("quotidien", "journalier", "travail", "efective", "jour", "amplitude", "presence"),
        own=False,
        beside=pattern(
            rf"{_NOT_A_DAY.pattern}|semaine|mois|année|annuel|total|en {NUMBER} jours|hebdo"
            rf"|en tout|planning|nuit"
            r"|trimestre|annualis"
        ),
        yes=(
            ("Cela fait 11 heures travaillées pour un seul agent.", "11"),
            ("Je suis à dix heures quotidiennes à la crèche.", "10"),
            ("De 8 h à 19 h, soit 10 h de travail effectif.", "10"),
        ),
        no=(
            "Je fais 36 heures de travail par semaine.",
            "J’ai 1607 heures travaillées sur l’année.",
        ),
    ),
    Reading(
        "heures_par_jour",
        pattern(rf"(?:travail|durée|temps) (?:du jour|de la journée) ?[:=] ?{_NUMBER} ?{_H}"),
        _hours,
        ("jour",),
        own=False,
        yes=(("Travail du jour : 11 h, pause déduite.", "11"),),
        no=("Travail du jour : peinture de 12 salles.",),
    ),
    Reading(
        "moyenne_des_semaines",
        pattern(
            r"moyennes?(?: [a-z0-9'é]{1,12}){0,12}? ?(?::|trouve|donne|obtiens|arrive à|est de"
            r"|tombe (?:à|sur)|sort à|monte à|s'élève à|atteint|est à|fait|de|à|,|=) ?"
            rf"(?:presque )?{_NUMBER} ?{_H}(?! (?:du matin|-|de (?:pause|repos|formation)|sup))"
        ),
        _hours,
        ("moyen",),
        own=False,
        beside=_NOT_A_MEAN,
        yes=(
            ("Moyenne de l’équipe sur 10 semaines : 46 h.", "46"),
            ("La moyenne de mes semaines depuis juin est de 43,5 heures.", "43.5"),
            ("Je fais la moyenne et je trouve 47 heures.", "47"),
        ),
        no=("La moyenne ne doit pas dépasser 44 heures.",
            "En moyenne je fais 9 heures par jour."),
    ),
    Reading(
        "moyenne_des_semaines",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_H}(?: [a-zé/]{{1,12}}){{0,4}}? ?,? ?(?:en moyenne|de moyenne)"
            r"(?! (?:par|/) (?:jour|mois))"
        ),
        _hours,
        ("moyen",),
        own=False,
        beside=_NOT_A_MEAN,
        yes=(
            ("Ils ont fait quarante-quatre heures par semaine en moyenne cet été.", "44"),
            ("Je suis à 42,5 h de moyenne sur douze semaines.", "42.5"),
        ),
        no=("Je fais 9 heures par jour en moyenne.",),
    ),
)  # fmt: skip
_SMOOTHED = (
    Reading(
        "moyenne_des_semaines",
        pattern(
            rf"(?:liss[a-z]{{1,5}}"
            rf"|moyenne) sur [^.?!;]{{0,25}}?semaines?[^.?!;\d]{{0,25}} {_NUMBER}"
            rf" ?{_H}"
        ),
        _hours,
        ("lis", "moyen"),
        own=False,
        beside=_NOT_A_MEAN,
        yes=(("En lissant sur 12 semaines, on tombe sur 45 heures.", "45"),),
        no=("On lisse sur 12 semaines, oui ou non ?",),
    ),
)
_OTHER_WEEK = pattern(
    r"cumul|cours|accessoire|heures? sup|sup(?![a-z])|supplémentaires?|complémentaires?|formation"
    r"|bénévol|privée?|passer|passage|passerai|augment|rédui|diminu|au lieu|télétravail|syndic"
    r"|décharge|maximum|plafond|limite|légal|une semaine sur|autre semaine|repos|étude|en moyenne"
    r"|moyenne|liss|astreinte|par jour|par mois|du matin|mission|grève|congés?(?![a-z])|rendez-vous"
    r"|collègue|propos|voudr|souhait|si je|rtt|train|réunion|arrivée|recrut"
)
_AT = r"(?:(?:est|sont|affichée?|fixée?|actuel|théorique|hebdomadaire|payé|de base) ){0,3}"
_WEEKS = (
    Reading(
        "heures_par_semaine",
        pattern(
            r"(?:travaille|bosse|fais|fait|effectue|assure|dois|doit|tourne à|suis à|est à"
            r"|suis payée?"
            r" (?:sur|pour))(?: (?:actuellement|donc|seulement|toujours|encore))?"
            rf" {_NUMBER} ?{_H}(?: de (?:travail|ménage|service))?{_WEEKLY}"
        ),
        _week,
        ("sem", "hebdo"),
        beside=_OTHER_WEEK,
        yes=(
            ("Je travaille 28 heures chaque semaine à la cantine.", "28"),
            ("Elle fait vingt heures par semaine et elle garde des enfants.", "20"),
        ),
        no=("Je fais 12 heures par semaine de bénévolat.",
            "Je voudrais faire 30 heures par semaine."),
    ),
    Reading(
        "heures_par_semaine",
        pattern(
            rf"(?:chaque semaine|par semaine|la semaine)[^.?!;\d]{{0,20}} {_NUMBER} ?{_H}"
            r"(?! ?(?:[-/]|\d|à \d|sur \d|en moins))"
        ),
        _week,
        ("semaine",),
        beside=_OTHER_WEEK,
        yes=(("Chaque semaine je fais 30 heures à l’accueil.", "30"),),
        no=("Chaque semaine je fais 5 heures sup.",),
    ),
    Reading(
        "heures_par_semaine",
        pattern(
            rf"(?:planning|cycle(?: de travail)?|contrat|temps de travail|durée (?:du travail|hebdo"
            rf"[a-z]*)|base|temps (?:plein|complet)|embauchée?|recrutée?|engagée?|poste)"
            rf"[ ,:]{{1,3}}{_AT}(?:de|pour|(?<!poste )(?<!embauche )à|:|soit|donc"
            rf"|sur)? ?{_NUMBER} ?{_H}"
            r"(?! ?(?:[-/]|\d|à \d|par (?:jour|mois|an)|du matin))"
        ),
        _week,
        ("planing", "cycle", "contrat", "temps", "dure", "base", "embauche", "recrute", "engage",
         "poste"),
        beside=pattern(
            r"cumul|accessoire|heures? sup|suplémentaires?|passer|passage|augment|rédui|diminu"
            r"|au lieu|télétravail|plafond|maximum|par jour|par mois|collègue|voudr|souhait|si je"
            r"|propos|nouve(?:au|lle)|ancien|à partir de"
        ),
        yes=(
            ("Mon planning est de 37 heures, du lundi au vendredi.", "37"),
            ("Temps complet, donc 35 h, et je voudrais vendre des savons.", "35"),
            ("On m’a embauchée pour 24 heures.", "24"),
            ("La moyenne dépasse mon cycle affiché de 38 h.", "38"),
        ),
        no=(
            "On me propose un contrat de 20 heures.",
            "Mon planning de 8 h à 12 h a changé.",
        ),
    ),
    Reading(
        "heures_par_semaine",
        pattern(
            rf"(?:je suis|elle est|il est|reste|restée?) à {_NUMBER} ?{_H}"
            r"(?= ?(?:[.,;!?)]|$|tout|pour l'instant|actuellement|payées?|et (?:je|mon|ma)))"
        ),
        _week,
        ("suis", "est", "reste"),
        beside=_OTHER_WEEK,
        yes=(("Pour l’instant je suis à 32 heures.", "32"),),
        no=("Je suis à 12 heures sup ce mois-ci.",),
    ),
    Reading(
        "heures_par_semaine",
        pattern(rf"{_NUMBER} ?{_H},? (?:réparties?|étalées?|faites) (?:sur|en) {NUMBER} ?{_DAYS}"),
        _week,
        ("reparti", "etale", "faites"),
        unless=pattern("supplémentaires?|sup(?![a-z])|complémentaires?"),
        beside=_OTHER_WEEK,
        yes=(("Le cycle est long : 36 heures réparties sur 4 jours.", "36"),),
        no=("12 heures supplémentaires, soit 12 heures réparties sur 3 jours.",),
    ),
)  # fmt: skip


def week_told(plain: Plain) -> Iterator[FactRead]:
    """Read how long days and weeks are."""
    yield from read_table((*_LENGTHS, *_WEEKS), plain)
    yield from read_table(_SMOOTHED, as_chosen(plain))
