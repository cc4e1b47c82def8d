"""A contract server: SMTP that keeps what it was given, and refuses or breaks off when told."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from starlette.responses import Response, StreamingResponse

from tests.contract.servers.faults import Fault, Faults

Deliver = Callable[[str, list[str], bytes], Awaitable[str]]
Take = Callable[[], Coroutine[None, None, str]]


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
    """`refuse` names the step it refuses and how; what it suffers next is named by its step.

    `asked`: how many mails it was given, taken or not.
    """

    account: tuple[str, str]
    carried: list[Carried] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    asked: int = 0
    port: int = 0
    deliver: Deliver | None = None
    _left: set[asyncio.Task[str]] = field(default_factory=set)

    async def handle_MAIL(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        async def take() -> str:
            envelope.mail_from = address
            return "250 OK"

        return await self._step("MAIL", server, take)

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        async def take() -> str:
            envelope.rcpt_tos.append(address)
            return "250 OK"

        return await self._step("RCPT", server, take)

    async def handle_DATA(  # noqa: N802 -- the library's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, unless it is refused."""
        self.asked += 1
        return await self._step("DATA", server, lambda: self._carry(envelope))

    async def _carry(self, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        self.carried.append(Carried(envelope.mail_from or "", list(envelope.rcpt_tos), raw))
        if self.deliver:
            return await self.deliver(envelope.mail_from or "", envelope.rcpt_tos, raw)
        return "250 2.0.0 queued"

    async def _step(self, step: str, server: SMTP, take: Take) -> str:
        if step in self.refuse:
            return self.refuse[step]
        fault = self.faults.due(step)
        if fault is None:
            return await take()
        # What a client has given may be taken after that client is gone.
        suffering = asyncio.ensure_future(_suffer(fault, server, take))
        self._left.add(suffering)
        suffering.add_done_callback(self._left.discard)
        return await asyncio.shield(suffering)

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == self.account, handled=False)


async def _suffer(fault: Fault, server: SMTP, take: Take) -> str:
    await fault.waited()
    said = await take() if fault.is_handled else ""
    fault.meanwhile()
    await asyncio.sleep(fault.slow)
    if not isinstance(server.transport, asyncio.Transport):
        return said
    if fault.answer:
        await _say(fault.answer(), server)
        said = ""
    if fault.cut and fault.answer:
        server.transport.close()  # what it said arrives
    elif fault.cut:
        server.transport.abort()
    return said


async def _say(response: Response, server: SMTP) -> None:
    """Put the body of an answer on the wire as it is, however long it is."""
    body = response.body_iterator if isinstance(response, StreamingResponse) else None
    writer = server._writer  # noqa: SLF001 - its own answers are lines, in ASCII
    assert writer is not None
    if body is None:
        writer.write(bytes(response.body))
        return
    with suppress(ConnectionError):
        async for chunk in body:
            assert isinstance(chunk, bytes)
            writer.write(chunk)
            await writer.drain()


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
