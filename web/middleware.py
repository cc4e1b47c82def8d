"""What guards every answer: headers, the size of what comes in, no trace of what went wrong."""

import re

import structlog
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.pages import error_page
from web.urls import SIGN_IN, STATIC, UPLOADS

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

_FILES = re.compile("/dossiers/[^/]+/pieces/[^/]+")


class Middleware:
    """What stands around the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app


class SafeHeaders(Middleware):
    """Put the safety headers on every answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(safety_headers(scope["path"]))
            await send(message)

        await self._app(scope, receive, send_safely)


class NoTrace(Middleware):
    """Turn a failure into a French page; the log gets its kind and place, never its words."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and stand in when serving fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:  # noqa: BLE001 - whatever it was, no trace reaches a reader
            trace = error.__traceback__
            while trace and trace.tb_next:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            structlog.get_logger().error("page_failed", exception=type(error).__name__, at=place)
            if not started:
                await error_page(Request(scope), 500)(scope, receive, send)


class BoundedBody(Middleware):
    """Read a form whole before anybody works on it, and no further than `MOST_BYTES`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve once the whole form is here; refuse one that is too long, or holds a NUL."""
        if _holds_nul(scope.get("query_string", b"")):
            await error_page(Request(scope), 400)(scope, receive, send)
            return
        without_form = scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}
        if without_form or scope["path"] == UPLOADS:
            await self._app(scope, receive, send)
            return
        body, more = bytearray(), True
        while more:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > MOST_BYTES:
                await error_page(Request(scope), 413)(scope, receive, send)
                return
            more = message.get("more_body", False)
        if _holds_nul(body):
            await error_page(Request(scope), 400)(scope, receive, send)
            return
        waiting: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, replay, send)


def safety_headers(path: str) -> dict[str, str]:
    """List the headers of an answer, by the path that was asked for."""
    cache = "no-cache" if path.startswith(STATIC) else "no-store"
    headers = HEADERS | {"Cache-Control": cache}
    if _FILES.fullmatch(path):
        headers["Content-Security-Policy"] = FILE_POLICY
    if path == SIGN_IN:
        # Under no-referrer a browser sends "Origin: null", and sign-in could not be checked.
        headers["Referrer-Policy"] = "same-origin"
    return headers


def _holds_nul(sent: bytes | bytearray) -> bool:
    # Nobody types one, and PostgreSQL takes it in no text.
    return b"%00" in sent or b"\0" in sent
