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

    `answer` replaces the answer; `stored` lets the request be handled all the same; `cut` closes
    the connection instead of answering; `slow` waits that many seconds before answering;
    `meanwhile` happens after the request was handled.
    """

    when: str
    answer: Callable[[], Response] | None = None
    stored: bool = False
    cut: bool = False
    slow: float = 0
    meanwhile: Callable[[], None] = lambda: None
    times: int = 1


@dataclass
class Faults:
    """The faults to come, and the requests seen."""

    coming: list[Fault] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    cut: Callable[[], None] = lambda: None

    def next(self, fault: Fault) -> None:
        self.coming.append(fault)

    def calls(self, pattern: str) -> int:
        return sum(bool(re.search(pattern, _name(request))) for request in self.seen)

    async def handle(self, request: Request, handler: Handler) -> Response:
        self.seen.append(request)
        fault = self._due(request)
        if fault is None:
            return await handler(request)
        response = await handler(request) if fault.stored or _only_slow(fault) else Response()
        fault.meanwhile()
        await asyncio.sleep(fault.slow)
        if fault.cut:
            self.cut()
        return fault.answer() if fault.answer else response

    def _due(self, request: Request) -> Fault | None:
        for fault in self.coming:
            if fault.times and re.search(fault.when, _name(request)):
                fault.times -= 1
                return fault
        return None


def _only_slow(fault: Fault) -> bool:
    return not fault.cut and fault.answer is None


def _name(request: Request) -> str:
    return f"{request.method} {request.url.path}"
