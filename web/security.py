"""What guards every answer: headers, the size of what comes in, no trace of what went wrong."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.pages import error_page

MOST_BYTES = 256 * 1024
"""Of one form: a letter of the greatest length, each sign taking nine bytes, and some room."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For what strangers sent: were it shown all the same, nothing in it could run or reach out."""
SIGN_IN = "/connexion"
QUESTIONS = "/questions"
STATIC = "/static/"
UPLOADS = "/textes/importer"
"""The one address whose form holds files: it bounds them itself, while they come."""

_FILES = re.compile("/dossiers/[^/]+/pieces/[^/]+")


class SafeHeaders:
    """Put the safety headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_headers_for(scope["path"]))
            await send(message)

        await self._app(scope, receive, send_safely)


class NoTrace:
    """Turn a failure into a French page; the log gets its kind and place, never its words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and stand in when serving fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_and_tell(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_tell)
        except Exception as error:  # noqa: BLE001 - whatever it was, no trace reaches a reader
            _log(error)
            if not started:
                await error_page(Request(scope), 500)(scope, receive, send)


class BoundedBody:
    """Read a form whole before anybody works on it, and no further than `MOST_BYTES`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve once the whole form is here; refuse one that is too long, or holds a NUL."""
        if _holds_nul(scope.get("query_string", b"")):
            await error_page(Request(scope), 400)(scope, receive, send)
            return
        whole = scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}
        if whole or scope["path"] == UPLOADS:
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None or _holds_nul(body):
            await error_page(Request(scope), 413 if body is None else 400)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


def comes_from_here(request: Request) -> bool:
    """Tell whether a form was sent by a page of this host, as far as the browser says."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def comes_from_elsewhere(request: Request) -> bool:
    """Tell whether the browser says that another site sent a form.

    Of our own, under no-referrer, it says that it comes from nowhere: that proves nothing.
    """
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        return True
    return request.headers.get("origin") != "null" and not comes_from_here(request)


def local_path(wanted: str) -> str:
    """Keep a path of this site; anything that could lead elsewhere becomes the first page."""
    alone = wanted.startswith("/") and not wanted.startswith("//")
    if not alone or "\\" in wanted or not wanted.isprintable():
        return "/"
    return wanted


def _headers_for(path: str) -> dict[str, str]:
    cache = "no-cache" if path.startswith(STATIC) else "no-store"
    headers = HEADERS | {"Cache-Control": cache}
    if _FILES.fullmatch(path):
        headers["Content-Security-Policy"] = FILE_POLICY
    if path == SIGN_IN:
        # Under no-referrer a browser sends "Origin: null", and sign-in could not be checked.
        headers["Referrer-Policy"] = "same-origin"
    return headers


def _log(error: Exception) -> None:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    structlog.get_logger().error("page_failed", exception=type(error).__name__, at=place)


def _holds_nul(sent: bytes) -> bool:
    # Nobody types one, and PostgreSQL takes it in no text.
    return b"%00" in sent or b"\0" in sent


async def _read(receive: Receive) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
