"""What a test makes the next requests suffer."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Awaitable[Response]]


@dataclass
class Fault:
    """Applies to requests whose "METHOD /path" matches `when`, `times` times.

    `answer` replaces the answer, `spoilt` changes the true one; `stored` lets the request be
    handled all the same; `cut` closes the connection instead of answering, after `last_words`;
    `slow` waits that many seconds before answering, `late` before handling the request, which
    waits for `until` as well;
    `meanwhile` happens after the request was handled; the first `after` requests are spared.
    """

    when: str
    answer: Callable[[], Response] | None = None
    spoilt: Callable[[Response], Response] | None = None
    stored: bool = False
    cut: bool = False
    last_words: bytes = b""
    slow: float = 0
    late: float = 0
    until: asyncio.Event | None = None
    meanwhile: Callable[[], None] = lambda: None
    after: int = 0
    times: int = 1

    @property
    def is_handled(self) -> bool:
        """Whether the request does what it asks, whatever is answered."""
        return self.stored or self.spoilt is not None or not (self.cut or self.answer)

    async def waited(self) -> None:
        """Let pass what passes before the request is handled."""
        await asyncio.sleep(self.late)
        if self.until:
            await self.until.wait()


@dataclass
class Faults:
    """The faults to come, and the requests seen."""

    coming: list[Fault] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    cut: Callable[[bytes], None] = lambda _last_words: None

    def next(self, fault: Fault) -> None:
        self.coming.append(fault)

    def calls(self, pattern: str) -> int:
        return sum(bool(re.search(pattern, _name(request))) for request in self.seen)

    async def handle(self, request: Request, handler: Handler) -> Response:
        self.seen.append(request)
        fault = self.due(_name(request))
        if fault is None:
            return await handler(request)
        await request.body()  # the client may be gone by then, what it sent is here
        await fault.waited()
        response = await handler(request) if fault.is_handled else Response()
        fault.meanwhile()
        await asyncio.sleep(fault.slow)
        if fault.cut:
            self.cut(fault.last_words)
        return _answered(fault, response)

    def due(self, what: str) -> Fault | None:
        """Take the fault that is meant for a request of this name."""
        for fault in self.coming:
            if not fault.times or not re.search(fault.when, what):
                continue
            if fault.after:
                fault.after -= 1
                continue
            fault.times -= 1
            return fault
        return None


def _answered(fault: Fault, response: Response) -> Response:
    if fault.answer is not None:
        return fault.answer()
    return fault.spoilt(response) if fault.spoilt is not None else response


def _name(request: Request) -> str:
    return f"{request.method} {request.url.path}"
