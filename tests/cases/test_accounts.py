from datetime import timedelta

import pytest

from cases.accounts import Account, Refused, Unusable
from tests.builders import Store

ADA = Account("ada", "Ada Officier", "ada@valmorel.example")
PASSWORD = "une phrase assez longue"


@pytest.fixture(autouse=True)
async def an_account(store: Store) -> None:
    await store.accounts.create(ADA, PASSWORD)


async def test_the_right_password_opens_a_session(store: Store) -> None:
    session = await store.accounts.session(await store.accounts.sign_in("ada", PASSWORD))
    assert session is not None
    assert session.account == ADA
    assert len(session.csrf) > 20


async def test_a_wrong_password_and_an_unknown_login_get_the_same_sentence(store: Store) -> None:
    with pytest.raises(Refused) as wrong:
        await store.accounts.sign_in("ada", "autre chose")
    with pytest.raises(Refused) as unknown:
        await store.accounts.sign_in("eve", PASSWORD)
    assert str(wrong.value) == str(unknown.value)


async def test_five_wrong_passwords_close_the_account_for_a_while(store: Store) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match="inconnu"):
            await store.accounts.sign_in("ada", "autre chose")
    with pytest.raises(Refused, match="Trop d'essais"):
        await store.accounts.sign_in("ada", PASSWORD)
    store.clock.advance(timedelta(minutes=16))
    assert await store.accounts.sign_in("ada", PASSWORD)


async def test_a_session_ends_by_time_or_by_signing_out(store: Store) -> None:
    token = await store.accounts.sign_in("ada", PASSWORD)
    other = await store.accounts.sign_in("ada", PASSWORD)
    await store.accounts.sign_out(other)
    assert await store.accounts.session(other) is None
    assert await store.accounts.session(token) is not None
    store.clock.advance(timedelta(hours=11))
    assert await store.accounts.session(token) is None


async def test_a_short_password_and_a_taken_login_are_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(Unusable, match="12 signes"):
        await store.accounts.create(Account("bob", "Bob", "bob@valmorel.example"), "court")
    with pytest.raises(Unusable, match="existe déjà"):
        await store.accounts.create(ADA, PASSWORD)
