"""A reply on its way: what was approved, and what became of it. Standard library only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.model import sha256_of


class Decision(StrEnum):
    """What an officer decided of a draft."""

    APPROVED = "approved"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's signature under one text. `seal` proves it was made by our page (see store)."""

    id: str
    case_id: str
    draft_number: int
    decision: Decision
    approver: str
    approved_at: datetime
    text: str
    draft_sha256: str
    evidence_sha256: str
    seal: str
    needs_second: bool = False
    edit_share: float | None = None
    """How much of the draft's words was changed, 0 to 1; outside the seal, for figures only."""
    text_sha256: str | None = None
    """The hash of a text that was cleared, which the seal covers as it covered the text."""

    @property
    def is_cleared(self) -> bool:
        """Whether its text was cleared; nobody can approve an empty one."""
        return not self.text

    @property
    def sha256(self) -> str:
        """The hash of the approved text."""
        return sha256_of(self.text) if self.text else self.text_sha256 or ""


class DeliveryState(StrEnum):
    """Where a reply stands on its way to the requester."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One reply on its way. `key` is stored by the ticketing system together with the reply."""

    id: str
    case_id: str
    approval_id: str
    key: str
    text: str
    state: DeliveryState
    attempt: int = 0
    attempted_at: datetime | None = None
    external_id: str | None = None
    error: str = ""
