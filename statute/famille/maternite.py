"""Congé de maternité: length, dates by the due day and the birth, postponement, pathological."""

from datetime import date, timedelta
from typing import NamedTuple

from statute.amounts import AMOUNTS
from statute.facts import NON
from statute.outcome import Count, Outcome, Span, Step, Text, Value, Verdict

JUMEAUX = 2
TRIPLES = 3
TEMPS_PLEIN = 100
SEMAINES_TRES_TOT = 6
"""A birth more weeks before its due day than these is very early (CT L1225-23)."""
TROIS_SEMAINES_AVANT = date(2026, 3, 1)
"""From this day on three weeks of pathological leave before a birth, two until then."""
_DAY = timedelta(days=1)
_EARLIEST, _LATEST = timedelta(weeks=20), timedelta(weeks=4)
"""A birth so long before the due day, or so long after it, is another child's."""


class Case(NamedTuple):
    """A line of the scale: its row, the name of its amounts and of its text."""

    row: str
    name: str


PREMIER = Case("MAT-01", "premier")
TROISIEME = Case("MAT-02", "troisieme")
DEUX = Case("MAT-03", "jumeaux")
TROIS = Case("MAT-04", "triples")
SCALE = (PREMIER, TROISIEME, DEUX, TROIS)


class Birth(NamedTuple):
    """The day a birth is due, when known, and the day it took place, if it did."""

    due: date | None
    born: date | None


def case_of(jour: date, rang: int | None, enfants: int | None) -> Case | None:
    """Find the line of the scale; none while the rank of a single child is not known."""
    if enfants is not None and enfants >= JUMEAUX:
        return TROIS if enfants >= TRIPLES else DEUX
    if rang is None:
        return None
    return TROISIEME if rang >= AMOUNTS.on("maternite.rang_du_conge_long", jour) else PREMIER


def weeks_of(case: Case, jour: date) -> tuple[int, int]:
    """Read the weeks before the due day and those after the birth."""
    before = AMOUNTS.on(f"maternite.{case.name}_avant", jour)
    after = AMOUNTS.on(f"maternite.{case.name}_apres", jour)
    return int(before), int(after)


def birth_of(prevue: date | None, naissance: date | None, aujourd_hui: date) -> Birth:
    """Tell a due day from a birth: a birth said alone is due while it is still to come."""
    if prevue is None:
        to_come = naissance is not None and naissance > aujourd_hui
        return Birth(naissance, None) if to_come else Birth(None, naissance)
    if naissance is None or not prevue - _EARLIEST <= naissance <= prevue + _LATEST:
        return Birth(prevue, None)
    return Birth(prevue, naissance)


def leave(case: Case, jour: date, due: date, born: date | None = None, moved: int = 0) -> Span:
    """Find the first and last day, with `moved` weeks from before the birth to after it.

    An early birth keeps the whole length (CT L1225-20); a late one, the weeks after it.
    """
    before, after = weeks_of(case, jour)
    first = due - timedelta(weeks=before - moved)
    if born is not None and born < due:
        first = min(first, born)
        return Span(first, first + timedelta(weeks=before + after) - _DAY)
    return Span(first, (born or due) + timedelta(weeks=after + moved) - _DAY)


def parts(span: Span, birth: date) -> tuple[Step, ...]:
    """Part a leave at the birth; nothing stands before one that begins it."""
    before = [Step("prenatal", Span(span.first, birth - _DAY))] if span.first < birth else []
    return (*before, Step("postnatal", Span(birth, span.last)))


def scale(jour: date) -> dict[str, Value]:
    """Name the total weeks of each line of the scale, for the words that tell it whole."""
    return {f"total_{case.name}": sum(weeks_of(case, jour)) for case in SCALE}


def length_of_maternity(jour: date, rang: int | None, enfants: int | None) -> Outcome:
    """Say the length for the mother who asks, or the whole scale when her case is not known."""
    case = case_of(jour, rang, enfants)
    if case is None:
        words = "bareme_un_enfant" if enfants == 1 else "bareme"
        return Outcome(words=words, named=scale(jour))
    before, after = weeks_of(case, jour)
    named: dict[str, Value] = {"avant": before, "apres": after, "cas": Text(case.name)}
    total = Count(before + after, "semaine")
    return Outcome(words="duree", values=(total,), named=named, row=case.row)


