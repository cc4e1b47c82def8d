"""The imported texts, each with all its versions, and the vectors of what they say."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases import audit
from cases.database import reading
from cases.transition import MACHINE
from knowledge.document import Document, Nature
from knowledge.extracts import extracts_of, version_of
from knowledge.fulltext import plan_again
from knowledge.kept import row_of, shelved_of
from knowledge.meaning import Progress, unseen
from knowledge.revisions import Revisions
from knowledge.shelf import Shelf, vectors_of
from knowledge.tables import extracts, texts
from knowledge.versions import Versions


class Imported(StrEnum):
    """What an import changed."""

    NEW = "nouveau"
    CHANGED = "modifié"
    SAME = "inchangé"


class Origin(StrEnum):
    """Who answers for a text being there."""

    FOLDER = "dossier"
    """It stands in the watched folder; once gone from there it is out of use."""
    WATCHED = "suivi"
    """It was found at a watched path; once gone from there it is out of use."""
    IMPORT = "import"
    """Somebody imported it, and will say when it is out of use."""


EMPTY = "0/None/None"
"""The stamp of a library that never held a text."""


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
        self, document: Document, origin: Origin = Origin.IMPORT, progress: Progress = unseen
    ) -> Imported:
        """Keep a text; another version under the same key is kept too, and marked replaced."""
        version = version_of(document)
        if await self._is_kept(version, origin):
            return Imported.SAME
        # Minutes for a code: the loop must go on renewing the leases of running cases.
        shelved = await asyncio.to_thread(vectors_of, extracts_of(document), progress)
        async with self._engine.begin() as connection:
            await _alone(connection)
            if await _is_current(connection, version):
                return Imported.SAME
            known = await connection.scalar(
                sa.select(sa.func.count()).where(texts.c.key == document.key)
            )
            await self._replace(connection, document.key)
            await connection.execute(sa.delete(extracts).where(extracts.c.text_id == version))
            await connection.execute(sa.delete(texts).where(texts.c.id == version))
            await connection.execute(
                sa.insert(texts).values(_row(document, version, origin, self._now()))
            )
            if shelved:
                await connection.execute(sa.insert(extracts), [row_of(s) for s in shelved])
            await self._write_down(connection, "text_imported", document.key, version)
            await plan_again(connection)
        return Imported.CHANGED if known else Imported.NEW

    async def _is_kept(self, version: str, origin: Origin) -> bool:
        """Tell whether a version is in use; whoever brings it again answers for it from now on."""
        async with self._engine.begin() as connection:
            if not await _is_current(connection, version):
                return False
            answers_for = sa.update(texts).where(texts.c.id == version).values(origin=origin)
            await connection.execute(answers_for)
            return True

    async def remove(self, key: str) -> bool:
        """Take a text out of use; what it said stays for the cases that cite it."""
        query = sa.select(texts.c.id).where(texts.c.key == key, texts.c.replaced_at.is_(None))
        async with self._engine.begin() as connection:
            await _alone(connection)
            version = await connection.scalar(query)
            if version is None:
                return False
            await self._replace(connection, key)
            await self._write_down(connection, "text_removed", key, version)
            return True

    async def keys(self, origin: Origin) -> set[str]:
        """Give the keys of the texts in use that came one way."""
        query = sa.select(texts.c.key).where(
            texts.c.origin == origin, texts.c.replaced_at.is_(None)
        )
        async with reading(self._engine) as connection:
            return set((await connection.execute(query)).scalars())

    async def _replace(self, connection: AsyncConnection, key: str) -> None:
        await connection.execute(
            sa.update(texts)
            .where(texts.c.key == key, texts.c.replaced_at.is_(None))
            .values(replaced_at=self._now())
        )

    async def _write_down(
        self, connection: AsyncConnection, kind: str, key: str, version: str
    ) -> None:
        details = {"text": key, "version": version}
        await audit.append(connection, audit.Entry(None, self._now(), self._by, kind, details))

    async def listed(self) -> Sequence[Mapping[str, Any]]:
        """List the versions of every text, newest first."""
        query = sa.select(texts).order_by(texts.c.key, texts.c.imported_at.desc())
        async with reading(self._engine) as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def stamp(self) -> str:
        """Tell one state of the library from another: it changes with every import."""
        query = sa.select(
            sa.func.count(), sa.func.max(texts.c.imported_at), sa.func.max(texts.c.replaced_at)
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).one()
        return "/".join(str(part) for part in row)

    async def revisions(self, at: datetime) -> Revisions:
        """Compare official texts with what they say at an instant."""
        return Revisions(self._engine, Versions.of(await self.listed()), at)

    async def shelf(self, nature: Nature) -> Shelf:
        """Take down every extract of a nature with its vectors, versions in their order.

        A text taken out of use, with no version after it, stays where it is.
        """
        query = (
            sa.select(extracts, texts.c.key, texts.c.nature, texts.c.about)
            .join_from(extracts, texts)
            .where(texts.c.nature == nature, texts.c.key.in_(_in_use()))
            .order_by(texts.c.key, texts.c.imported_at, extracts.c.number)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings()
            return Shelf(tuple(shelved_of(row) for row in rows))


def _in_use() -> sa.Select[tuple[str]]:
    return sa.select(texts.c.key).where(texts.c.replaced_at.is_(None))


async def _alone(connection: AsyncConnection) -> None:
    """Wait until no other worker is importing: two of them follow the same folder."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72171)")


async def _is_current(connection: AsyncConnection, version: str) -> bool:
    query = sa.select(texts.c.id).where(texts.c.id == version, texts.c.replaced_at.is_(None))
    return await connection.scalar(query) is not None


def _row(document: Document, version: str, origin: Origin, now: datetime) -> dict[str, Any]:
    about = asdict(document.about)
    for name in ("valid_from", "valid_until"):
        about[name] = about[name].isoformat() if about[name] else None
    return {
        "id": version,
        "key": document.key,
        "origin": origin,
        "nature": document.nature,
        "about": about,
        "imported_at": now,
        "replaced_at": None,
    }
