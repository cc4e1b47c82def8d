"""The town's own texts by an encoder that the site chose, beside the embedded one.

Official texts, by the hundred thousand, stay with the embedded one alone.
"""

import asyncio
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from knowledge.document import Nature
from knowledge.extracts import Extract
from knowledge.kept import extract_from, packed
from knowledge.library import keys_in_use
from knowledge.meaning import E5, Encoder
from knowledge.shelf import Shelved, vectors_of
from knowledge.tables import extracts, texts


async def encode_texts(engine: AsyncEngine, encoder: Encoder) -> int:
    """Encode the versions in the search that an encoder has not read; give how many.

    Raises `NoMeaning`: what was encoded until then is kept.
    """
    if encoder is E5:
        return 0
    unread = await _unread(engine, encoder.name)
    for version in unread:
        read = await _extracts_of(engine, version)
        # Minutes where a route is slow: the loop must go on renewing leases.
        encoded = await asyncio.to_thread(vectors_of, read, encoder=encoder)
        await _keep(engine, version, encoded, encoder)
    return len(unread)


async def _unread(engine: AsyncEngine, name: str) -> Sequence[str]:
    query = sa.select(texts.c.id).where(
        texts.c.nature == Nature.LOCAL,
        texts.c.key.in_(keys_in_use()),
        texts.c.encoder.is_distinct_from(name),
    )
    async with reading(engine) as connection:
        return (await connection.execute(query.order_by(texts.c.key))).scalars().all()


async def _extracts_of(engine: AsyncEngine, version: str) -> list[Extract]:
    query = (
        sa.select(extracts, texts.c.key, texts.c.nature, texts.c.about)
        .join_from(extracts, texts)
        .where(texts.c.id == version)
        .order_by(extracts.c.number)
    )
    async with reading(engine) as connection:
        return [extract_from(row) for row in (await connection.execute(query)).mappings()]


async def _keep(
    engine: AsyncEngine, version: str, encoded: Sequence[Shelved], encoder: Encoder
) -> None:
    """Replace the vectors of a text, all or none; one that was kept anew meanwhile has the same."""
    async with engine.begin() as connection:
        for one in encoded:
            await connection.execute(
                sa.update(extracts)
                .where(extracts.c.text_id == version, extracts.c.number == one.extract.number)
                .values(encoded=packed(one.vectors))
            )
        named = sa.update(texts).where(texts.c.id == version).values(encoder=encoder.name)
        await connection.execute(named)
