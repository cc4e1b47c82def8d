"""Extracts as rows of the database, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import RowMapping

from knowledge.document import About, Nature
from knowledge.extracts import Extract
from knowledge.meaning import DIMENSIONS, Vectors
from knowledge.shelf import Shelved


def row_of(shelved: Shelved) -> dict[str, Any]:
    """Write an extract and its vectors as a row, in half precision."""
    extract = shelved.extract
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
        "vectors": shelved.vectors.astype(np.float16).tobytes(),
    }


def shelved_of(row: RowMapping) -> Shelved:
    """Read an extract and its vectors from its row joined to what its text says of itself."""
    return Shelved(extract_from(row), vectors_in(row["vectors"]))


def extract_from(row: RowMapping) -> Extract:
    """Read an extract from its row joined to `key`, `nature` and `about` of its text."""
    return Extract(
        source=row["key"],
        version=row["text_id"],
        number=row["number"],
        about=about_from(row["about"]),
        nature=Nature(row["nature"]),
        headings=tuple(row["headings"]),
        text=row["text"],
        article=row["article"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        state=row["state"],
        cites=tuple(row["cites"]),
    )


def about_from(said: Mapping[str, Any]) -> About:
    """Read what a text says of itself."""
    days = {
        name: date.fromisoformat(said[name]) if said[name] else None
        for name in ("valid_from", "valid_until")
    }
    return About(**{**said, **days})


def vectors_in(packed: bytes) -> Vectors:
    """Unpack vectors, a row each."""
    return np.frombuffer(packed, dtype=np.float16).astype(np.float32).reshape(-1, DIMENSIONS)
