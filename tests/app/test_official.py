import asyncio
from datetime import date
from pathlib import Path

from app.agent_dependencies import OfficialOnDemand
from cases.store.database import migrate, open_engine
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library

TODAY = date(2026, 11, 24)
TEXT = "Tout agent public a accès à son dossier individuel, sur simple demande."
QUESTION = "Comment accéder à mon dossier individuel d'agent public ?"


def test_no_database_is_made_where_there_is_none(tmp_path: Path) -> None:
    texts = OfficialOnDemand(f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}")
    assert asyncio.run(texts.search(QUESTION, TODAY)) == ()
    assert list(tmp_path.iterdir()) == []


async def test_a_database_of_an_older_version_or_out_of_reach_holds_no_text(tmp_path: Path) -> None:
    (tmp_path / "guichet.db").touch()
    for url in (
        f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}",
        "postgresql+asyncpg://nobody@127.0.0.1:1/none",
    ):
        assert await OfficialOnDemand(url).search(QUESTION, TODAY) == ()


async def test_the_texts_of_the_database_are_searched(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}"
    engine = open_engine(url)
    await migrate(engine)
    title = "Code général de la fonction publique"
    section = Section(("Dossier",), TEXT, "L137-4")
    code = Document("code.md", About(title, title), Nature.OFFICIAL, (section,))
    await Library(engine).keep(code)
    await engine.dispose()
    texts = OfficialOnDemand(url)
    (found,) = await texts.search(QUESTION, TODAY)
    assert (found.passage.article, found.passage.quote) == ("L137-4", TEXT)
    assert await texts.quote_is_in(found.passage)
