"""What the tray and its search cost with 100,000 cases, beside 1,000: both in one run, as tables.

As many cases are open in both, what differs is what was closed before: both show and count as many
rows. Nothing here asserts a time.
"""

import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

import pytest
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.model import CaseState, Outcome
from cases.people.access import Scope
from cases.queues.case_list import CaseQuery, Order, Queue, count_open, read_next, read_page
from cases.store.database import migrate, open_engine
from cases.store.records import TICKET, to_json
from cases.tables import cases
from tests.builders import ALL, a_ticket
from tests.conftest import (
    drop_postgres_database,
    new_postgres_database,
    sqlite_url,
    url_of,
)

SIZES = (1_000, 100_000)
OPEN = 500
RARE, NAMED = 20, 20
AT_ONCE = 2_000
WARM, ROUNDS = 5, 31
SINCE = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)
CATEGORIES = [f"categorie-{n}" for n in range(20)]
CLOSED = [
    CaseState.ANSWERED,
    CaseState.AWAITING_REQUESTER,
    CaseState.REJECTED,
    CaseState.CLOSED_ELSEWHERE,
]
OF_A_GROUP = Scope("ada", plain=frozenset(CATEGORIES[:3]), groups=frozenset({"paie"}))

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]

Look = Callable[[AsyncEngine], Awaitable[object]]


