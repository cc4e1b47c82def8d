"""What a town may set of the decisions that officers take."""

from datetime import timedelta
from decimal import Decimal

from pydantic import Field

from cases.two_people import TwoPeople
from flows.settings.sections import Section


class Decisions(Section):
    """Seconds to take an approval back; when two people must approve (euros, 0 for never)."""

    undo_seconds: int = Field(default=10, ge=0, le=600)
    two_people_for_sensitive: bool = True
    two_people_above_eur: Decimal = Field(default=Decimal(1000), ge=0)

    @property
    def undo(self) -> timedelta:
        """How long an approval may be taken back before anything leaves."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def two_people(self) -> TwoPeople:
        """Which letters one person cannot approve alone."""
        return TwoPeople(self.two_people_for_sensitive, self.two_people_above_eur)
