"""Every page through axe-core, in light, in dark, on a telephone; none is wider than the screen."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from cases.model import Case
from knowledge.library.text_library import Library
from tests.browser.conftest import Visit
from tests.browser.rules import wrong_with
from tests.browser.town import office, settle
from tests.browser.watched import TELEPHONE
from tests.builders import Store
from tests.web.test_forced_browsing import routes_of
from web.case.case_evidence import evidence_url

__all__ = ["office"]

NOT_PAGES = {
    "/alertes": "a fragment of the list",
    "/connexion/oidc": "leads to the identity provider",
    "/connexion/oidc/retour": "comes from the identity provider",
    "/dossiers/{case_id}/lettre.{ending}": "a file",
    "/dossiers/{case_id}/pieces/{mark}": "a file",
    "/dossiers/{case_id}/nouvelles": "a fragment of the case's page",
    "/liste": "a fragment of the list",
    "/pilotage/{figure}.csv": "a file",
    "/sante": "plain text, for a supervisor",
    "/textes/importer/{import_id}": "test_texts.py looks at it, after an import",
    "/textes/importer/{import_id}/suite": "a fragment of the import's page",
    "/reveil/{system}": "for ticketing systems",
    "/dossiers/{case_id}/releve.json": "a file",
    "/journal.jsonl": "a file",
    "/journal.csv": "a file",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"dark": True},
    "telephone": {"width": TELEPHONE},
}


@pytest.fixture
async def cases(app: FastAPI, sqlite_store: Store) -> list[Case]:
    assert app
    return await settle(sqlite_store)


async def addresses(store: Store, cases: list[Case]) -> dict[str, list[str]]:
    """Name the addresses of each route that has pages."""
    version = (await Library(store.engine).versions())[0].id
    numbered = next(case for case in cases if case.draft and case.draft.passages)
    lists = ("a-confirmer", "a-verifier", "a-traiter", "preparation", "en-route", "toutes")
    return {
        "/": ["pilotage", "", *(f"?etat={one}" for one in lists), "?q=rien-de-tel&urgence=haute"],
        "/traites": ["traites"],
        "/dossiers/{case_id}": [f"dossiers/{case.id}" for case in [*cases[:10], numbered]],
        "/dossiers/{case_id}/suivante": [f"dossiers/{cases[9].id}/suivante"],
        "/dossiers/{case_id}/precedente": [f"dossiers/{cases[9].id}/precedente"],
        "/dossiers/{case_id}/appuis/{number}": [
            evidence_url(numbered, len(numbered.draft.findings) + 1 if numbered.draft else 1)
        ],
        "/dossiers/{case_id}/releve": [f"dossiers/{case.id}/releve" for case in cases[:4]],
        "/journal": ["journal"],
        "/questions": ["questions"],
        "/textes": ["textes", "textes?q=rien"],
        "/textes/importer": ["textes/importer"],
        "/textes/{version_id}": [f"textes/{version}"],
        "/textes/{version_id}/{number}": [f"textes/{version}/1"],
        "/textes/{version_id}/retirer": [f"textes/{version}/retirer"],
        "/pilotage": ["pilotage"],
        "/suivi": ["suivi"],
        "/comptes": ["comptes"],
        "/comptes/nouveau": ["comptes/nouveau"],
        "/comptes/fiche": ["comptes/fiche?identifiant=bob"],
        "/mon-compte": ["mon-compte"],
        "/aide-clavier": ["aide-clavier"],
        "/connexion": ["connexion"],
        "/sans-role": ["sans-role"],
    }


def pages_of(app: FastAPI) -> set[str]:
    """Name the routes that a browser may open."""
    routes = [route for route in routes_of(app) if isinstance(route, APIRoute)]
    return {route.path for route in routes if "GET" in (route.methods or ())} - NOT_PAGES.keys()


async def test_every_page_is_looked_at(
    app: FastAPI, sqlite_store: Store, cases: list[Case]
) -> None:
    assert set(await addresses(sqlite_store, cases)) == pages_of(app)


@pytest.mark.parametrize("look", LOOKS)
async def test_no_page_breaks_a_rule_of_axe_or_is_wider_than_its_screen(
    visit: Visit, sqlite_store: Store, cases: list[Case], look: str
) -> None:
    found = []
    officer = await visit(**LOOKS[look])
    known = await addresses(sqlite_store, cases)
    for path, status in (("connexion", 200), ("nulle-part", 404)):
        page = await officer.opens(path, status)
        found += [(path, wrong) async for wrong in wrong_with(page)]
    await officer.signs_in("zoe")
    for paths in known.values():
        for path in paths:
            page = await officer.opens(path)
            found += [(path, wrong) async for wrong in wrong_with(page)]
    assert found == []
