"""Lists read part by part: both APIs answer 206 and Content-Range while more follows."""

import re
from collections.abc import Sequence

from connectors.json_http import Answer

_RANGE = re.compile(r"[0-9]+-[0-9]+/([0-9]{1,12})$")


def more_follows(answer: Answer, start: int, rows: Sequence[object], limit: int) -> bool:
    """Whether more follows after these rows; where the total is not told, a full part says so."""
    found = _RANGE.search(answer.headers.get("content-range", ""))
    if found is None:
        return len(rows) >= limit
    return bool(rows) and start + len(rows) < int(found[1])
