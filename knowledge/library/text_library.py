"""The library: imported texts with all their versions, their extracts, and the vectors of these."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.audit.trail import MACHINE
from cases.store.database import reading
from knowledge.encoder import E5, Encoder, Progress, no_progress
from knowledge.library.documents import Document, Nature
from knowledge.library.extracts import (
    Corpus,
    EncodedExtract,
    Extract,
    encode_extracts,
    extracts_of,
    version_of,
)
from knowledge.library.revisions import Revisions
from knowledge.library.text_tables import (
    TEXT_COLUMNS,
    WRITTEN_COLUMNS,
    encoded_extract_from,
    extract_from,
    extracts,
    pack,
    row_of,
    texts,
    unpack,
)
from knowledge.library.versions import Origin, Version, Versions


class Imported(StrEnum):
    """What an import changed."""

    NEW = "nouveau"
    CHANGED = "modifié"
    SAME = "inchangé"


EMPTY = "0/None/None/0/None/None"
"""The stamp of a library that never held a text."""
_KEYS_IN_USE = sa.select(texts.c.key).where(texts.c.replaced_at.is_(None))
"""The keys of the texts that were not taken out of use."""


class Library:
    """Keeps texts in the database; importing the same text twice changes nothing.

    `by` is who answers for what is brought and taken out: a login, or the machine.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        by: str = MACHINE,
    ) -> None:
        self._engine = engine
        self._now = now
        self._by = by

    async def keep(
        self, document: Document, origin: Origin = Origin.IMPORT, progress: Progress = no_progress
    ) -> Imported:
        """Keep a text; another version under the same key is kept too, and marked replaced."""
        version = version_of(document)
        async with self._engine.begin() as connection:
            if await _is_in_use(connection, version):
                # Whoever brings a version again answers for it from now on.
                answers_for = sa.update(texts).where(texts.c.id == version).values(origin=origin)
                await connection.execute(answers_for)
                return Imported.SAME
        # Minutes for a code: the loop must go on renewing the leases of running cases.
        encoded = await asyncio.to_thread(encode_extracts, extracts_of(document), progress)
        async with self._engine.begin() as connection:
            await _wait_for_other_imports(connection)
            if await _is_in_use(connection, version):
                return Imported.SAME
            known = await connection.scalar(
                sa.select(sa.func.count()).where(texts.c.key == document.key)
            )
            await self._replace(connection, document.key)
            await connection.execute(sa.delete(extracts).where(extracts.c.text_id == version))
            await connection.execute(sa.delete(texts).where(texts.c.id == version))
            row = {
                "id": version,
                "key": document.key,
                "origin": origin,
                "nature": document.nature,
                "about": document.about.to_json(),
                "imported_at": self._now(),
                "replaced_at": None,
            }
            await connection.execute(sa.insert(texts).values(row))
            if encoded:
                await connection.execute(sa.insert(extracts), [row_of(one) for one in encoded])
            await self._record(connection, "text_imported", document.key, version)
            if connection.dialect.name == "postgresql":
                # Without, PostgreSQL plans the full-text searches badly after an import.
                await connection.exec_driver_sql("ANALYZE extracts, extract_words")
        return Imported.CHANGED if known else Imported.NEW

    async def remove(self, key: str) -> bool:
        """Take a text out of use; what it said stays for the cases that cite it."""
        query = sa.select(texts.c.id).where(texts.c.key == key, texts.c.replaced_at.is_(None))
        async with self._engine.begin() as connection:
            await _wait_for_other_imports(connection)
            version = await connection.scalar(query)
            if version is None:
                return False
            await self._replace(connection, key)
            await self._record(connection, "text_removed", key, version)
            return True

    async def _replace(self, connection: AsyncConnection, key: str) -> None:
        await connection.execute(
            sa.update(texts)
            .where(texts.c.key == key, texts.c.replaced_at.is_(None))
            .values(replaced_at=self._now())
        )

    async def _record(self, connection: AsyncConnection, kind: str, key: str, version: str) -> None:
        details = {"text": key, "version": version}
        await trail.append(connection, trail.Entry(None, self._now(), self._by, kind, details))

    async def keys(self, origin: Origin) -> set[str]:
        """Keys of the texts in use that came one way."""
        async with reading(self._engine) as connection:
            return set(await connection.scalars(_KEYS_IN_USE.where(texts.c.origin == origin)))

    async def listed(self) -> Sequence[Mapping[str, Any]]:
        """List the versions of every text as rows, newest first."""
        query = sa.select(texts).order_by(texts.c.key, texts.c.imported_at.desc())
        async with reading(self._engine) as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def versions(self, nature: Nature | None = None) -> list[Version]:
        """List every version of every text, in the order of their import, text by text."""
        return await self._versions(sa.true() if nature is None else texts.c.nature == nature)

    async def siblings(self, ids: Collection[str]) -> list[Version]:
        """List every version of the texts of which these are versions."""
        keys = sa.select(texts.c.key).where(texts.c.id.in_(ids))
        return await self._versions(texts.c.key.in_(keys))

    async def _versions(self, which: sa.ColumnElement[bool]) -> list[Version]:
        query = sa.select(texts).where(which).order_by(texts.c.key, texts.c.imported_at)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings()
            return [Version.from_row(dict(row)) for row in rows]

    async def count(self, version: str) -> int:
        """Count the extracts of a version."""
        query = sa.select(sa.func.count()).where(extracts.c.text_id == version)
        async with reading(self._engine) as connection:
            return await connection.scalar(query) or 0

    async def page(self, version: str, first: int, most: int) -> list[Extract]:
        """Read at most so many extracts of a version from a number on."""
        within = sa.and_(extracts.c.number >= first, extracts.c.number < first + most)
        return await _read_extracts(self._engine, sa.and_(extracts.c.text_id == version, within))

    async def articles(self, versions: Collection[str], numbers: Collection[str]) -> list[Extract]:
        """Read the articles that bear some numbers in some versions, every state of each."""
        named = sa.and_(extracts.c.text_id.in_(versions), extracts.c.article.in_(numbers))
        return await _read_extracts(self._engine, named)

    async def corpus(self, nature: Nature, encoder: Encoder = E5) -> Corpus:
        """Read every extract of a nature with its vectors, versions in their order.

        A text taken out of use, with no version after it, stays where it is. The vectors of another
        encoder come along where it has read every text.
        """
        query = (
            sa.select(extracts, *TEXT_COLUMNS, texts.c.encoder)
            .join_from(extracts, texts)
            .where(texts.c.nature == nature, texts.c.key.in_(_KEYS_IN_USE))
            .order_by(texts.c.key, texts.c.imported_at, extracts.c.number)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings().all()
        corpus = Corpus(tuple(encoded_extract_from(row) for row in rows))
        if any(row["encoder"] != encoder.name for row in rows):
            return corpus
        encoded = tuple(
            EncodedExtract(extract, unpack(row["encoded"], encoder.dimensions))
            for extract, row in zip(corpus.extracts, rows, strict=True)
        )
        return replace(corpus, by_encoder=encoded, encoder=encoder.name)

    async def revisions(self, at: datetime) -> Revisions:
        """Compare official texts with what they say at an instant."""
        return Revisions(self._engine, Versions.of(await self.listed()), at)

    async def stamp(self) -> str:
        """Tell one state of the library from another: every import, every encoding changes it."""
        encoder = texts.c.encoder
        query = sa.select(
            sa.func.count(texts.c.id),
            *(sa.func.max(day) for day in (texts.c.imported_at, texts.c.replaced_at)),
            *(measure(encoder) for measure in (sa.func.count, sa.func.min, sa.func.max)),
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).one()
        return "/".join(str(part) for part in row)


async def encode_texts(engine: AsyncEngine, encoder: Encoder) -> int:
    """Encode the local versions in the search that an encoder has not read; return how many.

    Official texts, by the hundred thousand, stay with E5 alone. Raises `NoMeaning`: what was
    encoded until then is kept.
    """
    if encoder is E5:
        return 0
    query = sa.select(texts.c.id).where(
        texts.c.nature == Nature.LOCAL,
        texts.c.key.in_(_KEYS_IN_USE),
        texts.c.encoder.is_distinct_from(encoder.name),
    )
    async with reading(engine) as connection:
        unread = (await connection.scalars(query.order_by(texts.c.key))).all()
    for version in unread:
        read = await _read_extracts(engine, extracts.c.text_id == version)
        # Minutes where a route is slow: the loop must go on renewing leases.
        encoded = await asyncio.to_thread(encode_extracts, read, encoder=encoder)
        # All or none; a version that was kept anew meanwhile has the same extracts.
        async with engine.begin() as connection:
            for one in encoded:
                await connection.execute(
                    sa.update(extracts)
                    .where(extracts.c.text_id == version, extracts.c.number == one.extract.number)
                    .values(encoded=pack(one.vectors))
                )
            named = sa.update(texts).where(texts.c.id == version).values(encoder=encoder.name)
            await connection.execute(named)
    return len(unread)


async def _read_extracts(engine: AsyncEngine, which: sa.ColumnElement[bool]) -> list[Extract]:
    query = (
        sa.select(*WRITTEN_COLUMNS, *TEXT_COLUMNS)
        .join_from(extracts, texts)
        .where(which)
        .order_by(extracts.c.text_id, extracts.c.number)
    )
    async with reading(engine) as connection:
        return [extract_from(row) for row in (await connection.execute(query)).mappings()]


async def _wait_for_other_imports(connection: AsyncConnection) -> None:
    """Wait until no other worker is importing: two of them follow the same folder."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72171)")


async def _is_in_use(connection: AsyncConnection, version: str) -> bool:
    query = sa.select(texts.c.id).where(texts.c.id == version, texts.c.replaced_at.is_(None))
    return await connection.scalar(query) is not None
