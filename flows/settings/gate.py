"""By how much a candidate route may be worse than the active one and still take its place."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from flows.settings.sections import Section

Points = Annotated[float, Field(ge=0, le=100)]
"""Hundredths of a share: 2 is from 90 % down to 88 %."""


class Gate(Section):
    """The sets to pass and the margins. Each is how much worse is still let through.

    `forbidden`: tickets whose letter newly holds a forbidden sentence. `cost_eur`, `seconds`: more
    per ticket, on average. `unanswered`: of the questions to its models, those without a usable
    answer, whatever the active route does.
    """

    sets: tuple[Path, ...] = ()
    least_tickets: int = Field(default=50, ge=1)
    forbidden: int = Field(default=0, ge=0)
    category: Points = 2.0
    facts: Points = 2.0
    articles: Points = 2.0
    abstention: Points = 0.0
    answers: Points = 5.0
    edits: Points = 5.0
    guards: Points = 20.0
    unanswered: Points = 5.0
    cost_eur: float = Field(default=0.02, ge=0)
    seconds: float = Field(default=20.0, ge=0)

    def beside(self, folder: Path) -> Self:
        """Give these settings with their paths taken from `folder`."""
        return self.model_copy(update={"sets": tuple(folder / path for path in self.sets)})
