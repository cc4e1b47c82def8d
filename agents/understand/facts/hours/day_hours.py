"""Hours of a working day: when it begins and ends, when work begins again, how long, on average."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import in_doubt
from agents.understand.readings import MOST, Reading, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern


def _clock(name: str) -> str:
    """Make the pattern of an hour of the clock, its groups named after it: 23 h 30, minuit."""
    return (
        rf"(?:(?P<{name}>(?<!\d)(?:[01]?\d|2[0-4])) ?(?:h|heures?)(?![a-z])"
        rf"(?: ?(?P<{name}_min>[0-5]\d)(?!\d))?|(?P<{name}_mid>minuit))"
    )


_BEGINS = r"(?:commen[a-z]+|débute[a-z]*|embauche[a-z]*|attaque[a-z]*|arrive[a-z]*|ouvre[a-z]*|de)"
_ENDS = (
    r"(?:fini[a-z]*|termine[a-z]*|débauche[a-z]*|quitte[a-z]*|sor[ts]|sortie|fin|ferme[a-z]*"
    r"|jusqu')"
)
_AGAIN = (
    r"(?:repren[a-z]+|reprise|commenc[a-z]+|recommenc[a-z]+|arriver?|embauch[a-z]+|reven[a-z]+"
    r"|revien[a-z]+|ouvr[a-z]+|ouverture|réunion|présente?|être là|rouvr[a-z]+|pointer|lendemain)"
)
_REST = pattern(
    rf"{_ENDS}[^.?!\d]{{0,40}}?{_clock('end')}(?P<between>[^?!]{{0,160}}?){_AGAIN}[^.?!\d]{{0,40}}?"
    rf"{_clock('again')}"
)
_END_ALONE = pattern(rf"{_ENDS}[^.?!\d]{{0,40}}?{_clock('end')}")
_SPAN = pattern(
    rf"{_BEGINS}[^.?!\d]{{0,30}}?{_clock('start')}[^?!\d]{{0,80}}?"
    rf"(?:{_ENDS}[^.?!\d]{{0,30}}?|à |- ){_clock('end')}"
)
_ABOUT_REST = pattern(
    r"repos|lendemain|reprendre|reprise|revenir|revienne|à quelle heure|le matin|comme d'habitude"
    r"|au plus tôt|réunion|tard|nuit|soir"
)
_ABOUT_SPAN = pattern(
    r"amplitude|coupure|étal[a-z]+|journée|trou|matin[^?!]{0,60}soir|limite|entre le début"
)
_SMALL_HOURS = 5
_NOT_A_DAY = pattern(r"rendez-vous (?:chez|médical)|école|crèche de mon|train|nourrice")


def _hour(match: re.Match[str], name: str) -> Decimal:
    """Read an hour of the clock; midnight is 24."""
    if match[f"{name}_mid"]:
        return Decimal(24)
    minutes = match[f"{name}_min"]
    return Decimal(match[name]) + (Decimal(int(minutes)) / 60 if minutes else 0)


def _exact(hours: Decimal) -> Decimal:
    return hours.quantize(Decimal("0.01")).normalize() + 0


def _mean(match: re.Match[str]) -> FactValue | None:
    """Average weeks of two lengths: 8 semaines à 46 h et 4 semaines à 38 h."""
    first, long, second, short = (
        as_number(match[name] or match[f"{name}2"]) for name in ("n", "h", "m", "k")
    )
    hours = first * long + second * short
    return _exact(hours / (first + second)) if first + second else None


def _hours(match: re.Match[str]) -> FactValue | None:
    minutes = match["min"]
    return _exact(as_number(match["n"]) + (Decimal(int(minutes)) / 60 if minutes else 0))


_H = r"(?:h|heures?)(?![a-z])"
_LENGTHS = (
    Reading(
        "moyenne_des_semaines",
        pattern(
            rf"(?:(?P<h2>{NUMBER}) ?{_H} (?:pendant|sur|durant) (?P<n2>{NUMBER}) semaines?"
            rf"[^.?!]{{0,15}}? (?:et|puis|,) (?P<k2>{NUMBER}) ?{_H} (?:pendant|sur|durant)"
            rf" (?P<m2>{NUMBER}) semaines?)|(?P<n>{NUMBER}) (?:semaines? )?(?:à|de)"
            rf" (?P<h>{NUMBER}) ?{_H}"
            rf"[^.?!]{{0,25}}? (?:et|puis|,) (?:de )?(?P<m>{NUMBER}) (?:semaines? )?(?:à|de)"
            rf" (?P<k>{NUMBER}) ?{_H}"
        ),
        _mean,
        ("semaine",),
        own=False,
        yes=(
            ("Sur l’été : 8 semaines à 46 h et 4 semaines à 38 h.", "43.33"),
            ("Ils font six semaines à 48 heures puis six semaines à 40 heures.", "44"),
            ("Nous faisons 47h pendant 6 semaines et 41h pendant 6 semaines.", "44"),
            ("Planning de 10 semaines à 45 h et 2 semaines à 35 h.", "43.33"),
        ),
        no=("Sur 12 semaines, quelle moyenne ?",),
    ),
    Reading(
        "moyenne_des_semaines",
        pattern(
            rf"(?:en moyenne|moyenne (?:de|est de|à|hebdomadaire de)|moyenne :) ?(?P<n>{NUMBER})"
            rf" ?{_H}(?: ?(?P<min>[0-5]\d)(?!\d))?"
        ),
        _hours,
        ("moyene",),
        own=False,
        unless=pattern(r"maximum|limite|plafond|par jour|pas dépasser|par mois"),
        yes=(
            ("Mon équipe a une moyenne de 45 heures sur trois mois.", "45"),
            ("Nous faisons en moyenne 46 h par semaine depuis juin.", "46"),
        ),
        no=("La limite est en moyenne 44 h par semaine.",),
    ),
    Reading(
        "heures_par_jour",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_H}(?: ?(?P<min>[0-5]\d)(?!\d))? ?(?:de (?:travail|boulot"
            r"|service) )?(?:par jour|/ ?jour|dans la (?:même )?journée|le même jour|d'affilée"
            r"|dans une (?:même )?journée|chaque jour)"
        ),
        _hours,
        ("jour", "afile"),
        own=False,
        beside=pattern(r"maximum|limite|plafond|au plus|repos|enceinte|grossesse|pause|moins"),
        yes=(
            ("On me fait bosser 11h par jour, c’est légal ?", "11"),
            ("Mon chef me fait travailler 12 heures dans la journée.", "12"),
            ("Un agent peut-il faire 10 h 30 de travail par jour ?", "10.5"),
            ("J’ai fait treize heures le même jour pour la fête.", "13"),
        ),
        no=(
            "Le maximum est-il de 10 heures par jour ?",
            "Enceinte, puis-je avoir 1 heure par jour de moins ?",
        ),
    ),
)


def hours_of_the_day(plain: Plain, otherwise: Iterable[FactRead]) -> Iterator[FactRead]:
    """Read when a day begins and ends and when work begins again, how long a day or a week is.

    What is read otherwise is kept where nothing is read here.
    """
    yield from read_table(_LENGTHS, plain)
    told = tuple(_hours_at_rest(plain))
    yield from told
    known = {fact.fact for fact in told}
    yield from (fact for fact in otherwise if fact.fact not in known)


def _hours_at_rest(plain: Plain) -> Iterator[FactRead]:
    """Read the hours of one day, or those around a night, where a question is asked of them."""
    if _NOT_A_DAY.search(plain.text):
        return
    spanned = [m for m in _found(_SPAN, plain) if _hour(m, "start") < _hour(m, "end")]
    if spanned and _ABOUT_SPAN.search(plain.text):
        (match, *others) = spanned
        told = {(_hour(one, "start"), _hour(one, "end")) for one in (match, *others)}
        if len(told) == 1:
            yield _read("debut_de_la_journee", match, "start", plain)
            yield _read("fin_de_la_journee", match, "end", plain)
        return
    if not _ABOUT_REST.search(plain.text):
        return
    # After a night, work begins again earlier on the clock than it ended.
    rests = [
        match
        for match in _found(_REST, plain)
        if _hour(match, "again") < _hour(match, "end") or _hour(match, "end") <= _SMALL_HOURS
    ]
    for match in rests[:1]:
        yield _read("fin_de_la_journee", match, "end", plain)
        yield _read("reprise_le_lendemain", match, "again", plain)
    if not rests:
        for match in islice(_found(_END_ALONE, plain), 1):
            yield _read("fin_de_la_journee", match, "end", plain)


def _found(written: re.Pattern[str], plain: Plain) -> Iterator[re.Match[str]]:
    for match in islice(written.finditer(plain.text), MOST):
        if not in_doubt(plain, match.start(), match.start(), own=False, imperfect=True):
            yield match


def _read(fact: str, match: re.Match[str], name: str, plain: Plain) -> FactRead:
    return FactRead(fact, _exact(_hour(match, name)), plain.words(*match.span()))
