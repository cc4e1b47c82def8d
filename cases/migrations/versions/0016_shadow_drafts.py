"""What candidate models draft beside the active ones, apart from the drafts that people see."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; a draft that is deleted takes its shadows along."""
    op.create_table(
        "shadow_drafts",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("models_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("cost_eur", sa.Float(), nullable=True),
        sa.Column("gco2e", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "draft_number"],
            ["drafts.case_id", "drafts.number"],
            name="fk_shadow_drafts_case_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "case_id", "draft_number", "models_sha256", name="pk_shadow_drafts"
        ),
    )
