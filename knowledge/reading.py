"""The texts as people read them: their versions, where each stands on a day, their pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.database import reading
from knowledge.document import About, Nature
from knowledge.extracts import Extract
from knowledge.kept import about_from, extract_from
from knowledge.library import Origin
from knowledge.tables import extracts, texts

_WRITTEN = [column for column in extracts.c if column is not extracts.c.vectors]
"""Nobody reads vectors."""


class State(StrEnum):
    """Where a version stands on a day."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    REPLACED = "replaced"
    ENDED = "ended"
    """Its last day is past, and no other version began since."""
    WITHDRAWN = "withdrawn"
    """Somebody took the text out of use."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text, without what it says."""

    id: str
    key: str
    origin: Origin
    nature: Nature
    about: About
    imported_at: datetime
    replaced_at: datetime | None


class Reading:
    """Reads the library for people."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def versions(self, nature: Nature | None = None) -> list[Version]:
        """Give every version of every text, in the order of their import, text by text."""
        return await self._versions(sa.true() if nature is None else texts.c.nature == nature)

    async def siblings(self, ids: Collection[str]) -> list[Version]:
        """Give every version of the texts of which these are versions."""
        keys = sa.select(texts.c.key).where(texts.c.id.in_(ids))
        return await self._versions(texts.c.key.in_(keys))

    async def count(self, version: str) -> int:
        """Count the extracts of a version."""
        query = sa.select(sa.func.count()).where(extracts.c.text_id == version)
        async with reading(self._engine) as connection:
            return await connection.scalar(query) or 0

    async def page(self, version: str, first: int, most: int) -> list[Extract]:
        """Give at most so many extracts of a version from a number on."""
        within = sa.and_(extracts.c.number >= first, extracts.c.number < first + most)
        return await self._extracts(sa.and_(extracts.c.text_id == version, within))

    async def articles(self, versions: Collection[str], numbers: Collection[str]) -> list[Extract]:
        """Give the articles that bear some numbers in some versions, every state of each."""
        named = sa.and_(extracts.c.text_id.in_(versions), extracts.c.article.in_(numbers))
        return await self._extracts(named)

    async def _versions(self, which: sa.ColumnElement[bool]) -> list[Version]:
        query = sa.select(texts).where(which).order_by(texts.c.key, texts.c.imported_at)
        async with reading(self._engine) as connection:
            return [_version(row) for row in (await connection.execute(query)).mappings()]

    async def _extracts(self, which: sa.ColumnElement[bool]) -> list[Extract]:
        query = (
            sa.select(*_WRITTEN, texts.c.key, texts.c.nature, texts.c.about)
            .join_from(extracts, texts)
            .where(which)
            .order_by(extracts.c.text_id, extracts.c.number)
        )
        async with reading(self._engine) as connection:
            return [extract_from(row) for row in (await connection.execute(query)).mappings()]


def states_on(versions: Iterable[Version], day: date) -> Mapping[str, State]:
    """Tell where each version stands on a day; `versions` come as `Reading` gives them."""
    states: dict[str, State] = {}
    for _, group in groupby(versions, lambda version: version.key):
        states |= _states(list(group), day)
    return states


def _states(versions: Sequence[Version], day: date) -> dict[str, State]:
    if all(version.replaced_at for version in versions):
        last = max(versions, key=lambda version: version.replaced_at or version.imported_at)
        return {v.id: State.WITHDRAWN if v is last else State.REPLACED for v in versions}
    # Of two versions that begin on one day the one imported last counts, as on the shelf.
    by_day = {_begins(version): version for version in versions}
    begun = max((since for since in by_day if since <= day), default=None)
    return {
        version.id: State.REPLACED
        if by_day[_begins(version)] is not version
        else _state(version, begun, day)
        for version in versions
    }


def _state(version: Version, begun: date | None, day: date) -> State:
    since, until = _begins(version), version.about.valid_until
    if since > day:
        return State.TO_COME
    if since != begun:
        return State.REPLACED
    return State.ENDED if until and until < day else State.IN_FORCE


def _begins(version: Version) -> date:
    return version.about.valid_from or date.min


def _version(row: RowMapping) -> Version:
    return Version(
        id=row["id"],
        key=row["key"],
        origin=Origin(row["origin"]),
        nature=Nature(row["nature"]),
        about=about_from(row["about"]),
        imported_at=row["imported_at"],
        replaced_at=row["replaced_at"],
    )
