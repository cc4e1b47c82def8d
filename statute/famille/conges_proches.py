"""Leave for relatives: the window of présence parentale, months left of proche aidant."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months
from statute.outcome import Count, KindOfDay, Outcome, Span, Step, Text, Value, Verdict

MOIS_PAR_AN = 12


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conges_proches.{name}", jour))


def presence_parentale(
    jour: date,
    debut_du_conge: date | None = None,
    jours_de_presence_parentale: int | None = None,
) -> Outcome:
    """Up to 310 jours ouvrés within the 36 months that its first day opens; what is left."""
    days = Count.days(_amount("presence_parentale_jours", jour), KindOfDay.OUVRE)
    if debut_du_conge is not None and jours_de_presence_parentale is not None:
        last = last_day_of_months(debut_du_conge, _amount("presence_parentale_mois", jour))
        left = max(0, _amount("presence_parentale_jours", jour) - jours_de_presence_parentale)
        taken = Count.days(jours_de_presence_parentale, KindOfDay.OUVRE)
        reste = Count.days(left, KindOfDay.OUVRE)
        named = {"pris": taken, "total": days}
        steps = (Step("total", days), Step("pris", taken), Step("reste", reste))
        return Outcome(words="reste", values=(reste, last), named=named, steps=steps)
    if debut_du_conge is None:
        return Outcome(words="en_general", values=(days,))
    last = last_day_of_months(debut_du_conge, _amount("presence_parentale_mois", jour))
    window = Span(debut_du_conge, last)
    return Outcome(words="dates", values=(days, window), steps=(Step("periode", window),))


def proche_aidant(jour: date, mois_de_proche_aidant: int | None = None) -> Outcome:
    """Three months, renewable, one year over a career, unpaid; what is left of it."""
    if mois_de_proche_aidant is None:
        return Outcome(words="en_general")
    career = _amount("proche_aidant_ans", jour) * MOIS_PAR_AN
    taken = Count(mois_de_proche_aidant, "mois")
    left = Count(max(0, career - mois_de_proche_aidant), "mois")
    named = {"pris": taken}
    if not left.number:
        return Outcome(Verdict.NON, "epuise", (left,), named)
    steps = (Step("carriere", Count(career, "mois")), Step("pris", taken), Step("reste", left))
    return Outcome(Verdict.OUI, "reste", (left,), named, steps)


def renouvellement_de_presence(
    jour: date,
    debut_du_conge: date | None = None,
    jours_de_presence_parentale: int | None = None,
) -> Outcome:
    """Once more for the same illness, when the days are used up before the 36 months end."""
    days = Count.days(_amount("presence_parentale_jours", jour), KindOfDay.OUVRE)
    named: dict[str, Value] = {"reste_dit": Text("")}
    steps: tuple[Step, ...] = ()
    taken = jours_de_presence_parentale
    if debut_du_conge is not None and taken is not None:
        left = Count.days(max(0, int(days.number) - taken), KindOfDay.OUVRE)
        last = last_day_of_months(debut_du_conge, _amount("presence_parentale_mois", jour))
        named = {"reste_dit": Text("reste" if left.number else "epuise"), "reste": left,
                 "fin": last}  # fmt: skip
        steps = (Step("reste", left), Step("fin", last))
    return Outcome(Verdict.OUI, "renouvelable", (days,), named, steps)
