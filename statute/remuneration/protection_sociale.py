"""Complementary insurance: what the employer pays towards santé and prévoyance."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.outcome import Euros, Outcome, Step


def participation_a_la_prevoyance(jour: date) -> Outcome:
    """Make the employer pay at least a fifth of a reference amount a month."""
    return _participation(jour, "prevoyance")


def participation_a_la_sante(jour: date) -> Outcome:
    """Make the employer pay at least half of a reference amount a month."""
    return _participation(jour, "sante")


def _participation(jour: date, risque: str) -> Outcome:
    reference = AMOUNTS.on(f"protection_sociale.reference_{risque}", jour)
    minimum = Euros(reference * AMOUNTS.on(f"protection_sociale.part_{risque}", jour))
    steps = (Step("reference", Euros(reference)), Step("minimum", minimum))
    return Outcome(words="minimum", values=(minimum,), steps=steps)
