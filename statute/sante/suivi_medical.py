"""Medical follow-up: by when the next visit is due."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import OUI
from statute.outcome import Outcome, Step, Value

MOIS_PAR_AN = 12
CINQ_ANS_DEPUIS = date(2025, 12, 12)
"""The day of the present lengths: what a visit before it opens is not said by the text."""


def prochaine_visite(
    jour: date,
    aujourd_hui: date,
    date_de_la_derniere_visite: date | None = None,
    suivi_renforce: str | None = None,
) -> Outcome:
    """Count the years of the follow-up, ordinary or reinforced, from the last visit."""
    visit = date_de_la_derniere_visite
    if visit is None:
        return Outcome(words="en_general")

    def after(name: str) -> date:
        return months_after(visit, MOIS_PAR_AN * int(AMOUNTS.on(f"suivi_medical.{name}", jour)))

    ordinary = after("annees_entre_deux_visites")
    closer = after("annees_en_suivi_renforce")
    between = after("annees_avant_visite_intermediaire")
    named: dict[str, Value] = {"visite": visit, "intermediaire": between}
    words, values = "date", (ordinary, closer)
    if suivi_renforce == OUI:
        words, values = "renforce", (closer, between)
    still_open = tuple(
        note
        for note, applies in (
            ("depassee", values[0] < aujourd_hui),
            ("intermediaire_passee", words == "renforce" and between < aujourd_hui <= closer),
            ("ancienne", visit < CINQ_ANS_DEPUIS),
        )
        if applies
    )
    steps = (Step("visite", visit), Step("prochaine", values[0]))
    return Outcome(words=words, values=values, named=named, steps=steps, still_open=still_open)
