"""The door of the readers: a file, a folder or an archive in, documents and refusals out."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.document import About, Document, Unreadable
from knowledge.readers.archives import is_hidden, too_big, unpacked
from knowledge.readers.formats import is_archive, read_document
from knowledge.readers.legi import Article, Articles
from knowledge.readers.naming import NOTHING_SAID
from knowledge.readers.source import BOUNDS, Bounds, Source
from knowledge.readers.visible import one_line


def read_path(
    path: Path, about: About | None = None, *, bounds: Bounds = BOUNDS
) -> Iterator[Document | Unreadable]:
    """Read all that stands at a path; what cannot be read is given in its place, not raised.

    `about` fills what a file does not say of itself. Its title names one file, never all those of
    a folder or of an archive; an empty title is none.
    """
    yield from _or_nothing(_read(path, about or NOTHING_SAID, bounds), one_line(path.name))


def _or_nothing(
    readings: Iterator[Document | Unreadable], name: str
) -> Iterator[Document | Unreadable]:
    found = False
    for reading in readings:
        found = True
        yield reading
    if not found:
        yield Unreadable(f"Il n’y a aucun document à lire dans {name} : vérifiez ce choix.")


def _read(path: Path, form: About, bounds: Bounds) -> Iterator[Document | Unreadable]:
    articles = Articles()
    for source in _sources(path, bounds):
        if isinstance(source, Unreadable):
            yield source
        elif is_archive(source):
            yield from _or_nothing(_read_archive(source, form, bounds), source.name)
        else:
            kept = replace(form, title="") if path.is_dir() else form
            yield from _read_one(source, kept, bounds, articles)
    yield from articles.documents("")


def _read_archive(archive: Source, form: About, bounds: Bounds) -> Iterator[Document | Unreadable]:
    articles = Articles()
    for source in unpacked(archive, bounds):
        if isinstance(source, Unreadable):
            yield source
        elif is_archive(source):
            yield Unreadable(
                f"Le fichier {source.name} est une archive dans une archive : "
                "ouvrez-la et envoyez son contenu."
            )
        else:
            yield from _read_one(source, replace(form, title=""), bounds, articles)
    yield from articles.documents(f"{archive.name}/")


def _read_one(
    source: Source, form: About, bounds: Bounds, articles: Articles
) -> Iterator[Document | Unreadable]:
    try:
        reading = read_document(source, form, bounds)
    except Unreadable as fault:
        yield fault
        return
    if isinstance(reading, Article):
        articles.add(reading)
    elif reading is not None:
        yield reading


def _sources(path: Path, bounds: Bounds) -> Iterator[Source | Unreadable]:
    if not path.is_dir():
        yield _source(path, path.name, bounds)
        return
    home = path.resolve()
    for file in _files(path):
        # A link may lead back inside the folder; what leaves it was not given to us.
        if file.is_file() and file.resolve().is_relative_to(home):
            yield _source(file, file.relative_to(path).as_posix(), bounds)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(parent, name) for name in sorted(names) if not is_hidden(name))


def _source(path: Path, key: str, bounds: Bounds) -> Source | Unreadable:
    try:
        if not path.is_file():
            return Unreadable(f"Il n’y a pas de fichier {one_line(key)} : vérifiez son nom.")
        if path.stat().st_size > bounds.file_bytes:
            return too_big(one_line(key), bounds.file_bytes)
        return Source(key, path.read_bytes())
    except OSError:
        return Unreadable(
            f"Le fichier {one_line(key)} ne peut pas être ouvert : vérifiez ses droits."
        )
