"""Local accounts and their sessions: who may sit at the page."""

import asyncio
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases import audit
from cases.database import reading
from cases.model import sha256_of
from cases.store import Clock, now
from cases.tables import accounts, sessions

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD = 12


class Refused(Exception):
    """Sign-in refused; the message is one French sentence that tells an intruder nothing."""


class Unusable(Exception):
    """The account cannot be made; the message is one French sentence saying why."""


@dataclass(frozen=True, slots=True)
class Account:
    """An HR officer who may sign in."""

    login: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in officer; `csrf` must come back with every form."""

    account: Account
    csrf: str


class Accounts:
    """Accounts (argon2id) and server-side sessions, of which only token hashes are kept."""

    def __init__(
        self,
        engine: AsyncEngine,
        clock: Clock = now,
        session_lasts: timedelta = timedelta(hours=10),
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._session_lasts = session_lasts
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    async def create(self, account: Account, password: str) -> None:
        """Create an account. Raises `Unusable` (login taken, password too short)."""
        if len(password) < SHORTEST_PASSWORD:
            raise Unusable(f"Le mot de passe doit compter au moins {SHORTEST_PASSWORD} signes.")
        password_hash = await asyncio.to_thread(self._hasher.hash, password)
        async with self._engine.begin() as connection:
            try:
                await connection.execute(
                    accounts.insert().values(
                        login=account.login,
                        name=account.name,
                        email=account.email,
                        password_hash=password_hash,
                        active=True,
                    ),
                )
            except sa.exc.IntegrityError:
                raise Unusable(f"Le compte « {account.login} » existe déjà.") from None
            entry = audit.Entry(None, self._clock(), account.login, "account_created")
            await audit.append(connection, entry)

    async def exists(self, login: str) -> bool:
        """Tell whether an account has this login."""
        async with reading(self._engine) as connection:
            return await connection.scalar(sa.select(_is(login).exists())) is True

    async def names(self, logins: Collection[str]) -> dict[str, str]:
        """Give the display name of each login; one that has no account keeps its login."""
        query = sa.select(accounts.c.login, accounts.c.name).where(accounts.c.login.in_(logins))
        async with reading(self._engine) as connection:
            found = {row.login: row.name for row in await connection.execute(query)}
        return {login: login for login in logins} | found

    async def sign_in(self, login: str, password: str) -> str:
        """Check a password; return the token of a new session. Raises `Refused`."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(_is(login))).mappings().one_or_none()
        stored = row["password_hash"] if row else self._nobody
        # An unknown login costs the same time as a wrong password.
        right = await asyncio.to_thread(self._matches, stored, password)
        if row is None:
            raise Refused("Identifiant ou mot de passe inconnu.")
        if row["locked_until"] and row["locked_until"] > self._clock():
            raise Refused("Trop d'essais : ce compte est fermé pour quinze minutes.")
        if not right or not row["active"]:
            await self._count_failure(login, row["failed_tries"] + 1)
            raise Refused("Identifiant ou mot de passe inconnu.")
        return await self._open_session(login)

    async def session(self, token: str) -> Session | None:
        """Find the session of a token, unless it expired or its account was closed."""
        query = (
            sa.select(sessions.c.csrf, accounts.c.login, accounts.c.name, accounts.c.email)
            .join(accounts)
            .where(
                sessions.c.token_sha256 == sha256_of(token),
                sessions.c.expires_at > self._clock(),
                accounts.c.active,
            )
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return _session_of(row) if row else None

    async def sign_out(self, token: str) -> None:
        """End a session."""
        async with self._engine.begin() as connection:
            await connection.execute(
                sessions.delete().where(sessions.c.token_sha256 == sha256_of(token)),
            )

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _count_failure(self, login: str, tries: int) -> None:
        at = self._clock()
        locked = at + LOCKED_FOR if tries >= TRIES else None
        values = {"failed_tries": 0 if locked else tries, "locked_until": locked}
        async with self._engine.begin() as connection:
            await connection.execute(
                accounts.update().where(accounts.c.login == login).values(values),
            )
            kind = "account_locked" if locked else "sign_in_refused"
            await audit.append(connection, audit.Entry(None, at, login, kind))

    async def _open_session(self, login: str) -> str:
        token = secrets.token_urlsafe(32)
        at = self._clock()
        async with self._engine.begin() as connection:
            await connection.execute(
                accounts.update()
                .where(accounts.c.login == login)
                .values(failed_tries=0, locked_until=None),
            )
            await connection.execute(sessions.delete().where(sessions.c.expires_at < at))
            await connection.execute(
                sessions.insert().values(
                    token_sha256=sha256_of(token),
                    login=login,
                    csrf=secrets.token_urlsafe(32),
                    expires_at=at + self._session_lasts,
                ),
            )
            await audit.append(connection, audit.Entry(None, at, login, "signed_in"))
        return token


def _is(login: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(accounts).where(accounts.c.login == login)


def _session_of(row: RowMapping) -> Session:
    return Session(Account(row["login"], row["name"], row["email"]), row["csrf"])
