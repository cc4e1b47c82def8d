"""Congés de naissance et de paternité: length, the first days, and until when the rest is taken."""

from collections.abc import Sequence
from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import OuvrableDays, months_after
from statute.facts import MERE, OUI, Period
from statute.famille.maternite import JUMEAUX, length_of_maternity
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Text, Value, Verdict

LENDEMAIN = "le lendemain ouvrable"
_DAY = timedelta(days=1)


def days_of(name: str, jour: date) -> int:
    """Read a number of days of these leaves, or of months to take them."""
    return int(AMOUNTS.on(f"paternite.{name}", jour))


def length(jour: date, enfants: int) -> int:
    """Count the days of paternity leave for one child, or for several."""
    return days_of("jours_multiples" if enfants >= JUMEAUX else "jours", jour)


def first_days(jour: date, born: date, choice: str | None = None) -> tuple[tuple[date, ...], Span]:
    """Find the jours ouvrables of the birth leave, then the paternity days that follow at once."""
    before = born if choice == LENDEMAIN else born - _DAY
    count = days_of("jours_de_naissance", jour)
    days = tuple(OuvrableDays(place).after(before) for place in range(1, count + 1))
    at_once = timedelta(days=days_of("jours_immediats", jour))
    return days, Span(days[-1] + _DAY, days[-1] + at_once)


def last_day(jour: date, born: date) -> date:
    """Find the last day to take the rest, from the birth or from the end of a hospital stay."""
    return months_after(born, days_of("mois_pour_le_prendre", jour))


def _lengths(jour: date, enfants: int | None) -> dict[str, Value]:
    """Name the text of the paternity leave's length, for one child, several, or both cases."""
    name = "un_ou_plusieurs" if enfants is None else "connu"
    one = length(jour, enfants or 1)
    at_once = days_of("jours_immediats", jour)
    return {
        "duree": Text(name),
        "jours": Count(one, "jour"),
        "reste": one - at_once,
        "reste_multiple": length(jour, JUMEAUX) - at_once,
    }


def a_la_naissance(
    jour: date, parent: str | None = None, enfants_attendus: int | None = None
) -> Outcome:
    """Birth leave, then paternity leave, for the other parent; maternity leave for the mother."""
    if parent is None:
        return Outcome(missing=("parent",))
    if parent == MERE:
        return length_of_maternity(jour, None, enfants_attendus)
    birth = Count.days(days_of("jours_de_naissance", jour), KindOfDay.OUVRABLE)
    named = _lengths(jour, enfants_attendus)
    return Outcome(words="second_parent", values=(birth,), named=named)


def conge_de_naissance(
    jour: date,
    naissance_de_l_enfant: date | None = None,
    debut_du_conge_de_naissance: str | None = None,
    enfants_attendus: int | None = None,
) -> Outcome:
    """Three days from the birth on, then at once four of the paternity leave; then the rest."""
    if naissance_de_l_enfant is None:
        return Outcome(words="en_general", row="NAI-01")
    days, at_once = first_days(jour, naissance_de_l_enfant, debut_du_conge_de_naissance)
    back = OuvrableDays(1).after(at_once.last)
    steps = (*(Step("naissance", day) for day in days), Step("paternite", at_once),
             Step("reprise", back))  # fmt: skip
    return Outcome(
        words="dates",
        values=(*days, at_once),
        named={
            **_lengths(jour, enfants_attendus),
            "naissance": naissance_de_l_enfant,
            "autres": Text("reste" if enfants_attendus is not None else "reste_ou_plus"),
            "dernier_jour": last_day(jour, naissance_de_l_enfant),
        },
        steps=steps,
        still_open=() if debut_du_conge_de_naissance else ("choix",),
        row="NAI-01",
    )


def duree(  # noqa: PLR0913, PLR0917  # the birth, the stay and what is taken
    jour: date,
    enfants_attendus: int | None = None,
    enfant_hospitalise: str | None = None,
    jours_de_paternite_pris: int | None = None,
    naissance_de_l_enfant: date | None = None,
    fin_de_l_hospitalisation: date | None = None,
) -> Outcome:
    """Twenty-five calendar days, thirty-two when several children are born; what is left of them.

    The days taken are those of this leave, its first ones too.
    """
    named = _lengths(jour, enfants_attendus)
    lengths = [length(jour, enfants_attendus or 1)]
    if enfants_attendus is None:
        lengths.append(length(jour, JUMEAUX))
    values = tuple(Count.days(days, KindOfDay.CALENDAIRE) for days in lengths)
    if enfant_hospitalise == OUI:
        return Outcome(Verdict.A_VERIFIER, words="hospitalise", values=values, named=named)
    if jours_de_paternite_pris is not None:
        left = [
            Count.days(max(0, days - jours_de_paternite_pris), KindOfDay.CALENDAIRE)
            for days in lengths
        ]
        named["pris"] = Count(jours_de_paternite_pris, "jour")
        named["restent"] = Text("reste_multiples" if len(left) > 1 else "")
        named |= {"multiples": left[-1], "limite": Text("")}
        steps = tuple(Step("reste", each) for each in left)
        if start := fin_de_l_hospitalisation or naissance_de_l_enfant:
            last = last_day(jour, start)
            named |= {"limite": Text("a_prendre_avant"), "dernier_jour": last}
            steps = (*steps, Step("dernier_jour", last))
        return Outcome(words="il_reste", values=(*left, *values), named=named, steps=steps)
    return Outcome(words="duree", values=values, named=named)


