"""A session with the SMTP server that carries our mails; a refusal is no lost answer."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from connectors.base import ConnectorError, NotAllowed, OutcomeUnknown, Rejected
from connectors.mailbox.bounded import (
    CERTIFICATE,
    CLEAR,
    NOT_ASCII,
    Smtp,
    SmtpTls,
    tls_context,
)
from connectors.mailbox.site import Security, Server

UNREACHABLE = "Le serveur d’envoi (SMTP) est injoignable ou n’a pas répondu à temps."
REFUSED = "Le serveur d’envoi (SMTP) refuse l’identifiant ou le mot de passe : les vérifier."
UNKNOWN = "La réponse a été confiée au serveur d’envoi, qui n’a pas dit s’il l’a prise."
NO_TLS = "Le serveur d’envoi ne propose pas ce qui est réglé (STARTTLS ou identification)."

OK, OK_FORWARDED = 250, 251
FIRST_ACCEPTED, FIRST_UNFINISHED, FIRST_REFUSED, FIRST_PERMANENT = 200, 300, 400, 500


class Carrier:
    """A session with the SMTP server, ready to carry."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    @property
    def max_bytes(self) -> int | None:
        """The largest mail the server says it takes."""
        declared = self._smtp.esmtp_features.get("size", "")
        return int(declared) if declared.isascii() and declared.isdigit() else None

    def carry(self, sender: str, recipient: str, raw: bytes) -> None:
        """Hand over one mail for one person.

        Raises `Rejected` when it was refused, `OutcomeUnknown` when the answer was lost, and
        another `ConnectorError` when the connection broke before anything was handed over.
        """
        options = [f"SIZE={len(raw)}"] if self._smtp.has_extn("size") else []
        try:
            _agreed(*self._smtp.mail(sender, options))
            _agreed(*self._smtp.rcpt(recipient))
        except (smtplib.SMTPException, OSError):
            raise ConnectorError(UNREACHABLE) from None
        try:
            code, words = self._smtp.data(raw)
        except smtplib.SMTPDataError as error:  # refused before a line of the mail was given
            raise _refusal(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError):
            raise OutcomeUnknown(UNKNOWN) from None
        if FIRST_ACCEPTED <= code < FIRST_UNFINISHED:
            return
        if code < FIRST_REFUSED:
            raise OutcomeUnknown(UNKNOWN)
        raise _refusal(code, words)


@contextmanager
def carrier(server: Server, name: str) -> Iterator[Carrier]:
    """Open a session for the length of a `with`; `name` is how we present ourselves."""
    if not server.is_safe:
        raise ConnectorError(CLEAR, permanent=True)
    smtp = _ready(server, name)
    try:
        yield Carrier(smtp)
    finally:
        # What was accepted stays accepted, however the server takes its leave.
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def _ready(server: Server, name: str) -> smtplib.SMTP:
    try:
        context = tls_context(server)
        smtp = (
            SmtpTls(server.host, server.port, name, timeout=server.seconds, context=context)
            if server.security is Security.TLS
            else Smtp(server.host, server.port, name, timeout=server.seconds)
        )
        try:
            if server.security is Security.STARTTLS:
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < FIRST_PERMANENT:
            raise ConnectorError(UNREACHABLE) from None
        raise NotAllowed(REFUSED, permanent=True) from None
    except smtplib.SMTPNotSupportedError:
        raise ConnectorError(NO_TLS, permanent=True) from None
    except ssl.SSLCertVerificationError:
        raise ConnectorError(CERTIFICATE, permanent=True) from None
    except (smtplib.SMTPException, OSError):
        raise ConnectorError(UNREACHABLE) from None
    except UnicodeError:
        raise ConnectorError(NOT_ASCII, permanent=True) from None
    return smtp


def _agreed(code: int, words: bytes) -> None:
    if code not in {OK, OK_FORWARDED}:
        raise _refusal(code, words)


def _refusal(code: int, words: bytes | str) -> Rejected:
    """Keep the numbers of a refusal; its words may repeat the address."""
    text = words if isinstance(words, str) else words.decode("ascii", "replace")
    detail = re.match(r"[245]\.\d{1,3}\.\d{1,3}", text)
    numbers = f"{code} {detail[0]}" if detail else str(code)
    lasting = code >= FIRST_PERMANENT
    advice = "vérifier l’adresse du demandeur" if lasting else "elle sera présentée de nouveau"
    message = f"Le serveur d’envoi a refusé la réponse ({numbers}) : {advice}."
    return Rejected(message, permanent=lasting)
