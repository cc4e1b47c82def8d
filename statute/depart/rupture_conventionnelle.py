"""Rupture conventionnelle: until when being hired again makes the money go back."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.outcome import Outcome, Step, Text, Verdict

PERMANENT = date(2026, 2, 21)
"""The law of 2026 holds from this day; whether for an older agreement too was not read."""
_MONTHS_OF_A_YEAR = 12


def remboursement_meme_employeur(
    jour: date, aujourd_hui: date, date_de_depart: date | None = None
) -> Outcome:
    """Hired again by the same authority or its bodies within six years: the money goes back."""
    if aujourd_hui >= PERMANENT:
        return _before_the_law()
    return _repayment("meme_employeur", jour, date_de_depart)


def remboursement(
    jour: date,
    date_de_depart: date | None = None,
    convention_signee_le: date | None = None,
) -> Outcome:
    """Hired again by any territorial employer within six years: the money goes back."""
    known = [day for day in (convention_signee_le, date_de_depart) if day]
    if any(day < PERMANENT for day in known):
        return _before_the_law()
    still_open = () if known else ("d_avant_la_loi",)
    return _repayment("tout_employeur", jour, date_de_depart, still_open)


def _before_the_law() -> Outcome:
    """Abstain: whether the day of the agreement or that of the hiring decides was not read."""
    return Outcome(Verdict.A_VERIFIER, "rupture_ancienne")


def _repayment(
    words: str, jour: date, left_on: date | None, still_open: tuple[str, ...] = ()
) -> Outcome:
    if left_on is None:
        return Outcome(words=words, named={"jusqu_au": Text("")}, still_open=still_open)
    years = AMOUNTS.on("rupture_conventionnelle.nouveau_recrutement", jour)
    end = months_after(left_on, int(years * _MONTHS_OF_A_YEAR))
    return Outcome(
        words=words,
        values=(end,),
        named={"jusqu_au": Text("jusqu_a_ce_jour"), "fin": end},
        steps=(Step("depart", left_on), Step("fin", end)),
        still_open=still_open,
    )
