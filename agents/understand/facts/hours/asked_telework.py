"""Telework asked for in other words: how many days a week, and why more than the rule gives."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER
from agents.understand.facts.hours.telework_places import PLACE
from agents.understand.readings import Reading, always, count, read_table, total
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
            rf"{_ASK}(?:(?! (?:je fais|au lieu|et déjà|poser"
            rf"|m'absenter) )[^.?!;\d]){{0,70}}? {_NUMBER} ?{_DAYS}"
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
_OF_DAYS = r"(?:jours?|j)(?![a-z])"
_TELEWORK = r"(?:télétravail|tt(?![a-z])|travail à distance|distanciel|à la maison|full remote)"
_A_WEEK = r"(?: ?(?:par|/|à la|la) ?sem(?:aine)?(?![a-z]))"
_ASKED_FOR = (
    r"(?:monter|passer|aller jusqu'|faire|avoir|demander|demande|obtenir|télétravailler|fait|fais"
    r"|prendre|veut|veux|voudrais|souhaite|réclame|exige|accorder|jusqu'à|écrit|préconise)"
)
_ASKED_TELEWORK = (
    Reading(
        "jours_de_teletravail_demandes",
        pattern(
            rf"{_ASKED_FOR}(?: (?:à|de|les|jusqu'à|mes|ses|«))* ?(?P<n>{NUMBER}) ?{_OF_DAYS}"
            rf"(?:(?: ?(?:de |en )?{_TELEWORK}){_A_WEEK}?|{_A_WEEK}(?: (?:de|en) {_TELEWORK})?)"
        ),
        count,
        ("monter", "pas", "aler", "fai", "avoir", "demand", "obtenir", "tele", "prendre", "ve",
         "voudrais", "souhaite", "reclame", "exige", "acord", "jusqu", "ecrit", "preconise"),
        own=False,
        unless=pattern(r"par mois|cette année|dans l'année|en 20\d\d|allocation|indemnité"),
        beside=pattern(r"maximum|au plus|plafond"),
        yes=(
            ("Est-ce que je peux monter à 4 jours de télétravail ?", "4"),
            ("Télétravail : je peux passer à 4j/sem ?", "4"),
            ("Mon frère fait 4 j de télétravail dans sa boîte, et nous ?", "4"),
            ("Je voudrais faire cinq jours de télétravail par semaine.", "5"),
            ("Un agent demande 2 jours par semaine de télétravail.", "2"),
            ("Puis-je télétravailler 3 jours par semaine ?", "3"),
            ("Mon médecin a écrit « 5 jours de télétravail par semaine ».", "5"),
        ),
        no=(
            "J’ai fait 45 jours de télétravail cette année.",
            "Le maximum est-il de 3 jours de télétravail ?",
        ),
    ),
)  # fmt: skip
_MORE_TELEWORK = Reading(
    "jours_de_teletravail_demandes",
    pattern(
        rf"(?:en (?:faire|avoir|demander|prendre|obtenir) (?:jusqu'à )?|passer de {NUMBER}"
        rf"(?: {_OF_DAYS})? à )(?P<n>{NUMBER})(?! ?(?:%|h(?![a-z])|heures|mois|ans))"
    ),
    total,
    ("en ", "paser"),
    own=False,
    unless=pattern(r"par mois|en 20\d\d|allocation|temps partiel|quotité"),
    yes=(
        ("Je télétravaille 2 jours par semaine, puis-je en faire 4 ?", "4"),
        ("Mon agente veut passer de trois à quatre jours de télétravail.", "4"),
        ("Pour le télétravail, puis-je passer de 2 jours à 3 ?", "3"),
    ),
    no=("En télétravail, je veux passer de 80 à 90 %.",),
)
_DONE = re.compile(r"fai[st] ", re.IGNORECASE)
_ABOUT_TELEWORK = pattern(_TELEWORK[:-1] + "|télétravaille?)")
_CARER_TOLD = (
    r"(?:(?:proche )?aidante?s?|(?:m'|s')occuper? d[e'] ?(?:ma|mon|sa|son|mes|ses)"
    r" (?:mère|père|parents?|mari|femme|conjointe?|compagn[a-z]+|grand)|alzheimer)"
)
_HEALTH_TOLD = (
    r"(?:rqth|handicap[a-zé]*|fibromyalgie|certificat médical|(?:mon|le|son) médecin"
    r"|raisons? (?:de santé|médicales?)|problèmes? de (?:santé|dos)|maladie chronique"
    r"|chimio[a-z]*|préconisation)"
)
_REASONS_TOLD = tuple(
    Reading(
        "motif_de_plus_de_teletravail",
        pattern(written),
        always(reason),
        needs,
        own=False,
        unless=pattern(r"collègue|voisin"),
        yes=tuple((text, reason) for text in yes),
        no=no,
    )
    for reason, written, needs, yes, no in (
        (
            "grossesse",
            r"(?:enceinte|grossesse)(?![a-z])",
            ("enceinte", "grosese"),
            (
                "Enceinte, puis-je demander plus que mes 3 jours de télétravail ?",
                "Pendant ma grossesse je voudrais 5 jours de télétravail.",
                "Une agente enceinte demande 4 jours de télétravail.",
            ),
            ("Je ne suis pas enceinte, je veux 4 jours de télétravail.",),
        ),
        (
            "proche aidant",
            _CARER_TOLD,
            ("aidant", "ocupe", "alzheimer"),
            (
                "Je suis aidante de ma mère, puis-je monter à 4 jours de télétravail ?",
                "Je m’occupe de mon père dépendant, plus de télétravail est-il possible ?",
                "Proche aidant, je voudrais télétravailler 5 jours par semaine.",
            ),
            ("Je ne suis pas aidant, je veux 4 jours de télétravail.",),
        ),
        (
            "santé ou handicap",
            _HEALTH_TOLD,
            ("rqth", "handicap", "fibro", "certificat", "medecin", "raison", "probleme",
             "chronique", "chimio", "preconis"),
            (
                "RQTH, je demande 5 jours de télétravail.",
                "Mon médecin préconise 4 jours de télétravail par semaine.",
                "Pour raisons de santé, puis-je télétravailler tous les jours ?",
            ),
            ("Je n’ai pas de RQTH, je veux 4 jours de télétravail.",),
        ),
    )
)  # fmt: skip


def asked_telework(plain: Plain) -> Iterator[FactRead]:
    """Read telework that is asked for, and why; what is done (je fais 2 jours) is not asked."""
    told: list[FactRead] = []
    if _WHERE.search(plain.text):
        told += read_table(_ASKED, plain)
        if _MORE.search(plain.text) and not _END.search(plain.text):
            family = tuple(read_table((*_REASONS, _FRAIL_ONES), plain))
            told += family or read_table((_ILLNESS,), plain)
    yield from told
    if _ABOUT_TELEWORK.search(plain.text):
        known = {fact.fact for fact in told}
        asked = read_table((*_ASKED_TELEWORK, _MORE_TELEWORK), plain)
        yield from (fact for fact in asked if not (fact.fact in known and _DONE.match(fact.words)))
        if "motif_de_plus_de_teletravail" not in known:
            yield from read_table(_REASONS_TOLD, plain)
