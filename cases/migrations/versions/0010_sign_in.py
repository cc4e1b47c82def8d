"""Idle sessions, sign-in elsewhere under way, and whose account an identity of elsewhere is."""

import sqlalchemy as sa
from alembic import op

from cases.tables import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables; whoever is signed in signs in again."""
    op.execute("DELETE FROM sessions")
    long_ago = "1970-01-01 00:00:00+00:00"
    op.add_column(
        "sessions", sa.Column("seen_at", UtcDateTime(), nullable=False, server_default=long_ago)
    )
    op.add_column("sessions", sa.Column("id_token", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        sa.ForeignKeyConstraint(["login"], ["accounts.login"], name="fk_identities_login"),
        sa.UniqueConstraint("issuer", "login", name="uq_identities_issuer"),
    )
    op.create_table(
        "departures",
        sa.Column("state_sha256", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("way_back", sa.String(2048), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("state_sha256", name="pk_departures"),
    )
