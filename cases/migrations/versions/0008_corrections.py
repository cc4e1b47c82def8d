"""Room for what officers corrected of what the machine understood."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("cases", sa.Column("corrections", sa.JSON(none_as_null=True), nullable=True))
