"""Sign-in at an identity provider: who is on the way there, and whose account an identity is."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.model import sha256_of
from cases.people.accounts import COLUMNS, Account, account_of
from cases.store.database import Clock, fetch_one, now, reading
from cases.tables import accounts, departures, identities

LIFETIME = timedelta(minutes=10)
MOST_DEPARTURES = 2000
"""Anybody may set out: beyond these the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A browser on its way to the provider. `way_back`: the page it wanted."""

    state: str
    nonce: str
    verifier: str
    way_back: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody as the provider knows them; `email` is empty unless it vouches for it."""

    issuer: str
    subject: str
    email: str


class PendingSignIns:
    """Sign-ins that wait for the provider, each good for one return."""

    def __init__(self, engine: AsyncEngine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    async def begin(self, way_back: str) -> PendingSignIn:
        """Note that a browser sets out."""
        state, nonce, verifier = (secrets.token_urlsafe(n) for n in (32, 32, 48))
        gone = PendingSignIn(state, nonce, verifier, way_back)
        at = self._clock()
        recent = (
            sa.select(departures.c.state_sha256)
            .where(departures.c.expires_at > at)
            .order_by(departures.c.expires_at.desc())
            .limit(MOST_DEPARTURES)
        )
        async with self._engine.begin() as connection:
            forgotten = departures.c.state_sha256.not_in(recent)
            await connection.execute(departures.delete().where(forgotten))
            await connection.execute(
                departures.insert().values(
                    state_sha256=sha256_of(gone.state),
                    nonce=gone.nonce,
                    verifier=gone.verifier,
                    way_back=gone.way_back,
                    expires_at=at + LIFETIME,
                ),
            )
        return gone

    async def end(self, state: str) -> PendingSignIn | None:
        """Take a departure out of the list, if it is there and not too old: it serves once."""
        found = (
            departures.delete()
            .where(departures.c.state_sha256 == sha256_of(state))
            .returning(departures)
        )
        async with self._engine.begin() as connection:
            row = (await connection.execute(found)).mappings().one_or_none()
        if row is None or row["expires_at"] <= self._clock():
            return None
        return PendingSignIn(state, row["nonce"], row["verifier"], row["way_back"])


class Identities:
    """Whose account an identity is: the one it is tied to, else the one with its e-mail."""

    def __init__(self, engine: AsyncEngine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    async def find(self, identity: Identity) -> Account | None:
        """Find the open account of an identity; the first time, tie it to the one of its e-mail.

        Two accounts with that e-mail, or one tied to somebody else, are tied to nobody.
        """
        query = sa.select(identities.c.login).where(
            identities.c.issuer == identity.issuer, identities.c.subject == identity.subject
        )
        async with reading(self._engine) as connection:
            login: str | None = await connection.scalar(query)
        if login is None and identity.email:
            login = await self._tie_by_email(identity)
        if login is None:
            return None
        account = sa.select(*COLUMNS).where(accounts.c.login == login, accounts.c.active)
        row = await fetch_one(self._engine, account)
        return account_of(row) if row else None

    async def _tie_by_email(self, identity: Identity) -> str | None:
        same = accounts.c.active & (sa.func.lower(accounts.c.email) == identity.email.lower())
        taken = sa.select(identities.c.login).where(identities.c.issuer == identity.issuer)
        async with self._engine.begin() as connection:
            found = await connection.scalars(sa.select(accounts.c.login).where(same))
            logins: list[str] = list(found)
            tied = set(await connection.scalars(taken))
            if len(logins) != 1 or logins[0] in tied:
                return None
            await self._write(connection, identity, logins[0])
        return logins[0]

    async def tie(self, identity: Identity, login: str) -> None:
        """Tie an identity to the account that was made for it."""
        async with self._engine.begin() as connection:
            await self._write(connection, identity, login)

    async def _write(self, connection: AsyncConnection, identity: Identity, login: str) -> None:
        values = {"issuer": identity.issuer, "subject": identity.subject, "login": login}
        await connection.execute(identities.insert().values(values))
        details = {"account": login, "issuer": identity.issuer}
        entry = trail.Entry(None, self._clock(), login, "identity_tied", details)
        await trail.append(connection, entry)
