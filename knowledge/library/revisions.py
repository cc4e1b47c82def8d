"""What official texts changed, article by article, from an instant to another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.store.database import reading
from knowledge.library.documents import OVER, Nature, by_number
from knowledge.library.text_tables import extracts, texts
from knowledge.library.versions import Versions

Articles = dict[str, str]
"""What each article says on a day, by its number."""


@dataclass(frozen=True, slots=True)
class Revised:
    """The numbers of the articles that say something else, that came and that went."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every article touched."""
        return (*self.changed, *self.added, *self.repealed)


@dataclass(frozen=True, slots=True)
class Citing:
    """A heading of a local text in use, and the articles that it cites."""

    title: str
    heading: str
    articles: tuple[str, ...]


class Revisions:
    """Compares official texts as the library and the day had them with what they say at `now`."""

    def __init__(self, engine: AsyncEngine, versions: Versions, now: datetime) -> None:
        self.versions = versions
        self.now = now
        self._engine = engine
        self._read: dict[tuple[str, date], Articles] = {}

    async def since(self, key: str, at: datetime) -> Revised:
        """Compare a text in use with what it said at an instant.

        Where the library did not have it yet, its first version stands for what it said: only
        the days of its articles can then tell of a change.
        """
        before, after = self.versions.in_use_before(key, at), self.versions.in_use(key, self.now)
        if before is None or after is None:
            return Revised()
        first = await self._articles_on(before.id, day_of(at))
        last = await self._articles_on(after.id, day_of(self.now))
        both = first.keys() & last.keys()
        return Revised(
            _sorted(number for number in both if first[number] != last[number]),
            _sorted(last.keys() - first.keys()),
            _sorted(first.keys() - last.keys()),
        )

    async def _articles_on(self, version: str, day: date) -> Articles:
        """Read once what each article of a version says on a day."""
        known = self._read.get((version, day))
        if known is not None:
            return known
        first, last = extracts.c.valid_from, extracts.c.valid_until
        query = (
            sa.select(extracts.c.article, extracts.c.text)
            .where(
                *(extracts.c.text_id == version, extracts.c.article != ""),
                *(sa.or_(first.is_(None), first <= day), sa.or_(last.is_(None), day <= last)),
                # These states end a version that tells no last day; with one, the day decides.
                sa.not_(sa.and_(last.is_(None), extracts.c.state.in_(OVER))),
            )
            .order_by(extracts.c.number)
        )
        articles: Articles = {}
        async with reading(self._engine) as connection:
            for article, text in await connection.execute(query):
                # Set otherwise, the same words are the same article.
                articles[article] = " ".join((articles.get(article, ""), *text.split()))
        self._read[version, day] = articles
        return articles


async def local_texts_citing(engine: AsyncEngine, articles: Collection[str]) -> list[Citing]:
    """Find the headings of local texts in use that cite any of some articles."""
    query = (
        sa.select(texts.c.about, extracts.c.headings, extracts.c.cites)
        .join_from(extracts, texts)
        .where(texts.c.nature == Nature.LOCAL, texts.c.replaced_at.is_(None))
        .order_by(texts.c.key, extracts.c.number)
    )
    async with reading(engine) as connection:
        rows = (await connection.execute(query)).mappings().all()
    found = (
        Citing(row["about"]["title"], (row["headings"] or [""])[-1], cited)
        for row in rows
        if (cited := tuple(number for number in row["cites"] if number in articles))
    )
    return list(dict.fromkeys(found))


def day_of(at: datetime) -> date:
    """Tell the day of an instant, where this machine stands."""
    return at.astimezone().date()


def _sorted(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(numbers, key=by_number))
