"""SQL in every field of an address: it is looked for as words, or asks for nothing."""

from itertools import cycle

import pytest
import sqlalchemy as sa

from cases.model import Case
from cases.tables import accounts, approvals, cases, drafts, events, sessions
from tests.builders import Store
from tests.web.conftest import Officer

INJECTED = (
    "'",
    "' OR '1'='1",
    "') OR 1=1 --",
    "x' UNION SELECT login, password_hash FROM accounts --",
    "'; DROP TABLE cases; --",
    "1; DELETE FROM events",
    '" OR ""="',
    "\\'; UPDATE accounts SET active = 1; --",
    "%' AND 1=randomblob(1000000000) --",
    "' || pg_sleep(10) || '",
    'NEAR("a" "b") OR subject : *',
    "a AND (b OR",
)
FIELDS = {
    "/": (
        *("etat", "q", "categorie", "urgence", "sensible", "suite", "pour", "systeme"),
        *("du", "au", "tri", "page", "fait", "dossier", "vers"),
    ),
    "/liste": ("etat", "q", "categorie", "tri", "vu", "dit", "page"),
    "/traites": ("q", "categorie", "du", "au", "tri", "page"),
    "/journal": ("genre", "qui", "jour", "dossier", "avant"),
    "/textes": ("q", "etat", "page"),
    "/pilotage": ("du", "au"),
    "/comptes/fiche": ("identifiant", "fait"),
}
KEPT = (accounts, approvals, cases, drafts, events, sessions)


@pytest.fixture
def sqlite_store(store: Store) -> Store:
    """The page over each kind of database in turn."""
    return store


async def _held(store: Store) -> list[object]:
    async with store.engine.connect() as connection:
        return [(await connection.execute(sa.select(table))).all() for table in KEPT]


def _of_page(path: str, *, every: bool) -> list[tuple[str, str]]:
    """Pair each field of a page with every attack, or with one of them, each in turn."""
    if every:
        return [(field, injected) for field in FIELDS[path] for injected in INJECTED]
    return list(zip(FIELDS[path], cycle(INJECTED), strict=False))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.attacks)])
@pytest.mark.parametrize("path", FIELDS)
async def test_no_field_of_an_address_is_read_as_sql(
    zoe: Officer, sqlite_store: Store, awaiting: Case, path: str, *, every: bool
) -> None:
    del awaiting
    before = await _held(sqlite_store)
    for field, injected in _of_page(path, every=every):
        answer = await zoe.client.get(path, params={field: injected})
        assert answer.status_code in {200, 204, 400, 404}, (field, injected)
        assert "argon2" not in answer.text
    assert await _held(sqlite_store) == before


@pytest.mark.parametrize("path", ["/", "/traites"])
async def test_a_search_for_sql_finds_no_request(zoe: Officer, awaiting: Case, path: str) -> None:
    for injected in INJECTED:
        searched = await zoe.client.get(path, params={"q": injected, "etat": "toutes"})
        assert searched.status_code == 200, injected
        assert awaiting.id not in searched.text, injected
    assert awaiting.id in (await zoe.client.get("/", params={"q": "congés"})).text


@pytest.mark.parametrize("page", ["", "/nouvelles", "/suivante", "/precedente"])
async def test_a_field_that_carries_sql_behind_a_case_leads_no_further(
    zoe: Officer, awaiting: Case, page: str
) -> None:
    path = f"/dossiers/{awaiting.id}{page}"
    for field in ("liste", "fait", "dossier", "vu"):
        for injected in INJECTED:
            answer = await zoe.client.get(path, params={field: injected})
            assert answer.status_code in {200, 204, 286, 303}, (field, injected)
