"""The facts that rules need, by name."""

from statute.facts.fact import NON, OUI, Fact, Facts, FactValue
from statute.facts.family import (
    ADOPTION,
    FAMILY,
    HANDICAP,
    MERE,
    NAISSANCE,
    SANS_MOTIF_DE_DROIT,
    SECOND_PARENT,
    SOINS,
)
from statute.facts.health import HEALTH
from statute.facts.pay import PAY
from statute.facts.people import CDD, CDI, CONTRACTUEL, PEOPLE, STAGIAIRE, TITULAIRE, TOUS
from statute.facts.working_time import JOUR_DES_FAITS, TIME

__all__ = [
    "ADOPTION", "CDD", "CDI", "CONTRACTUEL", "FACTS", "HANDICAP", "JOUR_DES_FAITS", "MERE",
    "NAISSANCE", "NON", "OUI", "SANS_MOTIF_DE_DROIT", "SECOND_PARENT", "SOINS",
    "STAGIAIRE", "TITULAIRE", "TOUS",
    "Fact", "FactValue", "Facts",
]  # fmt: skip

FACTS: dict[str, Fact] = {fact.id: fact for fact in (*PEOPLE, *TIME, *HEALTH, *FAMILY, *PAY)}
