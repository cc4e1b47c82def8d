import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.store.database import MIGRATIONS, migrate, open_engine, reading
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from knowledge.library.text_tables import extracts, texts
from knowledge.search.candidates import candidates_by_words, vocabulary_of
from tests.builders import Store

TODAY = date(2026, 11, 24)


def a_code(*articles: str, key: str = "code.md", since: date | None = None) -> Document:
    sections = tuple(
        Section(("Livre", "Titre"), text, f"L{number}", valid_from=since)
        for number, text in enumerate(articles, start=1)
    )
    return Document(key, About("Code", "Code"), Nature.OFFICIAL, sections)


async def articles_with(engine: AsyncEngine, question: str, on: date = TODAY) -> list[str]:
    async with reading(engine) as connection:
        words = await vocabulary_of(connection)
        ids = await candidates_by_words(connection, words, question, on, 10)
        held = await connection.execute(sa.select(extracts.c.id, extracts.c.article))
        names = {row.id: row.article for row in held}
    return [names[one] for one in ids]


async def test_accents_capitals_and_ligatures_make_no_difference(store: Store) -> None:
    await Library(store.engine).keep(a_code("Les ŒUVRES de l’esprit.", "La dérogation accordée."))
    assert await articles_with(store.engine, "une oeuvre, des oeuvres") == ["L1"]
    assert await articles_with(store.engine, "DEROGATION") == ["L2"]


async def test_the_rarer_word_counts_most(store: Store) -> None:
    common = [f"L’agent dépose une demande de congé {letter}." for letter in "abcdef"]
    await Library(store.engine).keep(a_code(*common, "Le congé bonifié."))
    assert (await articles_with(store.engine, "demande de congé bonifié"))[0] == "L7"


async def test_a_question_is_words_and_never_a_query(store: Store) -> None:
    await Library(store.engine).keep(a_code("Le congé annuel est dû."))
    for hostile in (
        'congé" OR 1=1 --',
        "congé & ! | <-> (",
        "NEAR(congé) *",
        "'; DROP TABLE texts",
    ):
        assert await articles_with(store.engine, hostile) in (["L1"], [])
    assert await articles_with(store.engine, 'congé" OR heading : *') == ["L1"]
    assert await articles_with(store.engine, "??? !!!") == []


async def test_what_was_replaced_or_is_not_yet_in_force_is_not_found(store: Store) -> None:
    library = Library(store.engine)
    await library.keep(a_code("Le congé annuel."))
    await library.keep(a_code("Le repos annuel."))
    await library.keep(a_code("Le congé futur.", key="autre.md", since=date(2027, 1, 1)))
    assert await articles_with(store.engine, "congé") == []
    assert await articles_with(store.engine, "congé", date(2027, 1, 1)) == ["L1"]


async def test_a_removed_row_leaves_no_word(store: Store) -> None:
    await Library(store.engine).keep(a_code("Le congé annuel.", "Le repos."))
    async with store.engine.begin() as connection:
        await connection.execute(sa.delete(extracts).where(extracts.c.article == "L1"))
        await connection.execute(sa.update(extracts).values(text="La pause."))
    async with reading(store.engine) as connection:
        assert set((await vocabulary_of(connection)).counts) == {"la", "pause", "titre"}


async def test_a_text_of_the_town_is_no_law(store: Store) -> None:
    local = Document("a.md", About("A"), Nature.LOCAL, (Section(("A",), "Le congé annuel."),))
    await Library(store.engine).keep(local)
    assert await articles_with(store.engine, "congé") == []


async def test_vacuum_moves_no_word_to_another_row(sqlite_store: Store) -> None:
    await Library(sqlite_store.engine).keep(a_code("Le congé.", "Le repos.", "La pause."))
    async with sqlite_store.engine.begin() as connection:
        await connection.execute(sa.delete(extracts).where(extracts.c.article == "L1"))
    async with sqlite_store.engine.connect() as connection:
        await connection.exec_driver_sql("COMMIT")
        await connection.exec_driver_sql("VACUUM")
        await connection.exec_driver_sql("BEGIN")
    assert await articles_with(sqlite_store.engine, "pause") == ["L3"]


@pytest.mark.parametrize("times", [1, 3])
async def test_what_was_imported_before_is_indexed_by_the_migration(
    tmp_path: Path, times: int
) -> None:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade_to_the_second)
        about = {"title": "Code", "reference": "", "applies_to": "", "owner": ""}
        about |= {"valid_from": None, "valid_until": None}  # type: ignore[dict-item]  # JSON
        row = {"id": "v", "key": "code.md", "origin": "import", "nature": "official"}
        kept = {**row, "about": about, "imported_at": datetime.now(UTC)}
        await connection.execute(sa.insert(texts).values(**kept))
        await connection.exec_driver_sql(
            "INSERT INTO extracts VALUES ('v', 0, '[\"Titre\"]', 'L9', NULL, NULL, '', '[]', "
            "'Le congé annuel.', x'')"
        )
    await asyncio.gather(*(migrate(engine) for _ in range(times)))
    assert await articles_with(engine, "congé") == ["L9"]
    await engine.dispose()


def _upgrade_to_the_second(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")
