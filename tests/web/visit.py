"""A browser that goes to the identity provider and comes back."""

from dataclasses import dataclass, replace
from typing import Any

import httpx
from fastapi import FastAPI

from app.openid_sign_in import OpenId
from app.settings.office_sections import Oidc
from cases.people.identities import Identities, PendingSignIns
from connectors.openid import Client, Provider
from tests.builders import Store
from tests.contract.servers.openid import CLIENT_ID, SECRET, OpenIdServer
from tests.web.conftest import Officer
from web.context import PageContext

HOME = "http://guichet.example"


@dataclass
class Visit:
    """A browser that goes to the provider and comes back."""

    officer: Officer
    server: OpenIdServer

    async def sets_out(self, suite: str = "/") -> str:
        answer = await self.officer.client.get("/connexion/oidc", params={"suite": suite})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def is_sent_back(self, address: str) -> str:
        async with httpx.AsyncClient() as there:
            return (await there.get(address)).headers["location"].removeprefix(HOME)

    async def returns(self, suite: str = "/") -> httpx.Response:
        return await self.officer.client.get(await self.is_sent_back(await self.sets_out(suite)))

    async def is_refused(self) -> str:
        answer = await self.returns()
        assert answer.status_code == 401
        assert "guichet_session" not in answer.headers.get("set-cookie", "")
        assert (await self.officer.client.get("/")).status_code == 303
        return answer.text


def openid(office: PageContext, store: Store, url: str, **settings: Any) -> OpenId:  # noqa: ANN401 - any setting
    return OpenId(
        Oidc(issuer=url, client_id=CLIENT_ID, **settings),
        Provider(Client(url, CLIENT_ID, SECRET, f"{HOME}/connexion/oidc/retour")),
        PendingSignIns(store.engine, store.clock),
        Identities(store.engine, store.clock),
        office.accounts,
        f"{HOME}/connexion",
    )


def with_settings(app: FastAPI, store: Store, visit: Visit, **settings: Any) -> None:  # noqa: ANN401 - any setting
    office = app.state.context
    app.state.context = replace(office, openid=openid(office, store, visit.server.url, **settings))
