"""The tables of the texts, in the same database as the cases, and extracts as rows of them."""

from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import RowMapping

from cases.tables import UtcDateTime, metadata
from knowledge.encoder import DIMENSIONS, Vectors
from knowledge.library.documents import About, Nature
from knowledge.library.extracts import EncodedExtract, Extract

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
    # Which encoder, beside E5, its extracts' `encoded` are of; null where none read it.
    sa.Column("encoder", sa.String(255)),
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
    # Vectors of the extract, then of its units: half precision, 384 numbers each, by E5.
    sa.Column("vectors", sa.LargeBinary, nullable=False),
    # The same by the encoder that the text names.
    sa.Column("encoded", sa.LargeBinary),
    sa.UniqueConstraint("text_id", "number"),
)


WRITTEN_COLUMNS = [column for column in extracts.c if column.name not in {"vectors", "encoded"}]
"""The columns of `extracts` that people read."""
TEXT_COLUMNS = (texts.c.key, texts.c.nature, texts.c.about)
"""The columns of `texts` that `extract_from` needs beside those of an extract."""


def row_of(one: EncodedExtract) -> dict[str, Any]:
    """Write an extract and its vectors as a row, in half precision."""
    extract = one.extract
    return {
        "text_id": extract.version,
        "number": extract.number,
        "headings": list(extract.headings),
        "article": extract.article,
        "valid_from": extract.valid_from,
        "valid_until": extract.valid_until,
        "state": extract.state,
        "cites": list(extract.cites),
        "text": extract.text,
        "vectors": pack(one.vectors),
    }


def encoded_extract_from(row: RowMapping) -> EncodedExtract:
    """Read an extract and its vectors from its row joined to `TEXT_COLUMNS`."""
    return EncodedExtract(extract_from(row), unpack(row["vectors"]))


def extract_from(row: RowMapping) -> Extract:
    """Read an extract from its row joined to `TEXT_COLUMNS`."""
    return Extract(
        source=row["key"],
        version=row["text_id"],
        number=row["number"],
        about=About.from_json(row["about"]),
        nature=Nature(row["nature"]),
        headings=tuple(row["headings"]),
        text=row["text"],
        article=row["article"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        state=row["state"],
        cites=tuple(row["cites"]),
    )


def pack(vectors: Vectors) -> bytes:
    """Pack vectors in half precision."""
    return vectors.astype(np.float16).tobytes()


def unpack(stored: bytes, dimensions: int = DIMENSIONS) -> Vectors:
    """Unpack vectors, a row each."""
    return np.frombuffer(stored, dtype=np.float16).astype(np.float32).reshape(-1, dimensions)
