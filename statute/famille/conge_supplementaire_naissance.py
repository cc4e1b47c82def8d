"""Congé supplémentaire de naissance: length, last day to begin, days, and day to ask."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.facts import OUI
from statute.outcome import Outcome, Span, Step, Text, Value, Verdict

ENFANTS_CONCERNES = date(2026, 1, 1)
PREMIER_DEPART = date(2026, 7, 1)
PREMATURES = date(2025, 9, 1)
"""From this day on, a child born before 2026 may have been due in 2026."""


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conge_supplementaire_naissance.{name}", jour))


def last_day_to_begin(jour: date, born: date) -> date:
    """Find the last day on which the leave may begin."""
    return months_after(born, _amount("mois_pour_commencer", jour))


def spans(jour: date, first: date, months: int | None = None) -> tuple[Span, ...]:
    """Find the days of a leave of the months chosen, or of each length there is."""
    counts = (_amount("mois_courts", jour), _amount("mois_longs", jour))
    return tuple(
        Span(first, last_day_of_months(first, count)) for count in counts if months in (None, count)
    )


def duree_avant_le_decret(
    jour: date,
    naissance_de_l_enfant: date | None = None,
    naissance_prevue: date | None = None,
    debut_du_conge: date | None = None,
) -> Outcome:
    """One or two months for each parent, to be taken from July 2026 on."""
    del jour
    if _turns_on_the_due_day(naissance_de_l_enfant, naissance_prevue):
        return Outcome(missing=("naissance_prevue",))
    if refusal := _refused(naissance_de_l_enfant, naissance_prevue, debut_du_conge):
        return Outcome(Verdict.NON, words=refusal)
    return Outcome(words="en_general")


def _refused(born: date | None, due: date | None, first: date | None) -> str:
    """Name why there is no leave: a child of before 2026, whose birth was due then, or a start."""
    days = [day for day in (born, due) if day is not None]
    if days and max(days) < ENFANTS_CONCERNES:
        return "enfant_trop_tot"
    return "depart_trop_tot" if first is not None and first < PREMIER_DEPART else ""


def _turns_on_the_due_day(born: date | None, due: date | None) -> bool:
    return due is None and born is not None and PREMATURES <= born < ENFANTS_CONCERNES


def duree(  # noqa: PLR0913, PLR0917  # the birth, the leave and two days
    jour: date,
    aujourd_hui: date,
    naissance_de_l_enfant: date | None = None,
    naissance_prevue: date | None = None,
    debut_du_conge: date | None = None,
    mois_de_conge_supplementaire: int | None = None,
) -> Outcome:
    """One or two months for each parent, begun within nine months of the birth."""
    born, first = naissance_de_l_enfant, debut_du_conge
    if _turns_on_the_due_day(born, naissance_prevue):
        return Outcome(missing=("naissance_prevue",))
    if refusal := _refused(born, naissance_prevue, first):
        return Outcome(Verdict.NON, words=refusal)
    named: dict[str, Value] = {"limite": Text("")}
    last = None
    if birth := born or naissance_prevue:
        last = last_day_to_begin(jour, birth)
        named |= {"limite": Text("au_plus_tard"), "dernier_jour": last}
    in_time = last is not None and first is not None and max(first, aujourd_hui) <= last
    if birth and last and birth < PREMIER_DEPART and not in_time:
        return Outcome(Verdict.A_VERIFIER, "naissance_de_debut_2026", (last,), named)
    if first is None:
        return Outcome(words="en_general", values=(last,) if last else (), named=named)
    if last is not None and first > last:
        return Outcome(Verdict.NON, "trop_tard", (last,), {**named, "debut": first})
    found = spans(jour, first, mois_de_conge_supplementaire)
    words = "dates" if len(found) == 1 else "deux_durees"
    steps = tuple(Step("conge", span) for span in found)
    return Outcome(words=words, values=found, named=named, steps=steps)


def preavis(
    jour: date,
    debut_du_conge: date | None = None,
    suit_le_conge_de_paternite: str | None = None,
) -> Outcome:
    """One month ahead, or fifteen days when the leave follows the paternity leave at once."""
    if debut_du_conge is None:
        return Outcome(words="en_general")
    month = months_after(debut_du_conge, -_amount("preavis_en_mois", jour))
    short = debut_du_conge - timedelta(days=_amount("preavis_reduit_en_jours", jour))
    named = {"debut": debut_du_conge}
    if suit_le_conge_de_paternite is None:
        return Outcome(words="les_deux", values=(month, short), named=named)
    after_paternity = suit_le_conge_de_paternite == OUI
    words, last = ("juste_apres", short) if after_paternity else ("un_mois", month)
    return Outcome(words=words, values=(last,), named=named)
