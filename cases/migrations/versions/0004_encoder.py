"""Room for the vectors of an encoder that the site chose, beside those of the embedded one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty: texts are encoded when they are next taken down."""
    op.add_column("texts", sa.Column("encoder", sa.String(length=255), nullable=True))
    op.add_column("extracts", sa.Column("encoded", sa.LargeBinary(), nullable=True))
