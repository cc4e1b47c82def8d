from pathlib import Path

import pytest

from app.followed_texts import bring, follow_folder
from knowledge.library.documents import About
from knowledge.library.text_library import Imported, Library
from knowledge.library.versions import Origin
from tests.builders import Store

GOOD = """---
title: Parking
reference: Note 1
valid_from: 2026-01-01
applies_to: Tous
owner: DRH
---

# Parking

Il y a 12 places.
"""


@pytest.fixture
def library(sqlite_store: Store) -> Library:
    return Library(sqlite_store.engine)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "textes"
    made.mkdir()
    return made


async def test_a_file_that_cannot_be_read_stops_no_other(library: Library, folder: Path) -> None:
    (folder / "bon.md").write_text(GOOD, "utf-8")
    (folder / "mauvais.md").write_text(GOOD.replace("2026-01-01", "2026-02-31"), "utf-8")
    brought = [one async for one in bring(library, [folder])]
    assert [one.change for one in brought if one.change] == [Imported.NEW]
    (refusal,) = [one.refusal for one in brought if one.refusal]
    assert "mauvais.md" in refusal


async def test_the_form_says_what_the_file_does_not(library: Library, folder: Path) -> None:
    (folder / "note.txt").write_text("Il y a 12 places.", "utf-8")
    about = About("Parking", "Note 1")
    assert [one.change async for one in bring(library, [folder / "note.txt"], about)] == [
        Imported.NEW
    ]
    (row,) = await library.listed()
    assert row["about"]["title"] == "Parking"


async def test_what_leaves_the_folder_is_out_of_use_and_what_was_imported_stays(
    library: Library, folder: Path
) -> None:
    (folder / "a.md").write_text(GOOD, "utf-8")
    (folder / "b.md").write_text(GOOD, "utf-8")
    await follow_folder(library, folder)
    other = folder.parent / "autre.md"
    other.write_text(GOOD, "utf-8")
    _ = [one async for one in bring(library, [other])]
    (folder / "a.md").unlink()
    await follow_folder(library, folder)
    assert await library.keys(Origin.FOLDER) == {"b.md"}
    assert await library.keys(Origin.IMPORT) == {"autre.md"}


async def test_a_text_that_became_unreadable_stays_in_use(library: Library, folder: Path) -> None:
    (folder / "a.md").write_text(GOOD, "utf-8")
    await follow_folder(library, folder)
    (folder / "a.md").write_text(GOOD.replace("valid_from", "depuis"), "utf-8")
    (told,) = await follow_folder(library, folder)
    assert "a.md" in told.refusal
    assert await library.keys(Origin.FOLDER) == {"a.md"}


async def test_an_absent_folder_changes_nothing(library: Library, folder: Path) -> None:
    (folder / "a.md").write_text(GOOD, "utf-8")
    await follow_folder(library, folder)
    assert await follow_folder(library, folder / "absent") == []
    assert await library.keys(Origin.FOLDER) == {"a.md"}


async def test_a_bad_file_does_not_keep_in_use_what_left_the_folder(
    library: Library, folder: Path
) -> None:
    (folder / "a.md").write_text(GOOD, "utf-8")
    await follow_folder(library, folder)
    (folder / "a.md").unlink()
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (told,) = await follow_folder(library, folder)
    assert "logo.png" in told.refusal
    assert await library.keys(Origin.FOLDER) == set()


async def test_a_folder_of_hidden_files_holds_nothing(library: Library, folder: Path) -> None:
    (folder / ".gitkeep").touch()
    assert await follow_folder(library, folder) == []


async def test_of_two_files_with_one_name_the_second_is_refused(
    library: Library, folder: Path
) -> None:
    other = folder / "b"
    other.mkdir()
    for place, text in ((folder, "Il y a 12 places."), (other, "Le repas vaut 4 euros.")):
        (place / "note.txt").write_text(text, "utf-8")
    brought = [one async for one in bring(library, [folder / "note.txt", other / "note.txt"])]
    assert [one.change for one in brought] == [Imported.NEW, None]
    assert "note.txt" in brought[1].refusal
