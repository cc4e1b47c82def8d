"""Candidates among official texts, by their words and by their meaning.

Words: the databases' own full-text search, FTS5 in SQLite, tsvector and GIN in PostgreSQL. SQLite
ranks with BM25. PostgreSQL has no measure of how rare a word is: each word's rank, which saturates
and falls with the length as in BM25, is weighed here by the vocabulary.

Meaning: vectors are held in memory (400 bytes an extract) as whole numbers of one byte, once what
all have in common is taken away. That is near enough to choose candidates, whose own vectors are
then read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.encoder import DIMENSIONS, Vectors
from knowledge.library.documents import Nature
from knowledge.library.text_tables import extracts, texts, unpack
from knowledge.vocabulary import Vocabulary

_OFFICIAL = (Nature.OFFICIAL, Nature.SHEET)
_RANKED = 3_000
"""About as many extracts are ranked, whatever the size of the library."""
_FTS5 = sa.table("extract_words", sa.column("rowid", sa.Integer))
_WORDS = sa.table("extract_words", sa.column("id", sa.Integer), sa.column("words", TSVECTOR))
_COUNTS = {
    "sqlite": "SELECT term AS word, doc AS extracts FROM extract_vocabulary",
    "postgresql": "SELECT word, ndoc AS extracts FROM ts_stat('SELECT words FROM extract_words')",
}


def in_force_on(query: sa.Select[int], on: date) -> sa.Select[int]:
    """Keep the official extracts in use, and in force on a day as far as their dates tell."""
    since, until = extracts.c.valid_from, extracts.c.valid_until
    return query.join(texts, texts.c.id == extracts.c.text_id).where(
        texts.c.nature.in_(_OFFICIAL),
        texts.c.replaced_at.is_(None),
        sa.or_(since.is_(None), since <= on),
        sa.or_(until.is_(None), until >= on),
    )


async def vocabulary_of(connection: AsyncConnection) -> Vocabulary:
    """Count the words of the library (a second or two of the database for 100,000 extracts)."""
    columns = sa.column("word", sa.Text), sa.column("extracts", sa.Integer)
    query = sa.text(_COUNTS[connection.dialect.name]).columns(*columns)
    counts = {r["word"]: r["extracts"] for r in (await connection.execute(query)).mappings()}
    return Vocabulary(counts, await connection.scalar(sa.select(sa.func.count(extracts.c.id))) or 0)


async def candidates_by_words(
    connection: AsyncConnection, vocabulary: Vocabulary, question: str, on: date, most: int
) -> list[int]:
    """Ids of the official extracts in force on a day that words find, best first."""
    words = vocabulary.rarest(question, _RANKED)
    if not words:
        return []
    if connection.dialect.name == "sqlite":
        asked = " OR ".join(f'"{word}"' for word in words)
        query = (
            sa.select(extracts.c.id)
            .select_from(sa.join(_FTS5, extracts, extracts.c.id == _FTS5.c.rowid))
            .where(sa.text("extract_words MATCH :asked").bindparams(asked=asked))
            .order_by(sa.text("bm25(extract_words)"))
        )
    else:
        ranks = [
            sa.func.ts_rank(_WORDS.c.words, _tsquery(word), 1) * sa.literal(vocabulary.weight(word))
            for word in words
        ]
        query = (
            sa.select(extracts.c.id)
            .select_from(sa.join(_WORDS, extracts, extracts.c.id == _WORDS.c.id))
            .where(_WORDS.c.words.op("@@")(_tsquery(" | ".join(words))))
            .order_by(sum(ranks[1:], start=ranks[0]).desc())
        )
    return list((await connection.execute(in_force_on(query, on).limit(most))).scalars())


def _tsquery(query: str) -> sa.Function[str]:
    return sa.func.to_tsquery(sa.cast("simple", REGCONFIG), query)


_AT_ONCE = 2048
"""So many rows stay in the cache of a processor while they are multiplied."""
_SAMPLE = 256
_LARGEST = 127
"""The largest whole number of one byte."""

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class MeaningIndex:
    """The vectors of every official extract in use, and its days as ordinals."""

    ids: Numbers
    since: Numbers
    until: Numbers
    bytes_of: npt.NDArray[np.int8]
    scale: Vectors

    @classmethod
    async def of(cls, connection: AsyncConnection) -> Self:
        """Read the vectors of the library once (a second or two for 100,000)."""
        query = (
            sa.select(extracts.c.id, extracts.c.valid_from, extracts.c.valid_until)
            .join_from(extracts, texts)
            .where(
                texts.c.nature.in_(_OFFICIAL),
                texts.c.replaced_at.is_(None),
                sa.func.length(extracts.c.vectors) > 0,
            )
            .order_by(extracts.c.id)
        )
        days = [
            (one, (since or date.min).toordinal(), (until or date.max).toordinal())
            for one, since, until in await connection.execute(query)
        ]
        ids, since, until = np.array(days, dtype=np.int32).reshape(-1, 3).T
        places = np.unique(np.linspace(0, max(len(ids) - 1, 0), _SAMPLE).astype(int))
        sample = await _vectors_of(connection, ids[places] if len(ids) else ids)
        shared = sample.sum(axis=0) / max(len(sample), 1)
        scale = np.abs(sample - shared).max(axis=0, initial=1e-3) / _LARGEST
        whole = np.zeros((len(ids), DIMENSIONS), dtype=np.int8)
        for start in range(0, len(ids), _AT_ONCE):
            read = await _vectors_of(connection, ids[start : start + _AT_ONCE])
            scaled = np.clip((read - shared) / scale, -_LARGEST, _LARGEST)
            whole[start : start + len(read)] = scaled
        return cls(ids, since, until, whole, scale.astype(np.float32))

    def nearest(self, asked: Vectors, on: date, most: int) -> list[int]:
        """Ids of the extracts in force on a day that mean the nearest, in no order."""
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
        columns = (self.ids, self.since, self.until, self.bytes_of, self.scale)
        return sum(column.nbytes for column in columns)


async def _vectors_of(connection: AsyncConnection, ids: Numbers) -> Vectors:
    query = sa.select(extracts.c.vectors).where(extracts.c.id.in_(ids.tolist()))
    rows = await connection.execute(query.order_by(extracts.c.id))
    return unpack(b"".join(rows.scalars()))
