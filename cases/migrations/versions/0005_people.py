"""Roles and groups of accounts; on cases, what lists and access look at, out of their JSON."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RANKS = {"critique": 0, "haute": 1}
AT_ONCE = 500


def upgrade() -> None:
    """Add the columns, and fill them from what is kept."""
    op.add_column(
        "accounts", sa.Column("roles", sa.JSON(), nullable=False, server_default='["officer"]')
    )
    op.add_column("accounts", sa.Column("groups", sa.JSON(), nullable=False, server_default="[]"))
    for column in (
        sa.Column("received_at", UtcDateTime(), nullable=True),
        sa.Column("category", sa.String(64), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False, server_default="2"),
        sa.Column("sensitive", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("assignee", sa.String(64), nullable=True),
        sa.Column("assigned_group", sa.String(64), nullable=True),
    ):
        op.add_column("cases", column)
    _fill()


def _fill() -> None:
    connection = op.get_bind()
    columns = ("id", "ticket", "classification", "category", "rank", "sensitive")
    received_at = sa.column("received_at", UtcDateTime())
    cases = sa.table("cases", received_at, *(sa.column(name) for name in columns))
    last = ""
    while True:
        query = (
            sa.select(cases.c.id, cases.c.ticket, cases.c.classification)
            .where(cases.c.id > last)
            .order_by(cases.c.id)
            .limit(AT_ONCE)
        )
        rows = connection.execute(query).all()
        for row in rows:
            values = _read_out(_json(row.ticket), _json(row.classification))
            connection.execute(cases.update().where(cases.c.id == row.id).values(values))
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].id


def _read_out(ticket: dict[str, Any], found: dict[str, Any] | None) -> dict[str, object]:
    received = datetime.fromisoformat(ticket["received_at"])
    if not found:
        return {"received_at": received}
    return {
        "received_at": received,
        "category": found["category"],
        "rank": RANKS.get(found["urgency"], 2),
        "sensitive": bool(found["sensitive"]),
    }


def _json(value: Any) -> Any:  # noqa: ANN401 - any JSON
    # SQLite hands over the text, PostgreSQL the value.
    return json.loads(value) if isinstance(value, str) else value
