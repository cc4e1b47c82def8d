"""What is chosen or prescribed around a birth: weeks moved or pathological, hospital, periods."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import OTHERS, as_chosen
from agents.understand.readings import DayReading, Reading, always, count, read_days, read_table
from statute.facts import FACTS, OUI, FactRead, FactValue
from statute.french import Plain, pattern

_BIRTH = pattern(
    "enceinte|accouch|grossesse|naissance|né|nées?|terme|congé (?:de )?(?:mat|pat|naiss)|bébé"
    "|attends|attendons|prénatal|postnatal|patho|maternité|prématur|néonat|couveuse|csn(?![a-z])"
)
_ANOTHER = pattern(OTHERS)
_WEEKS = rf"(?:(?:les|mes|des|ces) )?(?P<n>{NUMBER}) (?P<unit>semaines?|jours?)(?![a-z])"
_DAYS_OF_A_WEEK = 7
_TWO_WEEKS = 15
"""Said in days, two weeks are often fifteen."""


def _weeks(match: re.Match[str]) -> FactValue | None:
    number = count(match)
    if number is None:
        return None
    days = int(as_number(match["n"])) * (_DAYS_OF_A_WEEK if "sem" in match["unit"] else 1)
    days -= 1 if days == _TWO_WEEKS else 0
    return days // _DAYS_OF_A_WEEK if days % _DAYS_OF_A_WEEK == 0 else None


_MOVED = (
    Reading(
        "semaines_reportees",
        pattern(
            r"(?:report(?:e|er|ant|é|erais?|ées?)|report de|repouss(?:e|er|erai)|décal(?:e|er|erai)"
            r"|déplac(?:e|er)|garder|basculer|transférer|mettre)(?: (?:au plus|au maximum))?"
            rf"(?: jusqu'à)? {_WEEKS}"
            r"(?=[^.?!;]{0,60}(?:après|postnatal|naissance|accouchement|congé|prénatal|avant))"
        ),
        _weeks,
        ("report", "repous", "decal", "deplac", "garder", "bascul", "transf", "metre"),
        unless=pattern(f"{OTHERS}|congés? annuel|rendez|entretien|rtt|maximum|au plus|combien"),
        own=False,
        yes=(
            ("Je voudrais reporter trois semaines de mon congé prénatal après la naissance", "3"),
            ("repousser 2 semaines après l'accouchement, c'est possible ?", "2"),
            ("Enceinte, j'aimerais garder 3 semaines pour après la naissance", "3"),
            ("report de deux semaines du congé prénatal", "2"),
            ("Puis-je décaler une semaine de congé maternité après la naissance ?", "1"),
            ("déplacer mes trois semaines prénatales vers le postnatal", "3"),
            ("ma sage-femme veut bien reporter 21 jours après la naissance", "3"),
            ("Je souhaite transférer deux semaines du prénatal au postnatal", "2"),
        ),
        no=(
            "Combien de semaines puis-je reporter après la naissance ?",
            "On peut reporter 3 semaines au maximum après la naissance ?",
            "Ma collègue a pu reporter 3 semaines après la naissance",
            "Reporter 3 semaines de congés annuels après ma grossesse",
        ),
    ),
    Reading(
        "semaines_reportees",
        pattern(
            r"(?:report(?:e|er|erai|ant)|repouss(?:e|er|erai)|décal(?:e|er"
            r"|erai)) (?:le maximum(?: de semaines)?|au maximum|le plus (?:possible|de semaines)"
            r"|toutes les semaines possibles)"
        ),
        always(FACTS["semaines_reportees"].at_most),
        ("report", "repous", "decal"),
        unless=pattern(f"{OTHERS}|congés? annuel|rendez|entretien|rtt"),
        own=False,
        yes=(
            ("Enceinte, quelle date si je reporte le maximum de semaines ?", "3"),
            ("Je veux reporter au maximum après la naissance", "3"),
            ("repousser le plus possible mon congé maternité", "3"),
            ("décaler toutes les semaines possibles après l'accouchement", "3"),
        ),
        no=(
            "Quel est le maximum de semaines que je peux reporter, enceinte ?",
            "Ma collègue enceinte veut reporter le maximum de semaines",
        ),
    ),
    Reading(
        "semaines_reportees",
        pattern(
            r"(?:report|repouss|décal|déplac)[a-z]* (?:le |la |mon |son |début |date |du |de "
            r"|départ |en )"
            rf"{{0,4}}congé (?:de )?(?:mat(?:ernité)?|prénatal) de {_WEEKS}"
        ),
        _weeks,
        ("report", "repous", "decal", "deplac"),
        unless=pattern(f"{OTHERS}|combien|maximum"),
        own=False,
        yes=(
            ("Je souhaite décaler mon congé maternité de deux semaines", "2"),
            ("repousser le début de mon congé maternité de 3 semaines", "3"),
        ),
        no=("Ma collègue veut décaler son congé maternité de deux semaines",),
    ),
    Reading(
        "semaines_reportees",
        pattern(
            rf"{_WEEKS} (?:de (?:moins|plus) (?:avant|et (?:les )?(?:récupérer|prendre|reporter))"
            rf"|(?:de )?(?:mon |du )?(?:congé )?prénatal(?:es)? à"
            r" reporter|reportées|à reporter|après plutôt qu'avant)"
        ),
        _weeks,
        ("avant", "report"),
        unless=pattern(f"{OTHERS}|congés? annuel|maximum|combien"),
        own=False,
        yes=(
            ("Enceinte, je travaille trois semaines de plus avant la naissance", "3"),
            ("2 semaines à reporter de mon congé prénatal", "2"),
            ("mes trois semaines reportées du congé prénatal", "3"),
            ("je prendrais deux semaines après plutôt qu'avant la naissance", "2"),
        ),
        no=("Ma collègue a eu trois semaines reportées après la naissance",),
    ),
)
_PATHOLOGICAL = (
    Reading(
        "semaines_pathologiques_avant",
        pattern(
            rf"{_WEEKS}(?: suplémentaires)? (?:de |d'arrêt |en )?(?:congé |repos |arrêt )?"
            r"(?:de )?(?:grossesse )?patho(?:logiques?)?(?![a-z])(?: prénatal| avant)?"
            r"(?![^.?!;]{0,40}(?:après|postnatal|suites? de couches))"
        ),
        _weeks,
        ("patho",),
        unless=pattern(
            f"{OTHERS}|combien|maximum|droit à|postnatal|après (?:la|l'|mes|mon)|accouché(?![a-z])"
        ),
        own=False,
        yes=(
            ("Enceinte, mon médecin m'a prescrit 2 semaines de congé pathologique", "2"),
            ("15 jours de patho avant mon congé maternité", "2"),
            ("j'aurai deux semaines pathologiques avant la naissance", "2"),
            ("14 jours de congé pathologique prénatal, terme le 12 mars", "2"),
            ("une semaine de repos pathologique avant l'accouchement", "1"),
            ("j'ai 3 semaines de patho prescrites, je suis enceinte", "3"),
            ("mes deux semaines de grossesse pathologique", "2"),
            ("trois semaines d'arrêt pathologique avant le congé maternité", "3"),
        ),
        no=(
            "A-t-on droit à 2 semaines de congé pathologique avant la naissance ?",
            "Ma collègue a eu 2 semaines de congé pathologique avant la naissance",
            "Je n'ai pas eu les 2 semaines de congé pathologique avant la naissance",
            "4 semaines de congé pathologique après la naissance",
        ),
    ),
    Reading(
        "semaines_pathologiques_avant",
        pattern(
            rf"patho(?:logique)?(?: prénatal)?,? (?:de|pour|pendant|:) ?{_WEEKS}"
            r"(?=[^.?!;]{0,20} avant)"
        ),
        _weeks,
        ("patho",),
        unless=pattern(f"{OTHERS}|combien|maximum|droit à|postnatal"),
        own=False,
        yes=(
            ("congé patho de 2 semaines avant mon congé mat", "2"),
            ("congé pathologique prénatal de 14 jours, avant la naissance", "2"),
        ),
        no=("Le congé pathologique de 2 semaines avant la naissance de ma collègue",),
    ),
    Reading(
        "semaines_pathologiques_apres",
        pattern(
            rf"{_WEEKS}(?: suplémentaires)? (?:de |d'arrêt |en )?(?:congé |repos |arrêt )?"
            r"(?:pour |de )?(?:patho(?:logiques?)?(?: postnatal| après)|patho(?:logiques?)?[^.?!;]"
            r"{0,25} (?:après (?:la|l'|mon)|postnatal|suites? de couches)|suites? de couches)"
        ),
        _weeks,
        ("patho", "couches"),
        unless=pattern(f"{OTHERS}|combien|maximum|droit à"),
        own=False,
        yes=(
            ("4 semaines de congé pathologique après la naissance", "4"),
            ("on m'a prescrit quatre semaines de patho après l'accouchement", "4"),
            ("deux semaines de congé pathologique postnatal", "2"),
            ("28 jours de suites de couches pathologiques", "4"),
            ("3 semaines pour suites de couches après la naissance", "3"),
            ("j'ai accouché et j'ai 4 semaines d'arrêt pathologique postnatal", "4"),
            ("2 semaines de repos pathologique après mon accouchement", "2"),
            ("une semaine de congé pathologique lié aux suites de couches", "1"),
        ),
        no=(
            "Combien, 4 semaines de congé pathologique après la naissance ?",
            "Ma soeur a eu 4 semaines de congé pathologique après la naissance",
            "2 semaines de congé pathologique avant la naissance",
        ),
    ),
)
_CHILD = (
    r"(?:bébés?|fille|filles|fils|garçon|petite?s?|enfants?|jumeaux|jumelles|triplés|il|elle|ils"
    r"|elles)"
)
_IN_HOSPITAL = (
    r"(?:hospitalisée?s?|en néonat[a-z]*|en couveuse|en réa(?:nimation)?(?: néonat[a-z]*)?"
    r"|en soins intensifs|au service de néonat[a-z]*|prématurée?s? et hospitalisée?s?)(?![a-z])"
)
_HOSPITAL = (
    Reading(
        "enfant_hospitalise",
        pattern(
            rf"{_CHILD}(?: (?!ans|mois)[a-z0-9']{{1,14}}){{0,8}}?,? {_IN_HOSPITAL}"
            rf"|(?:naissance|né|née|nés|nées|prématurée?s?)[^.?!;]{{0,50}} {_IN_HOSPITAL}"
        ),
        always(OUI),
        ("hospitalise", "neonat", "couveuse", "rea", "intensifs"),
        unless=pattern(
            rf"{OTHERS}|(?:de|a|aura) {NUMBER} ans|mon (?:père|mari|conjoint)|ma (?:mère|femme)"
            "|accident|opér|présence parentale"
        ),
        own=False,
        yes=(
            ("Mon bébé est né prématuré et il est en néonat", "oui"),
            ("Notre fille est hospitalisée depuis sa naissance", "oui"),
            ("né hier, mon fils est en couveuse", "oui"),
            ("Nos jumeaux sont restés en réanimation néonatale", "oui"),
            ("Le bébé a été hospitalisé dès la naissance, congé paternité plus long ?", "oui"),
            ("née à 30 semaines, en soins intensifs", "oui"),
            ("Ma fille, née le 3 novembre, est en néonatalogie", "oui"),
            ("le petit est prématuré, hospitalisé au CHU", "oui"),
        ),
        no=(
            "Mon fils de 8 ans est hospitalisé",
            "Si le bébé est hospitalisé à la naissance, combien de jours ?",
            "Le bébé n'est pas hospitalisé, naissance hier",
            "Ma mère est hospitalisée, je suis enceinte",
        ),
    ),
)
_LEFT_HOSPITAL = (
    DayReading(
        "fin_de_l_hospitalisation",
        pattern(
            r"(?:sortie?s? (?:de |du |d')(?:néonat[a-z]*|l'hôpital|couveuse|réa[a-z]*|chu|service)"
            r"|(?:sortie|quitte|quitté|rentrée?s?|fin de l'hospitalisation"
            r"|hospitalisée?s?(?= jusqu'au))"
            r"(?: (?:de|du|à|la|l'|prévue|est|hôpital|néonat[a-z]*|maison|service)){0,4})"
            r"[^.?!;\n\d]{0,20}(?:le|au|jusqu'au|:|est) (?:[a-z]{5,8} )?$"
        ),
        ("sorti", "quite", "rentre", "hospitalis"),
        unless=pattern(f"{OTHERS}|maternité|mon père|ma mère|mon mari|accident|opér"),
        about=pattern("néonat|hospitalis|hôpital|couveuse|prématur|réanim|chu(?![a-z])"),
        not_before=pattern(
            r"(?:est|sont|a|ont) (?:[a-z]{2,6} ){0,2}(?:sorti|rentr|quitté|rendu|eu )[^.?!;]{0,45}$"
        ),
        coming=True,
        own=False,
        yes=(
            ("Mon fils, né prématuré, est sorti de néonat le 10 novembre", "2026-11-10"),
            (
                "notre fille est sortie de l'hôpital le 3 novembre 2026, elle est née en octobre",
                "2026-11-03",
            ),
            ("bébé hospitalisé jusqu'au 15 novembre après la naissance", "2026-11-15"),
            ("la fin de l'hospitalisation du bébé est le 20/11/2026", "2026-11-20"),
            ("sortie de néonatologie prévue le 30 novembre pour le bébé", "2026-11-30"),
            (
                "hospitalisés à la naissance, nos jumeaux ont quitté l'hôpital le 4 novembre",
                "2026-11-04",
            ),
        ),
        no=(
            "Mon père est sorti de l'hôpital le 10 novembre, et le bébé va bien",
            "Ma femme est sortie de la maternité le 10 novembre avec le bébé",
            "Si le bébé est sorti de néonat le 10 novembre",
        ),
    ),
)


def birth_leave(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what is chosen or prescribed around a birth."""
    if not _BIRTH.search(plain.text):
        return
    yield from read_table((*_HOSPITAL, *_PATHOLOGICAL), plain)
    yield from read_days(_LEFT_HOSPITAL, plain, received)
    yield from read_table(_MOVED, as_chosen(plain))
