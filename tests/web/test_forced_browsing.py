"""Every role at every address: a page or form is public by name, or stands behind a gate."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from cases.audit.trail import read_trail
from cases.model import Case
from cases.people.access import Right, Role, rights_of
from cases.people.accounts import Account
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.app import create_app
from web.context import PageContext
from web.people import permissions

PUBLIC = {
    "GET /connexion",
    "POST /connexion",
    "GET /connexion/oidc",
    "GET /connexion/oidc/retour",
    "GET /sante",
    "GET /reveil/{system}",
    "POST /reveil/{system}",
}
WHOEVER_IS_SIGNED_IN = {
    "POST /deconnexion",
    "POST /deconnexion/partout",
    "GET /mon-compte",
    "POST /mon-compte/mot-de-passe",
    "GET /sans-role",
    "GET /aide-clavier",
}
GATED_INSIDE = {"GET /dossiers/{case_id}/nouvelles": Right.READ}
"""It answers a session that ended in its own way."""
HOME = "GET /"
NOT_YOURS = "n’est pas dans vos droits"
NOBODY = "nobody"


@dataclass(frozen=True)
class Door:
    """A route as `METHOD /path`, the right its gate asks for, whether a form must be signed."""

    name: str
    right: Right | None
    signed_in: bool
    signed_form: bool

    @property
    def method(self) -> str:
        return self.name.partition(" ")[0]


def routes_of(app: Any) -> Iterator[Any]:  # noqa: ANN401 - FastAPI's routes are of many kinds
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        yield from routes_of(inner) if inner else (route,)


def calls_of(dependant: Dependant) -> Iterator[Any]:
    for one in dependant.dependencies:
        yield one.call
        yield from calls_of(one)


def right_of(call: Any) -> Right | None:  # noqa: ANN401 - whatever FastAPI calls
    if getattr(call, "__module__", "") != permissions.__name__ or not inspect.isfunction(call):
        return None
    right = inspect.getclosurevars(call).nonlocals.get("right")
    return right if isinstance(right, Right) else None


def doors_of(app: FastAPI) -> Iterator[Door]:
    for route in routes_of(app):
        if not isinstance(route, APIRoute):
            continue
        calls = list(calls_of(route.dependant))
        rights = {right for call in calls if (right := right_of(call))}
        assert len(rights) <= 1, f"{route.path} has two gates"
        for method in sorted((route.methods or set()) - {"HEAD"}):
            name = f"{method} {route.path}"
            right = next(iter(rights), GATED_INSIDE.get(name))
            signed = permissions.signed_in in calls or name in GATED_INSIDE
            yield Door(name, right, signed, permissions.signed_form in calls)


def without_gate(app: FastAPI) -> list[str]:
    known = PUBLIC | WHOEVER_IS_SIGNED_IN | {HOME}
    return [d.name for d in doors_of(app) if d.right is None and d.name not in known]


def test_no_page_and_no_form_stands_open(app: FastAPI) -> None:
    assert without_gate(app) == []
    mounted = [r.path for r in routes_of(app) if not isinstance(r, APIRoute)]
    assert mounted == ["/static"]


def test_a_new_page_without_a_gate_is_found(office: PageContext) -> None:
    async def forgotten() -> str:
        return ""

    app = create_app(office)
    app.add_api_route("/oubliee", forgotten)
    assert without_gate(app) == ["GET /oubliee"]


def test_every_door_that_is_named_exists(app: FastAPI) -> None:
    names = {gateway.name for gateway in doors_of(app)}
    assert names >= PUBLIC | WHOEVER_IS_SIGNED_IN | GATED_INSIDE.keys() | {HOME}


def test_every_form_of_whoever_is_signed_in_is_signed_too(app: FastAPI) -> None:
    forms = {d.name: d for d in doors_of(app) if d.method != "GET" and d.name not in PUBLIC}
    assert forms
    # The upload of texts bounds its form while it comes, and checks its signature inside.
    unsigned = {name for name, gateway in forms.items() if not gateway.signed_form}
    assert unsigned <= {"POST /textes/importer"}


def address(gateway: Door, case: Case) -> str:
    path = gateway.name.partition(" ")[2].replace("{case_id}", case.id)
    return re.sub(r"\{\w+\}", "0" * 32, path)


async def try_all(app: FastAPI, officer: Officer, case: Case, csrf: str) -> dict[str, Any]:
    """Knock at every gated door, with a form of one's own where there is one."""
    answers = {}
    for gateway in doors_of(app):
        if gateway.right is None:
            continue
        data = {"csrf": csrf} if gateway.method != "GET" else None
        path = address(gateway, case)
        answers[gateway.name] = (
            gateway,
            await officer.client.request(gateway.method, path, data=data),
        )
    return answers


@pytest.mark.parametrize("role", [*Role, NOBODY])
async def test_each_role_opens_what_it_may_and_nothing_else(
    app: FastAPI, office: PageContext, sign_in: SignIn, awaiting: Case, role: str
) -> None:
    roles = frozenset({Role(role)}) if role != NOBODY else frozenset[Role]()
    account = Account("zoe", "Zoé Roy", "zoe@valmorel.example", roles)
    await office.accounts.create(account, PASSWORD)
    zoe = await sign_in("zoe")
    csrf = (await zoe.sees("/mon-compte")).split('name="csrf" value="')[1].split('"')[0]
    answers = await try_all(app, zoe, awaiting, csrf)
    opened = {n for n, (_, answer) in answers.items() if NOT_YOURS not in answer.text}
    assert opened == {n for n, (gateway, _) in answers.items() if gateway.right in rights_of(roles)}
    assert [n for n, (_, answer) in answers.items() if answer.status_code >= 500] == []
    shut = [answer.status_code for n, (_, answer) in answers.items() if n not in opened]
    assert set(shut) <= {403}
    noted = [e for e in await read_trail(office.engine) if e.kind == "access_refused"]
    assert len([e for e in noted if e.details["right"] != "import"]) == len(shut)
    led = [answer.headers.get("location", "") for _, answer in answers.values()]
    assert not [where for where in led if where.startswith("/connexion")]


async def test_a_stranger_is_led_to_sign_in_from_everywhere(
    app: FastAPI, stranger: Officer, awaiting: Case
) -> None:
    answers = await try_all(app, stranger, awaiting, "")
    assert answers
    asked = {
        n: a.headers.get("location", a.headers.get("hx-redirect", ""))
        for n, (_, a) in answers.items()
    }
    assert {n: where for n, where in asked.items() if not where.startswith("/connexion")} == {}


async def test_the_first_page_leads_each_to_their_own(
    app: FastAPI, office: PageContext, sign_in: SignIn
) -> None:
    _ = app
    firsts = {Role.OPERATOR: "/suivi", Role.ADMIN: "/comptes", NOBODY: "/sans-role"}
    for role, first in firsts.items():
        roles = frozenset({Role(role)}) if role != NOBODY else frozenset[Role]()
        await office.accounts.create(Account(role, "Zoé", "z@valmorel.example", roles), PASSWORD)
        home = await (await sign_in(role)).client.get("/")
        assert (home.status_code, home.headers["location"]) == (303, first)
        page = await (await sign_in(role)).sees(first)
        assert "Questions</a>" not in page
        assert "Se déconnecter" in page
    told = {event.kind for event in await read_trail(office.engine)}
    assert "access_refused" not in told
