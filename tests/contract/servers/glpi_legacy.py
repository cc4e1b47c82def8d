"""A contract server: GLPI's legacy API as far as we use it, with its traps.

Written from apirest.md and the issues named beside each trap; never compared with a GLPI.
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.contract.servers import glpi_rows as rows
from tests.contract.servers.faults import Handler
from tests.contract.servers.glpi_base import GlpiServer, Json, body_of, part_of
from tests.contract.servers.glpi_store import BOT, CLOSED, SOLVED, Held

USER_TOKEN, APP_TOKEN = "user-token-of-guichet", "app-token"
DEFAULT_RANGE = "0-49"
READ_RIGHTS = {"ticket": 131071, "followup": 16383}


class LegacyServer(GlpiServer):
    """The server; its flags choose which of the known versions it is."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.opened = 0
        self.killed = 0
        self.entities: list[Json] = []
        self.encodes: Callable[[str], str] = rows.as_glpi_10
        self.rights = dict(READ_RIGHTS)
        self.takes_updates = True
        """False: 200 with a false boolean, and nothing written."""
        self.keys_rows = False
        """True: rows of a search keyed by number, as older versions answer (apirest.md)."""
        self.forces_private: bool | None = None
        super().__init__(
            "/apirest.php",
            {
                "/initSession": (self._init, ["GET"]),
                "/killSession": (self._kill, ["GET"]),
                "/changeActiveProfile": (self._choose, ["POST"]),
                "/changeActiveEntities": (self._choose, ["POST"]),
                "/getFullSession": (self._full, ["GET"]),
                "/search/Ticket": (self._search, ["GET"]),
                "/Ticket/{id:int}": (self._ticket, ["GET", "PUT"]),
                "/Ticket/{id:int}/{kind}": (self._sub_items, ["GET"]),
                "/ITILFollowup": (self._add_followup, ["POST"]),
                "/Group_Ticket": (self._add_group, ["POST"]),
                "/Ticket_Ticket": (self._links, ["GET"]),
                "/ITILCategory": (self._categories, ["GET"]),
                "/Group": (self._groups, ["GET"]),
                "/User/{id:int}": (self._user, ["GET"]),
                "/User/{id:int}/UserEmail": (self._emails, ["GET"]),
                "/Document/{id:int}": (self._document, ["GET"]),
            },
        )

    def expire(self) -> None:
        """The sessions end."""
        self.sessions.clear()

    def allowed(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if not self.store.enabled:
                return JSONResponse("API disabled", 400)
            if request.headers.get("app-token") != APP_TOKEN:
                return _error(400, "ERROR_WRONG_APP_TOKEN_PARAMETER")
            if request.method == "GET" and await request.body():
                return _error(400, "ERROR_JSON_PAYLOAD_FORBIDDEN")
            return self._unwelcome(request) or await handler(request)

        return answer

    def _unwelcome(self, request: Request) -> Response | None:
        if request.url.path.endswith("/initSession"):
            return None
        if "session-token" not in request.headers:
            return _error(400, "ERROR_SESSION_TOKEN_MISSING")
        if request.headers["session-token"] not in self.sessions:
            return _error(401, "ERROR_SESSION_TOKEN_INVALID")
        return None

    async def _init(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"user_token {USER_TOKEN}":
            # Also what two accounts of one name give (glpi#20073).
            return _error(401, "ERROR_GLPI_LOGIN_USER_TOKEN")
        self.opened += 1
        self.sessions.add(f"session-{self.opened}")
        return JSONResponse({"session_token": f"session-{self.opened}"})

    async def _kill(self, request: Request) -> Response:
        self.sessions.discard(request.headers["session-token"])
        self.killed += 1
        return JSONResponse(True)  # noqa: FBT003 - what it answers

    async def _choose(self, request: Request) -> Response:
        self.entities.append(await body_of(request))
        return JSONResponse(True)  # noqa: FBT003 - what it answers

    async def _full(self, _request: Request) -> Response:
        return JSONResponse(rows.full_session(self.store, self.rights))

    async def _search(self, request: Request) -> Response:
        query = request.query_params
        wanted = self._criterion(
            query.get("criteria[0][field]", ""),
            query.get("criteria[0][searchtype]", ""),
            query.get("criteria[0][value]", ""),
        )
        listed = [h for h in self.store.tickets.values() if not h.deleted and wanted(h)]
        found: list[Json] = [
            {"2": h.id, "12": h.status, "19": self.store.wall(h.updated), "80": "Ville"}
            for h in listed
        ]
        part = self._ranged(request, found)
        if part.status_code >= HTTPStatus.BAD_REQUEST:
            return part
        return self._found(found, *_range(request), part)

    def _found(self, found: list[Json], start: int, end: int, part: Response) -> Response:
        shown = found[start : end + 1]
        body: Json = {"totalcount": len(found), "count": len(shown)}
        if shown:  # without a row there is no data at all
            keyed = {str(row["2"]): row for row in reversed(shown)}
            body["data"] = keyed if self.keys_rows else shown
        headers = {"Content-Range": part.headers["content-range"]}
        return JSONResponse(body, part.status_code, headers=headers)

    def _criterion(self, field: str, kind: str, value: str) -> Callable[[Held], bool]:
        match (field, kind):
            case ("12", "equals") if value == "notold":
                return lambda held: held.status not in {SOLVED, CLOSED}
            case ("19", "morethan"):
                return lambda held: self.store.wall(held.updated) > value
        return lambda _held: True

    def _ranged(self, request: Request, listed: list[Json]) -> Response:
        start, end = _range(request)
        if start and start >= len(listed):
            return _error(400, "ERROR_RANGE_EXCEED_TOTAL")  # glpi#22350
        return part_of(listed, start, end - start + 1)

    async def _ticket(self, request: Request) -> Response:
        held = self.held(request)
        if held is None:
            return _error(404, "ERROR_ITEM_NOT_FOUND")
        if request.method == "PUT":
            return await self._put(request, held)
        return JSONResponse(rows.ticket(self.store, held, self.encodes))

    async def _put(self, request: Request, held: Held) -> Response:
        asked = (await body_of(request)).get("input", {})
        names = {"itilcategories_id": "category", "priority": "priority"}
        changes = {names[name]: value for name, value in asked.items() if name in names}
        took = self.takes_updates and self.store.update(held, changes)
        return JSONResponse([{str(held.id): took, "message": "" if took else "Règle métier"}])

    async def _sub_items(self, request: Request) -> Response:
        held, kind = self.held(request), request.path_params["kind"]
        if held is None:
            return _error(404, "ERROR_ITEM_NOT_FOUND")
        listed = self._listed(held, kind)
        if listed is None:
            return _error(400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM")
        return self._ranged(request, listed)

    def _listed(self, held: Held, kind: str) -> list[Json] | None:
        store = self.store
        match kind:
            case "ITILFollowup":
                return [rows.entry(store, f, self.encodes) for f in store.visible(held.id)]
            case "ITILSolution":
                mine = [s for s in store.solutions if s.ticket == held.id]
                return [rows.entry(store, s, self.encodes) for s in mine]
            case "Ticket_User":
                return rows.users_of(held)
            case "Group_Ticket":
                return rows.groups_of(held)
            case "Document_Item":
                mine_too = [d for d in store.documents if d.ticket == held.id]
                return [{"id": d.id + 500, "documents_id": d.id} for d in mine_too]
        return None

    async def _add_followup(self, request: Request) -> Response:
        asked = (await body_of(request)).get("input", {})
        held = self.store.tickets.get(asked.get("items_id", 0))
        if held is None or not asked.get("content"):
            return _error(400, "ERROR_GLPI_ADD")
        if held.status == CLOSED:
            return _error(401, "ERROR_RIGHT_MISSING")
        asks = bool(asked.get("is_private", 0))
        private = asks if self.forces_private is None else self.forces_private
        entry = self.store.say(held.id, BOT, asked["content"], private=private)
        location = {"Location": f"/apirest.php/ITILFollowup/{entry.id}"}
        return JSONResponse({"id": entry.id, "message": ""}, 201, headers=location)

    async def _add_group(self, request: Request) -> Response:
        asked = (await body_of(request)).get("input", {})
        held = self.store.tickets[asked["tickets_id"]]
        if not self.store.assign(held, asked["groups_id"]):
            return _error(400, "ERROR_GLPI_ADD")
        return JSONResponse({"id": 1, "message": ""}, 201)

    async def _links(self, request: Request) -> Response:
        """Answer all links: a condition it does not understand is ignored (as in glpi#16888)."""
        listed: list[Json] = [
            {"id": n + 1, "tickets_id_1": one, "tickets_id_2": other, "link": kind}
            for n, (one, other, kind) in enumerate(self.store.merges)
        ]
        return self._ranged(request, listed)

    async def _categories(self, request: Request) -> Response:
        return self._ranged(
            request, [rows.category(c, self.encodes) for c in self.store.categories]
        )

    async def _groups(self, request: Request) -> Response:
        return self._ranged(request, [rows.group(group) for group in self.store.groups])

    async def _user(self, request: Request) -> Response:
        user = self.store.users.get(request.path_params["id"])
        if not self.store.sees_users:
            return _error(403, "ERROR_RIGHT_MISSING")
        return JSONResponse(rows.user(user)) if user else _error(404, "ERROR_ITEM_NOT_FOUND")

    async def _emails(self, request: Request) -> Response:
        return self._ranged(request, rows.emails(self.store.users[request.path_params["id"]]))

    async def _document(self, request: Request) -> Response:
        wanted = request.path_params["id"]
        return JSONResponse(
            next(
                {"id": d.id, "name": d.filename, "filename": d.filename, "mime": d.mime}
                for d in self.store.documents
                if d.id == wanted
            )
        )


def _range(request: Request) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)-(\d+)", request.query_params.get("range", DEFAULT_RANGE))
    return (int(found[1]), int(found[2])) if found else (0, 49)


def _error(status: int, code: str) -> Response:
    return JSONResponse(
        [code, "Une phrase dans la langue du compte ; voir la documentation"], status
    )
