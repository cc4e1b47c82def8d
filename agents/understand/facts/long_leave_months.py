"""How many months of a long leave are behind: told as a length, or by the month it began in."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, as_number, mentions, months_between
from agents.understand.doubt import in_doubt
from agents.understand.readings import Reading, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_HALF = r"(?: et (?P<half>demie?))?"
_TIME = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?)(?![a-z]){_HALF}"
_ON_LEAVE = r"(?:congé (?:de )?|position de |période de )?"
_BEHIND = (
    r"(?:déjà|après|au bout de|(?:ça|cela|ca) fait|bientôt|cumule|cumulé|utilisé|pris|fait|effectué"
    r"|accompli|consommé|bénéficié de|j'ai eu|il a eu|elle a eu|j'en suis à|en est à)"
)
_NOT_TAKEN = pattern(
    r"(?:pour|encore|reste|demande(?!r au)|accord[a-z]{1,4}|maximum|durée max|droit à|propose)"
    r"[^.?!;\n]{0,12}$"
)


def _long(kind: str) -> re.Pattern[str]:
    return pattern(
        rf"{kind}(?: [a-zé']{{1,12}}){{0,3}} depuis (?:maintenant |déjà |près de |bientôt )?{_TIME}"
        rf"|depuis (?:maintenant |déjà )?(?P<n2>{NUMBER}) (?P<unit2>mois|ans?)"
        rf"(?: et (?P<half2>demie?))?(?: [a-zé']{{1,9}}){{0,4}} (?:en |au |à |de ){_ON_LEAVE}{kind}"
        rf"|{_BEHIND} (?P<n3>{NUMBER}) (?P<unit3>mois|ans?)(?: et (?P<half3>demie?))? "
        rf"(?:de |d'|en |que je suis en |qu'elle est en |qu'il est en ){_ON_LEAVE}{kind}"
    )


def _months(match: re.Match[str]) -> FactValue | None:
    place = next(place for place in ("", "2", "3") if match[f"n{place}"])
    number = as_number(match[f"n{place}"])
    before = match.string[max(0, match.start() - 30) : match.start()]
    if number != int(number) or _NOT_TAKEN.search(before):
        return None
    if not match[f"unit{place}"].startswith("an"):
        return int(number)
    return int(number) * 12 + (6 if match[f"half{place}"] else 0)


_CLM = r"(?:longue maladie|clm)(?![a-z])"
_CLD = r"(?<!affection de )(?:longue durée|cld)(?![a-z])"
_CGM = r"(?:grave maladie|cgm)(?![a-z])"
_TPT = r"(?:temps partiel thérap[a-z]*|mi[- ]temps thérap[a-z]*|tpt(?![a-z]))"
_OFFICE = r"(?:disponibilité d'office|dispo d'office|dors(?![a-z]))"
_OTHERS = pattern("collègue|cousin|voisin|amie? |les agents|un agent (?:qui|en)")
_LONG = (
    Reading(
        "mois_de_longue_maladie",
        _long(_CLM),
        _months,
        ("longue maladie", "clm"),
        unless=_OTHERS,
        yes=(
            ("Je suis en CLM depuis 14 mois.", "14"),
            ("Mon agent est en congé de longue maladie depuis deux ans.", "24"),
            ("J'ai déjà pris 20 mois de CLM.", "20"),
            ("Depuis 8 mois je suis en longue maladie.", "8"),
            ("Cela fait 11 mois que je suis en CLM.", "11"),
            ("Après 18 mois de longue maladie, que me reste-t-il ?", "18"),
            ("J'en suis à 2 ans de longue maladie.", "24"),
            ("Chargée de mission titulaire, en CLM depuis 14 mois.", "14"),
            ("Elle est en congé longue maladie depuis 6 mois.", "6"),
            ("J'ai déjà utilisé 3 ans de CLM.", "36"),
        ),
        no=(
            "Mon CLM est accordé pour 6 mois.",
            "Le CLM dure 3 ans au maximum ?",
            "Ma collègue est en CLM depuis 14 mois.",
        ),
    ),
    Reading(
        "mois_de_longue_duree",
        _long(_CLD),
        _months,
        ("longue dure", "cld"),
        unless=_OTHERS,
        yes=(
            ("Je suis en CLD depuis 30 mois.", "30"),
            ("Mon agent est en congé de longue durée depuis 3 ans.", "36"),
            ("Déjà 4 ans de longue durée.", "48"),
            ("Depuis deux ans je suis en CLD.", "24"),
            ("En CLD depuis deux ans et demi, que va-t-il se passer ?", "30"),
        ),
        no=("J'ai une affection de longue durée depuis 3 ans.", "Le CLD dure 5 ans."),
    ),
    Reading(
        "mois_de_grave_maladie",
        _long(_CGM),
        _months,
        ("grave maladie", "cgm"),
        unless=_OTHERS,
        yes=(
            ("Contractuelle, je suis en grave maladie depuis 14 mois.", "14"),
            ("Mon agent est en CGM depuis un an.", "12"),
            ("Après 10 mois de grave maladie, combien me reste-t-il ?", "10"),
            ("Depuis 6 mois je suis en congé de grave maladie.", "6"),
        ),
        no=("La grave maladie dure 3 ans.", "On m'accorde 6 mois de grave maladie."),
    ),
    Reading(
        "mois_de_temps_therapeutique",
        _long(_TPT),
        _months,
        ("therap", "tpt"),
        unless=_OTHERS,
        yes=(
            ("Je suis en temps partiel thérapeutique depuis 4 mois.", "4"),
            ("J'ai déjà fait 7 mois de TPT.", "7"),
            ("Mon agent est en mi-temps thérapeutique depuis 3 mois.", "3"),
            ("Après un an de mi-temps thérapeutique, puis-je en redemander ?", "12"),
            ("J'ai déjà accompli 9 mois de temps partiel thérapeutique.", "9"),
            ("Depuis 5 mois je suis en TPT.", "5"),
        ),
        no=("Un TPT de 3 mois m'est proposé.", "On m'accorde 3 mois de TPT."),
    ),
    Reading(
        "mois_de_disponibilite_d_office",
        _long(_OFFICE),
        _months,
        ("d'ofice", "dors"),
        unless=_OTHERS,
        yes=(
            ("Je suis en disponibilité d'office depuis un an.", "12"),
            ("Mon agent est en dispo d'office depuis 18 mois.", "18"),
            ("Après 2 ans de disponibilité d'office, que se passe-t-il ?", "24"),
            ("Depuis 6 mois je suis en disponibilité d'office.", "6"),
        ),
        no=("La disponibilité d'office dure un an.", "Je dors 6 mois par an."),
    ),
)  # fmt: skip
_BEGUN_IN = (
    ("mois_de_longue_maladie", _CLM),
    ("mois_de_longue_duree", _CLD),
    ("mois_de_grave_maladie", _CGM),
    ("mois_de_disponibilite_d_office", _OFFICE),
)


def months_of_long_leave(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the months already taken of a long leave, or of therapeutic part time.

    They are whole months since the month it began in, where no day is told.
    """
    yield from read_table(_LONG, plain)
    for mention in mentions(plain, received):
        begun = mention.last_before(received)
        if mention.exact or begun.last > received:
            continue
        before = plain.text[max(0, mention.start - 60) : mention.start]
        for fact, kind in _BEGUN_IN:
            since = pattern(
                rf"{kind}(?: (?!épuis|termin|fini|expir)[a-zé']{{1,12}}){{0,3}} depuis"
                r" (?:le mois de |début |fin )?$"
            )
            place = mention.start, mention.end
            if since.search(before) and not in_doubt(plain, *place, _OTHERS):
                months = months_between(begun.last, received)
                yield FactRead(fact, months, plain.words(*place))
