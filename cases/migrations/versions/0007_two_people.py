"""Two people under one letter, and nothing of an approval that was taken back."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NO_SECOND = "delivery refused: no second person approved this text"
SAME_PERSON = "refused: the second person is the first one"
NO_CHANGE = "refused: what was approved never changes"
VOID = "delivery refused: this approval is not that of the current draft"

SECOND_LACKS = """
  SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.needs_second AND NOT EXISTS (
    SELECT 1 FROM second_approvals s WHERE s.approval_id = a.id AND s.approver <> a.approver
  )
"""
CURRENT = """
  SELECT 1 FROM approvals a JOIN cases c ON c.id = a.case_id AND c.draft_number = a.draft_number
  WHERE a.id = NEW.approval_id
"""
BY_THE_FIRST = """
  SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.approver = NEW.approver
"""
SIGNED = "SELECT 1 FROM second_approvals s WHERE s.approval_id = NEW.approval_id"

# (name, table, moment, refuse when, why); as in 0001, SIGNED stops SQLite's INSERT OR REPLACE.
REFUSALS = (
    ("refuse_without_second", "deliveries", "INSERT", f"EXISTS ({SECOND_LACKS})", NO_SECOND),
    ("refuse_void", "deliveries", "INSERT", f"NOT EXISTS ({CURRENT})", VOID),
    ("refuse_same_person", "second_approvals", "INSERT", f"EXISTS ({BY_THE_FIRST})", SAME_PERSON),
    ("refuse_third", "second_approvals", "INSERT", f"EXISTS ({SIGNED})", NO_CHANGE),
    ("refuse_second_changed", "second_approvals", "UPDATE", "TRUE", NO_CHANGE),
    ("refuse_second_removed", "second_approvals", "DELETE", "TRUE", NO_CHANGE),
)


def upgrade() -> None:
    """Add the second signature; approvals made before need one person, as they did."""
    op.add_column(
        "approvals",
        sa.Column("needs_second", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "second_approvals",
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name="fk_second_approvals_approval_id"
        ),
        sa.PrimaryKeyConstraint("approval_id", name="pk_second_approvals"),
    )
    for refusal in REFUSALS:
        for statement in _trigger(*refusal):
            op.execute(statement)


def _trigger(name: str, table: str, moment: str, refuse_when: str, why: str) -> tuple[str, ...]:
    head = f"CREATE TRIGGER {name} BEFORE {moment} ON {table}"
    if op.get_bind().dialect.name != "postgresql":
        return (f"{head} WHEN {refuse_when} BEGIN SELECT RAISE(ABORT, '{why}'); END",)
    returned = "OLD" if moment == "DELETE" else "NEW"
    body = f"BEGIN IF {refuse_when} THEN RAISE EXCEPTION '{why}'; END IF; RETURN {returned}; END"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{head} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
