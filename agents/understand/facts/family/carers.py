"""Leaves of those who care, in more words: the first day asked, days and months already taken."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.readings import DayReading, Reading, read_days, read_table, told_count
from statute.facts import FactRead
from statute.french import Plain, pattern

_NOT_MINE = r"collègue|voisin|nièce|neveu|cousin|mon ami|mon amie"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_LEAVE = (
    r"(?:congé parental|présence parentale|proche[- ]aidante?|congé d'aidant|congé aidant"
    r"|solidarité"
    r" familiale|congé d'adoption|congé pour adoption|congé suplémentaire(?: de naissance)?"
    r"|csn(?![a-z])"
    r"|nouveau congé|congé bonifié|fin de vie|soins palliatifs)"
)
_SUCH_A_LEAVE = pattern(_LEAVE)
_DONE = (
    r"(?:termin|fin(?:it|ira)|dernier|bout|jusqu|renouvel|reprend|reprise|repris|réintég|déposé"
    r"|demandé|depuis"
    r"|envoyé|reçu|écrit"
    r"|accord[ée]|refus|né|née|préven|avertir)"
)
_START = (
    DayReading(
        "debut_du_conge",
        pattern(
            rf"(?:(?:premier jour|date d'effet|date de début|début|à effet|prise d'effet|date de"
            rf" départ)"
            rf"[^.?!;\n\d]{{0,25}}? ?(?:le|du|au|:|est|=)"
            rf"|(?:s'ouvri(?:r|ra|rait)|débute(?:ra|rait)?|commence(?:ra|rait)?|démarre(?:ra|rait)?"
            rf"|prend(?:ra|rait)? effet|prendre effet|débuter|démarrer|commencer)(?: le| au| dès le"
            rf"| à partir du| à compter du)|{_LEAVE}(?:(?!{_DONE})[^.?!;\n\d]){{0,30}} (?:au|le|du"
            rf"|à"
            rf" partir du|à compter du|dès le)"
            rf"|(?:m'arrêterai|m'arrête|m'arrêter|pars|partir|arrêter de travailler|cesse de"
            rf" travailler)"
            rf"(?: à partir du| à compter du| dès| le| dès le)?) ?{_WEEKDAY}$"
        ),
        (
            "premier jour", "efet", "debut", "ouvri", "comenc", "demar", "parent", "aidant",
            "solid",
            "adopt", "suplement", "csn", "nouveau", "naisance", "bonifi", "aret", "pars", "partir",
            "cese",
        ),
        unless=pattern(
            rf"{_NOT_MINE}|contrat|disponibilité|arrêt (?:maladie|de travail)|temps partiel|trois"
            rf" jours"
            r"|(?:3|mes) jours|congé (?:de )?(?:mat|pat)[a-z]* (?:commence|débute|à partir|le|du)"
        ),
        after=pattern(
            r"[^.?!;\d]{0,12} (?:comme|pour|serait|sera|est|en tant que) (?:le |mon |ma )?(?:début"
            r"|premier jour"
            r"|départ|date (?:de|d')|commencer|démarrer)|,? pour (?:un|mon|le) (?:congé parental"
            r"|congé de proche|csn"
            r"|congé d'adoption|congé de solidarité)"
        ),
        about=_SUCH_A_LEAVE,
        not_before=pattern(rf"(?:{_DONE}|demandé|depuis)[a-zé]*[^.?!;,]{{0,40}}$|paternité[^.?!;]{{0,40}}$"),
        coming=True,
        own=False,
        yes=(
            ("Congé parental, date d'effet : 1er avril 2027", "2027-04-01"),
            ("Présence parentale, premier jour voulu : 7 décembre 2026", "2026-12-07"),
            ("Je m'arrêterai le 4 janvier 2027 pour un congé de proche aidant", "2027-01-04"),
            ("Mon congé parental au 3 mai 2027, s'il vous plaît", "2027-05-03"),
        ),
        no=(
            "Le congé parental de ma collègue, date d'effet : 1er avril 2027",
            "Congé parental : j'ai envoyé ma lettre le 2 novembre",
        ),
    ),
    DayReading(
        "debut_du_conge",
        pattern(
            rf"(?:congé|demande)[^.?!;\n]{{0,40}} (?:s'ouvrirait|s'ouvrira|débuterait"
            rf"|commencerait) (?:le"
            rf"|au) {_WEEKDAY}$|(?:nature|objet|type) ?: {_LEAVE}[. ;,]{{1,3}}(?:date"
            rf" )?[^.?!;\n\d]{{0,25}}"
            rf": ?$|{_LEAVE} souhaité[^.?!;\d]{{0,20}} ?: ?$|"
            rf"{_LEAVE}[^?!;\n]{{0,60}}(?:date d'effet|premier jour|date de début|en reprendre"
            rf"|commencerait|le prendre)[^.?!;\n\d]{{0,20}}(?:le|du|:|au) ?{_WEEKDAY}$"
        ),
        ("ouvri", "debut", "comenc", "nature", "objet", "type", "souhait", "efet", "premier jour",
         "reprendre", "prendre"),
        unless=pattern(rf"{_NOT_MINE}|contrat|disponibilité|temps partiel"),
        coming=True,
        own=False,
        yes=(
            ("Ma demande porte sur un congé qui s'ouvrirait le 3 mai 2027 (aidant)", "2027-05-03"),
            ("Nature : congé parental. Date d'effet : 10/05/2027.", "2027-05-10"),
        ),
        no=("Ma collègue voudrait un congé qui s'ouvrirait le 3 mai 2027 (aidant)",),
    ),
)  # fmt: skip
_TAKEN = (
    r"(?:pris|utilisé|consommé|posé|eu|épuisé|passé|fait|cumulé|bénéficié de|entamé|effectué)"
    r"(?:e?s)?(?![a-z])"
)
_PRESENCE = r"(?:présence parentale|cpp(?![a-z])|ajpp(?![a-z]))"
_OF_PRESENCE = pattern(
    rf"{_PRESENCE}|présence auprès|enfant gravement malade"
    r"|(?:fils|fille|garçon|enfant)[^.?!;]{0,50} (?:rechut|cancer|leucémie|gravement malade)"
    r"|rechut|310 jours|(?:auprès|chevet) de (?:mon|ma|notre) (?:fils|fille|enfant|petite?)"
)
_ALL = 310
_SINCE_THEN = r"[^.?!;\d]{0,45}?"
_DAYS = (
    Reading(
        "jours_de_presence_parentale",
        pattern(
            rf"(?:{_TAKEN}|en suis à|compteur|à ce jour|à hauteur de|déjà|total|cumul)"
            rf"{_SINCE_THEN} ?(?P<n>"
            rf"{NUMBER})(?: (?:jours?|j)(?![a-z])|(?= (?:de |en )?(?:congé (?:de )?)?{_PRESENCE}))"
            rf"(?! (?:par|restants?|de (?:congés?|repos|rtt|préavis)))"
            rf"|(?P<m>{NUMBER}) (?:jours?|j)(?![a-z])(?! (?:par|restants?))[^.?!;,\d]{{0,45}}? (?:"
            rf"{_TAKEN}|derrière"
            rf" (?:moi|nous)|à mon actif|depuis (?:le|janvier|mars|que)|à ce jour)"
            rf"|{_PRESENCE}[^.?!;\d]{{0,30}} ?(?:[:=]|\() ?(?P<o>{NUMBER}) (?:jours?"
            rf"|j)(?![a-z])(?! (?:par"
            r"|restants?|sur 310))"
        ),
        lambda match: days if (days := told_count(match)) != _ALL else None,
        ("jour", " j ", "presence", "cp", "ajp"),
        unless=pattern(
            rf"{_NOT_MINE}|rtt|reste encore|combien de jours (?:a|dure)|dure|droit à 310"
        ),
        beside=pattern(
            r"congés? annuel|arrêt maladie|(?:qu'il|me|en|il) reste|restant|accordé|si j"
        ),
        own=False,
        imperfect=True,
        yes=(
            ("Présence parentale prise à ce jour : 45 jours", "45"),
            ("j'avais passé vingt jours en présence parentale", "20"),
            ("Mon droit de présence parentale est entamé à hauteur de 60 jours", "60"),
            ("je n'ai consommé que 33 de présence parentale", "33"),
            ("J'ai 90 jours derrière moi en présence parentale", "90"),
        ),
        no=(
            "Ma collègue a pris 45 jours de présence parentale",
            "La présence parentale dure 310 jours, ou 45 jours par an ?",
        ),
    ),
)
_AID = r"(?:proches?[- ]aidante?s?|aidante?s?|aidante? familiale?|congé aidant|l'aide à)"
_AIDING = pattern(
    rf"{_AID}(?![a-z])|(?:m'occuper de|aider|accompagner|assister|auprès de) (?:mon|ma) (?:père"
    rf"|mère|frère|soeur|mari|femme"
    r"|conjoint|maman|papa|parents)|proche (?:dépendant|malade|handicap)|aider un proche"
)
_MONTHS = (
    Reading(
        "mois_de_proche_aidant",
        pattern(
            rf"(?:{_TAKEN}|en suis à|compteur|à ce jour|déjà|total de|cumul|arrêté|cessé"
            rf"|interrompu|aidé"
            rf"|accompagné|occupée? de|absenté|suspendu|carrière){_SINCE_THEN} ?(?P<n>{NUMBER})"
            rf" mois(?![a-z])"
            rf"(?! (?:de préavis|d'avance|avant|à l'avance|restants?|par))"
            rf"|(?P<m>{NUMBER}) mois(?![a-z])(?! (?:de préavis|d'avance|avant|restants?))"
            rf"{_SINCE_THEN} (?:{_TAKEN}"
            rf"|derrière moi|à mon actif|en 20[12]\d|l'an (?:dernier|passé)|l'année dernière|il y"
            rf" a)"
            rf"|(?:{_AID}|congé)[^.?!;\d]{{0,30}} ?[:=] ?(?P<o>{NUMBER}) mois(?= (?:en 20\d\d|déjà"
            rf"|pris)|[.;)]| ?$)"
        ),
        told_count,
        ("mois",),
        unless=pattern(
            rf"(?:{_NOT_MINE}) (?:a|avait|est)|congé parental|disponibilité|durée maximum"
        ),
        beside=pattern(
            r"collègue|arrêt (?:maladie|de travail)|renouvel|droit à|maximum|jusqu'à|contrat"
            r"|reste(?!r)"
            r"|voudrais|souhaite|demande (?!d)|préavis"
        ),
        own=False,
        imperfect=True,
        yes=(
            ("J'ai déjà pris 2 mois de congé de proche aidant, combien en reste-t-il ?", "2"),
            ("Congé de proche aidant déjà pris : 5 mois.", "5"),
            ("j'ai cumulé quatre mois à m'occuper de ma mère comme aidant", "4"),
            ("Ayant arrêté de travailler 7 mois pour aider ma mère", "7"),
            ("Aidante : 3 mois en 2021 pour mon père", "3"),
        ),
        no=(
            "Ma collègue a pris 2 mois de congé de proche aidant",
            "Le congé de proche aidant : 3 mois, renouvelable ?",
            "Je souhaite prendre 3 mois de congé de proche aidant",
        ),
    ),
)


def carers(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the first day of a leave for a relative or a child, and what was taken of it."""
    if _SUCH_A_LEAVE.search(plain.text) or "aidant" in plain.text:
        yield from read_days(_START, plain, received)
    if _OF_PRESENCE.search(plain.text):
        yield from read_table(_DAYS, plain)
    if _AIDING.search(plain.text):
        yield from read_table(_MONTHS, plain)
