"""What the documents name is there: files, folders, commands of make."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
ROOMS = "agents|app|cases|cli|connectors|deploy|docs|flows|knowledge|statute|tests|web"
DOCUMENTS = [HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").glob("*.md"))]
_IN_CODE = re.compile(rf"`((?:{ROOMS})/[\w./-]*)`")
_LINKED = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_MADE = re.compile(r"`make ([a-z-]+)")
# Files of a kind, and what a run writes.
_NOT_A_FILE = re.compile(r"[<*]")


def paths_in(document: Path) -> Iterator[Path]:
    text = document.read_text("utf-8")
    yield from (HOME / found for found in _IN_CODE.findall(text) if not _NOT_A_FILE.search(found))
    yield from (document.parent / found for found in _LINKED.findall(text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    assert [str(path) for path in paths_in(document) if not path.exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_a_document_names_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(_MADE.findall(document.read_text("utf-8"))) <= targets


def test_the_newcomers_map_names_every_room() -> None:
    drawn = (HOME / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in HOME.glob("*/__init__.py")}
    assert {room for room in rooms if f"{room}/" not in drawn} == set()
