"""Which template a letter is written with: the town's own, else the shipped one."""

from enum import StrEnum
from pathlib import Path

from flows.settings import HOME

SHIPPED = HOME / "deploy" / "letters"


class Kind(StrEnum):
    """What a letter is made into."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def template(self) -> str:
        """The file of its template."""
        return "lettre.typ" if self is Kind.PDF else "lettre.docx"

    @property
    def media(self) -> str:
        """Its media type."""
        if self is Kind.PDF:
            return "application/pdf"
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template_for(kind: Kind, folder: Path) -> Path:
    """Find the template of `folder`, else the shipped one."""
    own = folder / kind.template
    # A link that leads nowhere is a template somebody meant to give: it is not passed over.
    return own if own.exists() or own.is_symlink() else SHIPPED / kind.template
