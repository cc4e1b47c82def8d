"""The addresses by which the evidence of a case is opened."""

from enum import StrEnum
from urllib.parse import urlencode

from cases.model import Case


class Where(StrEnum):
    """Where a text is opened: at its paragraph kept here, or on Légifrance."""

    HERE = "ici"
    OUTSIDE = "legifrance"


def address_of(case: Case, number: int, article: int = 0, where: str = Where.HERE) -> str:
    """Give the address that opens a piece of a draft's evidence."""
    draft = case.draft.number if case.draft else 0
    query = urlencode({"brouillon": draft, "article": article, "ou": where})
    return f"/dossiers/{case.id}/appuis/{number}?{query}"
