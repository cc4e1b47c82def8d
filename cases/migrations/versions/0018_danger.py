"""People in danger: which danger, who was alerted of it, and such cases before all others."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

DECIDED = ("answered", "awaiting_requester", "rejected", "closed_elsewhere")
# As in 0012 and 0017, with those in danger first: after its order, what a list filters on.
FILTERED = ("category", "sensitive", "outcome", "assignee", "assigned_group", "system")
BY_RANK = ("calm", "rank", "received_at", "id")
BY_DEADLINE = ("calm", "due_by", "received_at", "id")
BY_ARRIVAL = ("alarm", "received_at", "id")
BY_CHANGE = ("alarm", "changed_at", "id")
INDEXES = {
    "ix_cases_tray_rank": ("tray", *BY_RANK, *FILTERED),
    "ix_cases_tray_received": ("tray", *BY_ARRIVAL, "rank", *FILTERED),
    "ix_cases_tray_changed": ("tray", *BY_CHANGE, "rank", "received_at", *FILTERED),
    "ix_cases_tray_category": ("tray", "category", *BY_RANK, "sensitive"),
    "ix_cases_category_changed": ("tray", "category", *BY_CHANGE, "sensitive"),
    "ix_cases_received": (*BY_ARRIVAL, "tray", "rank", *FILTERED),
    "ix_cases_tray_due": ("tray", *BY_DEADLINE, "rank", *FILTERED),
    "ix_cases_due": (*BY_DEADLINE, "tray", "rank", *FILTERED),
}


def upgrade() -> None:
    """Add the columns, and write the indexes of lists again."""
    for column in (
        sa.Column("danger", sa.String(16), nullable=True),
        sa.Column("danger_at", UtcDateTime(), nullable=True),
        sa.Column("alerted_of", sa.String(16), nullable=True),
        sa.Column("alerting_until", UtcDateTime(), nullable=True),
    ):
        op.add_column("cases", column)
    kept = "STORED" if op.get_bind().dialect.name == "postgresql" else "VIRTUAL"
    decided = ", ".join(f"'{state}'" for state in DECIDED)
    here = f"danger IS NOT NULL AND state NOT IN ({decided})"
    for name, yes, no in (("alarm", 1, 0), ("calm", 0, 1)):
        op.execute(
            f"ALTER TABLE cases ADD COLUMN {name} SMALLINT "
            f"GENERATED ALWAYS AS (CASE WHEN {here} THEN {yes} ELSE {no} END) {kept}"
        )
    for name, columns in INDEXES.items():
        op.drop_index(name, "cases")
        op.create_index(name, "cases", list(columns))
