"""True answers spoilt in every way a network, a gateway or a foreign server spoils them."""

import gzip
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

import anyio
from starlette.responses import HTMLResponse, Response, StreamingResponse

Spoil = Callable[[Response], Response]
Path = tuple[str | int, ...]

CHUNK = b'"' + b"x" * 65_535
JSON = "application/json"
SURPRISES: tuple[object, ...] = (
    None,
    [],
    {},
    "",
    -1,
    True,
    1e308,
    10**400,
    {"$ne": 1},
    "x" * 100_000,
    "\ud800",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-13-45T25:61:00Z",
    "2026-11-25T08:00:00",
    -62_135_596_800,
)
"""What stands where another value was; dates at both ends of time, days that do not exist."""


def nothing() -> Response:
    """The answer there would be to a request that was never handled."""
    return Response(b"{}", media_type=JSON)


def page(status: int) -> Spoil:
    """A page of a gateway or of a login."""
    return lambda _true: HTMLResponse("<html><title>Connexion</title></html>", status)


def noise(body: bytes, status: int, kind: str) -> Spoil:
    """Any bytes at all, under any status."""
    return lambda _true: Response(body, status, media_type=kind)


def cut_short(share: float, *, confessed: bool) -> Spoil:
    """A part of the true body; `confessed`: the length told is that of the part."""

    def spoil(true: Response) -> Response:
        whole = bytes(true.body)
        part = whole[: int(len(whole) * share)]
        told = {"content-length": str(len(part if confessed else whole))}
        return _like(true, StreamingResponse(iter([part]), true.status_code), told)

    return spoil


def another_shape(where: int, by: object) -> Spoil:
    """The true record with one of its values, or the whole, replaced."""

    def spoil(true: Response) -> Response:
        if not true.body:
            return true
        record = json.loads(bytes(true.body))
        places = list(_places(record))
        body = json.dumps(_replaced(record, places[where % len(places)], by)).encode()
        return _like(true, Response(body, true.status_code), {"content-length": str(len(body))})

    return spoil


def deep(depth: int) -> Spoil:
    """Lists within lists."""
    return lambda true: Response(b"[" * depth, true.status_code, media_type=JSON)


def squeezed(size: int) -> Spoil:
    """A compressed body that nobody asked for, small on the wire."""
    body = gzip.compress(b" " * size)
    headers = {"content-encoding": "gzip"}
    return lambda true: Response(body, true.status_code, headers, media_type=JSON)


def dated(date: str) -> Spoil:
    """A Date header that a proxy wrote."""
    return lambda true: _like(true, Response(true.body, true.status_code), {"date": date})


@dataclass
class Flood:
    """A body of many chunks, made as it is read; `sent` tells how many bytes left.

    `chunks`: None for a body without end. `pause`: seconds between two chunks.
    """

    chunk: bytes = CHUNK
    chunks: int | None = None
    pause: float = 0
    sent: int = field(default=0, init=False)

    def __call__(self, _true: Response) -> Response:
        return StreamingResponse(self.body(), media_type=JSON)

    async def body(self) -> AsyncIterator[bytes]:
        count = 0
        while self.chunks is None or count < self.chunks:
            count += 1
            await anyio.sleep(self.pause)
            self.sent += len(self.chunk)
            yield self.chunk


def _like(true: Response, other: Response, headers: dict[str, str]) -> Response:
    kept = {k: v for k, v in true.headers.items() if k != "content-length"}
    other.headers.update(kept | headers)
    return other


def _places(value: object, at: Path = ()) -> Iterator[Path]:
    yield at
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _places(held, (*at, key))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from _places(held, (*at, index))


def _replaced(value: object, at: Path, by: object) -> object:
    if not at:
        return by
    copy = value.copy() if isinstance(value, dict | list) else value
    copy[at[0]] = _replaced(copy[at[0]], at[1:], by)  # type: ignore[index]  # `at` is a place in it
    return copy
