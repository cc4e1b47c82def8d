"""Telework asked for in other words: how many days a week, and why more than the rule gives."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER
from agents.understand.facts.leave.telework import PLACE
from agents.understand.readings import Reading, always, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_PLACE = rf"(?:{PLACE}|chez eux|depuis chez|à son chevet|maison|domicile)"
_DAYS = r"(?:jours?|journées?|j|jrs?)(?![a-z])"
_WEEKLY = (
    r"(?: ?(?:par|/|à la|la|sur la|dans la|chaque) ?sem(?:aine)?(?![a-z])| ?hebdo(?:madaires?)?"
    r"| semaine(?![a-z]))"
)
_ASK = (
    r"(?:demande[a-z]{0,3}|voudrai[a-z]*|souhait[a-zé]*|aimerai[a-z]*|veux|veut|sollicit[a-zé]*"
    r"|puis-je|peux|peut|pourrai[a-z]*|pourrait|possible|accorder|obtenir|autorisation|réclam[a-z]*"
    r"|envisage|espère|préfère|désire[a-z]*|besoin)(?:-(?:je|t-il|t-elle|il|elle|on))?"
)
_SEVEN = 7


def _days(match: re.Match[str]) -> FactValue | None:
    """Read days of a week, of which there are seven."""
    days = count(match)
    return days if days is not None and 0 < float(str(days)) <= _SEVEN else None


_NOT_ASKED = pattern(
    r"maximum|au plus|plafond|par mois|indemnité|allocation|congé|préavis|délai|au lieu de"
    r"|forfait|rtt|responsable est|chef est|refus"
)
_NUMBER = rf"(?P<n>{NUMBER})(?! ?(?:mois|ans?|h(?![a-z])|heures|%|pouces|km|semaines|minutes))"
_ASKED = (
    Reading(
        "jours_de_teletravail_demandes",
        pattern(
            rf"{_ASK}(?:(?! (?:je fais|au lieu|et déjà) )[^.?!;\d]){{0,70}}? {_NUMBER} ?{_DAYS}"
            rf"(?: (?:fixes?|flottants?|entiers?))?(?: (?:de|en|d'))?"
            rf"(?:{_WEEKLY}| {_PLACE}|(?= ?(?:[.,;!?)]|$)| dès | depuis | au lieu))"
        ),
        _days,
        ("jour", "j"),
        own=False,
        beside=_NOT_ASKED,
        yes=(
            ("J’aimerais rester chez moi 3 jours sur la semaine.", "3"),
            ("Je demande donc 4 jours de télétravail hebdomadaires.", "4"),
            ("Je dépose une demande pour trois jours à distance.", "3"),
            ("Est-ce que je peux bosser de chez moi quatre jours par semaine ?", "4"),
            (
                "Je veux, depuis la maison, une autorisation de 2 jours par semaine.",
                "2",
            ),
        ),
        no=(
            "Je fais 2 jours de travail par semaine et je demande du télétravail.",
            "Je demande 10 jours de congés, pas de télétravail.",
        ),
    ),
    Reading(
        "jours_de_teletravail_demandes",
        pattern(
            rf"{_ASK}(?: [a-zé'-]{{1,14}}){{0,5}}? (?:jen |en )?(?:faire |avoir |prendre |demande "
            rf"|passer (?:à )?|monter (?:à )?|aller (?:à |jusqu'à )?|rester ){{1,2}}{_NUMBER}"
            rf"(?: ?{_DAYS})?(?:{_WEEKLY}| {_PLACE}| (?:à|de|depuis|en) {_PLACE})"
            rf"|(?:j'?en|en) demande {_NUMBER.replace('<n>', '<m>')}(?: ?{_DAYS})?{_WEEKLY}"
        ),
        _days,
        ("demand", "voudr", "souhait", "aimer", "veu", "pourai", "puis", "peu", "posible"),
        own=False,
        beside=_NOT_ASKED,
        yes=(
            ("Je fais un jour à la maison, pourrais-je passer à 2 par semaine ?", "2"),
            ("Je voudrais en faire 3 depuis mon domicile.", "3"),
            (
                "Il est d’accord pour un jour de télétravail, moi j’en demande trois par semaine.",
                "3",
            ),
        ),
        no=("Je voudrais en faire 3 mois de plus à la maison.",),
    ),
    Reading(
        "jours_de_teletravail_demandes",
        pattern(
            rf"{_ASK}(?: (?:souhaitée?|de|du|d'un|nouvelle|à))*? ?:? ?(?:télétravail(?:ler)?"
            rf"|à rester)"
            rf"(?: (?:de|pour|sur|:))?,? ?{_NUMBER} ?{_DAYS}"
            rf"|(?:autorisation|demande) (?:souhaitée|de télétravail|nouvelle)? ?: ?"
            rf"{_NUMBER.replace('<n>', '<m>')} ?{_DAYS} (?:de )?{_PLACE}"
        ),
        _days,
        ("teletravail", "a rester", "autorisation", "demande"),
        own=False,
        beside=_NOT_ASKED,
        yes=(
            ("Je souhaite télétravailler 2 jours chaque semaine.", "2"),
            ("Autorisation souhaitée : un jour de télétravail, le vendredi.", "1"),
        ),
        no=("Je souhaite télétravailler depuis 3 mois.",),
    ),
)
_RELATIVE = (
    r"(?:(?:ma|mon|mes|sa|son|ses|notre|nos) (?:vieille? |vieux |grande? |petite? "
    r"|propre )?(?:mère|père"
    r"|parents?|maman|papa|mari|femme|conjointe?|époux|épouse|compagn[a-z]+|fils|fille|enfants?"
    r"|bébé"
    r"|soeur|frère|grand[s-][a-zé-]+|tante|oncle|beau-[a-z]+|belle-[a-z]+|proche)(?![a-z]))"
)
_FRAIL = (
    r"(?:malades?|handicap[a-zé]*|dépendante?s?|autonomie|alzheimer|parkinson|autis[a-z]+"
    r"|invalid[a-z]*"
    r"|âgée?s?|cancer|avc|hospitalis[a-zé]*|fin de vie|seule?s? (?:la|le|à|toute)|rester seule?s?"
    r"|paralys[a-zé]*|démence|polyhandicap[a-zé]*)"
)
_CARE = (
    r"(?:aide[a-z]{0,2}|aidante?s?|m'occupe|s'occupe|occuper|soutien[a-z]*|veille|accompagne[a-z]*"
    r"|soigne[a-z]*|assiste[a-z]*|rester (?:auprès|avec|à son chevet)|présence auprès|garde|charge)"
)
_CARER = (
    r"(?:(?:proche[- ])?aidante?s?(?: familiale?s?)?(?![a-z])|aide (?:d'un|à un|de mon"
    r"|d'une) proche"
    rf"|{_RELATIVE}[^.?!]{{0,50}}? {_FRAIL}|{_CARE}[^.?!]{{0,30}}? {_RELATIVE}"
    r")"
)
_HEALTH = (
    r"(?:rqth|handicap[a-zé]*|fibromyalgie|certificat médical|médecin (?:du travail|préconise"
    r"|conseille)"
    r"|(?:raisons?|motifs?) (?:de santé|médica(?:le?s?|ux))|(?:problèmes?|soucis?"
    r"|état) (?:de )?(?:santé|dos)"
    r"|santé(?: fragile)?|maladies?(?: chronique)?|affection|pathologie|chimio[a-z]*|radiothérapie"
    r"|dialyse|cancer|sclérose|diabète|diabétique|épilep[a-z]+|asthm[a-z]+|crohn|endométriose"
    r"|migraines?"
    r"|arthrose|sciatique|lombalgie|hernie|lumbago|burn[- ]?out|dépression|mal(?:voyant"
    r"|entendant)[a-z]*"
    r"|aveugle|sourde?(?![a-z])|fauteuil roulant|béquilles|prothèse|opér(?:ée?|ation)(?![a-z])"
    r"|fractur[a-zé]*"
    r"|plâtre|entorse|cassé (?:la|le|mon|ma) [a-z]{4,8}|immunodépri[a-zé]*|préconisation"
    r"|mon dos|rééducation|convalescen[a-z]+|traitement (?:médical|lourd))"
)
_PREGNANCY = (
    r"(?:enceinte|grossesse|(?:attends|attend) (?:un (?:bébé|enfant)|des jumeaux|mon|notre)"
    r"|bébé en route|futur[e-] ?maman|mois de grossesse|accoucher)(?![a-z])"
)
_NEEDS = {
    "grossesse": ("enceinte", "grosese", "atend", "bebe", "maman", "acouche"),
    "proche aidant": ("aid", "ocupe", "soutien", "veil", "acompagn", "soign", "asist",
                      "mere", "pere",
                      "parent", "mari", "fem", "conjoint", "epou", "compagn", "fil", "enfant",
                      "soeur", "frere", "grand", "tante", "oncle", "proche", "beau", "bele", "papa",
                      "maman", "bebe"),
}  # fmt: skip
_FAMILY = pattern(
    rf"{_RELATIVE}|aidante?s?(?![a-z])|d'un proche|enceinte|grossesse|attend un|bébé en route"
)
_REASONS = tuple(
    Reading(
        "motif_de_plus_de_teletravail",
        pattern(written),
        always(reason),
        _NEEDS.get(reason, ("",)),
        own=False,
        unless=pattern("collègue|voisin|médecine du travail passe"),
        yes=tuple((text, reason) for text in yes),
        no=no,
    )
    for reason, written, yes, no in (
        (
            "grossesse",
            _PREGNANCY,
            (
                "Bébé en route : je voudrais plus de jours à domicile.",
                "Mon agente attend un enfant et demande 4 jours de télétravail.",
            ),
            ("Ma collègue enceinte a plus de télétravail que moi.",),
        ),
        (
            "proche aidant",
            _CARER,
            (
                "J’aide ma mère, puis-je travailler plus souvent depuis la maison ?",
                "Mon mari est gravement malade : je demande 5 jours de télétravail.",
                "En tant qu’aidante, puis-je rester à domicile plus de trois jours ?",
            ),
            ("Je garde la clé du bureau et je demande du télétravail.",),
        ),
    )
)
_FRAIL_ONES = Reading(
    "motif_de_plus_de_teletravail",
    pattern(rf"{_RELATIVE}[^.?!]{{0,30}} ne (?:peu[a-z]+|tien[a-z]+|s'en sor[a-z]+) (?:plus|pas)"),
    always("proche aidant"),
    (" ne ",),
    own=False,
    denies=True,
    unless=pattern("collègue|voisin"),
    yes=(
        (
            "Mes parents ne tiennent plus seuls, je voudrais télétravailler davantage.",
            "proche aidant",
        ),
    ),
    no=("Mes parents vont bien, je voudrais télétravailler davantage.",),
)
_ILLNESS = Reading(
    "motif_de_plus_de_teletravail",
    pattern(_HEALTH),
    always("santé ou handicap"),
    ("",),
    own=False,
    unless=pattern(f"collègue|voisin|arrêt(?![a-z])|congé|{_FAMILY.pattern}"),
    yes=(
        ("J’ai le bras dans le plâtre, puis-je télétravailler davantage ?", "santé ou handicap"),
        ("En pleine chimiothérapie, je préfère travailler depuis la maison.", "santé ou handicap"),
        ("Malentendante, je voudrais plus de jours à domicile.", "santé ou handicap"),
        ("Mon dos ne va plus, je voudrais quatre jours de télétravail.", "santé ou handicap"),
    ),
    no=("Je voudrais trois jours de télétravail pour éviter la route.",),
)
_MORE = pattern(
    rf"{_ASK}|plus (?:de|que|souvent)|davantage|au-delà|dérog[a-z]+|dépasser|toute la semaine"
    r"|tous les jours|motif"
)
_WHERE = pattern(_PLACE)
_END = pattern(
    r"(?:fin|arrêt|suppression|retrait|arrêter|refus|refusé|supprimé)[^.?!]{0,20} (?:télétravail"
    r"|travail à)|accident|indemnité|allocation|sport|arrêt (?:de travail|maladie)"
)


def asked_telework(plain: Plain) -> Iterator[FactRead]:
    """Read how many days of telework are asked for, and why."""
    if not _WHERE.search(plain.text):
        return
    yield from read_table(_ASKED, plain)
    if _MORE.search(plain.text) and not _END.search(plain.text):
        family = tuple(read_table((*_REASONS, _FRAIL_ONES), plain))
        yield from family or read_table((_ILLNESS,), plain)
