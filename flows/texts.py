"""Brings files into the library of texts, and keeps it in step with the watched folder."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import About, Document, Unreadable
from knowledge.library import Imported, Library, Origin
from knowledge.readers import read_path


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one document: a sentence of refusal, or what the import changed."""

    name: str
    change: Imported | None
    refusal: str = ""


async def bring(
    library: Library, paths: Iterable[Path], about: About | None = None
) -> AsyncIterator[Brought]:
    """Import files, folders and archives; one that cannot be read stops no other."""
    for path in paths:
        for read in read_path(path, about):
            yield await _kept(library, read, Origin.IMPORT)


async def follow_folder(library: Library, folder: Path) -> list[Brought]:
    """Import what a folder holds and take out of use what it no longer holds.

    A text that has become unreadable stays in use as it was: its refusal says so.
    """
    done = [await _kept(library, read, Origin.FOLDER) for read in readings_of(folder)]
    if not any(one.refusal for one in done):
        gone = await library.keys(Origin.FOLDER) - {one.name for one in done}
        for key in sorted(gone):
            await library.remove(key)
    return done


def readings_of(folder: Path) -> list[Document | Unreadable]:
    """Read a folder; one that is absent or empty holds nothing, which is no fault."""
    return list(read_path(folder)) if folder.is_dir() and any(folder.iterdir()) else []


async def _kept(library: Library, read: Document | Unreadable, origin: Origin) -> Brought:
    if isinstance(read, Unreadable):
        return Brought("", None, str(read))
    return Brought(read.key, await library.keep(read, origin))
