"""Somebody who may do everything."""

import pytest
from fastapi import FastAPI

from cases.people.access import Role
from cases.people.accounts import Account
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.context import PageContext


@pytest.fixture
async def zoe(app: FastAPI, office: PageContext, sign_in: SignIn) -> Officer:
    """Somebody who may do everything."""
    _ = app
    account = Account("zoe", "Zoé Roy", "zoe@valmorel.example", frozenset(Role))
    await office.accounts.create(account, PASSWORD)
    return await sign_in("zoe")
