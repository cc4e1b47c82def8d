"""A contract server: Redmine 6.0.5's REST API as far as we use it, with its traps.

Measured on the real one: refusals have an empty body; a path without .json is a page; a list
leaves out closed tickets and takes in subprojects unless told otherwise; no Date header is sent.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.contract.servers import redmine_shapes as shapes
from tests.contract.servers.faults import Faults, Handler
from tests.contract.servers.redmine_changes import change
from tests.contract.servers.redmine_store import BOT, OFFICER, STATUSES, Issue, Project, Store

KEYS = {"bot-key": BOT, "agent-key": OFFICER}


class RedmineServer:
    """The application; `store` is what it holds, `faults` what it does wrong next."""

    def __init__(self) -> None:
        self.store = Store()
        self.faults = Faults()
        self._app = Starlette(routes=[*self._routes(), Route("/{path:path}", _page)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def _routes(self) -> list[Route]:
        table: dict[str, tuple[Handler, str]] = {
            "/issues.json": (self._list, "GET"),
            "/issues/{id:int}.json": (self._issue, "GET"),
            "/issues/{number:int}/watchers.json": (self._watch, "POST"),
            "/attachments/download/{id:int}": (self._download, "GET"),
            "/projects/{name}/memberships.json": (self._members, "GET"),
            "/projects/{name}.json": (self._project, "GET"),
            "/users/{name}.json": (self._user, "GET"),
            "/roles/{id:int}.json": (self._role, "GET"),
            "/enumerations/issue_priorities.json": (self._priorities, "GET"),
        }
        routes = [
            Route(path, self._guarded(handler), methods=[method])
            for path, (handler, method) in table.items()
        ]
        return [*routes, Route("/issues/{id:int}.json", self._guarded(self._put), methods=["PUT"])]

    def _guarded(self, handler: Handler) -> Handler:
        async def allowed(request: Request) -> Response:
            if request.headers.get("x-redmine-api-key") in KEYS:
                return await handler(request)
            return _empty(401)

        async def answer(request: Request) -> Response:
            return await self.faults.handle(request, allowed)

        return answer

    async def _download(self, request: Request) -> Response:
        """A file, always with its name (attachments_controller.rb: send_file)."""
        data = self.store.contents.get(request.path_params["id"])
        if data is None:
            return _empty(404)
        return Response(data, 200, {"Content-Disposition": "attachment"}, "application/pdf")

    async def _list(self, request: Request) -> Response:
        asked = request.query_params
        project = self._named(asked.get("project_id", ""))
        if project is None:
            return _empty(404)
        found = [issue for issue in self.store.issues.values() if self._matches(issue, asked)]
        # Any other order is by number, newest first.
        found.sort(key=lambda issue: issue.id, reverse=asked.get("sort") != "id")
        start, limit = int(asked.get("offset", 0)), min(int(asked.get("limit", 25)), 100)
        page = [shapes.issue(self.store, i, set(), _who(request)) for i in found[start:][:limit]]
        counts = {"total_count": len(found), "offset": start, "limit": limit}
        return JSONResponse({"issues": page, **counts})

    def _matches(self, issue: Issue, asked: Any) -> bool:  # noqa: ANN401 - Starlette's own mapping
        at_least = int(asked.get("issue_id", ">=0").removeprefix(">="))
        since = asked.get("updated_on", ">=1970-01-01T00:00:00Z").removeprefix(">=")
        last = issue.journals[-1].user if issue.journals else None
        return (
            self._within(issue, asked)
            and asked.get("status_id", "open") in {"*", _openness(issue)}
            and issue.id >= at_least
            and issue.updated >= datetime.strptime(since, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            and asked.get("last_updated_by", str(last)) == str(last)
        )

    def _within(self, issue: Issue, asked: Any) -> bool:  # noqa: ANN401 - Starlette's own mapping
        wanted = self._named(asked["project_id"])
        held = self.store.projects[issue.project]
        inside = wanted is not None and held.parent == wanted.id and "subproject_id" not in asked
        return held == wanted or inside

    def _named(self, name: str) -> Project | None:
        known = self.store.projects.values()
        return next((p for p in known if name in {p.identifier, str(p.id)}), None)

    async def _issue(self, request: Request) -> Response:
        issue = self.store.issues.get(request.path_params["id"])
        if issue is None:
            return _empty(404)
        if not self.store.sees(_who(request), issue.project):
            return _empty(403)
        return JSONResponse(
            {"issue": shapes.issue(self.store, issue, _included(request), _who(request))}
        )

    async def _put(self, request: Request) -> Response:
        """Answer 204 to whatever is not refused, done or not."""
        issue, user = self.store.issues.get(request.path_params["id"]), _who(request)
        if issue is None:
            return _empty(404)
        rights = ("edit_issues", "add_issue_notes")
        if not any(self.store.may(user, right, issue.project) for right in rights):
            return _empty(403)
        complaints = change(self.store, issue, user, json.loads(await request.body())["issue"])
        return (
            JSONResponse({"errors": complaints}, 422) if complaints else Response(status_code=204)
        )

    async def _watch(self, request: Request) -> Response:
        """Answer 204 whoever is named (app/controllers/watchers_controller.rb)."""
        issue = self.store.issues[request.path_params["number"]]
        if not self.store.may(_who(request), "add_issue_watchers", issue.project):
            return _empty(403)
        user = self.store.people.get(int((await request.json())["user_id"]))
        if user and not user.locked and user.id not in issue.watchers:
            issue.watchers.append(user.id)
        return Response(status_code=204)

    async def _project(self, request: Request) -> Response:
        project = self._named(request.path_params["name"])
        if project is None:
            return _empty(404)
        if not self.store.sees(_who(request), project.id):
            return _empty(403)
        lists = {
            "issue_categories": _listed(self.store.categories.items()),
            "issue_custom_fields": _listed(self.store.custom_fields.items()),
            "enabled_modules": _listed(enumerate(project.modules, 1)),
        }
        shown = {key: value for key, value in lists.items() if key in _included(request)}
        names = {"name": project.identifier.upper(), "identifier": project.identifier}
        record = {"id": project.id, **names, "is_public": project.public}
        return JSONResponse({"project": {**record, "identifier": project.identifier, **shown}})

    async def _members(self, request: Request) -> Response:
        project = self._named(request.path_params["name"])
        if project is None:
            return _empty(404)
        asked = request.query_params
        start, limit = int(asked.get("offset", 0)), min(int(asked.get("limit", 25)), 100)
        members = [p for p in self.store.people.values() if project.id in p.roles]
        shown = [shapes.membership(self.store, p, project.id) for p in members[start:][:limit]]
        return JSONResponse({"memberships": shown, "total_count": len(members)})

    async def _user(self, request: Request) -> Response:
        name = request.path_params["name"]
        person = self.store.people.get(_who(request) if name == "current" else int(name))
        if person is None or person.locked:
            return _empty(404)
        return JSONResponse({"user": shapes.user(self.store, person)})

    async def _role(self, request: Request) -> Response:
        key = request.path_params["id"]
        role = {"id": key, "name": f"Role {key}", "permissions": list(self.store.roles[key])}
        return JSONResponse({"role": role})

    async def _priorities(self, _request: Request) -> Response:
        return JSONResponse({"issue_priorities": shapes.priorities()})


async def _page(_request: Request) -> Response:
    return HTMLResponse("<html>Login</html>")


def _empty(status: int) -> Response:
    return Response(status_code=status, media_type="application/json")


def _who(request: Request) -> int:
    return KEYS[request.headers["x-redmine-api-key"]]


def _included(request: Request) -> set[str]:
    return set(request.query_params.get("include", "").split(","))


def _listed(pairs: Iterable[tuple[int, str]]) -> list[dict[str, object]]:
    return [{"id": key, "name": name} for key, name in pairs]


def _openness(issue: Issue) -> str:
    return "closed" if STATUSES[issue.status][1] else "open"
