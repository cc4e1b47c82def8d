"""Words that were cleared: when, and the hashes that stand for them.

The triggers go on refusing every change of what was approved or sent, but this one: the text taken
out once the trail says so, its hash kept.
"""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NO_CHANGE = "refused: what was approved or sent never changes"
NOT_TOLD = "refused: the trail does not say that this text was cleared"
NO_TEXT = "delivery refused: this text was cleared"

SAME_APPROVAL = """
  NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.draft_number = OLD.draft_number
  AND NEW.decision = OLD.decision AND NEW.approver = OLD.approver
  AND NEW.approved_at = OLD.approved_at AND NEW.draft_sha256 = OLD.draft_sha256
  AND NEW.evidence_sha256 = OLD.evidence_sha256 AND NEW.seal = OLD.seal
  AND NEW.needs_second = OLD.needs_second
  AND coalesce(NEW.edit_share, -1) = coalesce(OLD.edit_share, -1)
"""
TAKEN_OUT = """
  OLD.text <> '' AND NEW.text = '' AND OLD.text_sha256 IS NULL
  AND coalesce(length(NEW.text_sha256), 0) = 64
"""
SAME_DELIVERY = """
  NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.approval_id = OLD.approval_id
  AND NEW.key = OLD.key
"""
SETTLED = "NEW.state = OLD.state AND OLD.state IN ('sent', 'rejected')"
OF_A_CLEARED_APPROVAL = """
  SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.text = ''
"""


def upgrade() -> None:
    """Add the columns, and let cleared texts pass the triggers."""
    op.add_column("cases", sa.Column("cleared_at", UtcDateTime(), nullable=True))
    op.add_column("cases", sa.Column("cleared_version", sa.String(64), nullable=True))
    op.add_column("approvals", sa.Column("text_sha256", sa.String(64), nullable=True))
    for name, table in (("refuse_4", "deliveries"), ("refuse_8", "approvals")):
        _drop(name, table)
    cleared = f"NEW.text = '' AND {SETTLED} AND EXISTS ({OF_A_CLEARED_APPROVAL})"
    refusals = (
        ("refuse_approval_changed", "approvals", f"NOT ({SAME_APPROVAL} AND {TAKEN_OUT})"),
        ("refuse_delivery_changed", "deliveries", f"NOT ({SAME_DELIVERY})"),
        ("refuse_delivery_text", "deliveries", f"NEW.text <> OLD.text AND NOT ({cleared})"),
    )
    for name, table, refuse_when in refusals:
        _refuse(name, table, "UPDATE", refuse_when, NO_CHANGE)
    _refuse("refuse_untold", "approvals", "UPDATE", f"NOT EXISTS ({_told()})", NOT_TOLD)
    _refuse("refuse_cleared", "deliveries", "INSERT", "NEW.text = ''", NO_TEXT)


def _told() -> str:
    up_to = "json_extract(e.details, '$.up_to_draft')"
    if op.get_bind().dialect.name == "postgresql":
        up_to = "e.details->>'up_to_draft'"
    return (
        "SELECT 1 FROM events e WHERE e.case_id = OLD.case_id AND e.kind = 'content_cleared' "
        f"AND CAST({up_to} AS INTEGER) >= OLD.draft_number"
    )


def _drop(name: str, table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
    else:
        op.execute(f"DROP TRIGGER {name}")


def _refuse(name: str, table: str, moment: str, refuse_when: str, why: str) -> None:
    head = f"CREATE TRIGGER {name} BEFORE {moment} ON {table}"
    if op.get_bind().dialect.name != "postgresql":
        op.execute(f"{head} WHEN {refuse_when} BEGIN SELECT RAISE(ABORT, '{why}'); END")
        return
    body = f"BEGIN IF {refuse_when} THEN RAISE EXCEPTION '{why}'; END IF; RETURN NEW; END"
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    op.execute(f"{head} FOR EACH ROW EXECUTE FUNCTION {name}()")
