"""The official texts for commands that open no store: read from the database, where it has any."""

import asyncio
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool

from agents.team import NoOfficialTexts, OfficialSearch
from cases.database import open_engine, reading
from cases.model import Passage
from knowledge.found import Found
from knowledge.official import OfficialTexts

log = structlog.get_logger()


class OfficialOnDemand:
    """Reads the official texts at the first search. It writes nothing and makes no database."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = asyncio.Lock()
        self._texts: OfficialSearch | None = None

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Give the passages that answer a question by the law of a day, best first."""
        return await (await self._opened()).search(question, on, limit)

    async def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a passage's quote stands word for word in the text it names."""
        return await (await self._opened()).quote_is_in(passage)

    async def _opened(self) -> OfficialSearch:
        async with self._opening:
            if self._texts is None:
                self._texts = await _texts_at(self._url)
        return self._texts


async def _texts_at(url: str) -> OfficialSearch:
    database = sa.make_url(url)
    if database.get_backend_name() == "sqlite" and not _is_there(database.database):
        return NoOfficialTexts()
    # No connection is kept: nobody closes these commands' texts.
    engine = open_engine(url, NullPool)
    try:
        if await _has_words(engine):
            return await OfficialTexts.of(engine)
    except (SQLAlchemyError, OSError) as error:
        log.warning("official_texts_unread", why=type(error).__name__)
    return NoOfficialTexts()


def _is_there(file: str | None) -> bool:
    return file is not None and Path(file).is_file()


async def _has_words(engine: AsyncEngine) -> bool:
    async with reading(engine) as connection:
        return await connection.run_sync(lambda sync: sa.inspect(sync).has_table("extract_words"))
