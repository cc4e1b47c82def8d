"""Joins what a file says of itself with what a form said of it, and checks the result."""

from dataclasses import replace

from knowledge.document import About, Document, Nature, Section, Unreadable
from knowledge.readers.source import Source
from knowledge.readers.visible import one_line

NOTHING_SAID = About("")
"""A form left empty."""


def local_document(
    source: Source, about: About, sections: tuple[Section, ...], *guesses: str
) -> Document:
    """Make a local document, named by the first guess or its file when nothing named it."""
    named = [title for title in map(one_line, (about.title, *guesses, source.stem)) if title]
    kept = replace(about, title=named[0] if named else source.name)
    refuse_wrong_days(source, kept)
    return document(source, kept, Nature.LOCAL, sections)


def document(
    source: Source, about: About, nature: Nature, sections: tuple[Section, ...]
) -> Document:
    """Make a document; one without any text is refused."""
    if not sections:
        raise Unreadable(f"Le fichier {source.name} ne contient aucun texte : vérifiez-le.")
    return Document(source.name, about, nature, sections)


def refuse_wrong_days(source: Source, about: About) -> None:
    """Refuse a text whose last day comes before its first."""
    if about.valid_from and about.valid_until and about.valid_until < about.valid_from:
        raise Unreadable(
            f"Dans {source.name}, « valid_until » ({about.valid_until}) vient avant "
            f"« valid_from » ({about.valid_from}) : corrigez l’une des deux dates."
        )
