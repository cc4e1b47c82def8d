"""The door of the IMAP server: TLS, login, time limits, and its errors in our words."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from connectors.base import BadAnswer, ConnectorError, NotAllowed
from connectors.mailbox.bounded import ImapClient
from connectors.mailbox.session import Session
from connectors.mailbox.site import Security, Server

# At DEBUG the library logs each line that passes: addresses, and short mails.
logging.getLogger("imapclient").setLevel(logging.WARNING)

CLEAR = (
    "Le mot de passe passerait en clair : régler security sur « tls » ou « starttls », "
    "ou autoriser le clair par allow_clear."
)
UNREACHABLE = "Le serveur de messagerie (IMAP) est injoignable ou n’a pas répondu à temps."
CERTIFICATE = (
    "Le certificat du serveur de messagerie n’est pas reconnu : "
    "indiquer l’autorité de la collectivité dans ca_file, ou vérifier le nom du serveur."
)
REFUSED = "La messagerie refuse l’identifiant ou le mot de passe : les vérifier."
BUSY = "La messagerie n’accepte pas de connexion pour l’instant."
MISUNDERSTOOD = "La messagerie (IMAP) a répondu autre chose que ce qui est attendu."
NOT_ASCII = "Le mot de passe ou un nom contient un caractère que la messagerie ne sait pas lire."

# What the library's parser raises on an answer that is none.
_UNPARSABLE = (ValueError, TypeError, LookupError, AttributeError, AssertionError)
_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")


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
        raise _login_error(error) from None
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


def _login_error(error: LoginError) -> ConnectorError:
    """Tell a wrong password from a connection lost while logging in."""
    if isinstance(error.__context__, IMAPClientAbortError):
        return ConnectorError(UNREACHABLE)
    if any(code in str(error).upper() for code in _PASSING):
        return ConnectorError(BUSY)
    return NotAllowed(REFUSED, permanent=True)
