"""Approvals that are void for good: the database sends none of them, whoever writes the row."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

REVOKED = "delivery refused: this approval was revoked"
NO_CHANGE = "refused: what was revoked stays revoked"

OF_A_REVOKED_APPROVAL = "SELECT 1 FROM revocations r WHERE r.approval_id = NEW.approval_id"
LEAVES = f"NEW.state IN ('sending', 'sent') AND EXISTS ({OF_A_REVOKED_APPROVAL})"

# (name, table, moment, refuse when, why); "twice" stops SQLite's INSERT OR REPLACE.
REFUSALS = (
    ("refuse_revoked", "deliveries", "INSERT", f"EXISTS ({OF_A_REVOKED_APPROVAL})", REVOKED),
    ("refuse_revoked_leaving", "deliveries", "UPDATE", LEAVES, REVOKED),
    ("refuse_twice", "revocations", "INSERT", f"EXISTS ({OF_A_REVOKED_APPROVAL})", NO_CHANGE),
    ("refuse_revocation_changed", "revocations", "UPDATE", "TRUE", NO_CHANGE),
    ("refuse_revocation_removed", "revocations", "DELETE", "TRUE", NO_CHANGE),
)

# The secret is not here: what the trail says was revoked is taken over without a seal. An approval
# is so when its letter has not left and its case went back, or elsewhere, after its signature.
TAKEN_OVER = """
  INSERT INTO revocations (approval_id, revoked_at, actor, kind, seal)
  SELECT a.id, a.approved_at, 'guichet', 'taken_over', '' FROM approvals a
  WHERE NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.approval_id = a.id AND d.state IN ('sent', 'rejected')
  ) AND EXISTS (
    SELECT 1 FROM events e JOIN events s ON s.case_id = e.case_id AND s.seq < e.seq
    WHERE e.case_id = a.case_id
      AND {from_state} IN ('awaiting_second_approval', 'approved')
      AND e.kind NOT IN ('approved', 'sending')
      AND s.kind IN ('awaiting_second_approval', 'approved')
      AND {reason} LIKE '% brouillon ' || CAST(a.draft_number AS TEXT) || ' %'
  )
"""


def upgrade() -> None:
    """Add the table, take over what the trail says, then let nothing of it leave."""
    op.create_table(
        "revocations",
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name="fk_revocations_approval_id"
        ),
        sa.PrimaryKeyConstraint("approval_id", name="pk_revocations"),
    )
    _take_over()
    for refusal in REFUSALS:
        for statement in _trigger(*refusal):
            op.execute(statement)
    if op.get_bind().dialect.name == "postgresql":
        # Emptying a table removes no row that a trigger sees.
        op.execute(
            "CREATE TRIGGER refuse_revocations_emptied BEFORE TRUNCATE ON revocations "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_revocation_removed()"
        )


def _take_over() -> None:
    from_state, reason = "json_extract(e.details, '$.from')", "json_extract(s.details, '$.reason')"
    if op.get_bind().dialect.name == "postgresql":
        from_state, reason = "e.details->>'from'", "s.details->>'reason'"
    op.execute(TAKEN_OVER.format(from_state=from_state, reason=reason))


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
