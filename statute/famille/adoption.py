"""Congé d'adoption: length, days, and within which days it is taken."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.facts import OUI
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Text, Value, Verdict

JOURS_PAR_SEMAINE = 7


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"adoption.{name}", jour))


def duree(
    jour: date,
    enfants_adoptes: int | None = None,
    enfants_a_charge: int | None = None,
    adoption_partagee: str | None = None,
    debut_du_conge: date | None = None,
) -> Outcome:
    """Sixteen weeks, eighteen when three children are then cared for, twenty-two for several."""
    if enfants_adoptes is None:
        return Outcome(words="en_general")
    several = enfants_adoptes > 1
    shared = _amount("jours_du_partage_plusieurs" if several else "jours_du_partage", jour)
    named: dict[str, Value] = {"partage": Count(shared, "jour")}
    if not several and enfants_a_charge is None:
        weeks = tuple(_amount(name, jour) for name in ("semaines", "semaines_trois_enfants"))
        lengths = tuple(Count(count, "semaine") for count in weeks)
        return Outcome(words="un_enfant", values=lengths, named=named)
    named["adoptes"] = Count(enfants_adoptes, "enfant")
    named["deja"] = Count(enfants_a_charge or 0, "enfant")
    case, amount = "premier", "semaines"
    if several:
        case, amount = "plusieurs", "semaines_plusieurs"
    elif (enfants_a_charge or 0) + 1 >= _amount("enfants_a_charge", jour):
        case, amount = "troisieme", "semaines_trois_enfants"
    count = _amount(amount, jour)
    length = Count(count, "semaine")
    if adoption_partagee == OUI:
        total = Count.days(count * JOURS_PAR_SEMAINE + shared, KindOfDay.CALENDAIRE)
        steps = (Step("semaines", length), Step("partage", Count(shared, "jour")))
        named |= {"semaines": length, "cas": Text(case)}
        return Outcome(words="partagee", values=(total,), named=named, steps=steps)
    values: tuple[Value, ...] = (length,)
    if debut_du_conge is not None:
        last = debut_du_conge + timedelta(weeks=count) - timedelta(days=1)
        values = (length, Span(debut_du_conge, last))
    named |= {"cas": Text(case), "dates": Text("du_au" if debut_du_conge else "")}
    return Outcome(words="connu", values=values, named=named)


def dates(jour: date, arrivee_de_l_enfant: date | None = None) -> Outcome:
    """From seven days before the arrival to eight months after it, in two periods at most."""
    if arrivee_de_l_enfant is None:
        return Outcome(words="en_general")
    first = CalendarDays(_amount("jours_avant_l_arrivee", jour)).before(arrivee_de_l_enfant)
    last = months_after(arrivee_de_l_enfant, _amount("mois_apres_l_arrivee", jour))
    return Outcome(words="dates", values=(first, last))


def partage(jour: date, enfants_adoptes: int | None = None) -> Outcome:
    """Shared between both parents, the leave grows by days, more for several children."""
    names = ("jours_du_partage", "jours_du_partage_plusieurs")
    one, many = (Count(_amount(name, jour), "jour") for name in names)
    if enfants_adoptes is None:
        return Outcome(Verdict.OUI, words="en_general", values=(one, many))
    more = one if enfants_adoptes == 1 else many
    return Outcome(Verdict.OUI, words="connu", values=(more,), steps=(Step("partage", more),))
