"""A provider served over real HTTP, and somebody on the way to it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from fastapi import FastAPI

from tests.builders import Store
from tests.contract.servers.loopback import loopback
from tests.contract.servers.openid import OpenIdServer
from tests.web.conftest import SignIn
from tests.web.visit import Visit, openid
from web.context import PageContext


@pytest.fixture
async def server() -> AsyncIterator[OpenIdServer]:
    provider = OpenIdServer()
    async with loopback(provider) as running:
        provider.url = running.url
        provider.faults.cut = running.cut
        yield provider


@pytest.fixture
async def visit(
    app: FastAPI, office: PageContext, sqlite_store: Store, server: OpenIdServer, sign_in: SignIn
) -> Visit:
    app.state.context = replace(office, openid=openid(office, sqlite_store, server.url))
    return Visit(await sign_in(""), server)
