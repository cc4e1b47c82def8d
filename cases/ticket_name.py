"""What a report may say of a case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TicketName:
    """Which case, and which ticket: all that a report may say of either."""

    case_id: str
    system: str
    number: str
