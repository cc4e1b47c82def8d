"""Lists by deadline: a moment that every case has, so that a page follows another by it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NONE_YET = "9999-01-01 00:00:00"
# After its order, what a list filters on: rows are wide, with a whole conversation each.
FILTERED = ("rank", "category", "sensitive", "outcome", "assignee", "assigned_group", "system")
ORDERED = ("due_by", "received_at", "id")
INDEXES = {
    "ix_cases_tray_due": ("tray", *ORDERED, *FILTERED),
    "ix_cases_due": (*ORDERED, "tray", *FILTERED),
}


def upgrade() -> None:
    """Add the moment, after all others where no deadline was set, and its indexes."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    never = f"TIMESTAMPTZ '{NONE_YET}+00'" if postgresql else f"'{NONE_YET}.000000'"
    kept = "STORED" if postgresql else "VIRTUAL"
    kind = sa.DateTime(timezone=True).compile(op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE cases ADD COLUMN due_by {kind} "
        f"GENERATED ALWAYS AS (COALESCE(due_at, {never})) {kept}"
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "cases", list(columns))
