"""What a reader is given: the bytes of one file, and how much of anything is read.

Of a text, readers keep what a person can see and nothing else: `visible`.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath


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
        """The name as it can be shown in a sentence."""
        return visible(self.key).replace("\n", " ")

    @property
    def stem(self) -> str:
        """The last part of the key without its extension."""
        return PurePosixPath(self.name).stem

    @property
    def extension(self) -> str:
        """The extension in small letters, its dot included."""
        return PurePosixPath(self.name).suffix.lower()


_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control, format, surrogate and private characters, and letters or marks that draw nothing.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def strip_invisible(fragment: str) -> str:
    """Drop invisible characters from a part of a text; keep no-break spaces and line ends."""
    kept = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", fragment))
    return unicodedata.normalize("NFC", kept)


def visible(text: str) -> str:
    """Drop invisible characters and blanks at the end of lines."""
    return "\n".join(line.rstrip(" \t") for line in strip_invisible(text).split("\n"))


def one_line(text: str) -> str:
    """Bring a visible text on one line, as a heading or a table cell is."""
    return re.sub(r"[ \t\n]+", " ", visible(text)).strip()


def decode(raw: bytes) -> str:
    """Decode a text by its mark, else as UTF-8, else as Windows-1252; never fails."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
