"""Somebody who may do everything."""

import pytest
from fastapi import FastAPI

from cases.access import Role
from cases.accounts import Account
from tests.web.conftest import PASSWORD, Officer, SignIn
from web.office import Office


@pytest.fixture
async def zoe(app: FastAPI, office: Office, sign_in: SignIn) -> Officer:
    """Somebody who may do everything."""
    _ = app
    account = Account("zoe", "Zoé Roy", "zoe@valmorel.example", frozenset(Role))
    await office.accounts.create(account, PASSWORD)
    return await sign_in("zoe")
