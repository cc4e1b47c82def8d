"""Telework done in a year, its trial period, the day its end was told."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.facts.hours.telework_places import PLACE
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    told_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead, FactValue
from statute.french import Plain, pattern

_WHOLE = r"(?: (?:complets?|complètes?|entiers?|entières?|pleines?|pleins))?"
_DAYS = rf"(?:jours?|journées?|j)(?![a-z]){_WHOLE}"
_NOT_A_WEEK = r"(?! ?(?:par|/|à la|la|de la|chaque|sur la|hebdo|ou |maxi|au plus|de (?:congé|rtt)))"
_NOT_DONE = pattern(
    r"maximum|au plus|autoris|droit à|demande (?:à|de|si|mes|les|\d)|(?:voudr|souhait"
    r"|aimer)(?![a-z]{1,5} savoir)|refus"
    r"|par semaine|par mois|/ ?sem|hebdo|mensuel|plafond|quota|forfait de|charte|convention|délai"
    r"|préavis|rtt|congé|arrêt(?![a-z])|covoit|vélo|puis-je|peut-on|flottant|depuis \d{1,3} jours"
)
_FEW = 8
"""Days that may be those of a week or of a month, where nothing tells the year."""
_OF_A_YEAR = pattern(
    r"(?:cette|dans l'|de l'|pour l'|par|sur l'|l') ?année|annuel[a-z]*|l'an (?:dernier|passé)"
    r"|en 20\d\d|20\d\d|depuis (?:janvier|le 1er janvier|le début de l'année)|au total|total"
    r"|forfait|indemnité|allocation"
)


def _of_the_year(match: re.Match[str]) -> FactValue | None:
    """Take days of the year: a few may be those of a week or of a month."""
    days = told_count(match)
    return days if isinstance(days, int) and days >= _FEW else None


_DONE = (
    r"(?:fait|passé|bossé|boulonné|travaillé|effectué|cumulé|déclaré|déclare|totalise|totalisé"
    r"|cumule"
    r"|comptabilise|comptabilisé|compte|validé|réalisé|accompli|représente(?:nt)?|donne(?:nt)?"
    r"|rapporte(?:nt)?"
    r"|j'ai eu|j'ai|pour|soit|atteint|arrive à|affiche|mes|ses|suis à|est à|:)"
)
_COUNTS = (
    Reading(
        "jours_de_teletravail",
        pattern(
            rf"{_DONE}(?: (?:environ|déjà|en tout|bien|mes|ces|les|que))?"
            rf" ?(?P<n>{NUMBER}) ?{_DAYS}{_NOT_A_WEEK}"
        ),
        _of_the_year,
        ("jour", " j"),
        beside=_NOT_DONE,
        yes=(
            ("L’an dernier j’ai passé 64 jours à travailler de chez moi.", "64"),
            ("Mon agente a effectué cinquante jours à distance.", "50"),
            ("Total de mes journées à domicile : 71 jours.", "71"),
            ("Je demande le forfait télétravail pour 14 jours seulement.", "14"),
        ),
        no=(
            "En télétravail, j’ai droit à 10 jours par mois.",
            "Je voudrais 40 jours de télétravail.",
            "J’ai pris 12 jours de congés, pas de télétravail.",
        ),
    ),
    Reading(
        "jours_de_teletravail",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_DAYS}{_NOT_A_WEEK}(?:(?! (?:et|de congé"
            rf"|pour) )[^.?!;,\d]){{0,25}}?"
            rf" {PLACE}"
            rf"|(?:journées"
            rf"|jours)[^.?!;,\d]{{0,30}}{PLACE}[^.?!;,\d]{{0,20}} ?[:=] ?(?P<m>{NUMBER})"
            r"(?! ?(?:%|€|euros))"
            rf"|{PLACE}[^.?!;]{{0,30}}?(?:, | : |: )(?P<k>{NUMBER}) ?{_DAYS}{_NOT_A_WEEK}"
        ),
        _of_the_year,
        ("jour", " j"),
        beside=_NOT_DONE,
        yes=(
            ("Que me rapportent 88 jours passés en télétravail ?", "88"),
            ("Total de mes journées travaillées à domicile : 52.", "52"),
            ("Indemnité télétravail, année 2025, 104 jours validés.", "104"),
        ),
        no=("Il y a 10 jours par mois en télétravail au plus.",),
    ),
    Reading(
        "demi_journees_de_teletravail",
        pattern(
            rf"(?P<n>(?!une? ){NUMBER}) ?(?:demie?s?|1/2)[- ]?(?:journées?|jours?|j(?![a-z]))"
            r"(?! ?(?:par|/|de la sem|d[e'] ?(?:congé|rtt|formation|récup|repos|grève"
            r"|ca(?![a-z]))))"
            rf"|demi[- ]journées?(?: [a-zàé]{{1,12}}){{0,3}} ?[:=] ?(?P<m>{NUMBER})(?! ?(?:%|€"
            rf"|euros))"
            rf"|(?:matins?|matinées?|après[- ]midis?)[^.?!;\d]{{0,25}}{PLACE}[^.?!;\d]{{0,12}} ?: ?"
            rf"(?P<k>{NUMBER})"
        ),
        lambda match: told_count(match) if _OF_A_YEAR.search(match.string) else _of_the_year(match),
        ("demi", "1/2", "matin", "midi"),
        beside=pattern(
            r"par semaine|par mois|maximum|autoris|voudr|souhait|aimerai|prévoit|droit à|congé"
            r"|puis-je|peut-on|minimum|flottant"
        ),
        yes=(
            ("Télétravail : 28 j + 9 demi-journées.", "9"),
            ("Mon agente a déclaré 14 demi-journées à distance.", "14"),
            ("Trente demi-journées faites de chez moi.", "30"),
            ("Total de télétravail : 44 jours, demi-journées : 5.", "5"),
            ("Mes mardis après-midi en télétravail : 31 cette année.", "31"),
        ),
        no=(
            "La charte prévoit 2 demi-journées de télétravail.",
            "J’ai posé 10 demi-journées de congé et je télétravaille.",
        ),
    ),
)
_TRIAL = (
    r"(?:(?:période|phase) (?:d'adaptation|d'essai|test|d'expérimentation|probatoire)|l'essai"
    r"|l'adaptation"
    r"|(?:mon|son|notre) (?:essai|adaptation)|trois premiers mois)"
)
_OVER = (
    r"(?:finie?|terminée?|passée?|achevée?|validée?|close?|derrière|révolue?|écoulée?|échue?)"
    r"(?![a-z])"
)
_TRIALS = (
    Reading(
        "periode_d_adaptation",
        pattern(
            rf"{_TRIAL}(?:[ ,]{{1,2}}[a-zéàè']{{1,12}}){{0,4}}? ?(?:n'est|n'étai[ts]|pas encore"
            rf"|pas)"
            rf"(?: (?:pas|encore|toujours|même)){{0,3}} {_OVER}"
            rf"|(?:(?:(?<!n')est|(?<!ne )suis|sommes|reste|encore|toujours)(?: (?!plus"
            rf"|pas)[a-zé]{{1,9}}){{0,2}}"
            rf" (?:en|dans|sous|pendant)|pendant|durant|encore|toujours en|en pleine)"
            rf" (?:la |ma |sa |mes |ses |le |cette )?{_TRIAL}"
            rf"|{_TRIAL}[^.?!;]{{0,20}} (?:court|dure|finit|se termine|s'achève"
            rf"|prend fin)(?: [a-zé]{{1,9}})?"
            rf" (?:dans|jusqu'|fin|le \d|en (?!20)|encore)|{_TRIAL} ?(?:: oui|en cours)"
        ),
        always(OUI),
        ("adapt", "esai", "test", "experim", "probat", "premiers mois"),
        unless=pattern(r"est-ce que je suis|stagiaire|cdd|combien dure|contrat|recrut|embauch"),
        own=False,
        denies=True,
        yes=(
            ("Ma période d’essai de télétravail n’est pas terminée.", "oui"),
            ("Au télétravail, elle est encore dans sa phase test.", "oui"),
            ("On est toujours dans l’essai de télétravail.", "oui"),
        ),
        no=(
            "Je suis en période d’essai de mon CDD et je demande du télétravail.",
            "Combien dure la période d’essai du télétravail ?",
        ),
    ),
    Reading(
        "periode_d_adaptation",
        pattern(
            rf"{_TRIAL}(?: (?:de|du|en|au) (?:mon |son )?télétravail)?,? (?:est|a été|était|s'est"
            rf"|fut"
            rf"|sont) (?:bien |déjà |largement |depuis longtemps )?{_OVER}"
            rf"|(?:n'est|ne suis|n'étais|pas|plus|hors) (?:plus |pas )?(?:en|dans (?:la|ma|sa|l')"
            rf"|de|sous) ?{_TRIAL}"
            rf"|{_TRIAL}[^.?!;]{{0,25}} ?(?:: non|s'est (?:terminée?|achevée?|finie?)|a pris fin)"
            rf"|(?:dépassé|sortie? de|au-delà de|franchi) (?:la |ma |sa )?{_TRIAL}"
            rf"|(?:fin|terme|issue|après|achevé|terminé|passé|validé) (?:de )?(?:la|ma|sa) {_TRIAL}"
        ),
        always(NON),
        ("adapt", "esai", "test", "experim", "probat", "premiers mois"),
        unless=pattern(r"stagiaire|cdd|quand|avant la fin|(?:à|jusqu'à) la fin"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("L’essai de télétravail a été validé en mars.", "non"),
            ("L’adaptation au télétravail est finie depuis un an.", "non"),
            ("Elle n’est plus dans sa période d’essai de télétravail.", "non"),
        ),
        no=("Quand la période d’essai de télétravail est-elle finie ?",),
    ),
)
_TOLD = (
    r"(?:annonc[a-zé]*|prévenue?s?|informée?s?|signifiée?s?|notifi[a-zé]*|fait savoir|signalée?s?"
    r"|apprise?|dite?|demandée?s?|averti[a-z]*|communiquée?|indiquée?|écrite?|dénonc[a-zé]*"
    r"|dénonciation|courrier|mail|lettre|reçu|notification|décidée?|décision|faite?|envoyée?"
    r"|entretien"
    r"|déposée?|stoppée?|supprimée?|retirée?|renoncé|date d'annonce)"
)
_END_OF_TELEWORK = pattern(
    r"[^.?!]{0,160}?(?:fin(?![a-z])|finie?(?![a-z])|arrêt[a-z]{0,4}(?![a-z])|s'arrêt[a-z]*"
    r"|suppr[a-z]+|suspen[a-z]+|retrait|retir[a-z]+|interromp[a-z]*|interruption|cess[a-z]+|dénonc"
    r"|stopp|plus de télétravail|(?:revenir|retour) (?:au bureau|sur site|en présentiel|dès"
    r"|à plein)|préférais revenir|terminé|termine|renonc[a-z]+)"
)
_PLACE = pattern(PLACE)
_ENDS = DayReading(
    "preavis_de_fin_du_teletravail",
    pattern(rf"{_TOLD}(?: [a-zé'àè-]{{1,14}}){{0,8}}?{AT_THE_DAY}"),
    ("teletravail", "distance", "maison", "domicile", "chez "),
    own=False,
    past=True,
    about=_END_OF_TELEWORK,
    after=pattern(
        r"^ ?,?(?: par [a-z]{4,9},?)? ?(?:(?:mon|ma|le|la|notre) [a-zé]{4,14}|on|j'ai|je|il|elle"
        r"|nous)(?: [a-zé']{1,9}){0,4} (?:annoncé|prévenue?|informée?|signifié|notifié|dit|demandé"
        r"|appris|averti|décidé|signalé|écrit|mis fin|met fin)"
        r"|^(?: qu')(?:on|il|elle) (?:m'a|m'ont|lui a) (?:annoncé|appris|dit|prévenue?|informée?)"
    ),
    unless=pattern(
        r"collègue|voisin|arrêt (?:de travail|maladie)|contrat|cdd|réunion d[eu]|formation"
        r"|commenc[a-z]+ à télétravailler"
    ),
    yes=(
        ("Mon chef m’a prévenue le 9 novembre que mon télétravail s’arrêtait.", "2026-11-09"),
        ("Par courrier du 4/11, on met fin à mes jours à la maison.", "2026-11-04"),
        (
            "Dénonciation de la convention de télétravail : 17/11/2026, fin sans délai.",
            "2026-11-17",
        ),
        (
            "Le 5 octobre j’ai dit à mon chef que j’arrêtais de travailler de chez moi.",
            "2026-10-05",
        ),
        ("Le retrait de mes jours à domicile m’a été communiqué le 6 novembre.", "2026-11-06"),
    ),
    no=(
        "Mon télétravail prend fin le 31 décembre.",
        "On m’a dit que la réunion du 5 novembre sur le télétravail était finie.",
    ),
)
_INDEMNITY = DayReading(
    "date_du_teletravail",
    pattern(
        r"(?:commencé (?:à télétravailler|le télétravail)|débuté (?:le|mon) télétravail"
        r"|(?:indemnité|forfait|allocation) (?:de |du )?télétravail),? (?:le|du|au|depuis le) $"
    ),
    ("teletravail",),
    past=True,
    unless=pattern(
        r"demand|fin du|arrêt|préavis|voudr|annonc|prévenu|accord|refus|convention|charte"
        r"|versée? en"
        r"|payée? (?:en|le)"
    ),
    yes=(
        ("J’ai commencé à télétravailler le 10 mars 2025.", "2025-03-10"),
        ("Indemnité de télétravail du 31/12/2025 : où est-elle ?", "2025-12-31"),
    ),
    no=("On m’a annoncé la fin des jours de télétravail le 3 novembre.",),
)
_DAYS_TOLD = (_ENDS, _INDEMNITY)


def telework(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read telework of the year, its trial and the day its end was told."""
    if "adaptation" in plain.text or _PLACE.search(plain.text):
        yield from read_table(_TRIALS, plain)
    if _PLACE.search(plain.text):
        yield from read_table(_COUNTS, plain)
        yield from read_days(_DAYS_TOLD, plain, received)
