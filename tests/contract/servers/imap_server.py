"""A contract server: IMAP4rev1 as far as we use it, over a socket, with faults to come."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.contract.servers.imap_answers import Answers, Refusal
from tests.contract.servers.imap_store import MailStore

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter

ACCOUNT = ("rh@valmorel.example", 'les "tilleuls" \\ 7')


@dataclass
class ImapFault:
    """Applies to commands that match `when`, `times` times.

    `say` replaces the tagged answer ("NO …", "BAD …"); `bye` closes with a word, `cut` without;
    `half` sends half of the answer and closes; `slow` waits so many seconds first;
    `flood` is written instead of an answer, chunk by chunk, until the client leaves. The command
    is carried out all the same where `done` is set; `then` happens last. `spoil` changes what
    is said, and the connection stays open unless `cut`; the first `after` are left alone.
    """

    when: str
    say: str = ""
    bye: bool = False
    cut: bool = False
    half: bool = False
    slow: float = 0
    flood: Callable[[], AsyncIterator[bytes]] | None = None
    done: bool = False
    spoil: Callable[[bytes], bytes] | None = None
    then: Callable[[], None] = lambda: None
    after: int = 0
    times: int = 1


@dataclass
class ImapServer:
    """What it holds, what it does wrong next, and the commands it was given."""

    store: MailStore = field(default_factory=MailStore)
    faults: list[ImapFault] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    capabilities: str = "IMAP4rev1 UIDPLUS MOVE"
    port: int = 0

    def calls(self, pattern: str) -> int:
        return sum(bool(re.search(pattern, command)) for command in self.seen)

    async def serve(self, reader: Reader, writer: Writer) -> None:
        """Talk with one client until it leaves or a fault ends it."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(f"* OK [CAPABILITY {self.capabilities}] ready\r\n".encode())
            answers = Answers(self.store, self.capabilities, ACCOUNT)
            while await self._one(reader, writer, answers):
                await writer.drain()
        writer.close()

    async def _one(self, reader: Reader, writer: Writer, answers: Answers) -> bool:
        line, literal = await _command(reader, writer)
        if not line:
            return False
        tag, _, command = line.partition(" ")
        self.seen.append(re.sub("LOGIN.*", "LOGIN", command))
        fault = self._due(command)
        if fault is None:
            writer.write(_tagged(tag, answers, command, literal))
            return not command.upper().startswith("LOGOUT")
        return await _suffer(fault, writer, (tag, answers, command, literal))

    def _due(self, command: str) -> ImapFault | None:
        for fault in self.faults:
            if not fault.times or not re.search(fault.when, command):
                continue
            if fault.after:
                fault.after -= 1
                continue
            fault.times -= 1
            return fault
        return None


async def _suffer(fault: ImapFault, writer: Writer, asked: tuple[str, Answers, str, bytes]) -> bool:
    await asyncio.sleep(fault.slow)
    if fault.flood:
        async for chunk in fault.flood():
            writer.write(chunk)
            await writer.drain()
        return False
    only_slow = not (fault.say or fault.bye or fault.cut or fault.half or fault.spoil)
    said = _tagged(*asked) if fault.done or fault.half or only_slow else b""
    if fault.spoil:
        said = fault.spoil(said or f"{asked[0]} OK done\r\n".encode())
    elif fault.say:
        said = f"{asked[0]} {fault.say}\r\n".encode()
    elif fault.half:
        said = said[: len(said) // 2]
    elif fault.bye:
        said = b"* BYE Server shutting down\r\n"
    fault.then()
    if not fault.cut or fault.spoil:
        writer.write(said)
        await writer.drain()
    return (bool(fault.say or fault.spoil) and not fault.cut) or only_slow


def _tagged(tag: str, answers: Answers, command: str, literal: bytes) -> bytes:
    try:
        said = answers.to(command, literal)
    except Refusal as refusal:
        return f"{tag} {refusal}\r\n".encode()
    return b"".join(said) + f"{tag} OK done\r\n".encode()


async def _command(reader: Reader, writer: Writer) -> tuple[str, bytes]:
    """Read one command; a literal is asked for and taken out of its line."""
    line = (await reader.readline()).decode().rstrip("\r\n")
    announced = re.search(r"\{(\d+)\}$", line)
    if announced is None:
        return line, b""
    writer.write(b"+ go on\r\n")
    literal = await reader.readexactly(int(announced[1]))
    await reader.readline()
    return line[: announced.start()], literal


@asynccontextmanager
async def serving(server: ImapServer) -> AsyncIterator[ImapServer]:
    """Serve on a free loopback port for the length of a `with`."""
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
