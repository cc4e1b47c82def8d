"""Parses XML that anyone may have written: no entity, no network, no external part."""

from lxml import etree  # type: ignore[import-untyped]  # no stubs

from knowledge.library.documents import Unreadable
from knowledge.readers.source import Source


def parsed_xml(source: Source) -> etree._Element:
    """Give the root of an XML file; one that declares a document type is refused."""
    # Bytes first: a parser must not see a bomb to tell that it is one.
    refuse_document_type(source.name, source.data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas du XML lisible : téléchargez-le de nouveau."
        ) from fault
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding the bytes hid it in
        raise _declared(source.name)
    return root


def refuse_document_type(name: str, data: bytes) -> None:
    """Refuse XML that declares entities, or a document type that may bring some."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise _declared(name)


def local_name(element: etree._Element) -> str:
    """Give the name of an element without its namespace, empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _declared(name: str) -> Unreadable:
    return Unreadable(
        f"Le fichier {name} déclare un type de document XML (DOCTYPE), ce qui est refusé "
        "par sécurité : demandez une version sans cette déclaration."
    )
