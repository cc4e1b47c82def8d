"""Opens the packages of office software, DOCX and ODT, once they are known to be harmless."""

import zipfile
from io import BytesIO

from knowledge.document import About, Document, Unreadable
from knowledge.readers.archives import Inflater, too_big
from knowledge.readers.odt import read_odt
from knowledge.readers.safe_xml import refuse_document_type
from knowledge.readers.source import Bounds, Source
from knowledge.readers.visible import one_line
from knowledge.readers.word import read_docx

_ODF = b"application/vnd.oasis.opendocument."
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "vbadata.xml")
_ODF_MACROS = ("Basic/", "Scripts/")


def is_office(package: zipfile.ZipFile) -> bool:
    """Tell a package of office software from an archive of documents."""
    names = set(package.namelist())
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def read_office(source: Source, form: About, bounds: Bounds) -> Document:
    """Read a text document; sheets, slides, macros and encrypted packages are refused."""
    try:
        package = zipfile.ZipFile(BytesIO(source.data))
    except zipfile.BadZipFile as fault:
        raise Unreadable(f"Le fichier {source.name} est abîmé : renvoyez-le.") from fault
    with package:
        _refuse_harm(source, package, bounds)
        names = package.namelist()
        if "word/document.xml" in names:
            return read_docx(source, form)
        if "mimetype" in names and package.read("mimetype").startswith(_ODF + b"text"):
            return read_odt(source, form)
    raise Unreadable(
        f"Le fichier {source.name} n’est pas un document texte : "
        "enregistrez-le en DOCX, ODT ou PDF."
    )


def _refuse_harm(source: Source, package: zipfile.ZipFile, bounds: Bounds) -> None:
    inflater = Inflater(source.name, bounds)
    for info in package.infolist():
        if info.filename.lower().endswith(_MACROS) or info.filename.startswith(_ODF_MACROS):
            raise Unreadable(
                f"Le fichier {source.name} contient des macros, ce qui est refusé par sécurité : "
                "enregistrez-le en DOCX ou en ODT sans macros."
            )
        if info.flag_bits & _ENCRYPTED:
            raise _locked(source)
        with package.open(info) as part:
            content = inflater.read(info.filename, part, info.compress_size)
        if info.filename.endswith((".xml", ".rels")):
            if len(content) > bounds.part_bytes:
                raise too_big(f"{source.name}/{one_line(info.filename)}", bounds.part_bytes)
            _refuse_bad_xml(source, content)
        if info.filename == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise _locked(source)


def _refuse_bad_xml(source: Source, content: bytes) -> None:
    # Office software writes UTF-8; a wide encoding would hide a DOCTYPE from the check.
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        content = content.replace(b"\x00", b"")
    refuse_document_type(source.name, content)


def _locked(source: Source) -> Unreadable:
    return Unreadable(
        f"Le fichier {source.name} est protégé par un mot de passe : "
        "enregistrez-le sans protection."
    )
