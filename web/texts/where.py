"""Where a paragraph of a text is shown on the page."""

import re
from datetime import date
from urllib.parse import urlencode

from cases.store import now
from web.office import Office

_PLACE = re.compile(r"^(?P<version>[0-9a-f]{64})-(?P<number>\d{1,7})$")


def parted(place: str) -> tuple[str, int] | None:
    """Part a place into the version and the number of the paragraph; None when it is no place."""
    found = _PLACE.match(place)
    return (found["version"], int(found["number"])) if found else None


def link_to(place: str, case_id: str = "") -> str:
    """Give the address of a paragraph; empty when the place is none.

    With a case, what its draft quotes there is marked.
    """
    found = parted(place)
    if found is None:
        return ""
    version, number = found
    query = f"?{urlencode({'dossier': case_id})}" if case_id else ""
    return f"/textes/{version}/{number}{query}#p{number}"


def today(office: Office) -> date:
    """Give the day on the office's wall."""
    return now().astimezone(office.time_zone).date()