def duree(  # noqa: PLR0913, PLR0917  # the birth, the children and two days
    jour: date,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
    enfant_hospitalise: str | None = None,
    *,
    aujourd_hui: date,
) -> Outcome:
    """Sixteen weeks, more from the third child and for children born together; their days."""
    birth = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    length = length_of_maternity(jour, rang_de_l_enfant, enfants_attendus)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    if birth.due is None:
        return length
    if case is None:
        return _grid(jour, birth.due, birth.born, enfants_attendus)
    span = leave(case, jour, birth.due, birth.born)
    values = (*length.values, span)
    named = {**length.named, "prevue": birth.due, "debut": span.first, "fin": span.last}
    steps = (*parts(span, birth.born or birth.due), Step("lendemain", span.last + _DAY))
    if birth.born is None:
        return Outcome(words="prevue", values=values, named=named, steps=steps, row=case.row)
    named["naissance"] = birth.born
    very_early = _is_very_early(birth.due, birth.born)
    more = (leave(case, jour, birth.due).first - birth.born).days
    if very_early and more > 0 and enfant_hospitalise != NON:
        named |= {"plus": Count(more, "jour"), "fin_prolongee": span.last + timedelta(days=more)}
        return Outcome(Verdict.A_VERIFIER, "tres_tot", values, named, steps, row=case.row)
    words = "en_avance" if birth.born < birth.due else "a_terme"
    return Outcome(words=words, values=values, named=named, steps=steps, row=case.row)


def _is_very_early(due: date, born: date) -> bool:
    """Tell a birth so early that the end of the leave hangs on a stay in hospital."""
    return born < due - timedelta(weeks=SEMAINES_TRES_TOT)


def _grid(jour: date, due: date, born: date | None, enfants: int | None) -> Outcome:
    """Give the days of each line of the scale that the number of children leaves open."""
    cases = SCALE[:2] if enfants == 1 else SCALE
    spans = tuple(leave(case, jour, due, born) for case in cases)
    named = {"prevue": due, **scale(jour)}
    words = "dates_un_enfant" if enfants == 1 else "dates"
    return Outcome(words=words, values=spans, named=named)


def report(  # noqa: PLR0913, PLR0917  # the birth, the children and two days
    jour: date,
    aujourd_hui: date,
    enfants_attendus: int | None = None,
    rang_de_l_enfant: int | None = None,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
    semaines_reportees: int | None = None,
) -> Outcome:
    """Three of the weeks before a birth may move after it, with a favourable medical opinion.

    The law says it of a single child; from twins on, or a third child, weeks may be advanced.
    """
    birth = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    if case in (DEUX, TROIS):
        if case is TROIS or birth.due is None:
            return Outcome(Verdict.A_VERIFIER, words="naissance_multiple")
        advanced = _advanced(jour, DEUX, birth.due)
        return Outcome(Verdict.A_VERIFIER, words="jumeaux_avances", values=(advanced,))
    advance = ("avance_troisieme",) if case is TROISIEME else ()
    if birth.due is None:
        return Outcome(words="en_general", still_open=advance)
    most = int(AMOUNTS.on("maternite.semaines_reportables", jour))
    moved = most if semaines_reportees is None else min(semaines_reportees, most)
    named: dict[str, Value] = {"semaines": Count(moved, "semaine"), "prevue": birth.due}
    if case is None:
        cases = SCALE[:2]
        spans = tuple(leave(one, jour, birth.due, birth.born, moved) for one in cases)
        return Outcome(words="selon_le_rang", values=spans, named=named)
    span = leave(case, jour, birth.due, birth.born, moved)
    steps = parts(span, birth.born or birth.due)
    if case is TROISIEME:
        named["avance"] = _advanced(jour, case, birth.due)
        advance = ("avance_troisieme_dates",)
    return Outcome(words="reporte", values=(span,), named=named, steps=steps, still_open=advance)


def _advanced(jour: date, case: Case, due: date) -> Span:
    """Find the days of a leave whose prenatal part is advanced, and the postnatal one cut."""
    weeks = AMOUNTS.on(f"maternite.semaines_avancees_{case.name}", jour)
    return leave(case, jour, due, moved=-int(weeks))


def pathological(
    jour: date, maternity: Span, before: int | None, after: int | None
) -> tuple[Span | None, Span | None]:
    """Place the pathological weeks next to a maternity leave; by default as many as there are."""
    most_before = int(AMOUNTS.on("maternite.pathologique_avant", jour))
    most_after = int(AMOUNTS.on("maternite.pathologique_apres", jour))
    weeks_before = most_before if before is None else min(before, most_before)
    weeks_after = most_after if after is None else min(after, most_after)
    first = maternity.first - timedelta(weeks=weeks_before)
    last = maternity.last + timedelta(weeks=weeks_after)
    return (
        Span(first, maternity.first - _DAY) if weeks_before else None,
        Span(maternity.last + _DAY, last) if weeks_after else None,
    )


