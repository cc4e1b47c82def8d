"""What figures count: calls to models, what a draft does, how much of it was changed."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Each holds what figures read: the rows themselves are long (a conversation, a letter).
INDEXED = {
    "ix_cases_counted": ("cases", ["id", "category", "received_at"]),
    "ix_drafts_counted": ("drafts", ["case_id", "number", "outcome", "written_by"]),
    "ix_cases_received_at": ("cases", ["received_at", "category", "state"]),
    "ix_drafts_created_at": ("drafts", ["created_at", "case_id", "outcome"]),
    "ix_approvals_approved_at": (
        "approvals",
        ["approved_at", "case_id", "draft_number", "decision", "edit_share"],
    ),
    "ix_deliveries_attempted_at": ("deliveries", ["attempted_at"]),
    "ix_events_kind_at": ("events", ["kind", "at"]),
    "ix_model_calls_case_id": ("model_calls", ["case_id"]),
    "ix_model_calls_at": ("model_calls", ["at"]),
}

COPIED = ("outcome", "written_by")

_drafts = sa.table("drafts", *map(sa.column, COPIED), sa.column("body", sa.JSON()))
FILL = _drafts.update().values({name: _drafts.c.body[name].as_string() for name in COPIED})


def upgrade() -> None:
    """Add them. Approvals never change: those made before have no share of changes."""
    _create_model_calls()
    op.add_column("approvals", sa.Column("edit_share", sa.Float(), nullable=True))
    for name, length in (("outcome", 16), ("written_by", 255)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("drafts", column)
    op.execute(FILL)
    for name, (table, columns) in INDEXED.items():
        op.create_index(name, table, columns, unique=False)


def _create_model_calls() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=255), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost_eur", sa.Float(), nullable=True),
        sa.Column("gco2e", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_model_calls_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_model_calls"),
    )
