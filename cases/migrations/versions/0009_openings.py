"""Which evidence of a draft officers opened."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "openings",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "draft_number"],
            ["drafts.case_id", "drafts.number"],
            name="fk_openings_case_id",
        ),
        sa.PrimaryKeyConstraint("case_id", "draft_number", "number", "login", name="pk_openings"),
    )
