"""The tables of the texts, kept in the same database as the cases."""

import sqlalchemy as sa

from cases.tables import UtcDateTime, metadata

texts = sa.Table(
    "texts",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),  # hash of all it says
    sa.Column("key", sa.Text, nullable=False, index=True),
    sa.Column("origin", sa.String(16), nullable=False),
    sa.Column("nature", sa.String(16), nullable=False),
    sa.Column("about", sa.JSON, nullable=False),
    sa.Column("imported_at", UtcDateTime, nullable=False),
    # A replaced version is kept for the cases that cite it, and for the days it was in force.
    sa.Column("replaced_at", UtcDateTime),
)

extracts = sa.Table(
    "extracts",
    metadata,
    # The full-text index of SQLite names rows by this key: see the migration 0003.
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text_id", sa.String(64), sa.ForeignKey("texts.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("headings", sa.JSON, nullable=False),
    sa.Column("article", sa.Text, nullable=False, default=""),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("state", sa.Text, nullable=False, default=""),
    sa.Column("cites", sa.JSON, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    # Vectors of the extract, then of its units: half precision, 384 numbers each.
    sa.Column("vectors", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("text_id", "number"),
)
