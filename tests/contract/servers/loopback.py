"""An ASGI application served over real HTTP on a free loopback port."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.types import ASGIApp


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.leaving = asyncio.Event()

    async def main_loop(self) -> None:
        # uvicorn's own looks ten times a second whether to stop: a tenth of a second a test.
        await self.leaving.wait()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()


class Loopback:
    """A running server.

    `cut` closes every open connection, as a killed process would, once its last words are out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(app, log_level="critical", lifespan="off", date_header=False)
        self._server = _Announcing(config)

    async def serve(self) -> None:
        with suppress(asyncio.CancelledError):
            await self._server.serve(sockets=[self._socket])

    async def started(self) -> None:
        await self._server.ready.wait()

    def cut(self, last_words: bytes = b"") -> None:
        for connection in list(self._server.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is None:
                continue
            if last_words:
                transport.write(last_words)
                transport.close()
            else:
                transport.abort()

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._server.leaving.set()


@asynccontextmanager
async def loopback(app: ASGIApp) -> AsyncIterator[Loopback]:
    """Serve `app` for the length of a `with`."""
    server = Loopback(app)
    running = asyncio.create_task(server.serve())
    await server.started()
    try:
        yield server
    finally:
        server.stop()
        await running


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
