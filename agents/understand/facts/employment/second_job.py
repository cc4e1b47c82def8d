"""A second activity: the day the employer was asked for its agreement."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, read_days
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])|si |dispo(?![a-z])|disponib")
_SENT = r"(?:envoyée?|postée?|adressée?|remise?|déposée?|transmise?|présentée?|formulée?|faite?)"
_RECEIVED = r"(?:reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?)"
_ACTIVITY = (
    r"cumul|activité (?:accessoire|privée|à côté)|micro|auto[- ]?entre|à côté|deuxième emploi"
    r"|second emploi|donner des cours"
)
_DAYS = (
    DayReading(
        "demande_de_cumul",
        pattern(
            rf"(?:demande (?:de |d'autorisation de |d'autorisation d'|d')(?:cumul"
            rf"|activité accessoire"
            rf"|exercer)[^.?!;]{{0,60}}(?:{_SENT}|{_RECEIVED}|du|datée)|(?:{_SENT}|{_RECEIVED})"
            r"[^.?!;]{0,25} demande (?:de |d'autorisation de |d'autorisation d'|d')(?:cumul"
            r"|activité)"
            rf"(?: d'activités?| accessoire)?|demandé[^.?!;]{{0,30}}(?:cumul|activité accessoire"
            rf"|cumuler)"
            rf"[^.?!;]{{0,30}}){AT_THE_DAY}"
        ),
        ("cumul", "acesoire", "demande"),
        after=pattern(
            r" (?:une|ma|la) demande (?:de |d'autorisation de |d'autorisation d'|d'"
            r"|pour )[^.?!;]{0,20}"
            r"(?:cumul|activité|donner des cours|exercer|créer|micro|auto)"
        ),
        unless=_OTHERS,
        past=True,
        own=False,
        yes=(
            ("J’ai déposé une demande de cumul le 9 novembre 2026.", "2026-11-09"),
            ("Ma demande d’activité accessoire a été reçue le 12 octobre.", "2026-10-12"),
            ("Ma demande de cumul d’activités du 20 octobre est sans réponse.", "2026-10-20"),
            ("J’ai déposé le 9 novembre une demande pour donner des cours.", "2026-11-09"),
            ("J’ai demandé un cumul d’activités le 5 novembre.", "2026-11-05"),
            ("Nous avons reçu sa demande d’autorisation de cumul le 16/11/2026.", "2026-11-16"),
        ),
        no=("Mon cumul d’activités commence le 9 novembre.",),
    ),
    DayReading(
        "demande_de_cumul",
        pattern(
            rf"demandé? [^.?!;]{{0,90}}(?:{_RECEIVED}|{_SENT})"
            rf"(?: (?:chez|par|à|en) [^.?!;0-9]{{1,20}}?)?{AT_THE_DAY}"
        ),
        ("cumul", "activite", "micro", "auto", "a cote", "emploi", "cours"),
        about=pattern(_ACTIVITY),
        unless=pattern(rf"{_OTHERS.pattern}|temps partiel|refusée?|acceptée?|accordée?"),
        past=True,
        own=False,
        yes=(
            ("J’ai demandé à faire de la tonte à côté, courrier reçu chez vous le 12 octobre.",
             "2026-10-12"),
            ("Ma demande de micro-entreprise, reçue le 3 novembre, est sans réponse.",
             "2026-11-03"),
            ("J’ai demandé un second emploi, lettre remise en mairie le 9 novembre.",
             "2026-11-09"),
        ),
        no=("J’ai demandé mon temps partiel à côté de ma micro-entreprise, reçu le 3 novembre.",),
    ),
)  # fmt: skip

_OTHER_REQUEST = pattern(
    r"collègue|voisin|amie?s?(?![a-z])|temps partiel|refusée?|acceptée?|mutation|détachement"
    r"|disponib|dispo(?![a-z])|retraite|télétravail|congé|démission|formation|stage (?:de|du) "
)
_PAPER = r"(?:demander?|dossier|formulaire|courrier|lettre|autorisation|accord|déclaration)"
_BESIDE_WORK = (
    r"(?:cumul|activité (?:annexe|accessoire|privée|secondaire|extérieure|à côté)|(?:travail"
    r"|emploi|boulot|job|livreur|chauffeur|faire [^.?!;]{2,30}) à côté|à côté|micro-?entre"
    r"|auto-?entre|(?:second|deuxième) (?:emploi|travail|boulot)|week-?ends?|donner des cours"
    r"|cours de|pour (?:exercer|animer|travailler|vendre|enseigner|être|devenir"
    r"|faire [^.?!;]{2,20}))"
)
_CAME_IN = (
    r"(?:reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?|réception|tampon[a-z]*|tamponnée?"
    r"|(?:l'|les )?avez eue?|accusé)"
)
_CAME_IN_DAYS = (
    DayReading(
        "demande_de_cumul",
        pattern(rf"{_CAME_IN}[^.?!;\d]{{0,45}}?{AT_THE_DAY}"),
        ("recu", "reception", "enregistr", "arive", "parven", "tampon", "avez eu", "acuse"),
        about=pattern(
            rf"{_PAPER}[^.?!]{{0,70}}{_BESIDE_WORK}|{_BESIDE_WORK}[^.?!]{{0,70}}{_PAPER}"
        ),
        unless=_OTHER_REQUEST,
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Postée le 2 novembre, ma demande d’activité annexe est arrivée le 4 novembre.",
             "2026-11-04"),
            ("Tampon d’arrivée du 10.11.2026 sur le formulaire de cumul.", "2026-11-10"),
            ("Reçu le 12 novembre : demande d’un agent pour animer des ateliers.", "2026-11-12"),
            ("J’ai demandé l’autorisation de donner des cours, dossier reçu le 5 novembre.",
             "2026-11-05"),
        ),
        no=("Ma demande de mutation est arrivée le 4 novembre.",),
    ),
    DayReading(
        "demande_de_cumul",
        pattern(rf"sollicité[^?!]{{0,70}} {_CAME_IN}{AT_THE_DAY}"),
        ("solicite",),
        unless=_OTHER_REQUEST,
        past=True,
        own=False,
        imperfect=True,
        yes=(
            (("J’avais sollicité l’accord du maire pour garder des chiens ; courrier reçu le 3 "
             "novembre."), "2026-11-03"),
        ),
        no=("J’avais sollicité une mutation, courrier reçu le 3 novembre.",),
    ),
)  # fmt: skip
_SENT_DAYS = (
    DayReading(
        "demande_de_cumul",
        pattern(
            rf"(?:(?:déposée?|envoyée?|remise?|transmise?|adressée?){AT_THE_DAY}"
            rf"|(?:envoyé|transmis|adressé|déposé|remis"
            rf"|écrit)(?: (?!le )[a-z'-]{{1,12}}){{0,9}}{AT_THE_DAY}"
            rf"|(?:cumul|accessoire) ?:{AT_THE_DAY})"
        ),
        ("depose", "envoye", "remis", "transmis", "adrese", "ecrit", "demande"),
        after=pattern(
            r"^,? (?:20\d\d,? )?(?:j'ai|je vous ai|elle a|il a|nous avons) (?:envoyé|déposé"
            r"|transmis"
            r"|remis|adressé|écrit|fait)"
        ),
        about=pattern(
            rf"{_PAPER}[^.?!]{{0,70}}{_BESIDE_WORK}|{_BESIDE_WORK}[^.?!]{{0,70}}{_PAPER}"
        ),
        unless=_OTHER_REQUEST,
        past=True,
        own=False,
        yes=(
            ("J’ai déposé hier ma demande pour travailler le week-end au marché.", "2026-11-23"),
            ("Demande de cumul (cours de piano) déposée le 16 novembre.", "2026-11-16"),
        ),
        no=("J’ai déposé hier ma demande de disponibilité pour travailler à côté.",),
    ),
)


def second_job(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day on which a second activity was asked for: that of its reception, if told."""
    came_in = list(read_days(_CAME_IN_DAYS, plain, received))
    yield from came_in or read_days((*_DAYS, *_SENT_DAYS), plain, received)
