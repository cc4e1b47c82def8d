"""Cases to JSON columns and back, checked on the way in."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from cases.correction import Correction
from cases.model import Case, CaseState, Classification, Draft, Ticket, sha256_of
from cases.reply import Approval, Decision, Delivery, DeliveryState

T = TypeVar("T")

TICKET = TypeAdapter(Ticket)
CLASSIFICATION = TypeAdapter(Classification)
DRAFT = TypeAdapter(Draft)
CORRECTIONS = TypeAdapter(tuple[Correction, ...])


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
