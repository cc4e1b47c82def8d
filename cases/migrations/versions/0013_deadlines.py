"""When an answer is due, and who was told: columns of cases, so that each is told once."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; `watch-deadlines` fills them for cases that are open already."""
    for name in ("due_at", "reminded_at", "escalated_at"):
        op.add_column("cases", sa.Column(name, UtcDateTime(), nullable=True))
    op.create_index("ix_cases_state_due_at", "cases", ["state", "due_at"])
