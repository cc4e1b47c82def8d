"""A contract server: Zammad's REST API as far as we use it, with its traps.

Written from its public source (6.x; controllers of 2022, jobs and search of 2025) and its
documentation, never compared with a running one.
"""

from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.servers import zammad_shapes, zammad_tags
from tests.contract.servers.faults import Faults, Handler
from tests.contract.servers.zammad_search import found
from tests.contract.servers.zammad_store import BOT, Held, Person, Store

TOKENS = {"Token token=bot": BOT}
EXPIRED = "Token token=old"
ADMIN_ONLY = {"/groups": "admin.group", "/object_manager_attributes": "admin.object"}


class Refused(Exception):
    """A refusal as Zammad words it."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


class ZammadServer:
    """The application; `store` is what it holds, `faults` what it does wrong next."""

    def __init__(self) -> None:
        self.store = Store()
        self.faults = Faults()
        self._app = Starlette(routes=self._routes())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def _routes(self) -> list[Route]:
        table: dict[str, tuple[Handler, list[str]]] = {
            "/users/me": (self._me, ["GET"]),
            "/users/{id:int}": (self._user, ["GET"]),
            "/groups": (self._groups, ["GET"]),
            "/ticket_priorities": (self._priorities, ["GET"]),
            "/object_manager_attributes": (self._attributes, ["GET"]),
            "/links": (self._links, ["GET"]),
            "/tags": (self._tags, ["GET"]),
            "/tag_search": (self._found_tags, ["GET"]),
            "/tags/add": (self._add_tag, ["POST"]),
            "/tickets": (self._list, ["GET"]),
            "/tickets/search": (self._search, ["GET"]),
            "/tickets/{id:int}": (self._ticket, ["GET", "PUT"]),
            "/ticket_articles": (self._create, ["POST"]),
            "/ticket_articles/by_ticket/{id:int}": (self._articles, ["GET"]),
            "/ticket_attachment/{ticket:int}/{article:int}/{id:int}": (self._file, ["GET"]),
            "/ticket_articles/{id:int}": (self._article, ["GET", "PUT"]),
        }
        return [
            Route(f"/api/v1{path}", self._guarded(handler), methods=methods)
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
            self.store.job_mail()  # the background worker, between two requests
            try:
                self._authenticate(request)
                return await handler(request)
            except Refused as refusal:
                return _error(request, refusal)

        return answer

    def _authenticate(self, request: Request) -> None:
        """As application_controller/authenticates.rb: nothing given is 403, a bad token 401."""
        token = request.headers.get("authorization", "")
        if not token:
            raise Refused(403, "Authentication required")
        if token == EXPIRED:
            raise Refused(401, "Not authorized (token expired)!")
        if token not in TOKENS:
            raise Refused(401, "Can't find User for Token")
        needed = ADMIN_ONLY.get(request.url.path.removeprefix("/api/v1"))
        if needed and needed not in self._bot.permissions:
            raise Refused(403, "Not authorized (user)!")

    @property
    def _bot(self) -> Person:
        return self.store.people[BOT]

    async def _me(self, request: Request) -> Response:
        return JSONResponse(zammad_shapes.person(self._bot, expand=_expand(request)))

    async def _user(self, request: Request) -> Response:
        person = self.store.people.get(request.path_params["id"])
        if person is None:
            raise Refused(404, f"Couldn't find User with 'id'={request.path_params['id']}")
        return JSONResponse(zammad_shapes.person(person))

    async def _groups(self, _request: Request) -> Response:
        named = enumerate(self.store.groups.items(), start=1)
        return JSONResponse([{"id": n, "name": name, "active": on} for n, (name, on) in named])

    async def _priorities(self, _request: Request) -> Response:
        if not self._bot.agent:
            raise Refused(403, "Not authorized (user)!")
        listed = self.store.priorities.items()
        return JSONResponse([{"id": n, "name": f"{n} prio", "active": on} for n, on in listed])

    async def _attributes(self, _request: Request) -> Response:
        options = {"options": {name: name.title() for name in self.store.categories}}
        ours = {"name": "categorie_rh", "object": "Ticket", "active": True}
        shown = [ours | {"data_type": "select", "data_option": options}]
        other = {"name": "note", "object": "User", "data_type": "richtext", "data_option": {}}
        return JSONResponse([other, *(shown if self.store.has_category else [])])

    async def _links(self, request: Request) -> Response:
        number = int(request.query_params["link_object_value"])
        parents = [(p, "parent") for p, c in self.store.links if c == number]
        children = [(c, "child") for p, c in self.store.links if p == number]
        links = [
            {"link_type": kind, "link_object": "Ticket", "link_object_value": other}
            for other, kind in [*children, *parents]
            if other in self.store.tickets
        ]
        return JSONResponse({"links": links, "assets": {}})

    async def _tags(self, request: Request) -> Response:
        return zammad_tags.listed(self.store, request)

    async def _found_tags(self, request: Request) -> Response:
        return zammad_tags.found(self.store, request)

    async def _add_tag(self, request: Request) -> Response:
        asked = await request.json()
        return zammad_tags.added(self.store, self._held(asked["o_id"]), asked["item"])

    async def _list(self, request: Request) -> Response:
        """All tickets by id, 100 a page at most."""
        size = min(int(request.query_params.get("per_page", 100)), 100)
        first = (int(request.query_params.get("page", 1)) - 1) * size
        seen = [t for t in self.store.tickets.values() if t.group in self._bot.groups]
        return self._listed(request, seen[first : first + size])

    async def _search(self, request: Request) -> Response:
        asked = request.query_params
        size = min(int(asked.get("per_page", 50)), 200)
        first = (int(asked.get("page", 1)) - 1) * size
        tickets = found(self.store, asked["query"], asked.get("sort_by", "updated_at"), first, size)
        return self._listed(request, [t for t in tickets if t.group in self._bot.groups])

    def _listed(self, request: Request, tickets: list[Held]) -> Response:
        expand = _expand(request)
        return JSONResponse([zammad_shapes.ticket(self.store, t, expand=expand) for t in tickets])

    def _held(self, number: int) -> Held:
        held = self.store.tickets.get(number)
        if held is None:
            raise Refused(404, f"Couldn't find Ticket with 'id'={number}")
        if held.group not in self._bot.groups:
            raise Refused(403, "Not authorized")
        return held

    async def _ticket(self, request: Request) -> Response:
        held = self._held(request.path_params["id"])
        if request.method == "PUT":
            self._update(held, await request.json())
        return JSONResponse(zammad_shapes.ticket(self.store, held, expand=_expand(request)))

    def _update(self, held: Held, asked: dict[str, Any]) -> None:
        """All or nothing; an attribute that does not exist is ignored (param_cleanup)."""
        for name, value in asked.items():
            if self.store.forbidden.get(name) == str(value):
                # app/models/concerns/checks_core_workflow.rb
                raise Refused(422, f"Invalid value '{value}' for field '{name}'!")
        self._check_values(asked)
        held.group = asked.get("group", held.group)
        held.priority = asked.get("priority_id", held.priority)
        if "categorie_rh" in asked and self.store.has_category:
            held.category = asked["categorie_rh"]
        self.store.touch(held.id, BOT)

    def _check_values(self, asked: dict[str, Any]) -> None:
        if "group" in asked and asked["group"] not in self.store.groups:
            raise Refused(422, f"No lookup value found for 'group': \"{asked['group']}\"")
        if "priority_id" in asked and asked["priority_id"] not in self.store.priorities:
            raise Refused(422, "Error ID 8hN2: Please contact your administrator.")
        if self.store.has_category and asked.get("categorie_rh", "autre") not in (
            self.store.categories
        ):
            said = f"Invalid value '{asked['categorie_rh']}' for field 'categorie_rh'!"
            raise Refused(422, said)

    async def _articles(self, request: Request) -> Response:
        held = self._held(request.path_params["id"])
        return JSONResponse([zammad_shapes.article(self.store, a) for a in self.store.of(held.id)])

    async def _article(self, request: Request) -> Response:
        wanted = request.path_params["id"]
        article = next(a for a in self.store.articles if a.id == wanted)
        if request.method == "PUT":
            article.internal = (await request.json())["internal"]
        return JSONResponse(zammad_shapes.article(self.store, article))

    async def _file(self, request: Request) -> Response:
        """As ticket_articles_controller.rb: send_data always names the file it sends."""
        asked = request.path_params
        held = self._held(asked["ticket"])
        listed = [a.files for a in self.store.of(held.id) if a.id == asked["article"]]
        files = [f for files in listed for f in files if f["id"] == asked["id"]]
        if not files:
            raise Refused(403, "Not authorized")
        headers = {"Content-Disposition": f'attachment; filename="{asked["id"]}"'}
        return Response(self.store.contents[asked["id"]], 200, headers, "application/pdf")

    async def _create(self, request: Request) -> Response:
        asked = await request.json()
        held = self._held(asked["ticket_id"])
        if "body" not in asked:
            raise Refused(422, 'Need at least article: { body: "some text" }')
        # A type that sends is sent by a job afterwards, internal or not (documentation).
        article = self.store.write(
            held.id,
            BOT,
            "Agent",
            asked["body"],
            asked.get("type", "note"),
            content_type=asked.get("content_type", "text/plain"),
            internal=asked.get("internal", False),
            subject=asked.get("subject", ""),
            to=asked.get("to", ""),
            preferences=dict(asked["preferences"]) if self.store.keeps_preferences else {},
        )
        return JSONResponse(zammad_shapes.article(self.store, article), 201)


def _expand(request: Request) -> bool:
    return request.query_params.get("expand") == "true"


def _error(request: Request, refusal: Refused) -> Response:
    """As handles_errors.rb: HTML unless JSON is asked for."""
    headers = {"X-Failure": refusal.error} if refusal.status in {401, 403} else {}
    if "application/json" not in request.headers.get("accept", ""):
        return HTMLResponse(f"<html>{refusal.status}</html>", refusal.status, headers)
    said = {"error": refusal.error, "error_human": refusal.error}
    return JSONResponse(said, refusal.status, headers)
