"""Sessions of the page, kept on the server; of their tokens only the hashes are."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import trail
from cases.model import sha256_of
from cases.people.accounts import COLUMNS, Account, account_of
from cases.store.database import Clock, fetch_one, now
from cases.tables import accounts, sessions

NOTED_EVERY = timedelta(minutes=1)
"""A person at work is noted this often, not at each page: a write takes its turn in the store."""


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person; `csrf` must come back with every form.

    `id_token`: what the identity provider wants to see again at sign-out; empty for a password.
    """

    account: Account
    csrf: str
    id_token: str = ""


class Sessions:
    """Sessions end after `lasts`, or when nobody did anything for `idle`."""

    def __init__(
        self,
        engine: AsyncEngine,
        clock: Clock = now,
        lasts: timedelta = timedelta(hours=10),
        idle: timedelta = timedelta(minutes=60),
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._lasts = lasts
        self._idle = idle

    async def open(self, account: Account, *, way: str = "password", id_token: str = "") -> str:
        """Open a session for whoever has just shown who they are; return its new token."""
        token = secrets.token_urlsafe(32)
        at = self._clock()
        async with self._engine.begin() as connection:
            gone = (sessions.c.expires_at < at) | (sessions.c.seen_at < at - self._idle)
            await connection.execute(sessions.delete().where(gone))
            await connection.execute(
                sessions.insert().values(
                    token_sha256=sha256_of(token),
                    login=account.login,
                    csrf=secrets.token_urlsafe(32),
                    expires_at=at + self._lasts,
                    seen_at=at,
                    id_token=id_token,
                ),
            )
            entry = trail.Entry(None, at, account.login, "signed_in", {"way": way})
            await trail.append(connection, entry)
        return token

    async def find(self, token: str, *, at_work: bool = True) -> Session | None:
        """Find the session of a token, unless it ended or its account was closed.

        `at_work` false: a page asks by itself, which keeps nobody signed in.
        """
        at, key = self._clock(), sha256_of(token)
        query = (
            sa.select(sessions.c.csrf, sessions.c.id_token, sessions.c.seen_at, *COLUMNS)
            .join(accounts)
            .where(
                sessions.c.token_sha256 == key,
                sessions.c.expires_at > at,
                sessions.c.seen_at > at - self._idle,
                accounts.c.active,
            )
        )
        row = await fetch_one(self._engine, query)
        if row is None:
            return None
        if at_work and at - row["seen_at"] >= NOTED_EVERY:
            seen = sessions.update().where(sessions.c.token_sha256 == key).values(seen_at=at)
            async with self._engine.begin() as connection:
                await connection.execute(seen)
        return Session(account_of(row), row["csrf"], row["id_token"])

    async def end(self, token: str) -> None:
        """End a session."""
        async with self._engine.begin() as connection:
            await connection.execute(
                sessions.delete().where(sessions.c.token_sha256 == sha256_of(token)),
            )

    async def end_all(self, login: str) -> None:
        """End all sessions of an account."""
        async with self._engine.begin() as connection:
            await connection.execute(sessions.delete().where(sessions.c.login == login))
            entry = trail.Entry(None, self._clock(), login, "signed_out_everywhere")
            await trail.append(connection, entry)
