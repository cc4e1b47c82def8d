"""Ordinary sick leave: its stretches, each with the day of its note, and its unpaid day.

Leaves of another kind (longue maladie, maternity, accident of service) are none of these.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from agents.understand.dates import (
    MONTH,
    MOST,
    NUMBER,
    WEEK,
    Mention,
    SpanMention,
    mentions,
    near_days,
)
from agents.understand.doubt import denied, sentence
from agents.understand.readings import PeriodReading, read_periods
from agents.understand.spans import length_from
from statute.facts import NON, FactRead, Scalar
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_OTHER_LEAVE = (
    "longue maladie|longue durée|clm|cld|grave maladie|cgm|citis|maternité|paternité|patho"
    "|parental|dispo|thérap|tpt|enfant malade|garde d|vacances|congés annuels|formation|contrat"
    "|cdd|cdi|suspen|télétrav|(?<![a-z])rtt(?![a-z])|préavis|période d'essai|stage"
    "|allait|délai|mutuelle|prévoyance|salaire de|paie de|travaillé"
)
_OF_SERVICE = pattern(
    r"accident (?:de (?:service|trajet|travail)|du travail)|citis(?![a-z])|imputab"
    r"|maladie pro(?:fessionnelle)?(?![a-z])"
)
_ORDINARY = pattern(r"(?:maladie )?ordinaire|cmo(?![a-z])")
_ILL = (
    r"(?:arrêts?(?! (?:de bus|du bus|cardiaque|du tabac|du tram))"
    r"|m'arrêtes?|(?:(?:suis|est|étais|était|été|serai|sera|m'a|l'a|me|fus) (?:[a-z]{1,9} ){0,2})"
    r"(?<!c'était )(?<!c'est )arrêtée?"
    r"|(?:\A|(?<=[,.:;(] )|(?<=[\n-]))arrêtée?|malade|cmo|congé (?:de )?maladie"
    r"|maladie ordinaire|prolong[a-z]{1,6})(?![a-z])"
)
_IN_LEAVE = pattern(rf"{_ILL}(?:(?!{_OTHER_LEAVE})[^.?!;\n]){{0,75}}\Z")
_LEAVE_AFTER = pattern(rf"(?<=\A)[ ,]{{1,2}}(?:(?!{_OTHER_LEAVE})[^.?!;\n]){{0,20}}{_ILL}")
_NO_LEAVE = pattern(
    "portant |circulation|municipal|chaque|remplac|cigarette|l'arrêt des|arrêt de l'activ|grève"
)
_ISSUED = (
    r"(?:établi|prescri[a-z]{1,3}|daté|délivré|émis|rédigé|signé|fait)e?s?"
    r"(?: par (?:mon|le|la|ma|un|une) [a-z ]{1,25})?"
)
_NOTE = pattern(rf"{_ISSUED}(?: ce)? (?:le|du|en date du|à la date du) {_WEEKDAY}$")
_FAR = 120
_SOON = timedelta(days=31)
_NO_CARENCE = pattern(r"sans (?:aucun )?(?:jour de )?carence")


def _details(plain: Plain, span: SpanMention) -> dict[str, Scalar]:
    """Read the day of the note, and a first day that was paid all the same."""
    whole = sentence(plain, span.start, span.end)
    begun = plain.text.find(whole, max(0, span.start - len(whole)))
    start, end = max(begun, span.start - _FAR), min(begun + len(whole), span.end + _FAR)
    near = Plain(plain.text[start:end], plain.source, plain.places[start:end])
    days = {
        # The year is that of the leave: a note is of its first days.
        mention.first
        for mention in mentions(near, span.first)
        if mention.exact and _NOTE.search(near.text, 0, mention.start)
    }
    told: dict[str, Scalar] = {}
    if len(days) == 1 and abs(min(days) - span.first) <= _SOON:
        told["avis"] = min(days)
    asked = plain.text[begun + len(whole) : begun + len(whole) + 1] == "?"
    if not asked and _NO_CARENCE.search(near.text):
        told["carence"] = NON
    return told


_OPERATED = pattern(
    r"(?:opérée?|opérer|opère|opération|hospitalis[a-z]{1,6}|intervention)"
    rf"[^.?!;\n]{{0,35}} (?:le|du|au|prévue le|est le) {_WEEKDAY}$"
)
_NEEDS = ("aret", "malad", "cmo")
_LEAVES = (
    PeriodReading(
        "arrets_de_maladie",
        _IN_LEAVE,
        _NEEDS,
        unless=_NO_LEAVE,
        after=_LEAVE_AFTER,
        details=_details,
        yes=(
            (
                "Je suis en arrêt maladie depuis le 5 octobre 2026 jusqu'au 30 novembre.",
                "2026-10-05..2026-11-30",
            ),
            (
                "J'ai été arrêtée du 3 au 14 février 2026, puis du 5 au 23 octobre.",
                "2026-02-03..2026-02-14; 2026-10-05..2026-10-23",
            ),
            (
                "Mon médecin m'a mis en arrêt à compter du 2 novembre pour 3 semaines.",
                "2026-11-02..2026-11-22",
            ),
            ("Arrêt de travail de 10 jours à partir du 16 novembre.", "2026-11-16..2026-11-25"),
            ("Malade depuis lundi 2 novembre, deux mois prévus.", "2026-11-02..2027-01-01"),
            (
                "En CMO du 12/01/2026 au 30/01/2026, prolongé jusqu'au 15/02/2026.",
                "2026-01-12..2026-01-30; 2026-01-31..2026-02-15",
            ),
            (
                "Mon agent est en arrêt du 9 au 20 novembre, il n'a pas eu d'autre arrêt.",
                "2026-11-09..2026-11-20",
            ),
            (
                "J'ai eu un mois d'arrêt en mars et me revoilà arrêtée depuis le 16 novembre.",
                "2026-03-01..2026-03-31; 2026-11-16..",
            ),
            (
                "Mon arrêt de 5 jours a été établi le 17 novembre 2026.",
                "2026-11-17..2026-11-21 avis=2026-11-17",
            ),
            (
                "Arrêt prescrit le 11 novembre, du 12 au 13 novembre.",
                "2026-11-12..2026-11-13 avis=2026-11-11",
            ),
            (
                "J'étais en arrêt depuis le 5 octobre et j'ai repris le 19 octobre.",
                "2026-10-05..2026-10-18",
            ),
            (
                "Je dois me faire opérer : je serai en arrêt du 1er décembre au 15 janvier.",
                "2026-12-01..2027-01-15",
            ),
            ("En arrêt 5 jours depuis mardi 17.", "2026-11-17..2026-11-21"),
            (
                "Mon agent se fait opérer le 1er décembre, deux mois d'arrêt.",
                "2026-12-01..2027-01-31",
            ),
            ("Malade depuis lundi, le médecin m'a mis 3 semaines.", "2026-11-23..2026-12-13"),
            (
                "En CDD jusqu'au 31 mars 2027, je suis en arrêt depuis le 2 novembre 2026.",
                "2026-11-02..",
            ),
            (
                "Arrêtée depuis le 7 octobre 2026, il va encore me prolonger jusqu'à janvier.",
                "2026-10-07..",
            ),
            (
                "Grippe : mon docteur m'arrête deux jours (19 et 20 novembre).",
                "2026-11-19..2026-11-20",
            ),
        ),
        no=(
            "Ma collègue est en arrêt du 3 au 14 novembre, qui la remplace ?",
            "Si je suis en arrêt du 3 au 14 décembre, combien serai-je payé ?",
            "Je suis en congé de longue maladie depuis le 5 octobre 2025.",
            "Congé maternité du 3 janvier au 24 avril, puis congés annuels.",
            "Je n'étais pas en arrêt du 3 au 5 novembre, c'est une erreur.",
            "Accident de service le 3 novembre : en arrêt du 3 au 14 novembre.",
            "Arrêt du 3 au 6 novembre, puis de nouveau arrêtée le 16 novembre.",
            "Arrêt du 3 au 6 novembre, sans compter mes autres arrêts de l'année.",
            "Arrêt du 3 novembre au 2 décembre. J'ai déjà eu 15 jours en février.",
            "CMO du 3 au 20 novembre, et 45 jours d'arrêt au printemps.",
            "En arrêt depuis le 2 septembre 2026. En mars 2026 j'ai eu 12 jours d'arrêt.",
            "En arrêt depuis septembre, mon médecin prolonge de mois en mois.",
            "Arrêté du 3 novembre au 15 novembre portant circulation.",
            "L'arrêt de bus est fermé du 3 au 14 novembre.",
        ),
    ),
    PeriodReading(
        "arrets_de_maladie",
        _OPERATED,
        ("operat", "opere", "hospital", "intervention"),
        unless=_NO_LEAVE,
        yes=(
            (
                "Mon agent se fait opérer le 1er décembre, deux mois d'arrêt.",
                "2026-12-01..2027-01-31",
            ),
            (
                "Opération prévue le 7 décembre et 3 semaines d'arrêt, serai-je payée ?",
                "2026-12-07..2026-12-27",
            ),
            (
                "J'ai été opérée du genou le 2 novembre avec un mois d'arrêt.",
                "2026-11-02..2026-12-01",
            ),
            (
                "Hospitalisation le 4 janvier 2027 puis 15 jours de convalescence, d'où l'arrêt.",
                "2027-01-04..2027-01-18",
            ),
        ),
        no=(
            "Ma femme se fait opérer le 1er décembre, deux mois d'arrêt.",
            "Je me fais opérer le 1er décembre.",
            "Opération de recensement le 7 décembre, arrêt du chauffage.",
        ),
    ),
)
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>jours?|j|semaines?|sem|mois)(?![a-z])"
_LENGTH_OF_IT = pattern(
    rf"{_LENGTH}(?! (?:de service|d'ancien|ouvr|de contrat|d'abs|par|après|avant|plus|de carence))"
)
_LENGTH_OF_LEAVE = pattern(rf"{_LENGTH} (?:d'arrêt|de convalescence|d'immobilisation|de repos)")
_GIVEN = pattern(
    r"(?:m'a|l'a|m'ont|lui a|a) (?:[a-z]{1,8} )?(?:mise?|arrêtée?|prescrite?|donnée?|mis en arrêt)"
    rf" (?:pour |pendant )?{_LENGTH}"
)
_SINCE_THEN = pattern(
    rf"(?:arrêt|arrêtée?|malade|cmo)(?: maladie)? (?:de |pour )?{_LENGTH}"
    rf" (?:depuis|dès|à partir du|à compter du)(?: le)? ?{_WEEKDAY}$"
)
_WHOLE_MONTH = pattern(
    r"(?:(?:un|1) mois (?:d'arrêt|de maladie|de cmo|en arrêt)|(?:arrêtée?|en arrêt|malade)"
    r"(?: durant| pendant)? tout(?: le mois)?)(?: complet| entier)? ?(?:en |au mois de |de )?$"
)
_A_LEAVE_ON = pattern(
    r"(?:ré)?arrêt(?:ée?)?(?: de travail| maladie)?(?: [a-z]{1,10}){0,3}? "
    rf"(?:le|du|depuis le|depuis) {_WEEKDAY}$"
)
_AN_END = pattern(rf"jusqu'(?:au|à)(?: le)? {_WEEKDAY}[0-3]?\d")
_STILL_TO_PROLONG = pattern(
    r"(?:va|vont|doit|devrait|veut|compte|risque de|pense|envisage)(?: me| le| la| encore| de)*"
    r" prolonger[^.?!;\n]{0,30}$"
)
_OF_A_CONTRACT = pattern(
    r"(?:contrat|cdd|engagement|détachement|mise à disposition)"
    r"(?:(?!arrêt|malad|congé)[^.?!;\n]){0,45}$"
)
_A_DAY = re.compile(rf"\d|premier|hier|aujourd|matin|{'|'.join(WEEK)}|tousaint|noel|paques")
_MORE_LEAVES = pattern(
    r"(?:sans compter |outre |hors )?(?:(?:mes|ses|les|d'|un|des) )?(?:autres?|plusieurs|quelques"
    r"|différents|multiples|nombreux|divers) arrêts?|arrêts? (?:répétés|successifs|multiples)"
    rf"|(?:déjà|avant cela|auparavant|j'avais)[^.?!;\n]{{0,30}} {NUMBER} (?:jours?|semaines?|mois)"
    r"(?! (?:de |d'|à )?(?:congé|ca |rtt|télé|repos|form|ancien|service))"
    rf"|en (?:{MONTH})(?: 20\d\d)?,? (?:j'ai|il a|elle a|j'avais) (?:déjà )?(?:eu|pris|fait) "
    rf"{NUMBER} (?:jours?|semaines?|mois) (?:d'arrêt|de maladie|de cmo)"
    rf"|{NUMBER} (?:jours?|semaines?|mois) (?:d'arrêt |de maladie |de cmo )?"
    rf"(?:au |à l'|cet |cette |l'an |en (?:début|fin|{MONTH}))"
)


def _told_apart(plain: Plain, received: date) -> Iterator[SpanMention]:
    """Find leaves told by a day and a length apart, or by the whole month they filled."""
    for mention in _days_told(plain, received):
        before = plain.text[max(0, mention.start - 90) : mention.start]
        if not mention.exact:
            if _WHOLE_MONTH.search(before):
                told = mention.last_before(received)
                yield SpanMention(mention.start, mention.end, told.first, told.last)
            continue
        since = _SINCE_THEN.search(before)
        lengths = [since] if since else []
        if _NOTE.search(before):
            lengths = _lengths(_LENGTH_OF_IT, plain, mention)
        elif _OPERATED.search(before):
            lengths = _lengths(_LENGTH_OF_LEAVE, plain, mention)
        if len(lengths) == 1:
            last = length_from(mention.first, lengths[0])
            yield SpanMention(mention.start, mention.end, mention.first, last)


def _lengths(written: re.Pattern[str], plain: Plain, beside: Mention) -> list[re.Match[str]]:
    whole = sentence(plain, beside.start, beside.end)
    return list(islice(written.finditer(whole), MOST))


def leaves_of_the_year(
    plain: Plain, received: date, spans: Iterable[SpanMention]
) -> Iterator[FactRead]:
    """Read the stretches of ordinary sick leave: those of an accident of service are another.

    Nothing is read where one of them is not wholly told: a part would pass for all.
    """
    if not any(word in plain.text for word in _NEEDS) or (
        _OF_SERVICE.search(plain.text) and not _ORDINARY.search(plain.text)
    ):
        return
    apart = list(islice(_told_apart(plain, received), MOST))
    told = list(apart)
    for span in spans:
        given = _GIVEN.search(plain.text, span.end, span.end + 60)
        if span.last or not given:
            told += [span] if span.last or all(_outside(a, span) for a in apart) else []
        else:
            told.append(replace(span, end=given.end(), last=length_from(span.first, given)))
    told.sort(key=lambda span: span.start)
    # An end told elsewhere, or a first day told by its month, leaves a leave that lasts in doubt.
    # One that a doctor may still prolong is of no day yet: it lasts.
    ends = [
        match.start()
        for match in islice(_AN_END.finditer(plain.text), MOST)
        if not _STILL_TO_PROLONG.search(plain.text, max(0, match.start() - 60), match.start())
        and not _OF_A_CONTRACT.search(plain.text, max(0, match.start() - 60), match.start())
    ]
    loose = any(all(not span.start <= end < span.end for span in told) for end in ends)
    if any(
        (loose or not _A_DAY.search(plain.text, span.start, span.end))
        and _LEAVES[0].fits(plain, span)
        for span in told
        if span.last is None
    ):
        return
    others = any(
        not denied(plain, more.start(), more.start())
        and all(more.end() <= span.start or span.end <= more.start() for span in told)
        for more in islice(_MORE_LEAVES.finditer(plain.text), MOST)
    )
    begun = (
        mention
        for mention in _days_told(plain, received)
        if _A_LEAVE_ON.search(plain.text, max(0, mention.start - 60), mention.start)
        and not _NOTE.search(plain.text, max(0, mention.start - 60), mention.start)
        and all(_outside(mention, span) and mention.first != span.first for span in told)
    )
    if not others and next(begun, None) is None:
        yield from read_periods(_LEAVES, plain, told)


def _outside(one: Mention | SpanMention, other: SpanMention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _days_told(plain: Plain, received: date) -> tuple[Mention, ...]:
    return (*mentions(plain, received), *near_days(plain, received, past=True))
