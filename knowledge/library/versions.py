"""The versions of texts: which was in use at an instant, which is in force on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, Self

from knowledge.library.documents import About, Nature


class Origin(StrEnum):
    """Who answers for a text being there."""

    FOLDER = "dossier"
    """It stands in the watched folder; once gone from there it is out of use."""
    WATCHED = "suivi"
    """It was found at a watched path; once gone from there it is out of use."""
    IMPORT = "import"
    """Somebody imported it, and will say when it is out of use."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text, without what it says, and when it was the one in use."""

    id: str
    key: str
    origin: Origin
    nature: Nature
    about: About
    imported_at: datetime
    replaced_at: datetime | None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read it from a row of `texts`."""
        return cls(
            id=row["id"],
            key=row["key"],
            origin=Origin(row["origin"]),
            nature=Nature(row["nature"]),
            about=About.from_json(row["about"]),
            imported_at=row["imported_at"],
            replaced_at=row["replaced_at"],
        )

    @property
    def title(self) -> str:
        """The title it gives itself."""
        return self.about.title

    @property
    def first_day(self) -> date:
        """The day it begins; the first of all where it does not say."""
        return self.about.valid_from or date.min

    def in_use(self, at: datetime) -> bool:
        """Tell whether it was the version in use at an instant."""
        return self.imported_at <= at and (self.replaced_at is None or at < self.replaced_at)


class Change(StrEnum):
    """What became of a text between two instants."""

    NEW = "nouveau"
    CHANGED = "modifié"
    OUT = "hors d’usage"


@dataclass(frozen=True)
class Versions:
    """Every version of every text that was ever kept."""

    all: tuple[Version, ...]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Take the versions that the library lists."""
        return cls(tuple(Version.from_row(row) for row in rows))

    def in_use(self, key: str, at: datetime) -> Version | None:
        """Find the version of a text in use at an instant."""
        return next((v for v in self.all if v.key == key and v.in_use(at)), None)

    def in_use_before(self, key: str, at: datetime) -> Version | None:
        """Find the version in use at an instant; for a text not in use then, the nearest one."""
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
        begun = [v for v in known if v.first_day <= day]
        last = max(begun, key=lambda v: (v.first_day, v.imported_at), default=None)
        return last is not None and last.id == version_id and day <= (last.about.valid_until or day)

    def changes(self, since: datetime | None, until: datetime) -> list[tuple[Version, Change]]:
        """List the texts whose version in use is another at `until` than at `since`, by key."""
        found: list[tuple[Version, Change]] = []
        for key in sorted({version.key for version in self.all}):
            before = self.in_use(key, since) if since else None
            after = self.in_use(key, until)
            if after and before is None:
                found.append((after, Change.NEW))
            elif before and after is None:
                found.append((before, Change.OUT))
            elif before and after and after.id != before.id:
                found.append((after, Change.CHANGED))
        return found

    def texts(self, nature: Nature, at: datetime) -> list[Version]:
        """List the versions of a nature in use at an instant."""
        return [version for version in self.all if version.nature is nature and version.in_use(at)]


class State(StrEnum):
    """Where a version stands on a day."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    REPLACED = "replaced"
    ENDED = "ended"
    """Its last day is past, and no other version began since."""
    WITHDRAWN = "withdrawn"
    """Somebody took the text out of use."""


def states_on(versions: Iterable[Version], day: date) -> Mapping[str, State]:
    """State on a day of each version, by its id; `versions` come as `Library.versions` does."""
    states: dict[str, State] = {}
    for _, group in groupby(versions, lambda version: version.key):
        states |= _states_of_text(list(group), day)
    return states


def _states_of_text(versions: Sequence[Version], day: date) -> dict[str, State]:
    if all(version.replaced_at for version in versions):
        last = max(versions, key=lambda version: version.replaced_at or version.imported_at)
        return {v.id: State.WITHDRAWN if v is last else State.REPLACED for v in versions}
    # Of two versions that begin on one day the one imported last counts, as in the corpus.
    by_day = {version.first_day: version for version in versions}
    begun = max((first for first in by_day if first <= day), default=None)
    states: dict[str, State] = {}
    for version in versions:
        first, until = version.first_day, version.about.valid_until
        if by_day[first] is not version:
            states[version.id] = State.REPLACED
        elif first > day:
            states[version.id] = State.TO_COME
        elif first != begun:
            states[version.id] = State.REPLACED
        else:
            states[version.id] = State.ENDED if until and until < day else State.IN_FORCE
    return states