@dataclass
class Seed:
    """What fills a store: the same words in the same shares, whatever its size."""

    size: int
    chance: random.Random

    def __post_init__(self) -> None:
        self.words = [f"mot{n}" for n in range(3_000)]
        # Cumulated once: drawing a word is then as cheap as it can be.
        self.weights = list(accumulate(1 / (n + 1) for n in range(3_000)))
        step = self.size // RARE
        self.rare = set(range(0, self.size, step))
        self.named = set(range(step // 2, self.size, step))

    def row(self, number: int) -> dict[str, object]:
        chance = self.chance
        said = chance.choices(self.words, cum_weights=self.weights, k=60)
        said += ["bonjour"] * (chance.random() < 0.6) + ["congés"] * (chance.random() < 0.3)
        said += ["xylophone"] * (number in self.rare)
        name = f"Prénom{chance.randrange(500)} Nom{chance.randrange(500)}"
        name = "Ysoline Quemeneur" if number in self.named else name
        at = SINCE + timedelta(minutes=15 * number)
        ticket = replace(
            a_ticket(str(number), text=" ".join(said)),
            received_at=at,
            requester_name=name,
            requester_email=f"{name.replace(' ', '.').lower()}@valmorel.example",
        )
        # What waits is mostly what came last.
        late = number >= self.size - OPEN
        state = CaseState.AWAITING_APPROVAL if late else chance.choice(CLOSED)
        return {
            "id": f"{chance.getrandbits(128):032x}",
            "system": "demo",
            "number": str(number),
            "state": state,
            "reason": "",
            "ticket": to_json(TICKET, ticket),
            "draft_number": 0,
            "opened_at": at,
            "changed_at": at + timedelta(hours=chance.randrange(72)),
            "received_at": at,
            "due_at": at + timedelta(days=chance.randrange(2, 30)) if number % 50 else None,
            "category": chance.choice(CATEGORIES),
            "rank": chance.choices((0, 1, 2), (1, 9, 90))[0],
            "sensitive": chance.random() < 0.03,
            "outcome": chance.choice(list(Outcome)),
            "assigned_group": "paie" if chance.random() < 0.05 else None,
        }


async def fill(engine: AsyncEngine, size: int) -> None:
    seed = Seed(size, random.Random(1))  # noqa: S311 - a bench
    on_postgresql = engine.dialect.name == "postgresql"
    if on_postgresql:
        # Made once of all the words, not word by word.
        await run(engine, "DROP INDEX ix_case_words_words")
    for start in range(0, size, AT_ONCE):
        rows = [seed.row(n) for n in range(start, min(start + AT_ONCE, size))]
        async with engine.begin() as connection:
            await connection.execute(sa.insert(cases), rows)
    if on_postgresql:
        await run(engine, "CREATE INDEX ix_case_words_words ON case_words USING gin (words)")
        # What autovacuum does within a minute of such a load.
        await run(engine, "VACUUM ANALYZE cases, case_words")


async def run(engine: AsyncEngine, statement: str) -> None:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.exec_driver_sql(statement)


def page_of(wanted: CaseQuery, number: int = 1, scope: Scope = ALL) -> Look:
    return lambda engine: read_page(engine, wanted, scope, number)


async def next_of(engine: AsyncEngine, wanted: CaseQuery) -> Look:
    middle = (await read_page(engine, wanted, ALL)).rows[-1].id
    return lambda engine: read_next(engine, wanted, ALL, middle)


async def looks(engine: AsyncEngine) -> Mapping[str, Look]:
    closed = CaseQuery(Queue.CLOSED, Order.CHANGED)
    everywhere = CaseQuery(None)
    return {
        "à approuver, première page": page_of(CaseQuery()),
        "à approuver, page 10": page_of(CaseQuery(), 10),
        "à approuver, par échéance": page_of(CaseQuery(order=Order.DEADLINE)),
        "à approuver, par échéance, page 10": page_of(CaseQuery(order=Order.DEADLINE), 10),
        "à approuver, une catégorie": page_of(CaseQuery(category=CATEGORIES[4])),
        "à approuver, un groupe": page_of(CaseQuery(), scope=OF_A_GROUP),
        "traitées, première page": page_of(closed),
        "traitées, page 4": page_of(closed, 4),
        "traitées, par échéance": page_of(CaseQuery(Queue.CLOSED, Order.DEADLINE)),
        "toutes, par échéance": page_of(CaseQuery(None, Order.DEADLINE)),
        "traitées, une catégorie": page_of(replace(closed, category=CATEGORIES[4])),
        "traitées, sensibles": page_of(replace(closed, sensitive=True)),
        "mot rare": page_of(replace(everywhere, words="xylophone")),
        "mot courant": page_of(replace(everywhere, words="bonjour")),
        "début d’un mot courant": page_of(replace(everywhere, words="cong")),
        "deux mots": page_of(replace(everywhere, words="congés bonjour")),
        "nom": page_of(replace(everywhere, words="ysoline quemeneur")),
        "mot courant, un groupe": page_of(replace(everywhere, words="bonjour"), scope=OF_A_GROUP),
        "mot courant, à approuver": page_of(CaseQuery(words="bonjour")),
        "le dossier suivant": await next_of(engine, CaseQuery()),
        "le suivant par échéance": await next_of(engine, CaseQuery(order=Order.DEADLINE)),
        "les compteurs": lambda engine: count_open(engine, ALL),
    }


async def times(pair: tuple[tuple[AsyncEngine, Look], ...]) -> list[tuple[float, float]]:
    """Measure the median wall and CPU milliseconds of each look, in turn: load weighs on both."""
    took: list[list[float]] = [[] for _ in pair]
    worked: list[list[float]] = [[] for _ in pair]
    for turn in range(WARM + ROUNDS):
        for place, (engine, look) in enumerate(pair):
            started, busy = time.perf_counter(), time.process_time()
            await look(engine)
            if turn >= WARM:
                took[place].append(1000 * (time.perf_counter() - started))
                worked[place].append(1000 * (time.process_time() - busy))
    return [(median(wall), median(cpu)) for wall, cpu in zip(took, worked, strict=True)]


@pytest.fixture(params=["sqlite", "postgresql"])
async def stores(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[AsyncEngine, AsyncEngine]]:
    on_postgresql = request.param == "postgresql"
    names = [await new_postgres_database() for _ in SIZES] if on_postgresql else []
    urls = map(url_of, names) if names else map(sqlite_url, (tmp_path / "1", tmp_path / "2"))
    small, large = (open_engine(url) for url in urls)
    for engine in (small, large):
        await migrate(engine)
    yield small, large
    for engine in (small, large):
        await engine.dispose()
    for name in names:
        await drop_postgres_database(name)


async def test_the_tray_and_its_search(stores: tuple[AsyncEngine, AsyncEngine]) -> None:
    small, large = stores
    for engine, size in zip((small, large), SIZES, strict=True):
        started = time.perf_counter()
        await fill(engine, size)
        Console().print(f"{size} dossiers en {time.perf_counter() - started:.0f} s")
    table = Table(title=f"{small.dialect.name} : médiane de {ROUNDS}, en ms (processeur)")
    for heading in ("Geste", "1 000 dossiers", "100 000 dossiers", "Rapport"):
        table.add_column(heading)
    large_looks = await looks(large)
    for name, look in (await looks(small)).items():
        few, many = await times(((small, look), (large, large_looks[name])))
        table.add_row(
            name,
            *(f"{wall:.2f} ({cpu:.2f})" for wall, cpu in (few, many)),
            f"{many[0] / few[0]:.2f} ({many[1] / few[1]:.2f})",
        )
    Console().print(table)
