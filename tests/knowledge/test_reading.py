from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.audit.trail import read_trail, verify
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from knowledge.library.versions import Origin, State, Version, states_on
from tests.builders import Store

TODAY = date(2026, 11, 24)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def version(
    name: str, since: date | None, until: date | None = None, *, order: int = 0, gone: int = 0
) -> Version:
    at = FIRST + timedelta(days=order)
    replaced = FIRST + timedelta(days=gone) if gone else None
    about = About("Parking", valid_from=since, valid_until=until)
    return Version(name, "parking.md", Origin.IMPORT, Nature.LOCAL, about, at, replaced)


def states(*versions: Version) -> dict[str, State]:
    return dict(states_on(versions, TODAY))


def test_of_versions_that_began_the_latest_is_in_force_and_the_next_is_to_come() -> None:
    old = version("old", date(2024, 1, 1), gone=1)
    now = version("now", date(2026, 1, 1), order=1, gone=2)
    later = version("later", date(2027, 1, 1), order=2)
    expected = {"old": State.REPLACED, "now": State.IN_FORCE, "later": State.TO_COME}
    assert states(old, now, later) == expected


def test_of_versions_that_begin_on_one_day_the_one_imported_last_counts() -> None:
    for since in (None, date(2026, 1, 1)):
        wrong, right = version("wrong", since, gone=1), version("right", since, order=1)
        assert states(wrong, right) == {"wrong": State.REPLACED, "right": State.IN_FORCE}
    wrong = version("wrong", date(2030, 1, 1), gone=1)
    right = version("right", date(2030, 1, 1), order=1)
    assert states(wrong, right) == {"wrong": State.REPLACED, "right": State.TO_COME}


def test_a_version_holds_on_its_last_day_and_is_ended_the_day_after() -> None:
    assert states(version("a", None, TODAY)) == {"a": State.IN_FORCE}
    assert states(version("a", None, TODAY - timedelta(days=1))) == {"a": State.ENDED}


def test_a_text_taken_out_of_use_is_withdrawn_and_its_earlier_versions_replaced() -> None:
    old, last = version("old", None, gone=1), version("last", date(2025, 1, 1), order=1, gone=9)
    assert states(old, last) == {"old": State.REPLACED, "last": State.WITHDRAWN}


@pytest.fixture
def document() -> Document:
    sections = tuple(Section((f"Titre {n}",), f"Texte {n}.", f"L{n}") for n in range(5))
    return Document("code.md", About("Code"), Nature.OFFICIAL, sections)


async def test_what_people_see_is_what_the_search_holds_for_the_day(
    store: Store, document: Document
) -> None:
    library, reading = Library(store.engine), Library(store.engine)
    for since, until in ((2024, None), (2026, None), (2030, None)):
        about = replace(document.about, valid_from=date(since, 1, 1), valid_until=until)
        await library.keep(replace(document, about=about))
    corpus = await library.corpus(Nature.OFFICIAL)
    held = {
        e.version for e, holds in zip(corpus.extracts, corpus.in_force(TODAY), strict=True) if holds
    }
    told = states_on(await reading.versions(), TODAY)
    assert {one for one, state in told.items() if state is State.IN_FORCE} == held
    assert len(held) == 1


async def test_a_page_of_a_text_comes_in_its_order_and_its_siblings_with_it(
    store: Store, document: Document
) -> None:
    library, reading = Library(store.engine), Library(store.engine)
    await library.keep(document)
    (one,) = await reading.versions(Nature.OFFICIAL)
    assert await reading.versions(Nature.LOCAL) == []
    assert await reading.count(one.id) == 5
    assert [e.text for e in await reading.page(one.id, 1, 2)] == ["Texte 1.", "Texte 2."]
    assert [e.number for e in await reading.articles([one.id], ["L3", "L9"])] == [3]
    assert await reading.page("0" * 64, 0, 9) == []
    await library.keep(replace(document, about=About("Code", "autre")))
    assert {v.about.reference for v in await reading.siblings([one.id])} == {"", "autre"}
    assert await reading.siblings([]) == []


async def test_the_trail_says_who_brought_which_version_and_who_took_it_out(
    store: Store, document: Document
) -> None:
    library = Library(store.engine, by="camille")
    await library.keep(document)
    await library.keep(document)
    assert await library.remove("code.md")
    assert not await library.remove("code.md")
    (one,) = await Library(store.engine).versions()
    told = [(event.actor, event.kind, event.details) for event in await read_trail(store.engine)]
    details = {"text": "code.md", "version": one.id}
    assert told == [("camille", f"text_{done}", details) for done in ("imported", "removed")]
    assert await verify(store.engine) is None
