"""Who may bring texts in and take them out: what letters say depends on it."""

from typing import Annotated

from fastapi import Depends, Request

from cases.sessions import Session
from web.office import Here, Office
from web.people.gate import Reader, note_refusal


class MayNotImport(Exception):
    """The signed-in officer may read the texts, not change them."""


def may_import(office: Office, session: Session) -> bool:
    """Tell whether an officer is named among those who may change the texts."""
    return session.account.login in office.may_import


async def _importer(request: Request, office: Here, session: Reader) -> Session:
    if not may_import(office, session):
        await note_refusal(office, session, "access_refused", request, "import")
        raise MayNotImport
    return session


Importer = Annotated[Session, Depends(_importer)]
"""The signed-in officer, who may change the texts. Raises `SignInFirst`, `MayNotImport`."""
