"""Discipline: the day the employer knew the facts, the day a decision was handed over."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, read_days
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_EMPLOYER = (
    r"(?:la (?:direction|mairie|ville|commune|collectivité|hiérarchie|drh)|le (?:maire|service"
    r"|directeur|dgs|chef|responsable)|l'(?:employeur|administration|autorité)|les? rh|on|nous"
    r"|ils|elle|il|mon chef|ma cheffe|employeur)"
)
_LEARNED = (
    r"(?:su|appris|découvert|connu|constaté|compris|pris connaissance|eu connaissance"
    r"|été (?:mise?s? au courant|informée?s?|avertie?s?|alertée?s?|prévenue?s?))"
)
_MATTER = pattern(
    r"sanction|disciplin|faute|poursuite|poursuiv|prescri|blâme|exclu|reproch|fraude|accusé|révoc"
)
_DAYS = (
    DayReading(
        "date_de_connaissance_des_faits",
        pattern(
            rf"(?:{_EMPLOYER}[^.?!;]{{0,40}} {_LEARNED}(?![a-z])[^.?!;]{{0,40}}?"
            r"|(?:audit|enquête|rapport|contrôle|inspection)[^.?!;]{0,40}"
            r"(?:révél[a-z]*|montr[a-z]*|mis au jour|établi)[^.?!;]{0,40}?"
            r"|connaissance (?:effective )?des faits[^.?!;]{0,20}?"
            r"|(?:faits|fraude|affaire|vol)[^.?!;]{0,40} (?:découverte?s?|connue?s?|révélée?s?"
            rf"|appris)(?![a-z])[^.?!;]{{0,30}}?)(?: que)?{AT_THE_DAY}"
        ),
        ("su ", "apris", "decouv", "conu", "constat", "compris", "conais", "courant", "inform",
         "averti", "alert", "prevenu", "revel", "montr", "jour", "etabli"),
        unless=pattern(rf"{_OTHERS}|accident|enceinte|grossesse|arrêt (?:de travail|maladie)"),
        past=True,
        own=False,
        yes=(
            ("Une faute : la direction n'a su tous les faits que le 14 janvier 2024", "2024-01-14"),
            ("Sanction : la mairie a appris les faits le 3 mars 2025", "2025-03-03"),
            ("Faute grave : l'employeur a découvert la fraude le 12 mai 2024", "2024-05-12"),
            ("La fraude a été découverte le 4 avril 2024, peut-on sanctionner ?", "2024-04-04"),
            ("Prescription : connaissance effective des faits le 6 juin 2023", "2023-06-06"),
            ("Le maire a eu connaissance du vol le 2 septembre 2025, discipline ?", "2025-09-02"),
            ("On me reproche une faute, ils ont été informés le 9 février 2024", "2024-02-09"),
            ("L'audit a révélé les fautes le 20 octobre 2025", "2025-10-20"),
            ("Blâme : le service a constaté les faits le 5 novembre 2026", "2026-11-05"),
            ("La hiérarchie n'a pris connaissance de la faute que le 8 janvier 2025", "2025-01-08"),
        ),
        no=(
            "Les faits fautifs datent du 4 mars 2024.",
            "La mairie a appris ma grossesse le 3 mars, peut-elle me sanctionner ?",
            "Sanction prononcée le 4 mars 2024.",
        ),
    ),
    DayReading(
        "date_de_notification",
        pattern(
            r"(?:(?:remise?s?|donnée?s?) en mains? propres?|signée?s? pour notification"
            r"|contre (?:décharge|signature)|remise?s? (?:contre|par)[^.?!;]{0,25}"
            rf"|notifiée?s?)(?:(?!prononc|daté|signé|posté)[^.?!;\n\d]){{0,25}}?{AT_THE_DAY}"
        ),
        ("main", "decharge", "signature", "remis", "notifi"),
        unless=pattern(
            rf"{_OTHERS}|démission|certificat|arrêt (?:de travail|maladie)|convocation"
            r"|clés?(?![a-z])|badge|demande|candidature|préavis|sera(?:it)?(?![a-z])|avant le|d'ici"
        ),
        past=True,
        own=False,
        yes=(
            ("Un blâme. Remis en main propre le 10 novembre.", "2026-11-10"),
            ("L'arrêté m'a été remis en mains propres le 3 novembre 2026", "2026-11-03"),
            ("sanction donnée en main propre hier", "2026-11-23"),
            ("Le refus, remis contre signature le 16 novembre", "2026-11-16"),
            ("Notifié le 2 octobre, mon blâme est injuste", "2026-10-02"),
            ("remis contre décharge le 9 octobre", "2026-10-09"),
        ),
        no=(
            "Ma démission, remise en main propre le 10 novembre",
            "J'ai remis ma demande en main propre le 10 novembre",
            "Le blâme de ma collègue remis en main propre le 10 novembre",
        ),
    ),
)  # fmt: skip


def discipline_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read when the facts were known, where discipline is spoken of, and when a decision came."""
    known, handed = _DAYS
    if _MATTER.search(plain.text):
        yield from read_days((known,), plain, received)
    yield from read_days((handed,), plain, received)
