"""The texts that are followed: the town's folder, official ones, and what changed in them.

Of the official ones, the articles that changed and the rules that cite them.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cases.model import Citation
from knowledge.encoder import Progress, no_progress
from knowledge.library.documents import About, Document, Nature, Unreadable
from knowledge.library.extracts import version_of
from knowledge.library.revisions import Revisions, day_of
from knowledge.library.text_library import Imported, Library
from knowledge.library.versions import Origin, Version
from knowledge.readers.files import read_path
from statute.book import Book
from statute.rule import Article, Rule
from statute.text_names import is_of, name_of, touched

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
    progress: Callable[[str], Progress] = lambda _name: no_progress,
) -> AsyncIterator[Brought]:
    """Import files, folders and archives; one that cannot be read stops no other.

    `progress` makes, for the name of a document, what shows how far it is.
    """
    seen: set[str] = set()
    for path in paths:
        for read in read_path(path, about):
            if isinstance(read, Document) and read.key in seen:
                yield Brought(read.key, None, _TWICE.format(key=read.key))
                continue
            kept = await _keep(library, read, Origin.IMPORT, progress)
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
    done = [await _keep(library, read, Origin.FOLDER) for read in readings]
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
            done.append(await _keep(library, read, Origin.WATCHED))
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


async def _keep(
    library: Library,
    read: Document | Unreadable,
    origin: Origin,
    progress: Callable[[str], Progress] = lambda _name: no_progress,
) -> Brought:
    if isinstance(read, Unreadable):
        return Brought("", None, str(read))
    kept = await library.keep(read, origin, progress(read.key))
    return Brought(read.key, kept, version=version_of(read))


@dataclass(frozen=True, slots=True)
class ToReadAgain:
    """A rule in force that cites articles which changed after its sources were verified."""

    rule: Rule
    cited: Article
    articles: tuple[str, ...]


async def rules_to_read_again(book: Book, revisions: Revisions) -> list[ToReadAgain]:
    """Find the rules in force whose articles changed after the day they were verified."""
    return [
        ToReadAgain(rule, cited, articles)
        for rule in book.rules_on(day_of(revisions.now))
        for cited in rule.cites
        if (articles := await articles_touched(cited.citation, _end_of(rule), revisions))
    ]


async def articles_touched(
    citation: Citation, since: datetime, revisions: Revisions
) -> tuple[str, ...]:
    """Give the articles that a citation names and that say something else than at an instant."""
    found: list[str] = []
    for text in official_texts(revisions):
        if is_of(citation.text, name_of(text.title, text.key)):
            revised = await revisions.since(text.key, since)
            found.extend(touched(citation.article, revised.numbers))
    return tuple(dict.fromkeys(found))


def official_texts(revisions: Revisions) -> list[Version]:
    """Give the official texts in use."""
    return revisions.versions.texts(Nature.OFFICIAL, revisions.now)


def changed_by_rule(rules: list[ToReadAgain]) -> dict[str, str]:
    """Name for each rule to read again the articles that changed: `L822-3 (CGFP)`."""
    named: dict[str, list[str]] = {}
    for one in rules:
        articles = f"{', '.join(one.articles)} ({one.cited.text})"
        named.setdefault(one.rule.id, []).append(articles)
    return {rule: " ; ".join(articles) for rule, articles in named.items()}


def _end_of(rule: Rule) -> datetime:
    # What was imported on the day of the reading was there to be read.
    read = rule.verified_on
    return datetime(read.year, read.month, read.day, 23, 59, 59).astimezone()
