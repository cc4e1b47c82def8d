"""Staff elections: the day, to come or past, and who votes for what."""

from datetime import date

from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE
from statute.outcome import Outcome, Text

SCRUTIN = date(2026, 12, 10)


def elections_professionnelles(
    jour: date,  # noqa: ARG001  # the text takes its dated values
    aujourd_hui: date,
    statut: str | None = None,
) -> Outcome:
    """Say the day, the bodies each status elects, and how long an electronic vote lasts."""
    votes = statut if statut in {TITULAIRE, STAGIAIRE, CONTRACTUEL} else "tous"
    return Outcome(
        words="a_venir" if aujourd_hui <= SCRUTIN else "passees",
        named={"scrutin": SCRUTIN, "votes": Text(votes)},
    )
