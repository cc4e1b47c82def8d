from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.revisions import Citing, Revised, Revisions, local_texts_citing
from knowledge.library.text_library import Library
from knowledge.library.versions import Versions
from tests.builders import StoppedClock, Store

TITLE = "Code général de la fonction publique"


def a_code(*articles: tuple[str, str], state: str = "VIGUEUR") -> Document:
    sections = tuple(
        Section(("Livre VIII",), text, number, state=state) for number, text in articles
    )
    return Document("cgfp.md", About(TITLE, TITLE), Nature.OFFICIAL, sections)


@pytest.fixture
def library(store: Store, clock: StoppedClock) -> Library:
    return Library(store.engine, clock)


async def compared(store: Store, library: Library, since: datetime, now: datetime) -> Revised:
    revisions = Revisions(store.engine, Versions.of(await library.listed()), now)
    return await revisions.since("cgfp.md", since)


async def test_articles_that_changed_came_and_went_are_told_in_their_order(
    store: Store, library: Library, clock: StoppedClock
) -> None:
    before = clock()
    await library.keep(a_code(("L9", "Neuf."), ("L822-3", "Trois mois."), ("L10", "Dix.")))
    clock.advance(timedelta(hours=1))
    new = a_code(("L10", "Dix ans."), ("L9", "Neuf ans."), ("L822-3", "Trois\nmois."), ("L11", "."))
    await library.keep(new)
    assert await compared(store, library, before, clock()) == Revised(("L9", "L10"), ("L11",), ())
    clock.advance(timedelta(hours=1))
    await library.keep(a_code(("L9", "Neuf ans.")))
    after = await compared(store, library, before, clock())
    assert after == Revised(("L9",), (), ("L10", "L822-3"))
    assert await compared(store, library, clock(), clock()) == Revised()


async def test_a_text_that_is_new_changed_nothing(
    store: Store, library: Library, clock: StoppedClock
) -> None:
    before = clock()
    clock.advance(timedelta(days=1))
    await library.keep(a_code(("L9", "Neuf.")))
    assert await compared(store, library, before, clock()) == Revised()


async def test_a_text_out_of_use_repeals_nothing(
    store: Store, library: Library, clock: StoppedClock
) -> None:
    await library.keep(a_code(("L9", "Neuf.")))
    before = clock()
    clock.advance(timedelta(days=1))
    await library.remove("cgfp.md")
    assert await compared(store, library, before, clock()) == Revised()


async def test_a_version_of_an_article_begins_on_its_day_without_an_import(
    store: Store, library: Library
) -> None:
    last, first = date(2026, 11, 30), date(2026, 12, 1)
    old = Section(("I",), "Trois mois.", "L822-3", None, last, "MODIFIE")
    new = Section(("I",), "Six mois.", "L822-3", first, None, "VIGUEUR_DIFF")
    gone = Section(("I",), "Neuf.", "L9", None, last, "ABROGE")
    code = Document("cgfp.md", About(TITLE, TITLE), Nature.OFFICIAL, (old, new, gone))
    await library.keep(code)
    noon = [datetime(2026, 11, 29, 12, tzinfo=UTC) + timedelta(days=n) for n in range(3)]
    assert await compared(store, library, noon[0], noon[1]) == Revised()
    assert await compared(store, library, noon[0], noon[2]) == Revised(("L822-3",), (), ("L9",))


async def test_an_article_said_to_be_repealed_without_a_day_is_not_in_force(
    store: Store, library: Library, clock: StoppedClock
) -> None:
    await library.keep(a_code(("L9", "Neuf.")))
    before = clock()
    clock.advance(timedelta(days=1))
    await library.keep(a_code(("L9", "Neuf."), state="ABROGE"))
    assert await compared(store, library, before, clock()) == Revised((), (), ("L9",))


async def test_local_texts_in_use_that_cite_an_article_are_found(
    store: Store, library: Library
) -> None:
    said = Section(("Maladie", "Durée"), "Selon l’article L822-3.", cites=("L822-3", "L1"))
    other = Section(("Maladie", "Envoi"), "Sous 48 heures.")
    note = Document("note.md", About("Arrêts"), Nature.LOCAL, (said, other))
    await library.keep(note)
    await library.keep(Document("vieux.md", About("Vieux"), Nature.LOCAL, (said,)))
    await library.remove("vieux.md")
    found = await local_texts_citing(store.engine, {"L822-3"})
    assert found == [Citing("Arrêts", "Durée", ("L822-3",))]
