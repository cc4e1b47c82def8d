"""A question answered beside the page by an official text, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from app import question_service
from app.question_service import Questions
from app.settings.town_settings import Settings
from app.wiring import Wiring
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import EMPTY
from tests.builders import Store

TODAY = date(2026, 11, 24)
TITLE = "Code général de la fonction publique"
TEXT = (
    "Un comité social territorial est créé dans chaque collectivité employant au moins "
    "cinquante agents."
)
QUESTION = (
    "À partir de combien d’agents une collectivité crée-t-elle un comité social territorial ?"
)


@pytest.fixture
async def wiring(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wiring]:
    url = store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr(question_service, "PATIENCE", 300.0)
    monkeypatch.setenv("GUICHET_SECRET", "a secret of the tests")
    monkeypatch.setenv("GUICHET_DATABASE", url)
    made = Wiring(Settings())
    section = Section(("Comité social",), TEXT, "L251-5")
    await made.library.keep(Document("code.md", About(TITLE, TITLE), Nature.OFFICIAL, (section,)))
    yield made
    await made.aclose()


async def test_an_official_text_answers_beside_the_page_and_the_page_goes_on(
    wiring: Wiring,
) -> None:
    asked = Questions(wiring)
    for _ in range(2):
        first, second = await asyncio.gather(*(asked.ask(QUESTION, TODAY) for _ in range(2)))
        assert [quoted.quotes for quoted in first.texts] == [(TEXT,)]
        assert second == first
        assert len(await asyncio.gather(*(wiring.library.stamp() for _ in range(4)))) == 4
    await asked.aclose()
    assert await wiring.library.stamp() != EMPTY
