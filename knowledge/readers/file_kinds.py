"""What a file is, told by its bytes; neither its name nor its sender has a say."""

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO

_HEAD = 1024
"""Bytes among which the marks of a format are looked for."""
TO_CONVERT = "enregistrez le document en DOCX, ODT ou PDF."
_TO_RECOGNISE = "est une image : passez-la à la reconnaissance de texte (OCR)."
_TEXT_HEAD = 64 * 1024
_MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, its extension, and its name in French.

    `refusal` ends the sentence by which an import refuses it, where the kind has one of its own.
    """

    media: str
    extension: str
    label: str
    refusal: str = ""
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
_RTF = Kind("application/rtf", ".rtf", "document RTF", f"est au format RTF : {TO_CONVERT}")
_OLE = Kind(
    "application/x-ole-storage",
    ".doc",
    "ancien document Office",
    f"est un ancien document Office ou est chiffré : {TO_CONVERT}",
)
_SIGNATURES = (
    (b"\x89PNG", Kind("image/png", ".png", "image", _TO_RECOGNISE)),
    (b"\xff\xd8\xff", Kind("image/jpeg", ".jpg", "image", _TO_RECOGNISE)),
    (b"GIF8", Kind("image/gif", ".gif", "image")),
    (b"II*\x00", Kind("image/tiff", ".tif", "image", _TO_RECOGNISE)),
    (b"MM\x00*", Kind("image/tiff", ".tif", "image", _TO_RECOGNISE)),
    (b"BM", Kind("image/bmp", ".bmp", "image")),
    (b"{\\rtf", _RTF),
    (b"\xd0\xcf\x11\xe0", _OLE),
    (b"Rar!", replace(ARCHIVE, refusal="est une archive RAR : refaites-la au format ZIP.")),
    (b"7z\xbc\xaf", replace(ARCHIVE, refusal="est une archive 7z : refaites-la au format ZIP.")),
    (b"\x1f\x8b", ARCHIVE),
)
_ISO_IMAGES = frozenset({b"heic", b"heix", b"mif1", b"avif"})


def signed_kind(data: bytes) -> Kind | None:
    """Tell the kind whose signature a file begins with; None where it begins with none."""
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def kind_of(data: bytes) -> Kind:
    """Tell what a file is; `OTHER` where its bytes do not say."""
    if kind := signed_kind(data):
        return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind("image/webp", ".webp", "image")
    if data[4:8] == b"ftyp" and data[8:12] in _ISO_IMAGES:
        return Kind("image/heif", ".heif", "image")
    if is_pdf(data):
        return PDF
    return _zipped_kind(data) if data.startswith(b"PK\x03\x04") else _written_kind(data)


def _zipped_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()[:_MOST_ENTRIES]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ARCHIVE
    if "word/document.xml" in names:
        return DOCX
    return ODT if {"mimetype", "content.xml"} <= set(names) else ARCHIVE


def _written_kind(data: bytes) -> Kind:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not data.strip() or (b"\x00" in data[:_TEXT_HEAD] and not wide):
        return OTHER
    marks = (b"<!doctype html", b"<html", b"<?xml", b"<body", b"<svg")
    return HTML if first_letters(data).startswith(marks) else TEXT


def is_pdf(data: bytes) -> bool:
    """Tell a PDF, whose mark may come after a few bytes."""
    return b"%PDF-" in data[:_HEAD]


def first_letters(data: bytes) -> bytes:
    """Start of a text in small letters, its byte order mark and its blanks left out."""
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
