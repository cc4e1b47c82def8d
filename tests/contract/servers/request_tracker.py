"""A contract server: Request Tracker 5.0.7's REST 2.0 as far as we use it, with its traps."""

import json
import re
from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.servers import rt_shapes
from tests.contract.servers.faults import Faults, Handler
from tests.contract.servers.rt_query import PerlError, entry_filter, ticket_filter
from tests.contract.servers.rt_store import TAGS, Held, Part, Store, stored

TOKENS = {"token 1-35-bot": "triage-bot", "token 1-37-agent": "agent1"}
CATEGORY_FIELD = 2
NOT_FOUND = {"message": "Not Found"}


class RequestTrackerServer:
    """The application; `store` is what it holds, `faults` what it does wrong next."""

    def __init__(self) -> None:
        self.store = Store()
        self.faults = Faults()
        self._app = Starlette(routes=[Route("/", self._root), *self._routes()])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def _routes(self) -> list[Route]:
        table: dict[str, tuple[Handler, list[str]]] = {
            "/rt": (self._version, ["GET"]),
            "/tickets": (self._tickets, ["GET"]),
            "/ticket": (self._create, ["POST"]),
            "/ticket/{id:int}": (self._ticket, ["GET", "PUT", "DELETE"]),
            "/ticket/{id:int}/history": (self._history, ["GET"]),
            "/ticket/{id:int}/{kind}": (self._message, ["POST"]),
            "/transactions": (self._transactions, ["GET"]),
            "/transaction/{id:int}/attachments": (self._attachments, ["GET"]),
            "/attachment/{id:int}": (self._attachment, ["GET"]),
            "/user/{name}": (self._user, ["GET"]),
            "/queue/{name}": (self._queue, ["GET"]),
            "/customfield/{id:int}": (self._field, ["GET"]),
        }
        return [
            Route(f"/REST/2.0{path}", self._guarded(handler), methods=methods)
            for path, (handler, methods) in table.items()
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            received = format_datetime(self.store.now, usegmt=True)
            response = await self.faults.handle(request, self._allowed(handler))
            response.headers.setdefault("date", received)
            return response

        return answer

    def _allowed(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if request.headers.get("authorization") in TOKENS:
                return await handler(request)
            if "Mozilla" in request.headers["user-agent"] or "cookie" in request.headers:
                return RedirectResponse("/", 302)
            return JSONResponse({"message": "Unauthorized"}, 401)

        return answer

    async def _root(self, _request: Request) -> Response:
        return HTMLResponse("<html>Login</html>")

    async def _version(self, _request: Request) -> Response:
        return JSONResponse({"Version": "5.0.7"})

    async def _tickets(self, request: Request) -> Response:
        try:
            wanted = ticket_filter(request.query_params["query"])
        except PerlError as error:
            return JSONResponse({"message": f"{error} line 3379.\n"}, 400)
        shown = (t for t in self.store.tickets.values() if t.status != "deleted")
        listed = [t for t in shown if not t.merged_into and wanted(t)]
        items: list[rt_shapes.Json] = [
            {"id": str(t.id), "type": "ticket", "LastUpdated": rt_shapes.date(t.updated)}
            for t in sorted(listed, key=lambda t: t.id)
        ]
        return _page(request, items, counted=True)

    async def _create(self, request: Request) -> Response:
        asked = await request.json()
        if asked.get("Queue") not in self.store.queues:
            return JSONResponse({"message": "No such queue"}, 403)
        parts = (
            [Part(asked["ContentType"], asked["Content"].encode())] if "Content" in asked else []
        )
        held = self.store.create(asked["Queue"], asked["Requestor"], asked["Subject"], parts)
        return JSONResponse({"id": str(held.id), "type": "ticket"}, 201)

    async def _ticket(self, request: Request) -> Response:
        held = self.store.resolve(request.path_params["id"])
        if held is None:
            return JSONResponse(NOT_FOUND, 404)
        if request.method == "DELETE":
            held.status = "deleted"
            return Response(status_code=204)
        if request.method == "PUT":
            return await self._put(request, held)
        headers = {"ETag": self.store.etag(held.id)}
        return JSONResponse(rt_shapes.ticket(self.store, held), headers=headers)

    async def _put(self, request: Request, held: Held) -> Response:
        """Answer 200 whatever happens, with prose that says what did not."""
        if request.headers.get("if-match", self.store.etag(held.id)) != self.store.etag(held.id):
            return JSONResponse({"message": "Precondition Failed"}, 412)
        asked = await request.json()
        said = [*self._set_queue(held, asked), *self._set_priority(held, asked)]
        said += self._set_category(held, asked.get("CustomFields", {}))
        said += self._set_tags(held, asked.get("CustomFields", {}))
        if said:
            self.store.record(held.id, "Set", TOKENS[request.headers["authorization"]], [])
        return JSONResponse(said)

    def _set_queue(self, held: Held, asked: dict[str, Any]) -> list[str]:
        if "Queue" not in asked:
            return []
        if asked["Queue"] not in self.store.queues:
            return [f"Queue {asked['Queue']} does not exist"]
        held.queue = asked["Queue"]
        return [f"Queue changed to {held.queue}"]

    def _set_priority(self, held: Held, asked: dict[str, Any]) -> list[str]:
        if "Priority" not in asked:
            return []
        digits = re.match(r"\d+", str(asked["Priority"]))
        held.priority = int(digits[0]) if digits else 0
        return ["Priority changed"]

    def _set_category(self, held: Held, fields: dict[str, str]) -> list[str]:
        if "Category" not in fields or not self.store.has_category_field:
            return []
        if fields["Category"] not in self.store.categories:
            return ["Invalid value for custom field"]
        held.category = fields["Category"]
        return [f"Category {held.category} added"]

    def _set_tags(self, held: Held, fields: dict[str, Any]) -> list[str]:
        """A list takes the place of all values; each is judged by itself (RT::REST2::Util)."""
        if "Tags" not in fields or not self.store.has_tags_field:
            return []
        known = [tag for tag in fields["Tags"] if tag in TAGS]
        held.tags = known
        return ["Tags changed"] * len(known) + ["Invalid value"] * (
            len(fields["Tags"]) - len(known)
        )

    async def _history(self, request: Request) -> Response:
        listed = self.store.history(request.path_params["id"])
        return _page(request, [rt_shapes.entry(self.store, e) for e in listed], counted=True)

    async def _message(self, request: Request) -> Response:
        held = self.store.resolve(request.path_params["id"])
        asked = json.loads(await request.body())
        if held is None:
            return JSONResponse({"message": "Message could not be recorded"}, 400)
        if "ContentType" not in asked:
            return JSONResponse({"message": "ContentType is a required field"}, 400)
        return self._store_message(request, held, asked)

    def _store_message(self, request: Request, held: Held, asked: dict[str, Any]) -> Response:
        """Accept on any ticket, deleted ones too; a reply opens it again and leaves as a mail."""
        public = request.path_params["kind"] == "correspond"
        parts = [Part(asked["ContentType"], asked["Content"].encode())]
        creator = TOKENS[request.headers["authorization"]]
        entry = self.store.record(held.id, "Correspond" if public else "Comment", creator, parts)
        entry.fields = asked.get("TxnCustomFields", {})
        if public:
            self.store.mails.append((held.id, re.sub("<!--.*?-->", "", asked["Content"])))
            held.status = "deleted" if held.status == "deleted" else "open"
        headers = {"Location": f"/REST/2.0/transaction/{entry.id}"}
        return JSONResponse(["Correspondence added"], 201, headers=headers)

    async def _transactions(self, request: Request) -> Response:
        try:
            wanted = entry_filter(request.query_params["query"])
        except PerlError as error:
            return JSONResponse({"message": str(error)}, 400)
        listed = [e for e in reversed(self.store.entries) if wanted(e)]
        return _page(request, [rt_shapes.entry(self.store, e) for e in listed], counted=False)

    async def _attachments(self, request: Request) -> Response:
        if "Parent" in request.query_params.get("fields", ""):
            return Response(status_code=500)
        keys = self.store.entries[request.path_params["id"] - 1].parts
        items = [rt_shapes.attachment(key, self.store.parts[key]) for key in keys]
        return _page(request, items, counted=False)

    async def _attachment(self, request: Request) -> Response:
        key = request.path_params["id"]
        self.store.read.append(key)
        part = self.store.parts[key]
        container = part.content_type.startswith("multipart/")
        return JSONResponse({"id": key, "Content": None if container else stored(part)})

    async def _user(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self.store.users:
            return JSONResponse(NOT_FOUND, 404)
        email = name if "@" in name else f"{name}@rh.example"
        record = {"id": 35, "Name": name, "RealName": self.store.users[name]}
        privileged = int("@" not in name)
        return JSONResponse({**record, "EmailAddress": email, "Privileged": privileged})

    async def _queue(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self.store.queues:
            return JSONResponse(NOT_FOUND, 404)
        fields = [{"id": "2", "name": "Category"}] if self.store.has_category_field else []
        fields += [{"id": "4", "name": "Tags"}] if self.store.has_tags_field else []
        return JSONResponse({"id": 3, "Name": name, "TicketCustomFields": fields})

    async def _field(self, request: Request) -> Response:
        number = request.path_params["id"]
        values = list(self.store.categories if number == CATEGORY_FIELD else TAGS)
        return JSONResponse({"id": number, "Type": "Select", "Values": values})


def _page(request: Request, items: list[rt_shapes.Json], *, counted: bool) -> Response:
    per_page = min(int(request.query_params.get("per_page", 20)), 100)
    number = int(request.query_params.get("page", 1))
    url = str(request.url.replace(query=""))
    return JSONResponse(rt_shapes.page(items, number, per_page, url, counted=counted))