def pathologique(  # noqa: PLR0913, PLR0917  # the birth, the children and two days
    jour: date,
    aujourd_hui: date,
    debut_du_conge: date | None = None,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
) -> Outcome:
    """Two weeks before a birth, three since March 2026, and four after it; their days."""
    weeks = timedelta(weeks=int(AMOUNTS.on("maternite.pathologique_avant", jour)))
    astride = _astride(debut_du_conge, debut_du_conge and debut_du_conge + weeks - _DAY)
    birth = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    if not astride and (case is None or birth.due is None):
        return Outcome(words="en_general")
    if astride or case is None or birth.due is None:
        return Outcome(Verdict.A_VERIFIER, words="a_cheval")
    maternity = leave(case, jour, birth.due, birth.born)
    before, after = pathological(jour, maternity, None, None)
    if before is None or after is None or _astride(before.first, before.last):
        return Outcome(Verdict.A_VERIFIER, words="a_cheval")
    steps = (Step("avant", before), Step("maternite", maternity), Step("apres", after))
    return Outcome(words="dates", values=(before, after), named={"maternite": maternity},
                   steps=steps)  # fmt: skip


def _astride(first: date | None, last: date | None) -> bool:
    """Tell a leave begun under the two weeks that would go on under the three."""
    return first is not None and last is not None and first < TROIS_SEMAINES_AVANT <= last


def decalage(  # noqa: PLR0913, PLR0917  # the birth, the children and two days
    jour: date,
    aujourd_hui: date,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
) -> Outcome:
    """Tell what a birth before or after its due day moves: a late one adds its days."""
    birth = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    if birth.due is None or birth.born is None or birth.due == birth.born:
        return Outcome(words="en_general")
    late = (birth.born - birth.due).days
    named: dict[str, Value] = {"prevue": birth.due, "naissance": birth.born,
                               "ecart": Count(abs(late), "jour"), "fin_dite": Text("")}  # fmt: skip
    if _is_very_early(birth.due, birth.born):
        return Outcome(Verdict.A_VERIFIER, "tres_en_avance", named=named)
    steps: tuple[Step, ...] = ()
    values: tuple[Value, ...] = ()
    if case is not None:
        span = leave(case, jour, birth.due, birth.born)
        named |= {"fin_dite": Text("jusqu_au"), "fin": span.last,
                  "apres": Count(weeks_of(case, jour)[1], "semaine")}  # fmt: skip
        values, steps = (span.last,), parts(span, birth.born)
    if late > 0:
        words = "en_retard" if case else "en_retard_sans_rang"
        return Outcome(Verdict.OUI, words, values, named, steps)
    return Outcome(Verdict.NON, "en_avance", values, named, steps)


def hospitalisation(  # noqa: PLR0913, PLR0917  # the birth, the leave and two days
    jour: date,
    aujourd_hui: date,
    rang_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
    naissance_prevue: date | None = None,
    naissance_de_l_enfant: date | None = None,
    reprise_en_attendant: date | None = None,
) -> Outcome:
    """Move what is left of the leave to the end of a stay that lasted six weeks after birth."""
    due, born = birth_of(naissance_prevue, naissance_de_l_enfant, aujourd_hui)
    if born is None:
        return Outcome(Verdict.OUI, words="en_general")
    sixth = born + timedelta(weeks=int(AMOUNTS.on("maternite.semaines_d_hospitalisation", jour)))
    steps: tuple[Step, ...] = (Step("sixieme", sixth),)
    case = case_of(jour, rang_de_l_enfant, enfants_attendus)
    end = leave(case, jour, due, born).last if case and due else None
    back = reprise_en_attendant
    if end is None or back is None or not sixth < back <= end:
        return Outcome(Verdict.OUI, "des_le", (sixth,), {"naissance": born}, steps)
    left = Count((end - back).days + 1, "jour")
    steps = (*steps, Step("reporte", Span(back, end)), Step("reste", left))
    return Outcome(Verdict.OUI, "reste", (left,), {"reprise": back, "fin": end}, steps)


def remuneration(quotite: int | None = None) -> Outcome:
    """Pay in full, as a full-timer: part-time work is suspended meanwhile."""
    if quotite is None or quotite >= TEMPS_PLEIN:
        return Outcome(Verdict.OUI, words="en_general")
    return Outcome(Verdict.OUI, "temps_partiel", named={"quotite": Count(quotite, "%")})