def fractionnement(  # noqa: PLR0913, PLR0917  # the birth, its choice and the periods
    jour: date,
    enfants_attendus: int | None = None,
    naissance_de_l_enfant: date | None = None,
    fin_de_l_hospitalisation: date | None = None,
    periodes_de_paternite: tuple[Period, ...] | None = None,
    nombre_de_periodes: int | None = None,
    debut_du_conge_de_naissance: str | None = None,
) -> Outcome:
    """Four days at once; the rest in two periods at most, within six months of the birth."""
    named = _lengths(jour, enfants_attendus)
    named["autres"] = Text("reste" if enfants_attendus is not None else "reste_ou_plus")
    named["limite"] = Text("")
    values: tuple[Value, ...] = ()
    last = None
    if start := fin_de_l_hospitalisation or naissance_de_l_enfant:
        last = last_day(jour, start)
        values = (last,)
        named |= {"limite": Text("jusqu_au"), "dernier_jour": last}
    quatre_jours: tuple[Step, ...] = ()
    if naissance_de_l_enfant and not fin_de_l_hospitalisation:
        quatre_jours = (Step("premiers", first_days(jour, naissance_de_l_enfant)[1]),)
    ordered = sorted(periodes_de_paternite or (), key=lambda period: period.first)
    spans = [Span(one.first, one.last) for one in ordered if one.last is not None]
    if not spans and nombre_de_periodes is not None:
        return _in_so_many(jour, nombre_de_periodes, named)
    if not spans:
        return Outcome(words="en_general", values=values, named=named, steps=quatre_jours)
    total = sum((span.last - span.first).days + 1 for span in spans)
    one, several = (length(jour, n) - days_of("jours_immediats", jour) for n in (1, JUMEAUX))
    if enfants_attendus is None and one < total <= several:
        return Outcome(missing=("enfants_attendus",))
    most = one if enfants_attendus == 1 else several
    steps = tuple(Step("periode", span) for span in spans)
    named["total"] = Count(total, "jour")
    if naissance_de_l_enfant is not None:
        days = (jour, naissance_de_l_enfant)
        surely = first_days(*days, debut_du_conge_de_naissance)[1].last
        perhaps = first_days(*days, debut_du_conge_de_naissance or LENDEMAIN)[1].last
        named["premiers"] = surely
        if spans[0].first <= surely:
            return Outcome(Verdict.NON, "trop_tot", (Count(total, "jour"),), named, steps)
        if spans[0].first <= perhaps:
            return Outcome(Verdict.A_VERIFIER, "selon_le_choix", (), named, steps)
    fault = _fault(jour, spans, most, last)
    verdict = Verdict.NON if fault else Verdict.OUI
    return Outcome(verdict, fault or "possible", (Count(total, "jour"),), named, steps)


def _in_so_many(jour: date, times: int, named: dict[str, Value]) -> Outcome:
    """Tell whether the rest may be taken in so many periods, whatever their days."""
    many = times > days_of("periodes", jour)
    verdict, words = (Verdict.NON, "trop_de_fois") if many else (Verdict.OUI, "autant_de_fois")
    return Outcome(verdict, words, (Count(times, "période"),), named)


def _fault(jour: date, spans: Sequence[Span], most: int, last: date | None) -> str:
    """Name what is wrong with the periods chosen; nothing where they hold."""
    lengths = [(span.last - span.first).days + 1 for span in spans]
    if len(spans) > days_of("periodes", jour):
        return "trop_de_periodes"
    if min(lengths) < days_of("jours_par_periode", jour):
        return "trop_courte"
    if sum(lengths) > most:
        return "trop_de_jours"
    return "trop_tard" if last is not None and spans[-1].last > last else ""


def dernier_jour(  # noqa: PLR0913, PLR0917  # the birth, what is taken and two days
    jour: date,
    aujourd_hui: date,
    naissance_de_l_enfant: date | None = None,
    fin_de_l_hospitalisation: date | None = None,
    enfants_attendus: int | None = None,
    jours_de_paternite_pris: int | None = None,
) -> Outcome:
    """Six months from the birth, or from the end of a hospital stay, to take the whole of it."""
    at_once = days_of("jours_immediats", jour)
    taken = jours_de_paternite_pris
    named: dict[str, Value] = {**_lengths(jour, enfants_attendus), "reste_dit": Text("")}
    named["autres"] = Text("reste" if enfants_attendus is not None else "reste_ou_plus")
    steps: tuple[Step, ...] = ()
    if enfants_attendus is not None:
        whole = length(jour, enfants_attendus)
        left = Count.days(max(0, whole - (at_once if taken is None else taken)),
                          KindOfDay.CALENDAIRE)  # fmt: skip
        named |= {"reste_dit": Text("a_prendre"), "a_prendre": left}
        steps = (Step("reste", left),)
    start = fin_de_l_hospitalisation or naissance_de_l_enfant
    if start is None:
        return Outcome(words="en_general", named=named, steps=steps)
    last = last_day(jour, start)
    named["depart"] = Text("de_l_hopital" if fin_de_l_hospitalisation else "de_la_naissance")
    passed = ("passe",) if last < aujourd_hui else ()
    return Outcome(words="au_plus_tard", values=(last,), named=named,
                   steps=(Step("dernier_jour", last), *steps), still_open=passed)  # fmt: skip


def preavis(
    jour: date,
    aujourd_hui: date,
    periodes_de_paternite: tuple[Period, ...] | None = None,
) -> Outcome:
    """One month before each period of the rest of the leave."""
    firsts = sorted(period.first for period in periodes_de_paternite or ())
    if not firsts:
        return Outcome(words="en_general")
    months = days_of("preavis_en_mois", jour)
    asks = tuple(months_after(first, -months) for first in firsts)
    steps = tuple(Step("demande", ask) for ask in asks)
    passed = ("passe",) if asks[0] < aujourd_hui else ()
    return Outcome(words="avant_le", values=asks, named={"debut": firsts[0]}, steps=steps,
                   still_open=passed)  # fmt: skip
