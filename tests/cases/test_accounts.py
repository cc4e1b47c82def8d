import asyncio
from datetime import timedelta

import pytest

from cases.audit.trail import read_trail
from cases.people.accounts import REFUSED, TRIES, Account, AccountError, SignInRefused
from tests.builders import Store

ADA = Account("ada", "Ada Officier", "ada@valmorel.example")
PASSWORD = "une phrase assez longue"


@pytest.fixture(autouse=True)
async def an_account(store: Store) -> None:
    await store.accounts.create(ADA, PASSWORD)


async def test_the_right_password_opens_a_session(store: Store) -> None:
    session = await store.sessions.find(await sign_in(store))
    assert session is not None
    assert session.account == ADA
    assert len(session.csrf) > 20


async def sign_in(store: Store) -> str:
    return await store.sessions.open(await store.accounts.sign_in("ada", PASSWORD))


async def refusal(store: Store, login: str, password: str) -> str:
    with pytest.raises(SignInRefused) as refused:
        await store.accounts.sign_in(login, password)
    return str(refused.value)


async def test_every_refusal_says_the_same_so_that_none_tells_which_logins_exist(
    store: Store,
) -> None:
    said = {await refusal(store, "eve", PASSWORD)}
    said |= {await refusal(store, "ada", "autre chose") for _ in range(TRIES)}
    said |= {await refusal(store, "ada", PASSWORD)}
    assert said == {REFUSED}


async def test_five_wrong_passwords_close_the_account_for_a_while(store: Store) -> None:
    for _ in range(TRIES):
        await refusal(store, "ada", "autre chose")
    await refusal(store, "ada", PASSWORD)
    store.clock.advance(timedelta(minutes=16))
    assert await store.accounts.sign_in("ada", PASSWORD)


async def test_the_last_try_may_still_be_right_and_starts_the_count_again(store: Store) -> None:
    for _ in range(2):
        for _ in range(TRIES - 1):
            await refusal(store, "ada", "autre chose")
        assert await store.accounts.sign_in("ada", PASSWORD)


async def test_passwords_tried_all_at_once_are_counted_one_by_one(store: Store) -> None:
    tries = [store.accounts.sign_in("ada", "autre chose") for _ in range(30)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert all(isinstance(answer, SignInRefused) for answer in answers)
    told = [event.kind for event in await read_trail(store.engine)]
    assert told.count("sign_in_refused") == TRIES - 1
    assert told.count("account_locked") == 1
    await refusal(store, "ada", PASSWORD)


async def test_a_session_ends_by_time_or_by_signing_out(store: Store) -> None:
    token, other = await sign_in(store), await sign_in(store)
    await store.sessions.end(other)
    assert await store.sessions.find(other) is None
    for _ in range(11):
        assert await store.sessions.find(token) is not None
        store.clock.advance(timedelta(minutes=55))
    assert await store.sessions.find(token) is None


async def test_a_short_password_and_a_taken_login_are_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(AccountError, match="12 signes"):
        await store.accounts.create(Account("bob", "Bob", "bob@valmorel.example"), "court")
    with pytest.raises(AccountError, match="existe déjà"):
        await store.accounts.create(ADA, PASSWORD)


@pytest.mark.parametrize("login", ["", " ", " bob", "b" * 65])
async def test_a_login_that_could_not_be_typed_is_refused(store: Store, login: str) -> None:
    with pytest.raises(AccountError, match="64 signes"):
        await store.accounts.create(Account(login, "Bob", "bob@valmorel.example"), PASSWORD)
