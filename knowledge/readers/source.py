"""One file as bytes with the name a person knows it by, and how much of anything is read."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.readers.visible import visible


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is refused before it can fill the memory or the day."""

    file_bytes: int = 100_000_000
    """One file, in a folder or out of an archive."""
    archive_bytes: int = 500_000_000
    """All that an archive holds, counted while it is inflated."""
    ratio: int = 200
    """An inflated entry over its packed size; small entries are not held to it."""
    entries: int = 20_000
    pages: int = 2_000
    part_bytes: int = 50_000_000
    """One XML part of an office document, which takes ten times that once parsed."""


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file; `key` names it in what was given, `/` parting the folders."""

    key: str
    data: bytes

    @property
    def name(self) -> str:
        """Give the name as it can be shown in a sentence."""
        return visible(self.key).replace("\n", " ")

    @property
    def stem(self) -> str:
        """Give the last part of the key without its extension."""
        return PurePosixPath(self.name).stem

    @property
    def extension(self) -> str:
        """Give the extension in small letters, its dot included."""
        return PurePosixPath(self.name).suffix.lower()
