"""Whatever a ticket, a text or a model says is text on every page, and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI

from cases.people.access import Group, Role
from cases.people.accounts import Account
from tests.builders import Store
from tests.web.conftest import PASSWORD, Officer, SignIn
from tests.web.security.hostile import (
    HARMLESS,
    PAYLOADS,
    STATES,
    Words,
    addresses,
    bring_all,
    vocabulary,
)
from web.context import PageContext

OUTSIDE = ("http://127.0.0.1:4200", "https://x/")
"""The dashboard that the town set, and the host of the one citation that is linked."""
LISTS = (
    *("/", "/?etat=toutes", "/?etat=a-traiter", "/textes", "/comptes", "/comptes/nouveau"),
    *("/suivi", "/journal", "/pilotage?du=2026-11-01&au=2026-11-30"),
)
SEARCHES = ("/?q={}", "/?q={}&etat=traitees", "/textes?q={}", "/?q=x&liste={}")
SOMETIMES: Words = frozenset({("br", ""), ("details", "open")})
"""Of our own templates: a line's end in a quote, a field whose value is not kept yet."""


async def all_powerful(app: FastAPI, office: PageContext, sign_in: SignIn, said: str) -> Officer:
    app.state.context = replace(office, groups={"paie": Group("paie", said, frozenset())})
    account = Account("zoe", said, "zoe@valmorel.example", frozenset(Role))
    await office.accounts.create(account, PASSWORD)
    return await sign_in("zoe")


async def pages_that_say(zoe: Officer, store: Store, said: str) -> dict[str, str]:
    """Read a case in each state, its record, its text, and every list that shows them."""
    seen = {}
    async for page in bring_all(store, said, STATES):
        seen[page.name] = await zoe.sees(page.path)
        if page.path.startswith("/dossiers/"):
            seen[f"{page.name}, record"] = await zoe.sees(f"{page.path}/releve")
    for path in LISTS:
        seen[path] = await zoe.sees(path)
    for path in SEARCHES:
        seen[path] = await zoe.sees(path.format(quote(said[:200])))
    return seen


@pytest.fixture
async def known(app: FastAPI, office: PageContext, sign_in: SignIn, sqlite_store: Store) -> Words:
    """What all our pages are made of when everybody is polite."""
    zoe = await all_powerful(app, office, sign_in, HARMLESS)
    seen = await pages_that_say(zoe, sqlite_store, HARMLESS)
    assert [name for name, text in seen.items() if HARMLESS not in text] == []
    return SOMETIMES.union(*(vocabulary(text) for text in seen.values()))


def foreign(page: str) -> list[str]:
    """Give the addresses of a page that would lead out of this site, or run."""
    return [one for one in addresses(page) if _leads_out(one)]


def _leads_out(address: str) -> bool:
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and not address.startswith("\\")
    return not ours and not address.startswith(OUTSIDE)


def gained(seen: Iterable[tuple[str, str]], known: Words) -> Sequence[object]:
    return [
        (name, sorted(vocabulary(text) - known), foreign(text))
        for name, text in seen
        if vocabulary(text) - known or foreign(text)
    ]


def test_there_are_two_hundred_payloads_and_none_is_there_twice() -> None:
    everything = [payload for several in PAYLOADS.values() for payload in several]
    assert len(everything) >= 200
    assert len(set(everything)) == len(everything)


def test_an_element_an_attribute_or_an_address_that_a_payload_made_would_be_seen() -> None:
    assert gained([("a", "<p>")], frozenset({("html", ""), ("body", ""), ("p", "")})) == []
    for forged in ("<p onclick=x>", "<p><svg>", "<a href='javascript:x'>", "<a href='//x'>"):
        made = frozenset({("html", ""), ("body", ""), ("p", ""), ("a", ""), ("a", "href")})
        assert gained([("a", forged)], made), forged


@pytest.mark.parametrize("kind", PAYLOADS)
async def test_no_page_gains_an_element_an_attribute_or_an_address(
    known: Words, sign_in: SignIn, sqlite_store: Store, kind: str
) -> None:
    zoe = await sign_in("zoe")
    seen = await pages_that_say(zoe, sqlite_store, "\n".join(PAYLOADS[kind]))
    assert gained(seen.items(), known) == []
    assert [name for name, text in seen.items() if "n’a pas marché" in text] == []
