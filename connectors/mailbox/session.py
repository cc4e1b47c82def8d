"""The IMAP verbs we use, typed. Nothing here marks a mail as read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imapclient import IMAPClient

from connectors.base import BadAnswer, ConnectorError

HEADERS = (
    "Message-ID In-Reply-To References From To Cc Subject Date Content-Type Return-Path "
    "Auto-Submitted Precedence List-Id X-Guichet-Key X-Guichet-Ticket"
)
MAX_HEADER_BYTES = 65_536
AT_ONCE = 100

_ASKED = f"BODY.PEEK[HEADER.FIELDS ({HEADERS.upper()})]<0.{MAX_HEADER_BYTES}>"


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as it was opened: the generation of its numbers, the keywords it takes."""

    name: str
    validity: int
    keywords: frozenset[str]

    def takes(self, keyword: str) -> bool:
        """Whether a keyword written here is kept."""
        return "\\*" in self.keywords or keyword.casefold() in self.keywords


@dataclass(frozen=True, slots=True)
class Header:
    """What one mail says of itself before it is read; `size` in bytes."""

    uid: int
    arrived: datetime
    size: int
    raw: bytes


class Session:
    """One connection, logged in."""

    def __init__(self, client: IMAPClient) -> None:
        self._client = client

    def exists(self, folder: str) -> bool:
        """Whether a folder is there."""
        return bool(self._client.folder_exists(folder))

    def create(self, folder: str) -> None:
        """Make a folder."""
        self._client.create_folder(folder)

    def open(self, folder: str, *, to_write: bool = False) -> Opened:
        """Select a folder; the verbs that follow act on it."""
        if not self.exists(folder):
            message = (
                f"Le dossier « {folder} » n’existe pas dans la boîte : le créer ou le corriger."
            )
            raise ConnectorError(message, permanent=True)
        said = self._client.select_folder(folder, readonly=not to_write)
        flags = (flag.decode("ascii", "replace") for flag in said.get(b"PERMANENTFLAGS", ()))
        return Opened(
            folder, int(said[b"UIDVALIDITY"]), frozenset(flag.casefold() for flag in flags)
        )

    def search(self, *criteria: object) -> list[int]:
        """List the mails that match, in the order they came."""
        return sorted(int(uid) for uid in self._client.search(list(criteria)))

    def headers(self, uids: Sequence[int]) -> Iterator[Header]:
        """Read the headers of mails; a mail that is not shown is a `BadAnswer`, never left out."""
        for some in _batches(uids):
            said = self._client.fetch(some, ["INTERNALDATE", "RFC822.SIZE", _ASKED])
            yield from (_header(uid, said.get(uid, {})) for uid in some)

    def content(self, uid: int, limit: int) -> bytes:
        """Read the first `limit` bytes of a mail."""
        said = self._client.fetch([uid], [f"BODY.PEEK[]<0.{limit}>"])
        return _part(said.get(uid, {}), b"BODY[]")

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Read the flags of mails, in small letters."""
        said = self._client.get_flags(uids)
        return {
            uid: frozenset(flag.decode("ascii", "replace").casefold() for flag in flags)
            for uid, flags in said.items()
        }

    def add_flags(self, uids: Sequence[int], flags: Iterable[str]) -> None:
        """Add flags."""
        self._client.add_flags(uids, list(flags), silent=True)

    def remove_flags(self, uids: Sequence[int], flags: Iterable[str]) -> None:
        """Remove flags."""
        self._client.remove_flags(uids, list(flags), silent=True)

    def set_flags(self, uids: Sequence[int], flags: Iterable[str]) -> None:
        """Replace all flags at once."""
        self._client.set_flags(uids, list(flags), silent=True)

    def append(self, folder: str, raw: bytes, flags: Iterable[str]) -> None:
        """Put a mail in a folder; nothing is sent."""
        self._client.append(folder, raw, list(flags))

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails of the open folder, at once where the server can."""
        if self._client.has_capability("MOVE"):
            self._client.move(uids, folder)
            return
        self._client.copy(uids, folder)
        self.delete(uids)

    def delete(self, uids: Sequence[int]) -> None:
        """Delete these mails and no other; without UIDPLUS they are only marked deleted."""
        if not uids:
            return
        self._client.delete_messages(uids, silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(uids)


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uids[start : start + AT_ONCE] for start in range(0, len(uids), AT_ONCE))


def _header(uid: int, said: dict[bytes, Any]) -> Header:
    arrived, size = said.get(b"INTERNALDATE"), said.get(b"RFC822.SIZE")
    if not isinstance(arrived, datetime) or not isinstance(size, int):
        raise BadAnswer("La messagerie a décrit un courriel sans sa date ou sans sa taille.")
    return Header(uid, arrived, size, _part(said, b"BODY[HEADER"))


def _part(said: dict[bytes, Any], name: bytes) -> bytes:
    # Servers write the name of the part back in their own way.
    for key, value in said.items():
        if key.upper().startswith(name):
            return value if isinstance(value, bytes) else b""
    raise BadAnswer("La messagerie n’a pas donné le courriel demandé.")
