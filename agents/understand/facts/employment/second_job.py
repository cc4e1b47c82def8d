"""A second activity: the day the employer was asked for its agreement."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, read_days
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])|si ")
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


def second_job(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day on which a second activity was asked for."""
    yield from read_days(_DAYS, plain, received)
