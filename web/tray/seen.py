"""What a screen shows of a list, so that news never move what somebody is about to choose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.model import sha256_of
from cases.tray import Row

_MARK = re.compile(r"(\d{1,3})\.([0-9a-f]{16})\.(\d{1,18})\.[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """How many rows, in which order, the last change of any (microseconds since 1970)."""

    many: int = 0
    order: str = ""
    changed: int = 0

    @classmethod
    def read(cls, mark: str) -> "Seen":
        """Read a mark back; with one that is none, nothing was seen."""
        found = _MARK.fullmatch(mark)
        return cls(int(found[1]), found[2], int(found[3])) if found else cls()

    def still_first(self, rows: Sequence[Row]) -> bool:
        """Tell whether what is on the screen is still where it stands."""
        return not self.many or self.order == order_of(rows[: self.many])

    def count_new(self, rows: Sequence[Row]) -> int:
        """Count the rows that came since."""
        return sum(_instant(row) > self.changed for row in rows)


def order_of(rows: Sequence[Row]) -> str:
    """Name some rows in their order: 16 hexadecimal digits."""
    return sha256_of(".".join(row.id for row in rows))[:16]


def mark_of(rows: Sequence[Row], shown: str) -> str:
    """Name what is shown of a list."""
    changed = max(map(_instant, rows), default=0)
    return f"{len(rows)}.{order_of(rows)}.{changed}.{sha256_of(shown)[:16]}"


def _instant(row: Row) -> int:
    return int(row.changed_at.timestamp() * 1_000_000)
