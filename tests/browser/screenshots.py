"""`make screenshots`: draws the pictures of the README, of the demo's invented town."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from cases.model import Case
from cases.people.access import Role
from cases.people.accounts import Account
from tests.browser.conftest import Visit
from tests.browser.town import office, settle
from tests.builders import Store
from tests.web.conftest import PASSWORD

__all__ = ["office"]

HEAD = Account("rose", "Rose Lambert", "rose@valmorel.example", frozenset({Role.HEAD}))
DOCS = Path(__file__).parents[2] / "docs"
LARGEST = 300_000
"""Bytes; a README that loads slowly is not read."""
WEEKS = 11


@pytest.fixture
async def cases(app: FastAPI, sqlite_store: Store) -> list[Case]:
    assert app
    await sqlite_store.accounts.create(HEAD, PASSWORD)
    return await settle(sqlite_store, WEEKS)


async def test_the_pictures_of_the_readme_are_drawn(visit: Visit, cases: list[Case]) -> None:
    officer = await visit()
    await officer.signs_in("rose")
    answered = next(
        case for case in cases[8:] if case.draft and case.draft.findings and case.draft.passages
    )
    for name, path in (
        ("liste", ""),
        ("dossier", f"dossiers/{answered.id}"),
        ("pilotage", "pilotage"),
    ):
        page = await officer.opens(path)
        file = DOCS / f"page-{name}.png"
        await page.screenshot(path=file)
        assert file.stat().st_size < LARGEST
    assert officer.nothing_went_wrong()
