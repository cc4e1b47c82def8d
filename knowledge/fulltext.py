"""The databases' own full-text search: FTS5 in SQLite, tsvector and GIN in PostgreSQL.

SQLite ranks with BM25. PostgreSQL has no measure of how rare a word is: each word's rank, which
saturates and falls with the length as in BM25, is weighed here by the vocabulary.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Nature
from knowledge.tables import extracts, texts
from knowledge.words import Vocabulary

OFFICIAL = (Nature.OFFICIAL, Nature.SHEET)
RANKED = 3_000
"""About as many extracts are ranked, whatever the size of the library."""

_FTS5 = sa.table("extract_words", sa.column("rowid", sa.Integer))
_WORDS = sa.table("extract_words", sa.column("id", sa.Integer), sa.column("words", TSVECTOR))
_COUNTS = {
    "sqlite": "SELECT term AS word, doc AS held FROM extract_vocabulary",
    "postgresql": "SELECT word, ndoc AS held FROM ts_stat('SELECT words FROM extract_words')",
}


async def plan_again(connection: AsyncConnection) -> None:
    """Let PostgreSQL see what an import changed: it plans these searches badly without."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("ANALYZE extracts, extract_words")


async def vocabulary_of(connection: AsyncConnection) -> Vocabulary:
    """Count the words of the library (a second or two of the database for 100,000 extracts)."""
    columns = sa.column("word", sa.Text), sa.column("held", sa.Integer)
    counts = sa.text(_COUNTS[connection.dialect.name]).columns(*columns)
    held = {row["word"]: row["held"] for row in (await connection.execute(counts)).mappings()}
    return Vocabulary(held, await connection.scalar(sa.select(sa.func.count(extracts.c.id))) or 0)


async def found_by_words(
    connection: AsyncConnection, vocabulary: Vocabulary, question: str, on: date, most: int
) -> list[int]:
    """Give the ids of the official extracts in force on a day that words find, best first."""
    words = vocabulary.telling(question, RANKED)
    if not words:
        return []
    query = _on_sqlite(words) if connection.dialect.name == "sqlite" else _ranked(words, vocabulary)
    return list((await connection.execute(held_on(query, on).limit(most))).scalars())


def held_on(query: sa.Select[int], on: date) -> sa.Select[int]:
    """Keep the official extracts in use, and in force on a day as far as their dates tell."""
    since, until = extracts.c.valid_from, extracts.c.valid_until
    return query.join(texts, texts.c.id == extracts.c.text_id).where(
        texts.c.nature.in_(OFFICIAL),
        texts.c.replaced_at.is_(None),
        sa.or_(since.is_(None), since <= on),
        sa.or_(until.is_(None), until >= on),
    )


def _on_sqlite(words: Sequence[str]) -> sa.Select[int]:
    asked = " OR ".join(f'"{word}"' for word in words)
    return (
        sa.select(extracts.c.id)
        .select_from(sa.join(_FTS5, extracts, extracts.c.id == _FTS5.c.rowid))
        .where(sa.text("extract_words MATCH :asked").bindparams(asked=asked))
        .order_by(sa.text("bm25(extract_words)"))
    )


def _ranked(words: Sequence[str], vocabulary: Vocabulary) -> sa.Select[int]:
    ranks = [
        sa.func.ts_rank(_WORDS.c.words, _asked(word), 1) * sa.literal(vocabulary.weight(word))
        for word in words
    ]
    return (
        sa.select(extracts.c.id)
        .select_from(sa.join(_WORDS, extracts, extracts.c.id == _WORDS.c.id))
        .where(_WORDS.c.words.op("@@")(_asked(" | ".join(words))))
        .order_by(sum(ranks[1:], start=ranks[0]).desc())
    )


def _asked(query: str) -> sa.Function[str]:
    return sa.func.to_tsquery(sa.cast("simple", REGCONFIG), query)
