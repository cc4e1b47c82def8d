"""The libraries' clients with an end and a TLS context: no server holds us for ever.

They limit the wait for each byte, and read on for as long as a server talks: here it is cut, so
that no server fills our memory either.
"""

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from typing import BinaryIO

from imapclient import IMAPClient

from connectors.base import BadAnswer, ConnectorError
from connectors.mailbox.site import Server

LONGEST_SESSION = 900.0
"""Seconds: each byte may be in time and their sum without end; a session is then cut."""
LONGEST_SENDING = 300.0
"""Seconds: the same for a mail on its way out."""
LONGEST_ANSWER = 32 * 1024 * 1024
"""Bytes: more than the largest mail we ask for, and than a hundred headers."""
LONGEST_REPLY = 64 * 1024
"""Bytes: what an SMTP server says to one command is a few lines."""
CLEAR = (
    "Le mot de passe passerait en clair : régler security sur « tls » ou « starttls », "
    "ou autoriser le clair par allow_clear."
)
CERTIFICATE = (
    "Le certificat du serveur de messagerie n’est pas reconnu : "
    "indiquer l’autorité de la collectivité dans ca_file, ou vérifier le nom du serveur."
)
NOT_ASCII = "Le mot de passe ou un nom contient un caractère que la messagerie ne sait pas lire."
ENDLESS = "La réponse de la messagerie (IMAP) est démesurée."


def tls_context(server: Server) -> ssl.SSLContext:
    """Trust what the machine trusts and, where the site has one, its own authority."""
    context = ssl.create_default_context()
    if server.ca_file:
        try:
            context.load_verify_locations(server.ca_file)
        except OSError:
            raise ConnectorError(
                f"L’autorité de certification {server.ca_file} ne peut être lue.", permanent=True
            ) from None
    return context


def _cut_later(seconds: float, current: Callable[[], socket.socket | None]) -> Timer:
    """Shut the socket that a session has by then, which STARTTLS may have replaced."""

    def cut() -> None:
        if (sock := current()) is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    end = Timer(seconds, cut)
    end.daemon = True
    end.start()
    return end


class _Imap(imaplib.IMAP4):
    """Counts what comes after each thing sent; once that is too much, nothing more is said."""

    _heard = 0
    _end: Timer | None = None

    def __init__(
        self, host: str, port: int, seconds: float, context: ssl.SSLContext | None
    ) -> None:
        self._context = context
        self._seconds = seconds
        super().__init__(host, port)

    def _create_socket(self, _timeout: float | None = None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), self._seconds)
        return self._context.wrap_socket(sock, server_hostname=self.host) if self._context else sock

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._end = _cut_later(LONGEST_SESSION, lambda: self.sock)

    def send(self, data: bytes) -> None:  # type: ignore[override]  # typeshed knows bytes only
        if self._heard > LONGEST_ANSWER:
            raise self.abort(ENDLESS)
        self._heard = 0
        super().send(data)

    def read(self, size: int) -> bytes:
        self._hear(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
        self._hear(len(line))
        return line

    def shutdown(self) -> None:
        if self._end:
            self._end.cancel()
        super().shutdown()

    def _hear(self, size: int) -> None:
        self._heard += size
        if self._heard > LONGEST_ANSWER:
            raise BadAnswer(ENDLESS)


class ImapClient(IMAPClient):  # type: ignore[misc]  # published without types
    """An `IMAPClient` on a connection that ends."""

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - the library's name
        context = self.ssl_context if self.ssl else None
        return _Imap(self.host, self.port, self._timeout.connect, context)


class _Reply:
    """What an SMTP server says to one command, as far as we listen."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.left = LONGEST_REPLY

    def readline(self, limit: int) -> bytes:
        line = self._file.readline(limit)
        self.left -= len(line)
        if self.left < 0:
            raise OSError
        # What was cut short says nothing: the "250" of a line without end may be any number.
        return line if line.endswith(b"\n") or len(line) == limit else b""

    def close(self) -> None:
        self._file.close()


class Smtp(smtplib.SMTP):
    """An SMTP client on a connection that ends."""

    _end: Timer | None = None

    def getreply(self) -> tuple[int, bytes]:
        """Read one reply, of some length at most."""
        self._end = self._end or _cut_later(LONGEST_SENDING, lambda: self.sock)
        if self.sock is not None:
            if self.file is None:
                self.file = _Reply(self.sock.makefile("rb"))
            self.file.left = LONGEST_REPLY
        return super().getreply()

    def close(self) -> None:
        """Close the connection; there is nothing left to cut."""
        if self._end:
            self._end.cancel()
        super().close()


class SmtpTls(Smtp, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""
