"""Which version of each text was in use at an instant, and in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from knowledge.document import Nature


class Change(StrEnum):
    """What became of a text between two instants."""

    NEW = "nouveau"
    CHANGED = "modifié"
    OUT = "hors d’usage"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text: what it says of itself, and when it was the one in use."""

    id: str
    key: str
    nature: Nature
    title: str
    valid_from: date | None
    valid_until: date | None
    imported_at: datetime
    replaced_at: datetime | None

    def in_use(self, at: datetime) -> bool:
        """Tell whether it was the version in use at an instant."""
        return self.imported_at <= at and (self.replaced_at is None or at < self.replaced_at)

    @property
    def begins(self) -> tuple[date, datetime]:
        """By what it comes before another version: its first day, then its import."""
        return self.valid_from or date.min, self.imported_at


@dataclass(frozen=True)
class Versions:
    """Every version of every text that was ever kept."""

    all: tuple[Version, ...]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Take the versions that the library lists."""
        return cls(tuple(_version(row) for row in rows))

    def in_use(self, key: str, at: datetime) -> Version | None:
        """Give the version of a text in use at an instant."""
        return next((v for v in self.all if v.key == key and v.in_use(at)), None)

    def in_use_before(self, key: str, at: datetime) -> Version | None:
        """Give the version in use at an instant; for a text not in use then, the nearest one."""
        versions = [version for version in self.all if version.key == key]
        known = [version for version in versions if version.imported_at <= at]
        latest = max(known, key=lambda version: version.imported_at, default=None)
        first = min(versions, key=lambda version: version.imported_at, default=None)
        return self.in_use(key, at) or latest or first

    def holds(self, version_id: str, day: date, at: datetime) -> bool:
        """Tell whether the library, as it stood at an instant, gave a version for a day.

        A version imported again later was known then all the same, since somebody asks.
        """
        version = next((v for v in self.all if v.id == version_id), None)
        if version is None:
            return False
        if version.imported_at <= at and self.in_use(version.key, at) is None:
            return False
        of_text = (v for v in self.all if v.key == version.key)
        known = (v for v in of_text if v.imported_at <= at or v.id == version_id)
        begun = [v for v in known if v.begins[0] <= day]
        last = max(begun, key=lambda version: version.begins, default=None)
        return last is not None and last.id == version_id and day <= (last.valid_until or day)

    def changes(self, since: datetime | None, until: datetime) -> list[tuple[Version, Change]]:
        """List the texts whose version in use is another at `until` than at `since`, by key."""
        found = []
        for key in sorted({version.key for version in self.all}):
            before = self.in_use(key, since) if since else None
            after = self.in_use(key, until)
            change = _change(before, after)
            if change and (version := after or before):
                found.append((version, change))
        return found

    def texts(self, nature: Nature, at: datetime) -> list[Version]:
        """Give the versions of a nature in use at an instant."""
        return [version for version in self.all if version.nature is nature and version.in_use(at)]


def _change(before: Version | None, after: Version | None) -> Change | None:
    if before is None:
        return Change.NEW if after else None
    if after is None:
        return Change.OUT
    return Change.CHANGED if after.id != before.id else None


def _version(row: Mapping[str, Any]) -> Version:
    about = row["about"]
    first, last = (
        date.fromisoformat(about[name]) if about[name] else None
        for name in ("valid_from", "valid_until")
    )
    return Version(
        id=row["id"],
        key=row["key"],
        nature=Nature(row["nature"]),
        title=about["title"],
        valid_from=first,
        valid_until=last,
        imported_at=row["imported_at"],
        replaced_at=row["replaced_at"],
    )
