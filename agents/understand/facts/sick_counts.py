"""Health told by a number: days and number of sick leaves, a rate; the last medical visit."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, WEEK, as_number
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import OUI, FactRead, FactValue
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_TPT = r"(?:temps partiel thérap[a-z]*|mi[- ]temps thérap[a-z]*|tpt(?![a-z]))"
_IN_DAYS = {"jour": 1, "jours": 1, "j": 1, "semaine": 7, "semaines": 7, "sem": 7}
_DAYS = rf"(?P<n>{NUMBER}) ?(?P<unit>jours?|j|semaines?|sem)(?![a-z])"
_SICK = r"(?:arrêt(?! de (?:bus|tram))(?:s|és?|ées?)?|maladie|cmo)(?![a-z])"


def _days(match: re.Match[str]) -> FactValue | None:
    number = as_number(match["n"]) * _IN_DAYS[match["unit"]]
    return int(number) if number == int(number) and number else None


_COUNTED = (
    Reading(
        "jours_d_arret_sur_un_an",
        pattern(
            rf"(?:déjà|cumulé?|totalisé?|eu|pris|fait|comptabilisé?) (?:eu |pris |fait |cumulé )?"
            rf"{_DAYS} (?:d'|de |en )(?:congé (?:de )?)?{_SICK}(?: maladie| ordinaire)?"
        ),
        _days,
        ("aret", "maladie", "cmo"),
        unless=pattern("en 20(?:1|2[0-5])|l'an dernier|l'année dernière|carence"),
        imperfect=True,
        yes=(
            ("J'ai déjà eu 40 jours d'arrêt cette année.", "40"),
            ("J'ai cumulé 75 jours de maladie sur douze mois.", "75"),
            ("Mon agent a déjà pris 60 jours d'arrêt.", "60"),
            ("J'ai déjà fait 3 semaines d'arrêt, combien me reste-t-il ?", "21"),
            ("Je totalise 88 jours d'arrêt.", "88"),
            ("J'ai déjà 20 jours de CMO depuis janvier.", "20"),
        ),
        no=(
            "J'ai eu 40 jours d'arrêt l'an dernier.",
            "J'ai 5 jours de carence ?",
            "Un arrêt de 10 jours.",
        ),
    ),
    Reading(
        "arrets_distincts",
        pattern(
            rf"(?:mes|ses|j'ai eu|il a eu|elle a eu|a eu|eu|pour(?: mes| ses)?|après|cumule|ces|les"
            rf"|déjà|avec|posé) (?P<n>{NUMBER}) (?:petits |courts |différents )?arrêts(?! de bus)"
            r"(?: maladie| de travail| distincts| séparés)?"
            rf"|(?:arrêtée?|malade|en arrêt) (?P<m>{NUMBER}) fois"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("arets", "fois"),
        unless=pattern("prolong|rechute|volets|collègues|agents"),
        imperfect=True,
        yes=(
            ("Combien de jours de carence pour mes trois arrêts ?", "3"),
            ("J'ai eu 4 arrêts cette année, 4 jours de carence ?", "4"),
            ("Mon agent a eu deux arrêts maladie ce trimestre.", "2"),
            ("Pour mes 2 arrêts de novembre, combien de carence ?", "2"),
            ("Elle a eu cinq petits arrêts.", "5"),
            ("J'ai été arrêtée trois fois cette année, combien de carences ?", "3"),
            ("On me retient deux jours pour ces deux arrêts.", "2"),
        ),
        no=(
            "Ma collègue a eu trois arrêts.",
            "Trois arrêts de bus plus loin.",
            "Mes deux arrêts sont une prolongation.",
        ),
    ),
    Reading(
        "taux_d_invalidite",
        pattern(
            r"(?:taux (?:d'|de l')?(?:ipp|invalidité|incapacité(?: permanente)?)|ipp"
            r"|incapacité permanente(?: partielle)?|invalidité)(?: (?:de|à|est de|fixée?|reconnue?"
            r"|évaluée?|permanente|partielle|du|:|retenu|a été|d'au moins)){0,4} ?"
            r"(?P<n>\d{1,3}) ?(?:%|pour ?cent)"
            r"|(?P<m>\d{1,3}) ?(?:%|pour ?cent) (?:d'|de )(?:ipp|invalidité|incapacité)"
        ),
        lambda match: int(match["n"] or match["m"]),
        ("ip", "invalidite", "incapacite"),
        unless=pattern("au moins|minimum|à partir de|handicap|mdph"),
        yes=(
            ("Mon taux d'IPP est de 12 %, ai-je droit à l'ATI ?", "12"),
            ("On m'a reconnu 8 % d'incapacité permanente.", "8"),
            ("Mon agent garde une invalidité de 15 %.", "15"),
            ("IPP fixée à 10 % après mon accident.", "10"),
            ("Le taux d'invalidité a été évalué à 20 %.", "20"),
            ("25 % d'IPP : quelle allocation ?", "25"),
        ),
        no=(
            "Il faut une IPP de 10 % au moins ?",
            "Ma collègue a une invalidité de 15 %.",
        ),
    ),
)  # fmt: skip
_SAID = (
    r"(?:a mis|mis|préconise|propose|conseille|prescrit|indique|marqué|noté|demande|veut|voudrait"
    r"|reprise|reprendre|reprenne|reprends?|thérap[a-z]*|tpt)"
)
_UNUSUAL = (
    Reading(
        "quotite",
        pattern(
            rf"{_SAID}(?: (?:une|un|de|à|au|seulement|juste|travail|quotité|reprise|mi-temps"
            r"|thérap[a-z]*|temps|partiel)){0,5} (?P<n>10|20|25|30|35|40|45|55|65|75|85) ?%"
        ),
        lambda match: int(match["n"]),
        ("therap", "tpt", "repren", "reprise"),
        yes=(
            ("Mon médecin préconise 40 % en thérapeutique.", "40"),
            ("Reprise à 30 % en mi-temps thérapeutique, est-ce possible ?", "30"),
            ("Le docteur veut que je reprenne doucement, il a mis 40 %.", "40"),
            ("Mon agent demande un TPT à 75 %.", "75"),
        ),
        no=("Ma collègue a un TPT à 75 %.", "L'impôt est de 30 % en reprise."),
    ),
)
_VISIT = (
    r"(?:visite (?:médicale|du travail|d'information|de prévention|à la médecine|chez le médecin du"
    r" travail|médicale du travail|vip)|médecin (?:du travail|de prévention)|médecine (?:du travail"
    r"|préventive|de prévention))"
)
_DAYS_TOLD = (
    DayReading(
        "date_de_la_derniere_visite",
        pattern(
            rf"(?:dernière|précédente) {_VISIT},?(?: [a-zé'àê]{{1,14}}){{0,4}} (?:le|du|au|:) "
            rf"{_WEEKDAY}$"
            rf"|(?:vu|passé|rencontré|reçue? par|eu)(?: [a-zé']{{1,10}}){{0,3}} {_VISIT}"
            rf"(?: [a-zé']{{1,12}}){{0,3}} (?:le|du) {_WEEKDAY}$"
        ),
        ("visite", "medecin"),
        unless=pattern("prochaine|convoqu|rendez|certificat|arrêt|reprise|agréé"),
        past=True,
        imperfect=True,
        yes=(
            ("Ma dernière visite médicale date du 15 mars 2023.", "2023-03-15"),
            ("J'ai vu le médecin du travail le 4 mai 2022.", "2022-05-04"),
            ("La dernière visite d'information remonte au 12/09/2021.", "2021-09-12"),
            ("Mon agent a passé sa visite médicale le 6 juin 2022.", "2022-06-06"),
            ("Ma dernière visite chez le médecin du travail, c'était le 14 mai 2021.",
             "2021-05-14"),
        ),
        no=(
            "Ma prochaine visite médicale est le 4 mars 2027.",
            "Convoquée à la visite médicale du 4 mai 2026.",
        ),
    ),
    DayReading(
        "fin_du_contrat",
        pattern(
            r"(?:contrat|cdd|engagement)(?:(?!arrêt|malad|congé|essai|assur|mutuel)[^.?!;\n]){0,40}"
            r"(?:jusqu'au|termine|prend fin|finit|expire|s'arrête|s'achève|échéance|au)"
            rf"(?: le)? {_WEEKDAY}$|(?:fin|terme|échéance) (?:de |du )(?:mon |son )?(?:contrat|cdd)"
            rf"[^.?!;\n]{{0,20}} (?:le|au|:|est le) {_WEEKDAY}$"
        ),
        ("contrat", "cd", "engagement"),
        unless=pattern("collègue|bail|marché|prestataire|prévoyance|assurance|mutuelle"),
        not_before=pattern(r"(?:était|étais)[^.?!;\n]{0,12}$"),
        coming=True,
        yes=(
            ("Contractuel en CDD jusqu'au 31 décembre 2026, je suis malade.", "2026-12-31"),
            ("Mon contrat se termine le 31 janvier 2027.", "2027-01-31"),
            ("Mon agent en CDD (fin de contrat le 15 janvier 2027) est arrêté.", "2027-01-15"),
            ("Mon CDD va du 1er mars 2026 au 28 février 2027.", "2027-02-28"),
        ),
        no=(
            "Le contrat de ma collègue se termine le 31 janvier 2027.",
            "Le contrat d'assurance finit le 31 décembre 2026.",
        ),
    ),
    DayReading(
        "fin_du_temps_therapeutique",
        pattern(
            rf"{_TPT}[^.?!;\n]{{0,40}}(?:terminé|fini|pris fin|achevé|arrêté|épuisé|jusqu'au)"
            rf"(?: (?:le|en date du))? ?{_WEEKDAY}$"
            rf"|(?:fin|terme|sorti[a-z]*) (?:de |d'un |du )?(?:mon |son )?{_TPT}[^.?!;\n]{{0,15}}"
            rf" (?:le|au|:) {_WEEKDAY}$"
        ),
        ("therap", "tpt"),
        past=True,
        imperfect=True,
        yes=(
            ("Mon mi-temps thérapeutique s'est terminé le 31 mars 2026.", "2026-03-31"),
            ("J'ai eu un an de TPT qui a pris fin le 15 juin 2026.", "2026-06-15"),
            ("Fin de mon temps partiel thérapeutique le 30 avril 2026.", "2026-04-30"),
            ("Mon agent était en TPT jusqu'au 28 février 2026.", "2026-02-28"),
        ),
        no=(
            "Mon TPT se termine le 31 mars 2027.",
            "Ma collègue a fini son TPT le 31 mars 2026.",
        ),
    ),
)  # fmt: skip
_CHOICES = (
    Reading(
        "jour_travaille",
        pattern(
            r"(?:(?<!je )(?<!il )(?<!elle )(?<!on )travaillé|venue?|bossé|commencé ma journée"
            r"|fait ma journée|tenu|pris mon poste)"
            r"[^.?!;\n]{0,45}(?:avant (?:d'aller|de voir|le médecin|le docteur|d'être)|le matin"
            r"|puis (?:le médecin|vu|consult)|ce jour-là|toute la journée|jusqu'à midi|la matinée)"
            r"|(?:parti|renvoyé|rentré|quitté)[a-z]*[^.?!;\n]{0,20}(?:en cours de journée|à midi"
            r"|en milieu de|dans la journée|plus tôt|avant la fin)"
        ),
        always(OUI),
        ("travail", "venu", "bose", "journe", "matin", "poste", "tenu", "quit", "parti"),
        unless=pattern("télétravail|collègue|congé|vacances|embauche"),
        imperfect=True,
        yes=(
            ("J'ai travaillé le matin puis vu le médecin, qui m'a arrêtée.", "oui"),
            ("J'ai bossé toute la journée avant d'aller chez le docteur, d'où l'arrêt.", "oui"),
            ("Je suis venue le matin, arrêt l'après-midi : quel jour de carence ?", "oui"),
            ("Mon agent est parti en cours de journée, arrêté le jour même.", "oui"),
        ),
        no=(
            "Je n'ai pas travaillé le matin.",
            "J'ai travaillé en télétravail le matin.",
        ),
    ),
    Reading(
        "suivi_renforce",
        pattern(
            r"suivi (?:médical )?renforcé|surveillance (?:médicale )?renforcée"
            r"|poste (?:adapté|aménagé)"
        ),
        always(OUI),
        ("renforce", "poste"),
        beside=pattern(
            r"demand|voudrai|souhait|peut-on|est-ce que|dans quel|binôme|levé|supprimé|mis fin"
        ),
        yes=(
            ("Je suis en suivi renforcé, ma prochaine visite médicale est quand ?", "oui"),
            ("Sur un poste aménagé depuis 2024, quand vois-je le médecin du travail ?", "oui"),
            ("Mon agent est en suivi médical renforcé.", "oui"),
            ("J'ai un poste adapté.", "oui"),
        ),
        no=("Je demande un poste adapté.", "Mon binôme est sur un poste adapté."),
    ),
)  # fmt: skip


def sick_counts(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what is told of health by a number, a rate or a last day."""
    yield from read_table((*_COUNTED, *_UNUSUAL), plain)
    yield from read_days(_DAYS_TOLD, plain, received)
    yield from read_table(_CHOICES, plain)
