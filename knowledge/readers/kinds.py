"""What a file is, told by its bytes; neither its name nor its sender has a say."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

_HEAD = 1024
_TEXT_HEAD = 64 * 1024
_MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, its extension, and its name in French."""

    media: str
    extension: str
    label: str
    readable: bool = False


PDF = Kind("application/pdf", ".pdf", "PDF", readable=True)
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docx",
    "document Word",
    readable=True,
)
ODT = Kind("application/vnd.oasis.opendocument.text", ".odt", "document texte", readable=True)
HTML = Kind("text/html", ".html", "page web", readable=True)
TEXT = Kind("text/plain", ".txt", "texte", readable=True)
ARCHIVE = Kind("application/zip", ".zip", "archive")
OTHER = Kind("application/octet-stream", "", "fichier d’un autre genre")
_SIGNATURES = (
    (b"\x89PNG\r\n", Kind("image/png", ".png", "image")),
    (b"\xff\xd8\xff", Kind("image/jpeg", ".jpg", "image")),
    (b"GIF8", Kind("image/gif", ".gif", "image")),
    (b"II*\x00", Kind("image/tiff", ".tif", "image")),
    (b"MM\x00*", Kind("image/tiff", ".tif", "image")),
    (b"BM", Kind("image/bmp", ".bmp", "image")),
    (b"{\\rtf", Kind("application/rtf", ".rtf", "document RTF")),
    (b"\xd0\xcf\x11\xe0", Kind("application/x-ole-storage", ".doc", "ancien document Office")),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
_ISO_IMAGES = frozenset({b"heic", b"heix", b"mif1", b"avif"})


def kind_of(data: bytes) -> Kind:
    """Tell what a file is; `OTHER` where its bytes do not say."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind("image/webp", ".webp", "image")
    if data[4:8] == b"ftyp" and data[8:12] in _ISO_IMAGES:
        return Kind("image/heif", ".heif", "image")
    if b"%PDF-" in data[:_HEAD]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return _written(data)


def _packed(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()[:_MOST_ENTRIES]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ARCHIVE
    if "word/document.xml" in names:
        return DOCX
    return ODT if {"mimetype", "content.xml"} <= set(names) else ARCHIVE


def _written(data: bytes) -> Kind:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not data.strip() or (b"\x00" in data[:_TEXT_HEAD] and not wide):
        return OTHER
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<body", b"<svg")):
        return HTML
    return TEXT
