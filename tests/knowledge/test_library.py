import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import EMPTY, Imported, Library
from knowledge.library.versions import Origin
from knowledge.search.procedures import Procedures
from tests.builders import Store
from tests.features import learned

OLD, NEW = date(2024, 1, 1), date(2026, 1, 1)


def parking(text: str, since: date = OLD, until: date | None = None) -> Document:
    said = About("Stationnement des agents", "Délibération n° 2024-7", since, until)
    return Document("parking.md", said, Nature.LOCAL, (Section(("Places",), text),))


class Days:
    """A clock that moves a second at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store.engine, Days())


async def found(library: Library, on: date) -> list[str]:
    procedures = Procedures.of(await library.corpus(Nature.LOCAL), learned())
    asked = "Combien de places de parking pour les agents ?"
    return [passage.quote for passage in procedures.search(asked, on)]


async def test_the_same_text_twice_changes_nothing(library: Library) -> None:
    assert await library.stamp() == EMPTY
    assert await library.keep(parking("Il y a 12 places de parking.")) is Imported.NEW
    before = await library.stamp()
    assert await library.keep(parking("Il y a 12 places de parking.")) is Imported.SAME
    assert await library.stamp() == before
    assert len(await library.listed()) == 1


async def test_two_workers_that_follow_one_folder_keep_one_version(library: Library) -> None:
    text = parking("Il y a 12 places de parking.")
    done = await asyncio.gather(*(library.keep(text) for _ in range(4)))
    assert sorted(done) == [Imported.SAME] * 3 + [Imported.NEW]
    assert len(await library.listed()) == 1


async def test_a_changed_text_is_a_new_version_and_the_old_one_is_kept(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    change = await library.keep(parking("Il y a 20 places de parking.", NEW))
    assert change is Imported.CHANGED
    states = [row["replaced_at"] is None for row in await library.listed()]
    assert states == [True, False]


async def test_each_day_has_the_version_in_force_that_day(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    await library.keep(parking("Il y a 20 places de parking.", NEW))
    assert await found(library, date(2025, 3, 1)) == ["Il y a 12 places de parking."]
    assert await found(library, date(2025, 12, 31)) == ["Il y a 12 places de parking."]
    assert await found(library, NEW) == ["Il y a 20 places de parking."]


async def test_a_version_that_was_replaced_is_known_to_have_changed(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    await library.keep(parking("Il y a 20 places de parking.", NEW))
    texts = Procedures.of(await library.corpus(Nature.LOCAL), learned())
    asked = "Combien de places de parking pour les agents ?"
    for day, changed in ((date(2025, 3, 1), True), (NEW, False)):
        (passage,) = texts.search(asked, day)
        assert texts.has_changed(passage, date(2026, 11, 24)) is changed


async def test_a_correction_of_the_same_day_replaces(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    await library.keep(parking("Il y a 13 places de parking."))
    assert await found(library, NEW) == ["Il y a 13 places de parking."]


async def test_a_version_that_comes_back_is_in_use_again(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    await library.keep(parking("Il y a 13 places de parking."))
    assert await library.keep(parking("Il y a 12 places de parking.")) is Imported.CHANGED
    assert await found(library, NEW) == ["Il y a 12 places de parking."]


async def test_a_version_that_ends_a_text_does_not_revive_the_one_before(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    await library.keep(parking("Il y a 12 places de parking.", until=date(2026, 6, 30)))
    assert await found(library, date(2026, 7, 1)) == []
    assert await found(library, date(2026, 6, 30)) == ["Il y a 12 places de parking."]


async def test_an_older_version_brought_later_for_history_does_not_answer_for_today(
    library: Library,
) -> None:
    await library.keep(parking("Il y a 20 places de parking.", NEW))
    await library.keep(parking("Il y a 12 places de parking."))
    assert await found(library, NEW) == ["Il y a 20 places de parking."]
    assert await found(library, date(2025, 3, 1)) == ["Il y a 12 places de parking."]


async def test_whoever_brings_a_text_again_answers_for_it(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."), Origin.FOLDER)
    await library.keep(parking("Il y a 12 places de parking."), Origin.IMPORT)
    assert await library.keys(Origin.IMPORT) == {"parking.md"}
    assert await library.keys(Origin.FOLDER) == set()


async def test_a_repealed_text_is_never_found_for_today(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking.", until=date(2026, 6, 30)))
    assert await found(library, date(2026, 6, 30)) == ["Il y a 12 places de parking."]
    assert await found(library, date(2026, 7, 1)) == []


async def test_a_text_taken_out_of_use_is_found_no_more_and_stays_listed(library: Library) -> None:
    await library.keep(parking("Il y a 12 places de parking."))
    before = await library.stamp()
    assert await library.remove("parking.md")
    assert not await library.remove("parking.md")
    assert await library.stamp() != before
    assert await found(library, NEW) == []
    assert len(await library.listed()) == 1


async def test_what_an_extract_says_comes_back_as_it_was_kept(library: Library) -> None:
    section = Section(
        ("Livre VIII", "Congés"), "Texte.", "L822-3", OLD, NEW, "VIGUEUR", ("L822-1",)
    )
    about = About("Code", "code", None, None, "tous", "DILA")
    code = Document("code.md", about, Nature.OFFICIAL, (section,))
    await library.keep(code, Origin.FOLDER)
    (one,) = (await library.corpus(Nature.OFFICIAL)).extracts
    assert (one.headings, one.text, one.article) == (section.headings, "Texte.", "L822-3")
    assert (one.valid_from, one.valid_until, one.state) == (OLD, NEW, "VIGUEUR")
    assert (one.cites, one.about) == (("L822-1",), about)
    assert await library.keys(Origin.FOLDER) == {"code.md"}
    assert await library.keys(Origin.IMPORT) == set()
