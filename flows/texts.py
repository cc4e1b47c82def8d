"""Brings files into the library of texts, and keeps it in step with the watched folder."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import About, Document, Unreadable
from knowledge.extracts import version_of
from knowledge.library import Imported, Library, Origin
from knowledge.meaning import Progress, unseen
from knowledge.readers import read_path

_TWICE = (
    "Deux textes s’appellent {key} : le premier est importé, renommez le second ou importez le "
    "dossier qui les contient tous deux."
)

_TAKEN = (
    "Deux textes suivis s’appellent {key} : renommez l’un des fichiers, le premier reste en usage."
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one document: a sentence of refusal, or what the import changed."""

    name: str
    change: Imported | None
    refusal: str = ""
    version: str = ""


async def bring(
    library: Library,
    paths: Iterable[Path],
    about: About | None = None,
    told: Callable[[str], Progress] = lambda _name: unseen,
) -> AsyncIterator[Brought]:
    """Import files, folders and archives; one that cannot be read stops no other.

    `told` gives, for the name of a document, what is told of its progress.
    """
    seen: set[str] = set()
    for path in paths:
        for read in read_path(path, about):
            if isinstance(read, Document) and read.key in seen:
                yield Brought(read.key, None, _TWICE.format(key=read.key))
                continue
            kept = await _kept(library, read, Origin.IMPORT, told)
            seen.add(kept.name)
            yield kept


async def follow_folder(library: Library, folder: Path) -> list[Brought]:
    """Import what a folder holds and take out of use what it no longer holds.

    A file that has become unreadable stays in use as it was, and its refusal says so. A folder that
    is not there (a share that is not mounted) changes nothing.
    """
    present = files_of(folder)
    if present is None:
        return []
    readings = await asyncio.to_thread(_read, folder) if present else []
    done = [await _kept(library, read, Origin.FOLDER) for read in readings]
    for key in sorted(await library.keys(Origin.FOLDER) - {one.name for one in done}):
        if not any(key == name or key.startswith(f"{name}/") for name in present):
            await library.remove(key)
    return done


async def follow_paths(library: Library, paths: Iterable[Path]) -> list[Brought]:
    """Import what watched files, folders and archives hold; retire what none holds any more.

    While anything in them is refused, nothing is retired: it may be what the refusal hides.
    """
    done: list[Brought] = []
    taken = await library.keys(Origin.FOLDER)
    for path in paths:
        for read in await asyncio.to_thread(_read, path):
            if isinstance(read, Document) and read.key in taken:
                done.append(Brought(read.key, None, _TAKEN.format(key=read.key)))
                continue
            done.append(await _kept(library, read, Origin.WATCHED))
            taken.add(done[-1].name)
    if not any(one.refusal for one in done):
        for key in sorted(await library.keys(Origin.WATCHED) - {one.name for one in done}):
            await library.remove(key)
    return done


def _read(path: Path) -> list[Document | Unreadable]:
    return list(read_path(path))


def files_of(folder: Path) -> set[str] | None:
    """Name the files of a folder, hidden ones left out; None when there is no such folder."""
    if not folder.is_dir():
        return None
    files = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder) for path in files)
    return {name.as_posix() for name in names if not any(p.startswith(".") for p in name.parts)}


async def _kept(
    library: Library,
    read: Document | Unreadable,
    origin: Origin,
    told: Callable[[str], Progress] = lambda _name: unseen,
) -> Brought:
    if isinstance(read, Unreadable):
        return Brought("", None, str(read))
    kept = await library.keep(read, origin, told(read.key))
    return Brought(read.key, kept, version=version_of(read))
