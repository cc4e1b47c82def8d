"""What a process that works already does when other routes are activated."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from app.wiring import Wiring
from cases.audit.activations import ACTIVATED, read_active_models, record
from cases.audit.trail import Entry
from cases.store.database import now
from flows.handle_ticket import handle_ticket

LOCAL = b"roles: {}\nmax_answer_tokens: 77\n"


@pytest.fixture
def working(office: Wiring, tmp_path: Path) -> Wiring:
    """An office that draws its answers from no model, with files of routes of its own."""
    office.settings = office.settings.model_copy(update={"active_models": tmp_path / "modeles"})
    office.__dict__["deps"] = replace(office.deps, gateway=ModelGateway(Routes()))
    return office


async def activate(office: Wiring, *, recorded: bool = True) -> str:
    path = office.settings.model_files.keep(LOCAL)
    details = {"route": "un.yaml", "sha256": path.stem}
    if recorded:
        entry = Entry(None, now(), "commande", ACTIVATED, details)
        await record(office.engine, entry, await read_active_models(office.engine))
    office.settings.model_files.point_at(path.stem)
    return path.stem


def tokens(office: Wiring) -> int:
    return office.deps.gateway._routes.max_answer_tokens  # noqa: SLF001 - what tells two doors apart


async def test_activated_routes_are_taken_up_at_the_next_ticket(working: Wiring) -> None:
    await working.check_models()
    await activate(working)
    assert tokens(working) == 1200
    await handle_ticket("demo", "1")
    assert tokens(working) == 77


async def test_routes_that_are_not_as_recorded_are_left_and_the_ticket_goes_on(
    working: Wiring,
) -> None:
    await working.check_models()
    await activate(working, recorded=False)
    await handle_ticket("demo", "1")
    case = await working.cases.find_ticket("demo", "1")
    assert case is not None
    assert case.draft is not None
    assert tokens(working) == 1200


async def test_routes_altered_while_a_worker_works_are_left(working: Wiring) -> None:
    sha256 = await activate(working)
    await working.check_models()
    path = working.settings.active_models / f"{sha256}.yaml"
    path.write_text("roles: {}\nmax_answer_tokens: 5\n", encoding="utf-8")
    deps = await working.renew_models()
    assert deps.gateway._routes.max_answer_tokens == 1200  # noqa: SLF001 - as above
