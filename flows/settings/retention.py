"""How long the words of closed cases are kept, by state."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from cases.model import CaseState
from flows.settings.sections import Cron, Section

LONGEST_DAYS = 36_500
DEFAULT_DAYS = 1_095

Days = Annotated[int, Field(ge=0, le=LONGEST_DAYS)]


class Retention(Section):
    """Days since the case last changed; 0 for never. An open case, or one in doubt, has none.

    `schedule`: when what is older is cleared.
    """

    answered_days: Days = DEFAULT_DAYS
    awaiting_requester_days: Days = DEFAULT_DAYS
    rejected_days: Days = DEFAULT_DAYS
    closed_elsewhere_days: Days = DEFAULT_DAYS
    schedule: Cron = "30 2 * * *"

    def before(self, at: datetime) -> dict[CaseState, datetime]:
        """Give by state the instant before which a case must have changed last to be cleared."""
        days = {
            CaseState.ANSWERED: self.answered_days,
            CaseState.AWAITING_REQUESTER: self.awaiting_requester_days,
            CaseState.REJECTED: self.rejected_days,
            CaseState.CLOSED_ELSEWHERE: self.closed_elsewhere_days,
        }
        return {state: at - timedelta(days=kept) for state, kept in days.items() if kept}
