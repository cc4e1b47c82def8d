"""What each call to a model was made with, what answered it, and how it went."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of calls made before nothing more is known."""
    for column in (
        sa.Column("kwh", sa.Float()),
        sa.Column("seconds", sa.Float(), nullable=False, server_default="0"),
        sa.Column("model", sa.String(255), nullable=False, server_default=""),
        sa.Column("prompt_sha256", sa.String(64), nullable=False, server_default=""),
        sa.Column("parameters", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("failure", sa.String(255), nullable=False, server_default=""),
    ):
        op.add_column("model_calls", column)
