"""On how many days a week one works, and for which share of the time: told in other words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import NUMBER, WEEK, as_number
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_NUMBER = rf"(?P<n>{NUMBER})"
_DAYS = r"(?:jours?|journées?|j)(?![a-z])"
_WEEKLY = (
    r"(?: ?(?:(?:/|par|à la|la|chaque|sur la) ?sem(?:aine)?|hebdo(?:madaires?)?|semaine))(?![a-z])"
)


def _half_too(match: re.Match[str]) -> FactValue | None:
    """Read days, and the half day told after them."""
    days = count(match)
    half = match.groupdict().get("half")
    return days + Decimal("0.5") if half and isinstance(days, Decimal) else days


_NO_DAYS = pattern(
    r"télétrav|chez (?:moi|lui|elle)|domicile|à distance|à la maison|congé|arrêt(?![a-z])|maladie"
    r"|rtt|voudr|souhait|demand|aimerai|passer|passerai|puis-je|pourrais?|droit|grève|au lieu"
    r"|par mois|une semaine sur|autre semaine|semaines? (?:paire|impaire)|sur deux|astreinte"
    r"|formation|délai|plus tard|propos|avant je|nouve(?:au|lle)|mission|stage|collègue"
    r"|enfant malade"
    r"|compte épargne|cet(?![a-z])|vacances|poser|carence|retard"
)
_UNEVEN_WEEKS = pattern(
    r"sur deux|deux semaines|(?:autre|seconde) semaine|semaines? (?:paire|impaire)|altern"
)
_HALF = r"(?P<half> et demie?)?"
_WEEK_OF_DAYS = (
    Reading(
        "jours_par_semaine",
        pattern(
            r"(?:viens|vient|venir|travaille|bosse|présente?|est là|suis là|fais|fait|assure|suis"
            r"|est"
            r"|intervien[st])(?: (?:actuellement|donc|seulement|toujours|plus|que|sur|à|mes|ses))"
            rf"{{0,3}} {_NUMBER}(?: ?{_DAYS}| fois){_HALF}(?: pleines?| entiers?)?{_WEEKLY}"
            r"(?! (?:derni|proch|passé|du \d|suiv|prévu))"
        ),
        _half_too,
        ("sem", "hebdo"),
        denies=True,
        beside=_NO_DAYS,
        yes=(
            ("Mon agente vient 2,5 jours par semaine au conservatoire.", "2.5"),
            ("Je ne viens que trois fois par semaine à la médiathèque.", "3"),
            ("Je suis à 4 jours la semaine.", "4"),
        ),
        no=("Je travaille 2 jours par semaine à distance.",
            "Je voudrais venir 4 jours par semaine."),
    ),
    Reading(
        "jours_par_semaine",
        pattern(
            rf"(?:semaines? (?:fait|font|de|est de|compte)|(?:je|elle|il) (?:fais|fait) (?:mes|ses)"
            rf"|(?:mi-temps|temps (?:partiel|plein|complet)|service|planning|heures|80 ?%)"
            r" (?:(?:se (?:fait|répartit)|tient|est (?:fait|réparti)|sont réparties|réparties?"
            r"|étalées?) )?sur|faire)"
            rf" {_NUMBER} ?{_DAYS}{_HALF}(?! (?:ouvr|de (?:congé|repos|vacances)))"
        ),
        _half_too,
        ("semaine", "fais", "fait", "sur", "faire"),
        beside=pattern(f"{_NO_DAYS.pattern}|sup(?![a-z])|{NUMBER} semaines"),
        yes=(
            ("Ma semaine fait six jours avec le marché.", "6"),
            ("Je fais mes cinq jours comme les autres.", "5"),
            ("Mon mi-temps se fait sur trois jours.", "3"),
            ("36 heures réparties sur 4 jours, c’est mon cycle.", "4"),
        ),
        no=("J’ai deux semaines de 4 jours de congé.", "Il veut la semaine de 4 jours de repos."),
    ),
    Reading(
        "jours_par_semaine",
        pattern(
            rf"{_NUMBER} ?{_DAYS} (?:travaillés|pleine?s(?! de)|d'(?:atelier|accueil|école)"
            rf"|de (?:travail"
            rf"|service|présence|cours))(?:(?! (?:en|cette|dans|sur) )[^.?!;,\d]){{0,20}}"
            rf"(?:{_WEEKLY}|(?<=travailles)(?= ?[,.;]))"
        ),
        _half_too,
        ("travail", "plein", "atelier", "acueil", "ecole", "presence", "service", "cours"),
        beside=pattern(
            r"télétrav|chez (?:moi|lui|elle)|domicile|à distance|à la maison|voudr|souhait|demand"
            r"|passer|par mois|sur deux|collègue|propos"
        ),
        yes=(
            ("Mon contrat prévoit 3 jours d’accueil par semaine.", "3"),
            ("Du lundi au vendredi, 5 jours travaillés.", "5"),
            ("Le planning me fait faire 5 journées pleines par semaine.", "5"),
        ),
        no=("Ces 5 jours travaillés de chez moi sont-ils payés ?",),
    ),
    Reading(
        "jours_par_semaine",
        pattern(
            rf"(?:{NUMBER} ?(?:h|heures?)(?: par semaine| hebdo[a-z]*)?,? (?:sur |en "
            rf"|réparties sur )?"
            rf"|(?:suis|est|travaille|bosse) (?:sur |en )?)(?<!est )(?P<n>{NUMBER}) ?{_DAYS}{_HALF}"
            r"(?= ?(?:[,.;!?)]|$)| et je | tout rond)"
        ),
        _half_too,
        ("h", "suis", "est", "travail", "bose"),
        beside=_NO_DAYS,
        yes=(
            ("Temps de travail : 31,5 h par semaine, 4,5 jours.", "4.5"),
            ("Je suis sur quatre jours et demi.", "4.5"),
        ),
        no=("J’ai fait 12 heures sup en 3 jours de grève.",),
    ),
)  # fmt: skip
_ONE_DAY = re.compile("|".join(WEEK))
_DAY = rf"(?:{'|'.join(WEEK)})s?(?![a-z])"
_NAMED = (
    Reading(
        "jours_par_semaine",
        pattern(
            r"(?:travaille|bosse|viens|vient|suis là|est là|présente?|mes jours(?: de travail)? :)"
            rf"(?: (?:que|seulement|les?|toujours|actuellement|tous les|:)){{0,3}} ?"
            rf"(?P<named>{_DAY}(?:(?:,| et| puis| plus)(?: les?| tous les)? {_DAY}){{1,5}})"
            r"(?! (?:matin|après|midi|soir|prochain|dernier|\d))"
        ),
        lambda match: Decimal(len(set(_ONE_DAY.findall(match["named"])))),
        ("travail", "bose", "vien", "suis la", "est la", "present", "jours"),
        denies=True,
        beside=pattern(_NO_DAYS.pattern),
        yes=(
            ("Je travaille les lundis, mardis et jeudis.", "3"),
            ("Elle ne vient que lundi, mardi, jeudi et vendredi, mon agente.", "4"),
        ),
        no=("Je travaille lundi et mardi matin.", "Je télétravaille le lundi et le mardi."),
    ),
)
_SHARE = (
    r"(?P<n>50|60|70|80|90|cinquante|soixante(?:[- ]dix)?|quatre[- ]vingts?(?:[- ]dix)?)"
    r" ?(?:%|p(?:ou)?r?[ .]{0,2}(?:cent|100)|pourcents?)"
)
_NOT_WORKED = pattern(
    r"salaire|traitement|paye|payé|paie|rémun|touche|perç|vers[ée]|maintien|arrêt(?![a-z])|maladie"
    r"|malade|cmo|prime|majoration|retenue|remise|collègue|mutuelle|pension|retraite|invalid|impôt"
    r"|remboursé|trajet|abonnement|navigo|effectif|ceux|celles|avant|auparavant|jadis"
)
_PART_TIME = (
    Reading(
        "quotite",
        pattern(
            r"(?:hauteur de|travaille(?:r|nt)? à|bosse(?:r)? à|(?:mon|son|le|ce|un|du|au) |donc"
            r"|soit"
            r"|temps (?:partiel|de travail)(?: (?:actuel|de droit"
            r"|sur autorisation))?[ ,:]{1,3}(?:de |à )?"
            rf"|quotité(?: de travail)? ?[:,]? ?(?:actuelle |de |à )?|arrêté dit|prévoit|mentionne)"
            rf" ?{_SHARE}"
        ),
        lambda match: int(as_number(match["n"])),
        ("%", "cent", "100"),
        beside=_NOT_WORKED,
        yes=(
            ("Elle a réduit son temps de travail à hauteur de 70 %.", "70"),
            ("Mon 80 % prend fin en juin.", "80"),
            ("Je travaille à cinquante pour cent.", "50"),
            ("Quotité : 90 %, jour libre le mercredi.", "90"),
            ("4 jours sur 5, donc 80 %.", "80"),
        ),
        no=(
            "Mon salaire, donc 80 % du traitement, baisse.",
            "La prime est versée à hauteur de 60 %.",
        ),
    ),
)
_A_SHARE_OF_TIME = pattern(
    r"temps|partiel|quotité|jour|congé|travail|bosse|prend|passer|reprise|mercredi|vendredi|semaine"
)


def days_of_the_week(plain: Plain) -> Iterator[FactRead]:
    """Read on how many days one works, and for which share of time."""
    if not _UNEVEN_WEEKS.search(plain.text):
        yield from read_table((*_WEEK_OF_DAYS, *_NAMED), plain)
    if _A_SHARE_OF_TIME.search(plain.text):
        yield from read_table(_PART_TIME, plain)
