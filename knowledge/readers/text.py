"""Reads plain text: paragraphs parted by blank lines, no heading guessed."""

import re

from knowledge.document import About, Document, Unreadable
from knowledge.readers.naming import local_document
from knowledge.readers.outline import Outline
from knowledge.readers.source import Source
from knowledge.readers.visible import decode, visible


def read_text(source: Source, form: About) -> Document:
    """Read a text in UTF-8 or, failing that, in Windows-1252."""
    text = decode(source.data)
    if "\x00" in text:
        raise Unreadable(
            f"Le fichier {source.name} n’est pas un texte : enregistrez le document "
            "en PDF, DOCX ou ODT."
        )
    outline = Outline(form.title)
    for block in re.split(r"\n{2,}", visible(text)):
        outline.paragraph(block)
    return local_document(source, form, outline.sections())
