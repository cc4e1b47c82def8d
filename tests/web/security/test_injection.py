"""SQL in every field of an address: it is looked for as words, or asks for nothing."""

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


@pytest.mark.parametrize(
    ("path", "field"), [(p, f) for p, fields in FIELDS.items() for f in fields]
)
async def test_no_field_of_an_address_is_read_as_sql(
    zoe: Officer, sqlite_store: Store, awaiting: Case, path: str, field: str
) -> None:
    del awaiting
    before = await _held(sqlite_store)
    for injected in INJECTED:
        answer = await zoe.client.get(path, params={field: injected})
        assert answer.status_code in {200, 204, 400, 404}, injected
        assert "argon2" not in answer.text
    assert await _held(sqlite_store) == before


@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize("path", ["/", "/traites"])
async def test_a_search_for_sql_finds_no_request(
    zoe: Officer, awaiting: Case, path: str, injected: str
) -> None:
    searched = await zoe.client.get(path, params={"q": injected, "etat": "toutes"})
    assert searched.status_code == 200
    assert awaiting.id not in searched.text
    assert awaiting.id in (await zoe.client.get("/", params={"q": "congés"})).text


@pytest.mark.parametrize("injected", INJECTED)
async def test_a_field_that_carries_sql_behind_a_case_leads_no_further(
    zoe: Officer, awaiting: Case, injected: str
) -> None:
    for field in ("liste", "fait", "dossier", "vu"):
        for page in ("", "/nouvelles", "/suivante", "/precedente"):
            path = f"/dossiers/{awaiting.id}{page}"
            answer = await zoe.client.get(path, params={field: injected})
            assert answer.status_code in {200, 204, 286, 303}, (path, field)
