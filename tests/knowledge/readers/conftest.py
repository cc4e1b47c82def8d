"""Reads what a test wrote, and tells documents from refusals."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers.files import read_path

Read = Callable[..., Document]
Refuse = Callable[..., str]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give the only document of a file."""

    def one(name: str, data: bytes | str, about: About | None = None) -> Document:
        (found,) = read_path(_written(tmp_path, name, data), about)
        assert isinstance(found, Document), found
        return found

    return one


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """Give the only refusal of a file."""

    def one(name: str, data: bytes | str) -> str:
        (found,) = read_path(_written(tmp_path, name, data))
        assert isinstance(found, Unreadable), found
        assert name in str(found)
        return str(found)

    return one


def _written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
