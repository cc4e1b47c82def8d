"""Lasting disability after an accident of service or an occupational disease: the allowance."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.outcome import Count, Outcome, Value, Verdict


def allocation_temporaire(
    jour: date,
    taux_d_invalidite: int | None = None,
    date_de_l_accident: date | None = None,
    constat_de_la_maladie_professionnelle: date | None = None,
) -> Outcome:
    """Leave it open from a least rate of incapacity after an accident, from any after a disease."""
    least = Count(AMOUNTS.on("invalidite.taux_minimal", jour), "%")
    if taux_d_invalidite is None:
        return Outcome(words="en_general", values=(least,))
    named: dict[str, Value] = {"taux": Count(taux_d_invalidite, "%")}
    if taux_d_invalidite >= least.number:
        return Outcome(Verdict.CELA_DEPEND, "possible", (least,), named)
    if constat_de_la_maladie_professionnelle is not None:
        return Outcome(Verdict.CELA_DEPEND, "maladie", (least,), named)
    if date_de_l_accident is not None:
        return Outcome(Verdict.NON, "non", (least,), named)
    return Outcome(Verdict.CELA_DEPEND, "selon", (least,), named)
