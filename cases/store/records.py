"""Records of the store: approvals and deliveries, JSON columns, and what rows become."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from cases.model import Case, CaseState, Classification, Correction, Draft, Ticket, sha256_of

T = TypeVar("T")

TICKET = TypeAdapter(Ticket)
CLASSIFICATION = TypeAdapter(Classification)
DRAFT = TypeAdapter(Draft)
CORRECTIONS = TypeAdapter(tuple[Correction, ...])


class Decision(StrEnum):
    """What an officer decided of a draft."""

    APPROVED = "approved"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's signature under one text. `seal` proves it was made by our page (`Signatures`)."""

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


@dataclass(frozen=True, slots=True)
class SecondApproval:
    """The signature of a second person under the text that the first one approved."""

    approval_id: str
    approver: str
    approved_at: datetime
    text_sha256: str
    seal: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """An approval that is void for good: since when, by whose step, and what the trail calls it."""

    approval_id: str
    revoked_at: datetime
    actor: str
    kind: str
    seal: str
    """Empty where the migration took it over from the trail of an older database."""


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


def all_signed(approval: Approval, second: SecondApproval | None) -> bool:
    """Tell whether everybody signed who has to."""
    return second is not None or not approval.needs_second


def to_json(adapter: TypeAdapter[T], value: T) -> Any:  # noqa: ANN401 - a JSON column is any JSON
    """Dump a record to JSON values."""
    return adapter.dump_python(value, mode="json")


def evidence_of(body: Mapping[str, object]) -> str:
    """Hash a draft as it is kept, its text apart: what it rests on."""
    return sha256_of(json.dumps({**body, "text": ""}, sort_keys=True))


def case_of(row: RowMapping, draft: RowMapping | None) -> Case:
    """Build a case from its row and the row of its current draft, if it has one."""
    classification = row["classification"]
    return Case(
        id=row["id"],
        ticket=TICKET.validate_python(row["ticket"]),
        state=CaseState(row["state"]),
        opened_at=row["opened_at"],
        changed_at=row["changed_at"],
        classification=CLASSIFICATION.validate_python(classification) if classification else None,
        draft=DRAFT.validate_python(draft["body"]) if draft else None,
        reason=row["reason"],
        corrections=CORRECTIONS.validate_python(row["corrections"] or ()),
        due_at=row["due_at"],
        cleared_at=row["cleared_at"],
        cleared_version=row["cleared_version"] or "",
    )


def approval_of(row: RowMapping) -> Approval:
    """Build an approval from its row."""
    return Approval(**{**row, "decision": Decision(row["decision"])})


def delivery_of(row: RowMapping) -> Delivery:
    """Build a delivery from its row."""
    return Delivery(**{**row, "state": DeliveryState(row["state"])})
