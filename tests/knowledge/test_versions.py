from datetime import UTC, date, datetime

from knowledge.library.documents import About, Nature
from knowledge.library.versions import Change, Origin, Version, Versions

MARCH, APRIL, MAY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (3, 4, 5))
DAY = date(2026, 3, 15)


def a_version(  # noqa: PLR0913 - what a version is
    name: str,
    imported: datetime,
    replaced: datetime | None = None,
    *,
    key: str = "note.md",
    since: date | None = None,
    until: date | None = None,
) -> Version:
    about = About("Note", valid_from=since, valid_until=until)
    return Version(name, key, Origin.IMPORT, Nature.LOCAL, about, imported, replaced)


def test_a_correction_replaces_from_its_import_on() -> None:
    texts = Versions((a_version("a", MARCH, APRIL), a_version("b", APRIL)))
    assert texts.holds("a", DAY, MARCH)
    assert not texts.holds("a", DAY, APRIL)
    assert texts.holds("b", DAY, APRIL)


def test_a_version_to_come_leaves_the_days_before_it_as_they_were() -> None:
    new = a_version("b", APRIL, since=date(2026, 6, 1))
    texts = Versions((a_version("a", MARCH, APRIL), new))
    assert texts.holds("a", date(2026, 5, 31), MAY)
    assert not texts.holds("a", date(2026, 6, 1), MAY)
    assert texts.holds("b", date(2026, 6, 1), MAY)


def test_a_text_out_of_use_or_past_its_last_day_holds_no_more() -> None:
    texts = Versions((a_version("a", MARCH, APRIL), a_version("p", MARCH, key="p", until=DAY)))
    assert not texts.holds("a", DAY, MAY)
    assert texts.holds("p", DAY, MAY)
    assert not texts.holds("p", date(2026, 3, 16), MAY)
    assert not texts.holds("unknown", DAY, MAY)


def test_a_version_that_came_back_was_known_when_it_was_quoted() -> None:
    again = a_version("a", MAY)
    texts = Versions((a_version("b", APRIL, MAY), again))
    assert texts.holds("a", DAY, MARCH)
    assert texts.holds("a", DAY, MAY)


def test_texts_that_came_changed_and_went_are_told_once() -> None:
    kept = a_version("k", MARCH, key="k")
    texts = Versions(
        (
            *(a_version("a", MARCH, APRIL), a_version("b", APRIL)),
            *(a_version("n", APRIL, key="n"), a_version("o", MARCH, APRIL, key="o"), kept),
        )
    )
    told = [(version.id, change) for version, change in texts.changes(MARCH, MAY)]
    assert told == [("n", Change.NEW), ("b", Change.CHANGED), ("o", Change.OUT)]
    assert texts.changes(APRIL, MAY) == []
    assert [version.id for version, _ in texts.changes(None, MAY)] == ["k", "n", "b"]
