"""What both contract servers of GLPI share: faults, dates, the page of a wrong address."""

import json
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.servers.faults import Faults, Handler
from tests.contract.servers.glpi_store import Held, Store

Json = dict[str, Any]
Table = dict[str, tuple[Handler, list[str]]]
Row = TypeVar("Row")


class GlpiServer:
    """The application; `store` is what it holds, `faults` what it does wrong next."""

    def __init__(self, root: str, table: Table) -> None:
        self.store = Store()
        self.faults = Faults()
        self.tells_range = True
        """False: a proxy drops the Content-Range of parts."""
        routes = [
            Route(f"{root}{path}", self._guarded(handler), methods=methods)
            for path, (handler, methods) in table.items()
        ]
        nowhere = Route(f"{root}/{{rest:path}}", self._guarded(self._unknown))
        # Any other address answers 200 with the login page (glpi#5282).
        login = Route("/{rest:path}", self._login, methods=["GET", "POST"])
        self._app = Starlette(routes=[*routes, nowhere, login])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def allowed(self, handler: Handler) -> Handler:
        raise NotImplementedError

    async def download(self, request: Request) -> Response:
        """A file, always with its name (Toolbox::getFileAsResponse, sendFile)."""
        wanted = request.path_params["id"]
        data = next(d.content for d in self.store.documents if d.id == wanted)
        headers = {"Content-Disposition": f'attachment; filename="{wanted}"'}
        return Response(data, 200, headers, "application/pdf")

    def _guarded(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            received = format_datetime(self.store.now, usegmt=True)
            response = await self.faults.handle(request, self.allowed(handler))
            response.headers.setdefault("date", received)
            if not self.tells_range and "content-range" in response.headers:
                del response.headers["content-range"]
            return response

        return answer

    async def _login(self, _request: Request) -> Response:
        return HTMLResponse("<html><title>GLPI - Authentification</title></html>")

    async def _unknown(self, _request: Request) -> Response:
        return Response(status_code=404)

    def held(self, request: Request) -> Held | None:
        return self.store.tickets.get(int(request.path_params["id"]))


async def body_of(request: Request) -> Json:
    """Read a body: it counts only under exactly this content type (Router of the API)."""
    if request.headers.get("content-type") != "application/json":
        return {}
    read: Json = json.loads(await request.body())
    return read


def part_of(
    rows: Sequence[Row], start: int, limit: int, shape: Callable[[Row], object] = lambda row: row
) -> Response:
    """Answer a part of a list, 206 while it is not the whole."""
    shown = [shape(row) for row in rows[start : start + limit]]
    whole = len(shown) == len(rows)
    end = max(start + len(shown) - 1, 0)
    return JSONResponse(
        shown,
        HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT,
        headers={"Content-Range": f"{start}-{end}/{len(rows)}"},
    )
