"""Which official extracts mean about the same as a question: 400 bytes an extract in memory.

Vectors are held as whole numbers of one byte, once what all have in common is taken away. That is
near enough to choose candidates, whose own vectors are then read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.fulltext import OFFICIAL
from knowledge.kept import vectors_in
from knowledge.meaning import DIMENSIONS, Vectors
from knowledge.tables import extracts, texts

_AT_ONCE = 2048
"""So many rows stay in the cache of a processor while they are multiplied."""
_SAMPLE = 256
_MOST = 127

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Nearest:
    """The vectors of every official extract in use, and its days."""

    ids: Numbers
    since: Numbers
    until: Numbers
    bytes_of: npt.NDArray[np.int8]
    scale: Vectors

    @classmethod
    async def of(cls, connection: AsyncConnection) -> Self:
        """Read the vectors of the library once (a second or two for 100,000)."""
        held = np.array(await _held(connection), dtype=np.int32).reshape(-1, 3)
        ids = held[:, 0]
        places = np.unique(np.linspace(0, max(len(ids) - 1, 0), _SAMPLE).astype(int))
        sample = await _vectors_of(connection, ids[places] if len(ids) else ids)
        shared = sample.sum(axis=0) / max(len(sample), 1)
        scale = np.abs(sample - shared).max(axis=0, initial=1e-3) / _MOST
        whole = np.zeros((len(ids), DIMENSIONS), dtype=np.int8)
        for start in range(0, len(ids), _AT_ONCE):
            read = await _vectors_of(connection, ids[start : start + _AT_ONCE])
            whole[start : start + len(read)] = np.clip((read - shared) / scale, -_MOST, _MOST)
        return cls(ids, held[:, 1], held[:, 2], whole, scale.astype(np.float32))

    def to(self, asked: Vectors, on: date, most: int) -> list[int]:
        """Give the ids of the extracts in force on a day that mean the nearest, in no order."""
        day, question = on.toordinal(), asked[0] * self.scale
        near = np.empty(len(self.ids), dtype=np.float32)
        for start in range(0, len(near), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            # Not `@`: its threads wait for each other, and on a busy machine wait long.
            near[some] = np.einsum("ij,j->i", self.bytes_of[some].astype(np.float32), question)
        near[(self.since > day) | (self.until < day)] = -np.inf
        best = np.argpartition(-near, most)[:most] if len(near) > most else np.arange(len(near))
        return [int(self.ids[place]) for place in best if np.isfinite(near[place])]

    @property
    def size(self) -> int:
        """Bytes held in memory."""
        held = (self.ids, self.since, self.until, self.bytes_of, self.scale)
        return sum(column.nbytes for column in held)


async def _held(connection: AsyncConnection) -> list[tuple[int, int, int]]:
    query = (
        sa.select(extracts.c.id, extracts.c.valid_from, extracts.c.valid_until)
        .join_from(extracts, texts)
        .where(
            texts.c.nature.in_(OFFICIAL),
            texts.c.replaced_at.is_(None),
            sa.func.length(extracts.c.vectors) > 0,
        )
        .order_by(extracts.c.id)
    )
    return [
        (one, (since or date.min).toordinal(), (until or date.max).toordinal())
        for one, since, until in await connection.execute(query)
    ]


async def _vectors_of(connection: AsyncConnection, ids: Numbers) -> Vectors:
    query = sa.select(extracts.c.vectors).where(extracts.c.id.in_(ids.tolist()))
    rows = await connection.execute(query.order_by(extracts.c.id))
    return vectors_in(b"".join(rows.scalars()))
