"""A session with the IMAP server: TLS, login, the verbs we use, its errors in our words.

Nothing here marks a mail as read.
"""

import logging
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from connectors.base import BadAnswer, ConnectorError, NotAllowed
from connectors.mailbox.bounded import CERTIFICATE, CLEAR, NOT_ASCII, ImapClient, tls_context
from connectors.mailbox.site import Header, Opened, Security, Server

# At DEBUG the library logs each line that passes: addresses, and short mails.
logging.getLogger("imapclient").setLevel(logging.WARNING)

UNREACHABLE = "Le serveur de messagerie (IMAP) est injoignable ou n’a pas répondu à temps."
REFUSED = "La messagerie refuse l’identifiant ou le mot de passe : les vérifier."
BUSY = "La messagerie n’accepte pas de connexion pour l’instant."
MISUNDERSTOOD = "La messagerie (IMAP) a répondu autre chose que ce qui est attendu."

# What the library's parser raises on an answer that is none.
_UNPARSABLE = (ValueError, TypeError, LookupError, AttributeError, AssertionError)
_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")

HEADERS = (
    "Message-ID In-Reply-To References From To Cc Subject Date Content-Type Return-Path "
    "Auto-Submitted Precedence List-Id X-Guichet-Key X-Guichet-Ticket"
)
MAX_HEADER_BYTES = 65_536
AT_ONCE = 100

_ASKED = f"BODY.PEEK[HEADER.FIELDS ({HEADERS.upper()})]<0.{MAX_HEADER_BYTES}>"


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
        answer = self._client.select_folder(folder, readonly=not to_write)
        flags = (flag.decode("ascii", "replace") for flag in answer.get(b"PERMANENTFLAGS", ()))
        return Opened(
            folder, int(answer[b"UIDVALIDITY"]), frozenset(flag.casefold() for flag in flags)
        )

    def search(self, *criteria: object) -> list[int]:
        """List the mails that match, in the order they came."""
        return sorted(int(uid) for uid in self._client.search(list(criteria)))

    def headers(self, uids: Sequence[int]) -> Iterator[Header]:
        """Read the headers of mails; a mail that is not shown is a `BadAnswer`, never left out."""
        for start in range(0, len(uids), AT_ONCE):
            some = uids[start : start + AT_ONCE]
            fetched = self._client.fetch(some, ["INTERNALDATE", "RFC822.SIZE", _ASKED])
            for uid in some:
                answer = fetched.get(uid, {})
                arrived, size = answer.get(b"INTERNALDATE"), answer.get(b"RFC822.SIZE")
                if not isinstance(arrived, datetime) or not isinstance(size, int):
                    raise BadAnswer(
                        "La messagerie a décrit un courriel sans sa date ou sans sa taille."
                    )
                yield Header(uid, arrived, size, _part(answer, b"BODY[HEADER"))

    def content(self, uid: int, limit: int) -> bytes:
        """Read the first `limit` bytes of a mail."""
        answer = self._client.fetch([uid], [f"BODY.PEEK[]<0.{limit}>"])
        return _part(answer.get(uid, {}), b"BODY[]")

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Read the flags of mails, in small letters."""
        answer = self._client.get_flags(uids)
        return {
            uid: frozenset(flag.decode("ascii", "replace").casefold() for flag in flags)
            for uid, flags in answer.items()
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


@contextmanager
def session(server: Server) -> Iterator[Session]:
    """Open a session for the length of a `with`; whatever goes wrong is a `ConnectorError`."""
    if not server.is_safe:
        raise ConnectorError(CLEAR, permanent=True)
    with _in_our_words():
        client = _connect(server)
        try:
            client.normalise_times = False
            client.login(server.user, server.password)
            yield Session(client)
        finally:
            # What was done stays done, however the server takes its leave.
            with suppress(IMAPClientError, OSError, *_UNPARSABLE):
                client.logout()
            with suppress(OSError):
                client.shutdown()


def _connect(server: Server) -> ImapClient:
    at_once = server.security is Security.TLS
    context = tls_context(server)
    client = ImapClient(
        server.host, server.port, ssl=at_once, ssl_context=context, timeout=server.seconds
    )
    if server.security is Security.STARTTLS:
        try:
            client.starttls(context)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
    return client


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except LoginError as error:
        # A wrong password is no connection lost while logging in, nor a server that is busy.
        if isinstance(error.__context__, IMAPClientAbortError):
            raise ConnectorError(UNREACHABLE) from None
        if any(code in str(error).upper() for code in _PASSING):
            raise ConnectorError(BUSY) from None
        raise NotAllowed(REFUSED, permanent=True) from None
    except ssl.SSLCertVerificationError:
        raise ConnectorError(CERTIFICATE, permanent=True) from None
    except (IMAPClientAbortError, OSError, EOFError):
        raise ConnectorError(UNREACHABLE) from None
    except IMAPClientError:
        raise BadAnswer(MISUNDERSTOOD) from None
    except UnicodeError:
        raise ConnectorError(NOT_ASCII, permanent=True) from None
    except _UNPARSABLE:
        raise BadAnswer(MISUNDERSTOOD) from None


def _part(answer: dict[bytes, Any], name: bytes) -> bytes:
    # Servers write the name of the part back in their own way.
    for key, value in answer.items():
        if key.upper().startswith(name):
            return value if isinstance(value, bytes) else b""
    raise BadAnswer("La messagerie n’a pas donné le courriel demandé.")
