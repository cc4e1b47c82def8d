"""A contract server: SMTP that keeps what it was given, and refuses or breaks off when told."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Deliver = Callable[[str, list[str], bytes], Awaitable[str]]


@dataclass
class Carried:
    """One mail accepted."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class SmtpServer:
    """`refuse` names the step it refuses and how; `cut` the step at which it breaks off."""

    account: tuple[str, str]
    carried: list[Carried] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    slow: float = 0
    port: int = 0
    deliver: Deliver | None = None

    async def handle_MAIL(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._step("MAIL", server, "250 OK")

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._step("RCPT", server, "250 OK")

    async def handle_DATA(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, unless it is refused; breaking off after that loses the answer only."""
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        if self.cut == "DATA":
            return self._step("DATA", server, "")
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        self.carried.append(Carried(envelope.mail_from or "", list(envelope.rcpt_tos), raw))
        said = "250 2.0.0 queued"
        if self.deliver:
            said = await self.deliver(envelope.mail_from or "", envelope.rcpt_tos, raw)
        await asyncio.sleep(self.slow)
        return self._step("ANSWER", server, said)

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == self.account, handled=False)

    def _step(self, step: str, server: SMTP, usual: str) -> str:
        if self.cut == step and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return self.refuse.get(step, usual)


@asynccontextmanager
async def carrying(server: SmtpServer) -> AsyncIterator[SmtpServer]:
    """Serve on a free loopback port for the length of a `with`."""
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: _protocol(server, loop), "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


def _protocol(server: SmtpServer, loop: asyncio.AbstractEventLoop) -> SMTP:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a password in clear, on the loopback of a test
        return SMTP(
            server,
            data_size_limit=30_000_000,
            hostname="smtp.example",
            authenticator=server.authenticate,
            auth_required=True,
            auth_require_tls=False,
            loop=loop,
        )
