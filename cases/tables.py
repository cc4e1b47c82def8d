"""The tables. Triggers, which refuse what code must never do, stand in the migrations.

So do the indexes by which figures are counted.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database (SQLite would drop the offset)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a naive date, store the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a date without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return an aware date."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    },
)

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("system", sa.String(64), nullable=False),
    sa.Column("number", sa.String(255), nullable=False),
    sa.Column("state", sa.String(32), nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False, default=""),
    sa.Column("ticket", sa.JSON, nullable=False),
    sa.Column("classification", sa.JSON(none_as_null=True)),
    sa.Column("corrections", sa.JSON(none_as_null=True)),
    sa.Column("draft_number", sa.Integer, nullable=False, default=0),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    # Out of `ticket` and `classification`, for lists and access.
    sa.Column("received_at", UtcDateTime),
    sa.Column("category", sa.String(64)),
    sa.Column("rank", sa.Integer, nullable=False, default=2),
    sa.Column("sensitive", sa.Boolean, nullable=False, default=False),
    sa.Column("assignee", sa.String(64)),
    sa.Column("assigned_group", sa.String(64)),
    # Of the current draft.
    sa.Column("outcome", sa.String(16)),
    # Which list shows it: the database computes it from the state (migration 0012).
    sa.Column("tray", sa.String(16), sa.FetchedValue(), key="queue"),
    sa.Column("lease_owner", sa.String(64)),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("due_at", UtcDateTime),
    # Never null: the database computes it from `due_at` (migration 0017).
    sa.Column("due_by", UtcDateTime, sa.FetchedValue()),
    sa.Column("reminded_at", UtcDateTime),
    sa.Column("escalated_at", UtcDateTime),
    # The danger that raises an alarm, since when we know of it, and of which one people were
    # alerted; until `alerting_until` somebody has taken it upon themselves to alert them.
    sa.Column("danger", sa.String(16)),
    sa.Column("danger_at", UtcDateTime),
    sa.Column("alerted_of", sa.String(16)),
    sa.Column("alerting_until", UtcDateTime),
    # 1 and 0 while somebody is in danger and nobody has decided, 0 and 1 otherwise: the database
    # computes them (migration 0018). Lists that fall begin with one, lists that rise with the other
    sa.Column("alarm", sa.SmallInteger, sa.FetchedValue()),
    sa.Column("calm", sa.SmallInteger, sa.FetchedValue()),
    # Its words were cleared then, of the conversation that had this version.
    sa.Column("cleared_at", UtcDateTime),
    sa.Column("cleared_version", sa.String(64)),
    sa.UniqueConstraint("system", "number"),
    sa.Index("ix_cases_state_due_at", "state", "due_at"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("case_id", sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    # Copied out of the body: figures count them without opening a letter.
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("written_by", sa.String(255), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

model_calls = sa.Table(
    "model_calls",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("role", sa.String(64), nullable=False),
    sa.Column("route", sa.String(255), nullable=False),
    sa.Column("tokens_in", sa.Integer, nullable=False),
    sa.Column("tokens_out", sa.Integer, nullable=False),
    sa.Column("cost_eur", sa.Float),
    sa.Column("gco2e", sa.Float),
    sa.Column("kwh", sa.Float),
    sa.Column("seconds", sa.Float, nullable=False, server_default="0"),
    sa.Column("model", sa.String(255), nullable=False, server_default=""),
    sa.Column("prompt_sha256", sa.String(64), nullable=False, server_default=""),
    sa.Column("parameters", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("failure", sa.String(255), nullable=False, server_default=""),
)

# What candidate models drafted beside the active ones: read by no page, cleared with its case.
shadow_drafts = sa.Table(
    "shadow_drafts",
    metadata,
    sa.Column("case_id", sa.String(32), primary_key=True),
    sa.Column("draft_number", sa.Integer, primary_key=True),
    sa.Column("models_sha256", sa.String(64), primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("cost_eur", sa.Float),
    sa.Column("gco2e", sa.Float),
    sa.ForeignKeyConstraint(
        ["case_id", "draft_number"], ["drafts.case_id", "drafts.number"], ondelete="CASCADE"
    ),
)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("case_id", sa.String(32), nullable=False),
    sa.Column("draft_number", sa.Integer, nullable=False),
    sa.Column("decision", sa.String(16), nullable=False),
    sa.Column("approver", sa.String(64), nullable=False),
    sa.Column("approved_at", UtcDateTime, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("draft_sha256", sa.String(64), nullable=False),
    sa.Column("evidence_sha256", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
    sa.Column("needs_second", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("edit_share", sa.Float),
    # Of a text that was cleared; null where it is there.
    sa.Column("text_sha256", sa.String(64)),
    sa.ForeignKeyConstraint(["case_id", "draft_number"], ["drafts.case_id", "drafts.number"]),
    sa.UniqueConstraint("case_id", "draft_number"),
)

second_approvals = sa.Table(
    "second_approvals",
    metadata,
    sa.Column("approval_id", sa.ForeignKey("approvals.id"), primary_key=True),
    sa.Column("approver", sa.String(64), nullable=False),
    sa.Column("approved_at", UtcDateTime, nullable=False),
    sa.Column("text_sha256", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)

openings = sa.Table(
    "openings",
    metadata,
    sa.Column("case_id", sa.String(32), primary_key=True),
    sa.Column("draft_number", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("login", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(["case_id", "draft_number"], ["drafts.case_id", "drafts.number"]),
)

# Approvals that are void for good; triggers refuse to send them (migration 0019).
revocations = sa.Table(
    "revocations",
    metadata,
    sa.Column("approval_id", sa.ForeignKey("approvals.id"), primary_key=True),
    sa.Column("revoked_at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("seal", sa.String(64), nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("approval_id", sa.ForeignKey("approvals.id"), nullable=False, unique=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False, default=0),
    sa.Column("attempted_at", UtcDateTime),
    sa.Column("external_id", sa.String(255)),
    sa.Column("error", sa.Text, nullable=False, default=""),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.String(32), index=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

cursors = sa.Table(
    "cursors",
    metadata,
    sa.Column("system", sa.String(64), primary_key=True),
    sa.Column("cursor", sa.Text, nullable=False),
)

arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("system", sa.String(64), primary_key=True),
    sa.Column("number", sa.String(255), primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_try_at", UtcDateTime, nullable=False),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("login", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("email", sa.String(255), nullable=False),
    sa.Column("password_hash", sa.String(255), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("roles", sa.JSON, nullable=False),
    sa.Column("groups", sa.JSON, nullable=False),
    sa.Column("failed_tries", sa.Integer, nullable=False, default=0),
    sa.Column("locked_until", UtcDateTime),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    sa.Column("login", sa.ForeignKey("accounts.login"), nullable=False),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("id_token", sa.Text, nullable=False, default=""),
)

# Whose account somebody is whom an identity provider knows.
identities = sa.Table(
    "identities",
    metadata,
    sa.Column("issuer", sa.String(255), primary_key=True),
    sa.Column("subject", sa.String(255), primary_key=True),
    sa.Column("login", sa.ForeignKey("accounts.login"), nullable=False),
    sa.UniqueConstraint("issuer", "login"),
)

# Browsers on their way to the identity provider, each until it comes back, once.
departures = sa.Table(
    "departures",
    metadata,
    sa.Column("state_sha256", sa.String(64), primary_key=True),
    sa.Column("nonce", sa.String(64), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("way_back", sa.String(2048), nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)
