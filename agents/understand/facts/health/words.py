"""How tickets name long leaves, therapeutic part time and unfitness, in simplified text."""

from agents.understand.dates import WEEK
from statute.french import pattern

CLM = r"(?:longue maladie|clm)(?![a-z])"
CLD = r"(?<!affection de )(?<!affection )(?:longue durée|cld)(?![a-z])"
CGM = r"(?:grave maladie|cgm)(?![a-z])"
TPT = (
    r"(?:(?:temps partiel|mi[- ]?temps|temps|tp|reprise|travail)(?: pour (?:raisons?|motifs?))?"
    r" thérap[a-z]*|(?:(?<=en )|(?<=mon )|(?<=son )|(?<=le )|(?<=au )|(?<=ce )|(?<=de )|(?<=du )"
    r"|(?<=% ))thérapeutique|(?:temps partiel|mi[- ]?temps) (?:pour (?:raisons?|motifs?) "
    r"(?:de santé|médica[a-z]{1,3})|médical)|tpt(?![a-z]))"
)
"""« mon thérapeutique », « 50 % thérapeutique »: tickets often leave out the part time."""
_HEALTH = r"(?:raisons?|motifs?) (?:de santé|médica[a-z]{1,3})|santé|maladie|inaptitude"
OFFICE = (
    rf"(?:(?:disponibilité|dispo) (?:d'office(?: (?:pour )?(?:{_HEALTH}))?|(?:pour|de) "
    rf"(?:{_HEALTH}))(?! d[eu' ]{{1,3}}(?:mon|ma|mes|un|notre|conjoint))"
    r"|d'office en (?:disponibilité|dispo)(?: (?:pour|de) santé)?|dors(?![a-z]))"
)
PPR = (
    r"(?:(?:préparation|prépa) (?:(?:au|à un|du|de|mon) ){0,2}reclassement"
    r"|(?:(?<=la )|(?<=ma )|(?<=sa )|(?<=en )|(?<=de )|(?<=une )|(?<=cette )|(?<=but )|(?<=\A)"
    r"|(?<=\n))ppr(?![a-z]))"
)
"""Without doubled letters a PPR is « pr », which is also how short messages write « pour »."""
DOCTOR = (
    r"(?:médecin|docteur|doc(?![a-z])|dr(?![a-z])|toubib|généraliste|spécialiste|hôpital|urgences"
    r"|clinique|chirurgien|psychiatre|psychologue|expert|[a-z]{4,10}logue|orl(?![a-z])|légiste"
    r"|infirmi)"
)
_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_ASKED = r"(?:demandé|déposé|sollicité|ma demande|une demande|certificat|dossier|reçu|courrier)"
_ENDING = (
    r"demand|termin|finit|finissai|achèv|prend fin|expir|examin|dossier|reprise|reprend|reprends"
    r"|repris|jusqu|renouvel|prolong|refus|conseil médical|comité|échéance|fin de|fin du|accident"
    r"|épuis|sorti|cess|longue (?:maladie|durée)|cl[md](?![a-z])"
)
NOT_A_START = pattern(
    rf"(?:jusqu'|fin |reprise|reprend|repris|née?|renouvel|prolong)[^.?!;\n]{{0,25}}$"
    rf"|(?:{_ASKED}|examin[a-z]{{1,4}}|conseil médical)[^.?!;\n]{{0,60}}$"
)


def start_of(kind: str) -> str:
    """Say what stands before the day on which a leave of some kind begins."""
    return (
        rf"{kind}(?:(?!{_ENDING})[^.?!;\n]){{0,45}} (?:le|du|depuis le|depuis|est le|:) "
        rf"{_WEEKDAY}$|{kind} au {_WEEKDAY}$|{kind}[^.?!;\n]{{0,20}} (?:commencé|commence|débute"
        rf"|commencera|débutera|démarre|démarrera|dès|à (?:partir|compter) de|depuis) {_WEEKDAY}$"
    )
