"""Requests made up from the routes' own schema: whatever comes, no page fails."""

from collections.abc import Iterator
from typing import Any

import schemathesis.openapi
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from starlette.routing import Mount

from cases.model import Case
from cases.people.access import Role
from cases.people.accounts import Account
from tests.web.conftest import PASSWORD, SignIn
from web.context import PageContext

EACH = max(3, settings().max_examples // 3)
"""Requests of a route: three by default, a dozen in CI."""
LEAVES = {"/deconnexion", "/deconnexion/partout", "/comptes/fermer", "/comptes/changer"}
"""What may end the session that the others need; `test_forms.py` sees to them."""


def requests_of(operation: Any) -> Iterator[Any]:  # noqa: ANN401 - schemathesis' own
    """Make up requests of one route, the same each time."""
    made: list[Any] = []

    @settings(
        max_examples=EACH,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def make(case: Any) -> None:  # noqa: ANN401 - same
        made.append(case)

    make()
    yield from made


async def test_no_made_up_request_makes_a_page_fail(
    app: FastAPI, office: PageContext, sign_in: SignIn, awaiting: Case
) -> None:
    account = Account("zoe", "Zoé Roy", "zoe@valmorel.example", frozenset(Role))
    await office.accounts.create(account, PASSWORD)
    zoe = await sign_in("zoe")
    csrf = await zoe.csrf()
    failed, tried = [], set()
    for operation in schemathesis.openapi.from_dict(app.openapi()).get_all_operations():
        route: Any = operation.ok()  # type: ignore[union-attr]  # ours is a valid schema
        if route.path in LEAVES:
            continue
        for number, case in enumerate(requests_of(route)):
            if "case_id" in case.path_parameters and number % 2:
                case.path_parameters["case_id"] = awaiting.id
            asked = case.as_transport_kwargs(base_url="http://guichet.example")
            if case.method == "POST":
                asked["data"] = {**(asked.get("data") or {}), "csrf": csrf}
            sent = {key: asked.get(key) for key in ("params", "headers", "data")}
            answer = await zoe.client.request(case.method, asked["url"], **sent)
            tried.add(f"{case.method} {route.path}")
            if answer.status_code >= 500:
                failed.append((case.method, asked["url"], sent, answer.status_code))
    assert failed == []
    assert len(tried) > 50
    assert not [one for one in app.routes if isinstance(one, Mount) and one.path != "/static"]
