"""Who is at work: a page that asks for news by itself keeps nobody signed in, an officer does."""

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from cases.model import Case
from tests.builders import Store
from tests.web.conftest import Officer

NEARLY = timedelta(minutes=50)
"""Of the hour after which an idle session ends."""

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
_BY_ITSELF = re.compile(r'hx-trigger="(?:load|every)')


async def _stays_after(officer: Officer, store: Store, headers: dict[str, str], path: str) -> bool:
    for _ in range(2):
        store.clock.advance(NEARLY)
        await officer.client.get(path, headers=headers)
    return (await officer.client.get("/")).status_code == 200


def _asks(screen: str, element: str) -> tuple[str, dict[str, str]]:
    """Give the address and the headers of what an element of a page asks by itself."""
    tag = re.search(rf'<div id="{element}"[^>]*hx-get="([^"]+)"[^>]*>', screen)
    assert tag
    named = dict(re.findall(r'"([\w-]+)": "(\w+)"', tag[0]))
    return html.unescape(tag[1]), {"HX-Request": "true", **named}


async def test_the_list_that_follows_what_happens_keeps_nobody_signed_in(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    del awaiting
    path, headers = _asks(await ada.sees("/"), "liste")
    assert not await _stays_after(ada, sqlite_store, headers, path)


async def test_a_case_that_asks_for_its_news_keeps_nobody_signed_in(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    path, headers = _asks(await ada.sees(f"/dossiers/{awaiting.id}"), "nouvelles")
    assert not await _stays_after(ada, sqlite_store, headers, path)


@pytest.mark.parametrize("path", ["/?categorie=conges", "/?q=camille", "/traites"])
async def test_an_officer_who_filters_without_leaving_the_page_is_at_work(
    ada: Officer, sqlite_store: Store, path: str
) -> None:
    assert await _stays_after(ada, sqlite_store, {"HX-Request": "true"}, path)


async def test_an_officer_who_writes_a_letter_is_at_work(
    ada: Officer, sqlite_store: Store, awaiting: Case
) -> None:
    form = {"csrf": await ada.csrf(), "text": "Bonjour, vous avez 28 jours."}
    for _ in range(2):
        sqlite_store.clock.advance(NEARLY)
        path = f"/dossiers/{awaiting.id}/relire"
        await ada.client.post(path, data=form, headers={"HX-Request": "true"})
    assert (await ada.client.get("/")).status_code == 200


def test_whatever_a_page_asks_by_itself_says_so() -> None:
    alone = [
        line
        for template in TEMPLATES.rglob("*.html")
        for line in template.read_text().splitlines()
        if _BY_ITSELF.search(line)
    ]
    assert len(alone) == 5
    assert all("""hx-headers='{"Guichet-By-Itself": "true"}'""" in line for line in alone)
