"""A contract server: GLPI 11's high-level API as far as we use it, with its traps.

Written from the public source and issues named beside each trap; never compared with a GLPI.
"""

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.contract.servers import glpi_shapes as shapes
from tests.contract.servers.faults import Handler
from tests.contract.servers.glpi_base import GlpiServer, Json, body_of, part_of
from tests.contract.servers.glpi_rsql import WrongFilter, ticket_filter
from tests.contract.servers.glpi_store import BOT, CLOSED, Held

CLIENT_ID, CLIENT_SECRET = "client-of-guichet", "client-secret"
USER, PASSWORD = "guichet-rh", "mot de passe"
EVERYTHING = 10**9
MOST_ENTRIES = 1000


class HighLevelServer(GlpiServer):
    """The server; its flags choose which of the known versions it is."""

    def __init__(self) -> None:
        self.tokens: dict[str, tuple[str, datetime]] = {}
        self.tells_author = True
        """False: the release candidates of 11.0 (glpi#20762)."""
        self.wraps_timeline = True
        """False: the bare entries that a test of GLPI's core expects."""
        self.role_types: tuple[type, ...] = (str, int)
        """11.0.0 to 11.0.4 fail on a role in words (glpi#21583, #22888)."""
        self.lists_categories = True
        self.forces_private: bool | None = None
        """What a followup becomes whatever was asked."""
        item = "/v2/Assistance/Ticket/{id:int}"
        super().__init__(
            "/api.php",
            {
                "/token": (self._token, ["POST"]),
                "/v2/session": (self._session, ["GET"]),
                "/v2/Assistance/Ticket": (self._tickets, ["GET"]),
                item: (self._ticket, ["GET", "PATCH"]),
                f"{item}/Timeline/Followup": (self._followups, ["GET", "POST"]),
                f"{item}/Timeline/{{kind}}": (self._timeline, ["GET"]),
                f"{item}/TeamMember": (self._deps, ["POST"]),
                "/v2/Administration/User/{id:int}": (self._user, ["GET"]),
                "/v2/Administration/Group": (self._groups, ["GET"]),
                "/v2/Dropdowns/ITILCategory": (self._categories, ["GET"]),
                "/v2/Management/Document/{id:int}": (self._document, ["GET"]),
                "/v2/Management/Document/{id:int}/Download": (self.download, ["GET"]),
            },
        )

    def expire(self) -> None:
        """An hour passes."""
        past = datetime.now(UTC) - timedelta(hours=1)
        self.tokens = {token: (scope, past) for token, (scope, _) in self.tokens.items()}

    def allowed(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if not self.store.enabled:
                return _error(403, "ERROR_RIGHT_MISSING", "The High-Level API is disabled")
            if request.url.path.endswith("/token"):
                return await handler(request)
            return self._unwelcome(request) or await handler(request)

        return answer

    def _unwelcome(self, request: Request) -> Response | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer":
            return _error(401, "ERROR_UNAUTHENTICATED", "Authentication required")
        scope, until = self.tokens.get(token, ("", datetime.min.replace(tzinfo=UTC)))
        if until < datetime.now(UTC):
            # The router maps every OAuthServerException to 400 (Router.php).
            return _error(400, "ERROR_INVALID_PARAMETER", "Invalid OAuth token")
        if "api" not in scope.split():
            # OAuthRequestMiddleware asks for it, whatever api_doc.MD says.
            return _error(403, "ERROR_RIGHT_MISSING", "You do not have the required scope(s)")
        return None

    async def _token(self, request: Request) -> Response:
        asked = await body_of(request)
        good = {
            "grant_type": "password",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "username": USER,
            "password": PASSWORD,
        }
        if {name: asked.get(name) for name in good} != good:
            return JSONResponse({"error": "invalid_grant", "error_description": "Wrong"}, 400)
        token = f"token-{len(self.tokens) + 1}"
        self.tokens[token] = (asked.get("scope", ""), datetime.now(UTC) + timedelta(hours=1))
        return JSONResponse({"token_type": "Bearer", "expires_in": 3600, "access_token": token})

    async def _session(self, request: Request) -> Response:
        entity = int(request.headers.get("glpi-entity", 0))
        return JSONResponse(shapes.session(self.store, entity))

    async def _tickets(self, request: Request) -> Response:
        try:
            wanted = ticket_filter(self.store, request.query_params.get("filter", ""))
        except WrongFilter as error:
            return _error(400, "ERROR_INVALID_PARAMETER", f"Invalid RSQL filter {error}")
        listed = [held for held in self.store.tickets.values() if wanted(held)]
        in_order = request.query_params.get("sort") == "id:asc"
        ordered = sorted(listed, key=lambda held: held.id) if in_order else listed[::-1]
        return part_of(ordered, *_bounds(request), lambda held: shapes.ticket(self.store, held))

    async def _ticket(self, request: Request) -> Response:
        held = self.held(request)
        if held is None:
            return _not_found()
        if request.method == "PATCH":
            return await self._patch(request, held)
        return JSONResponse(shapes.ticket(self.store, held))

    async def _patch(self, request: Request, held: Held) -> Response:
        """Take category and priority; anything else is ignored with a 200 (glpi#23335)."""
        asked = await body_of(request)
        changes: dict[str, int] = {}
        if "category" in asked:
            value = asked["category"]
            changes["category"] = value["id"] if isinstance(value, dict) else value
        if "priority" in asked:
            changes["priority"] = asked["priority"]
        if not self.store.update(held, changes):
            return _error(500, "ERROR", "Failed to update item(s)", "Règle métier")
        return JSONResponse(shapes.ticket(self.store, held))

    async def _followups(self, request: Request) -> Response:
        held = self.held(request)
        if held is None:
            return _not_found()
        if request.method == "POST":
            return await self._add(request, held)
        entries = self.store.visible(held.id)[:MOST_ENTRIES]
        rows = [shapes.followup(self.store, entry, author=self.tells_author) for entry in entries]
        return JSONResponse([self._wrapped("Followup", row) for row in rows])

    async def _add(self, request: Request, held: Held) -> Response:
        asked = await body_of(request)
        if held.status == CLOSED:
            return _error(403, "ERROR_RIGHT_MISSING", "You don't have permission")
        if not asked.get("content"):
            return _error(500, "ERROR", "Failed to create item(s)", "No description")
        asks = bool(asked.get("is_private", False))
        private = asks if self.forces_private is None else self.forces_private
        entry = self.store.say(held.id, BOT, asked["content"], private=private)
        href = f"/Assistance/Ticket/{held.id}/Timeline/Followup/{entry.id}"
        return JSONResponse({"id": entry.id, "href": href}, headers={"Location": href})

    async def _timeline(self, request: Request) -> Response:
        held, kind = self.held(request), request.path_params["kind"]
        if held is None:
            return _not_found()
        if kind == "Solution":
            solutions = [s for s in self.store.solutions if s.ticket == held.id]
            rows = [shapes.solution(self.store, s, author=self.tells_author) for s in solutions]
        else:
            rows = [
                {"id": d.id + 500, "itemtype": "Ticket", "documents_id": d.id}
                for d in self.store.documents
                if d.ticket == held.id
            ]
        return JSONResponse([self._wrapped(kind, row) for row in rows])

    def _wrapped(self, kind: str, row: Json) -> Json:
        return {"type": kind, "item": row} if self.wraps_timeline else {"_itemtype": kind, **row}

    async def _deps(self, request: Request) -> Response:
        held, asked = self.held(request), await body_of(request)
        if held is None:
            return _not_found()
        if not isinstance(asked["role"], self.role_types):
            return _error(500, "ERROR", "An unexpected error has occurred")
        assigned = asked["role"] in {"assigned", 2} and asked["type"] == "Group"
        if not assigned or not self.store.assign(held, asked["id"]):
            return _error(400, "ERROR_INVALID_PARAMETER", "Invalid parameters")
        return JSONResponse(None, 201)

    async def _user(self, request: Request) -> Response:
        user = self.store.users.get(request.path_params["id"])
        if not self.store.sees_users:
            return _error(403, "ERROR_RIGHT_MISSING", "You don't have permission")
        return JSONResponse(shapes.user(user)) if user else _not_found()

    async def _groups(self, request: Request) -> Response:
        rows: list[Json] = [
            {"id": g.id, "name": g.name, "completename": g.name} for g in self.store.groups
        ]
        return _part(request, rows)

    async def _categories(self, request: Request) -> Response:
        if not self.lists_categories:
            return Response(status_code=404)
        return _part(request, [shapes.category(category) for category in self.store.categories])

    async def _document(self, request: Request) -> Response:
        wanted = request.path_params["id"]
        return JSONResponse(
            next(
                {"id": d.id, "name": d.filename, "filename": d.filename, "mime": d.mime}
                for d in self.store.documents
                if d.id == wanted
            )
        )


def _part(request: Request, rows: list[Json]) -> Response:
    query = request.query_params
    ordered = (
        sorted(rows, key=lambda row: row["id"]) if query.get("sort") == "id:asc" else rows[::-1]
    )
    return part_of(ordered, *_bounds(request))


def _bounds(request: Request) -> tuple[int, int]:
    query = request.query_params
    return int(query.get("start", 0)), int(query.get("limit", EVERYTHING))


def _error(status: int, code: str, title: str, message: str = "") -> Response:
    messages = [{"priority": "error", "message": message}] if message else []
    body = {"status": code, "title": title, "detail": None, "additional_messages": messages}
    return JSONResponse(body, status)


def _not_found() -> Response:
    return _error(404, "ERROR_ITEM_NOT_FOUND", "Item not found")
