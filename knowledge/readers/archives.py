"""Opens archives and office packages that anyone may have made.

Nothing is written to a disk; bytes are counted as they are inflated.
"""

import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, cast

from knowledge.library.documents import Unreadable
from knowledge.readers.safe_xml import refuse_document_type
from knowledge.readers.source import Bounds, Source, one_line

_CHUNK = 1 << 16
# Small entries may pack very well; a bomb cannot be small.
_FREE_BYTES = 1_000_000
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "vbadata.xml")
_ODF_MACROS = ("Basic/", "Scripts/")
_DEFECTS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class _Full(Unreadable):
    """An archive passes a bound: nothing more is read from it."""


class Inflater:
    """Reads entries one after the other, and stops where a bound is passed."""

    def __init__(self, name: str, bounds: Bounds) -> None:
        self._name = name
        self._bounds = bounds
        self._total = 0
        self._entries = 0
        self._start = f"L’archive {name} contient"

    def read(self, key: str, entry: IO[bytes], packed: int | None) -> bytes:
        """Read one entry; its size is what comes out, whatever the archive declares."""
        self._entries += 1
        if self._entries > self._bounds.entries:
            raise _Full(f"{self._start} plus de {self._bounds.entries} fichiers : divisez-la.")
        parts: list[bytes] = []
        size = 0
        while part := entry.read(_CHUNK):
            size += len(part)
            self._total += len(part)
            if self._total > self._bounds.archive_bytes:
                limit = _megabytes(self._bounds)
                raise _Full(f"{self._start} plus de {limit} une fois ouverte : divisez-la.")
            if packed is not None and size > max(_FREE_BYTES, packed * self._bounds.ratio):
                raise _Full(
                    f"{self._start} un fichier démesurément compressé ({one_line(key)}), ce qui "
                    "est refusé par sécurité : refaites-la à partir des documents d’origine."
                )
            if size > self._bounds.file_bytes:
                raise too_big(f"{self._name}/{one_line(key)}", self._bounds.file_bytes)
            parts.append(part)
        return b"".join(parts)


def too_big(name: str, most: int) -> Unreadable:
    """Make the refusal of a file that is more than what is read."""
    megabytes = most // 1_000_000
    return Unreadable(f"Le fichier {name} dépasse {megabytes} Mo : divisez-le ou allégez-le.")


def unpacked(source: Source, bounds: Bounds) -> Iterator[Source | Unreadable]:
    """Read the files of an archive, each under `archive/path`, and what could not be read."""
    entries = _zip_entries if source.data.startswith(b"PK") else _tar_entries
    seen: set[str] = set()
    try:
        for entry in entries(source, bounds):
            key = entry.key if isinstance(entry, Source) else ""
            if key and key in seen:
                yield Unreadable(
                    f"L’archive contient deux fichiers nommés {one_line(key)} : renommez-en un."
                )
            else:
                seen.add(key)
                yield entry
    except _Full as full:
        yield full
    except _DEFECTS:
        yield Unreadable(f"L’archive {source.name} est abîmée : envoyez-la de nouveau.")


def _zip_entries(source: Source, bounds: Bounds) -> Iterator[Source | Unreadable]:
    inflater = Inflater(source.name, bounds)
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        for info in archive.infolist():
            is_link = stat.S_ISLNK(info.external_attr >> 16)
            if info.is_dir() or is_link or is_hidden(info.filename):
                continue
            try:
                key = _inner_key(source, info.filename)
                if info.flag_bits & _ENCRYPTED:
                    yield Unreadable(
                        f"Le fichier {one_line(key)} est protégé par un mot de passe : "
                        "refaites l’archive sans lui."
                    )
                    continue
                with archive.open(info) as entry:
                    content = inflater.read(info.filename, entry, info.compress_size)
                yield Source(key, content)
            except _Full:
                raise
            except Unreadable as fault:
                yield fault
            except _DEFECTS:
                name = f"{source.name}/{one_line(info.filename)}"
                yield Unreadable(f"Le fichier {name} est abîmé : refaites l’archive.")


class _Counted:
    """What a packed TAR inflates to, counted with the members that are skipped."""

    def __init__(self, source: Source, bounds: Bounds) -> None:
        packed = BytesIO(source.data)
        is_packed = source.data.startswith(b"\x1f\x8b")
        self._stream = gzip.GzipFile(fileobj=packed) if is_packed else packed
        self._left = bounds.archive_bytes
        self._full = f"L’archive {source.name} dépasse {_megabytes(bounds)} une fois ouverte"

    def read(self, size: int = -1) -> bytes:
        """Read on, until the bound."""
        part = self._stream.read(size)
        self._left -= len(part)
        if self._left < 0:
            raise _Full(f"{self._full} : divisez-la.")
        return part


def _tar_entries(source: Source, bounds: Bounds) -> Iterator[Source | Unreadable]:
    inflater = Inflater(source.name, bounds)
    # Read as a stream: a whole archive of LEGI would not fit in the memory of a small server.
    stream = cast("IO[bytes]", _Counted(source, bounds))  # a stream is only read
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is None or is_hidden(member.name):
                continue
            try:
                key = _inner_key(source, member.name)
                yield Source(key, inflater.read(member.name, content, None))
            except _Full:
                raise
            except Unreadable as fault:
                yield fault


def _megabytes(bounds: Bounds) -> str:
    return f"{bounds.archive_bytes // 1_000_000} Mo"


def _inner_key(source: Source, name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        raise Unreadable(
            f"L’archive {source.name} contient un nom de fichier qui sort d’elle "
            f"({one_line(name)}), ce qui est refusé par sécurité : refaites-la."
        )
    return f"{source.name}/{path.as_posix()}"


def is_hidden(name: str) -> bool:
    """Tell files that systems and office software leave beside documents."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(
        (part.startswith((".", "~$")) and part not in {".", ".."})
        or part in {"__MACOSX", "Thumbs.db", "desktop.ini"}
        for part in parts
    )


def is_office(package: zipfile.ZipFile) -> bool:
    """Tell a package of office software from an archive of documents."""
    names = set(package.namelist())
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def refuse_harm(source: Source, package: zipfile.ZipFile, bounds: Bounds) -> None:
    """Refuse an office package with macros, a password, a document type or too much of anything."""
    locked = Unreadable(
        f"Le fichier {source.name} est protégé par un mot de passe : "
        "enregistrez-le sans protection."
    )
    inflater = Inflater(source.name, bounds)
    for info in package.infolist():
        if info.filename.lower().endswith(_MACROS) or info.filename.startswith(_ODF_MACROS):
            raise Unreadable(
                f"Le fichier {source.name} contient des macros, ce qui est refusé par sécurité : "
                "enregistrez-le en DOCX ou en ODT sans macros."
            )
        if info.flag_bits & _ENCRYPTED:
            raise locked
        with package.open(info) as part:
            content = inflater.read(info.filename, part, info.compress_size)
        if info.filename.endswith((".xml", ".rels")):
            if len(content) > bounds.part_bytes:
                raise too_big(f"{source.name}/{one_line(info.filename)}", bounds.part_bytes)
            plain = content
            # Office software writes UTF-8; a wide encoding would hide a DOCTYPE from the check.
            if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
                plain = content.replace(b"\x00", b"")
            refuse_document_type(source.name, plain)
        if info.filename == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise locked
