"""Accounts changed, closed, opened: what ends with them, what is refused, what is noted."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cases.audit.trail import read_trail
from cases.people.access import Role
from cases.people.accounts import COMMAND, Account, AccountError, SignInRefused
from tests.builders import Store

ADA = Account("ada", "Ada", "ada@valmorel.example", frozenset({Role.ADMIN}))
BOB = Account("bob", "Bob", "bob@valmorel.example", frozenset({Role.ADMIN}))
CAM = Account("cam", "Camille", "cam@valmorel.example")
PASSWORD = "une phrase assez longue"
OTHER = "une autre phrase longue"


@pytest.fixture(autouse=True)
async def three_accounts(store: Store) -> None:
    for account in (ADA, BOB, CAM):
        await store.accounts.create(account, PASSWORD)


async def comes_in(store: Store, login: str, password: str = PASSWORD) -> str:
    return await store.sessions.open(await store.accounts.sign_in(login, password))


async def test_a_change_of_rights_ends_the_sessions_and_is_noted_with_what_was(
    store: Store,
) -> None:
    token, other = await comes_in(store, "cam"), await comes_in(store, "bob")
    changed = replace(CAM, roles=frozenset({Role.HEAD}), groups=frozenset({"paie"}))
    await store.accounts.change(changed, "ada")
    assert await store.sessions.find(token) is None
    assert await store.sessions.find(other) is not None
    noted = (await read_trail(store.engine))[-1]
    assert (noted.actor, noted.kind) == ("ada", "account_changed")
    assert noted.details == {"account": "cam", "roles": "head", "groups": "paie", "was": "officer "}


async def test_a_new_name_or_address_leaves_the_session_and_nothing_new_notes_nothing(
    store: Store,
) -> None:
    token = await comes_in(store, "cam")
    await store.accounts.change(replace(CAM, name="Camille B."), "ada")
    session = await store.sessions.find(token)
    assert session is not None
    assert session.account.name == "Camille B."
    before = len(await read_trail(store.engine))
    await store.accounts.change(replace(CAM, name="Camille B."), "ada")
    assert len(await read_trail(store.engine)) == before


async def test_a_closed_account_signs_nobody_in_until_it_is_opened(store: Store) -> None:
    token = await comes_in(store, "cam")
    await store.accounts.close("cam", "ada")
    assert await store.sessions.find(token) is None
    with pytest.raises(SignInRefused):
        await store.accounts.sign_in("cam", PASSWORD)
    await store.accounts.reopen("cam", "ada")
    assert await comes_in(store, "cam")
    kinds = [event.kind for event in await read_trail(store.engine)]
    assert {"account_closed", "account_opened"} <= set(kinds)


async def test_nobody_changes_their_own_rights(store: Store) -> None:
    reader = replace(ADA, roles=frozenset({Role.ADMIN, Role.OFFICER}))
    for refused in (
        store.accounts.change(reader, "ada"),
        store.accounts.change(replace(ADA, groups=frozenset({"paie"})), "ada"),
        store.accounts.close("ada", "ada"),
    ):
        with pytest.raises(AccountError, match="ses propres"):
            await refused
    assert (await store.accounts.find("ada")).account == ADA


async def test_the_last_administrator_stays_except_by_the_command_line(store: Store) -> None:
    await store.accounts.close("ada", "bob")
    for refused in (
        store.accounts.close("bob", "cam"),
        store.accounts.change(replace(BOB, roles=frozenset()), "cam"),
    ):
        with pytest.raises(AccountError, match="dernier compte"):
            await refused
    await store.accounts.close("bob", COMMAND)
    assert not (await store.accounts.find("bob")).active


async def test_two_administrators_who_close_each_other_at_once_leave_one(store: Store) -> None:
    for _ in range(20):
        closing = (store.accounts.close("ada", "bob"), store.accounts.close("bob", "ada"))
        done = await asyncio.gather(*closing, return_exceptions=True)
        assert [isinstance(one, AccountError) for one in done].count(True) == 1
        left = [one for one in await store.accounts.list_all() if one.active]
        assert len([one for one in left if Role.ADMIN in one.account.roles]) == 1
        for login in ("ada", "bob"):
            await store.accounts.reopen(login, COMMAND)


async def test_one_changes_ones_own_password_by_the_old_one_and_other_sessions_end(
    store: Store,
) -> None:
    token = await comes_in(store, "cam")
    with pytest.raises(SignInRefused):
        await store.accounts.change_password("cam", "pas le bon mot", OTHER)
    with pytest.raises(AccountError, match="le même"):
        await store.accounts.change_password("cam", PASSWORD, PASSWORD)
    assert await store.sessions.find(token) is not None
    await store.accounts.change_password("cam", PASSWORD, OTHER)
    assert await store.sessions.find(token) is None
    assert await comes_in(store, "cam", OTHER)


async def test_an_account_without_password_is_entered_by_none(store: Store) -> None:
    await store.accounts.create(Account("eve", "Eve", "eve@valmorel.example"), None)
    assert not (await store.accounts.find("eve")).has_password
    for password in ("", PASSWORD):
        with pytest.raises(SignInRefused):
            await store.accounts.sign_in("eve", password)


@pytest.mark.parametrize("login", ["commande", "openid", "guichet", "a\nb"])
async def test_a_login_that_the_trail_would_take_for_another_is_refused(
    store: Store, login: str
) -> None:
    with pytest.raises(AccountError):
        await store.accounts.create(Account(login, "Eve", "eve@valmorel.example"), PASSWORD)


async def test_a_session_that_nobody_uses_ends_though_its_page_asks_for_news(
    store: Store,
) -> None:
    token = await comes_in(store, "cam")
    for _ in range(3):
        store.clock.advance(timedelta(minutes=19))
        assert await store.sessions.find(token, at_work=False) is not None
    store.clock.advance(timedelta(minutes=19))
    assert await store.sessions.find(token) is None


async def test_all_sessions_of_a_person_end_together(store: Store) -> None:
    tokens = [await comes_in(store, "cam") for _ in range(2)]
    other = await comes_in(store, "bob")
    await store.sessions.end_all("cam")
    assert [await store.sessions.find(token) for token in tokens] == [None, None]
    assert await store.sessions.find(other) is not None
