"""A page over a real store, and officers who sit at it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from unittest.mock import MagicMock

import httpx
import pytest
from fastapi import FastAPI

from agents.drafter.state import Letterhead
from cases.model import Attachment, Case, CaseState, Ticket
from cases.people.accounts import Account
from cases.store.records import DeliveryState
from connectors.base import ConnectorError
from tests.answers import Oracle
from tests.builders import ADA, BOB, DRAFT, Store, bring_to_approval, shown
from web.app import create_app
from web.context import PageContext
from web.pages import templates_for

PASSWORD = "un mot de passe long"
NAMES = {ADA: "Ada Moreau", BOB: "Basile Petit"}


@dataclass
class Sending:
    """Stands for the orchestrator: remembers what it was asked to send."""

    there: bool = True
    asked: list[Case] = field(default_factory=list)

    async def __call__(self, case: Case) -> bool:
        self.asked.append(case)
        return self.there


@dataclass
class Handling:
    """Stands for the orchestrator: remembers which tickets it was asked to draft again."""

    there: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def __call__(self, system: str, number: str) -> bool:
        self.asked.append((system, number))
        return self.there


@dataclass
class Officer:
    """A browser without scripts, and the person in front of it."""

    client: httpx.AsyncClient
    office: PageContext

    async def finds(self, case: Case) -> CaseState:
        return (await self.office.cases.find(case.id)).state

    async def sees(self, path: str) -> str:
        return (await self.client.get(path)).text

    async def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', await self.sees("/traites"))
        assert found
        return found[1]

    async def decides(self, case: Case, verb: str, **fields: str) -> httpx.Response:
        screen = shown(case)
        form = {
            "csrf": await self.csrf(),
            "draft_number": str(screen.draft_number),
            "draft_sha256": screen.draft_sha256,
            **fields,
        }
        return await self.client.post(f"/dossiers/{case.id}/{verb}", data=form)

    async def approves(self, case: Case, text: str = DRAFT.text) -> httpx.Response:
        return await self.decides(case, "approuver", text=text)


@dataclass
class Corpus:
    """Stands for the ticketing system's files, by their ids."""

    files: dict[str, bytes] = field(default_factory=dict)
    trouble: ConnectorError | None = None

    async def open(self, _case: Case, file: Attachment) -> bytes:
        if self.trouble:
            raise self.trouble
        return self.files[file.id]


SignIn = Callable[[str], Awaitable[Officer]]


@pytest.fixture
def sending() -> Sending:
    return Sending()


@pytest.fixture
def handling() -> Handling:
    return Handling()


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture
def office(
    sqlite_store: Store, sending: Sending, handling: Handling, oracle: Oracle, corpus: Corpus
) -> PageContext:
    return PageContext(
        engine=sqlite_store.engine,
        cases=sqlite_store.cases,
        approvals=sqlite_store.approvals,
        corrections=sqlite_store.corrections,
        deliveries=sqlite_store.deliveries,
        accounts=sqlite_store.accounts,
        sessions=sqlite_store.sessions,
        categories={"conges": "Congés annuels", "maladie": "Maladie"},
        start_sending=sending,
        start_handling=handling,
        dashboard_url="http://127.0.0.1:4200",
        town="Valmorel-sur-Orge",
        secure_cookies=False,
        prepare_answers=oracle.prepare,
        answer=oracle.ask,
        open_attachment=corpus.open,
        letterhead=Letterhead(
            "Valmorel-sur-Orge", "La direction des ressources humaines", "le guichet"
        ),
        may_import=frozenset({"ada"}),
    )


@pytest.fixture(scope="session")
def shared_page() -> FastAPI:
    """The page of no office yet: the first request of a new one costs a tenth of a second."""
    return create_app(MagicMock())


@pytest.fixture
async def app(shared_page: FastAPI, office: PageContext) -> FastAPI:
    """The page of this test's office; whoever adds a route to it makes one of their own."""
    for who, name in NAMES.items():
        await office.accounts.create(Account(who.login, name, who.email), PASSWORD)
    shared_page.state.context = office
    shared_page.state.templates = templates_for(office)
    return shared_page


@pytest.fixture
async def sign_in(app: FastAPI, office: PageContext) -> AsyncIterator[SignIn]:
    clients: list[httpx.AsyncClient] = []

    async def come(login: str) -> Officer:
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://guichet.example",
        )
        clients.append(client)
        if login:
            form = {"identifiant": login, "mot_de_passe": PASSWORD}
            assert (await client.post("/connexion", data=form)).status_code == 303
        return Officer(client, office)

    yield come
    for client in clients:
        await client.aclose()


@pytest.fixture
async def ada(sign_in: SignIn) -> Officer:
    return await sign_in("ada")


@pytest.fixture
async def bob(sign_in: SignIn) -> Officer:
    return await sign_in("bob")


@pytest.fixture
async def stranger(sign_in: SignIn) -> Officer:
    return await sign_in("")


@pytest.fixture
async def awaiting(sqlite_store: Store, ticket: Ticket) -> Case:
    return await bring_to_approval(sqlite_store, ticket)


@pytest.fixture
async def in_doubt(sqlite_store: Store, awaiting: Case) -> Case:
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DRAFT.text, BOB)
    deliveries = sqlite_store.deliveries
    delivery = await deliveries.start(await deliveries.plan(awaiting.id))
    assert delivery
    return await deliveries.settle(await deliveries.record(delivery, DeliveryState.UNKNOWN))
