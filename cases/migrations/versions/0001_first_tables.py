"""First tables, and the triggers by which the database itself refuses an unapproved reply."""

import sqlalchemy as sa
from alembic import op

from cases.audit.trail import GENESIS
from cases.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NO_APPROVAL = "delivery refused: no approval of this very text"
NO_CHANGE = "refused: what was approved, sent or written in the trail never changes"
BAD_STEP = "delivery refused: this state does not follow"

APPROVED_TEXT = """
  SELECT 1 FROM approvals a
  WHERE a.id = NEW.approval_id AND a.case_id = NEW.case_id AND a.text = NEW.text
"""
SAME_DELIVERY = """
  NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.approval_id = OLD.approval_id
  AND NEW.key = OLD.key AND NEW.text = OLD.text
"""
STEPS = """
  NEW.state = OLD.state
  OR (OLD.state = 'planned' AND NEW.state IN ('sending', 'rejected'))
  OR (OLD.state = 'sending' AND NEW.state IN ('planned', 'sent', 'rejected', 'unknown'))
  OR (OLD.state = 'unknown' AND NEW.state IN ('sent', 'rejected', 'planned'))
"""
APPROVAL_EXISTS = """
  SELECT 1 FROM approvals a
  WHERE a.id = NEW.id OR (a.case_id = NEW.case_id AND a.draft_number = NEW.draft_number)
"""
DELIVERY_EXISTS = """
  SELECT 1 FROM deliveries d
  WHERE d.id = NEW.id OR d.approval_id = NEW.approval_id OR d.key = NEW.key
"""

# (table, moment, refuse when, why). The two *_EXISTS stop SQLite's INSERT OR REPLACE, which
# deletes the old row without firing its delete trigger.
REFUSALS = (
    ("deliveries", "INSERT", f"NOT EXISTS ({APPROVED_TEXT})", NO_APPROVAL),
    ("deliveries", "INSERT", "NEW.state <> 'planned'", BAD_STEP),
    ("deliveries", "INSERT", f"EXISTS ({DELIVERY_EXISTS})", NO_CHANGE),
    ("deliveries", "UPDATE", f"NOT ({SAME_DELIVERY})", NO_CHANGE),
    ("deliveries", "UPDATE", f"NOT ({STEPS})", BAD_STEP),
    ("deliveries", "DELETE", "TRUE", NO_CHANGE),
    ("approvals", "INSERT", f"EXISTS ({APPROVAL_EXISTS})", NO_CHANGE),
    ("approvals", "UPDATE", "TRUE", NO_CHANGE),
    ("approvals", "DELETE", "TRUE", NO_CHANGE),
    ("events", "INSERT", "EXISTS (SELECT 1 FROM events e WHERE e.seq = NEW.seq)", NO_CHANGE),
    ("events", "UPDATE", "TRUE", NO_CHANGE),
    ("events", "DELETE", "TRUE", NO_CHANGE),
)


def upgrade() -> None:
    """Create everything; the chain of events starts from a known head."""
    _create_tables()
    audit_head = sa.table("audit_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    op.bulk_insert(audit_head, [{"id": 1, "seq": 0, "hash": GENESIS}])
    for number, refusal in enumerate(REFUSALS, start=1):
        for statement in _trigger(f"refuse_{number}", *refusal):
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


def _create_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("login", name="pk_accounts"),
    )
    op.create_table(
        "arrivals",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("system", "number", name="pk_arrivals"),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ticket", sa.JSON(), nullable=False),
        sa.Column("classification", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("lease_owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("system", "number", name="uq_cases_system"),
    )
    op.create_index("ix_cases_state", "cases", ["state"], unique=False)
    op.create_table(
        "cursors",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("system", name="pk_cursors"),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("hash", name="uq_events_hash"),
        sa.UniqueConstraint("previous", name="uq_events_previous"),
    )
    op.create_index("ix_events_case_id", "events", ["case_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_drafts_case_id"),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_drafts"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["login"], ["accounts.login"], name="fk_sessions_login"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_sessions"),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("draft_sha256", sa.String(length=64), nullable=False),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "draft_number"],
            ["drafts.case_id", "drafts.number"],
            name="fk_approvals_case_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        sa.UniqueConstraint("case_id", "draft_number", name="uq_approvals_case_id"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("approval_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("attempted_at", UtcDateTime(), nullable=True),
        sa.Column("external_id", sa.String(length=255), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name="fk_deliveries_approval_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deliveries_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("approval_id", name="uq_deliveries_approval_id"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
    )
    op.create_index("ix_deliveries_case_id", "deliveries", ["case_id"], unique=False)
