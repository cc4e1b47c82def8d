"""Local accounts and their sessions: who may sit at the page."""

import asyncio
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, TypeVar

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from cases import audit
from cases.access import Right, Role, rights_of
from cases.database import reading
from cases.model import sha256_of
from cases.store import Clock, now
from cases.tables import UtcDateTime, accounts, sessions

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD = 12
LONGEST_LOGIN = 64
HASHES_AT_ONCE = 2
"""Each takes 64 MiB and a core: more at once would let strangers starve the officers."""
# One sentence for every refusal: none may tell which logins exist.
REFUSED = "Identifiant ou mot de passe inconnu, ou trop d'essais : réessayez dans quinze minutes."

_OF_ACCOUNT = (
    accounts.c.login,
    accounts.c.name,
    accounts.c.email,
    accounts.c.roles,
    accounts.c.groups,
)

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


class Refused(Exception):
    """Sign-in refused; the message is one French sentence that tells an intruder nothing."""


class Unusable(Exception):
    """The account cannot be made; the message is one French sentence saying why."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in: an HR officer, unless other roles are given."""

    login: str
    name: str
    email: str
    roles: frozenset[Role] = frozenset({Role.OFFICER})
    groups: frozenset[str] = frozenset()

    def may(self, right: Right) -> bool:
        """Tell whether one of its roles gives a right."""
        return right in rights_of(self.roles)


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
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_hex())

    async def create(self, account: Account, password: str) -> None:
        """Create an account. Raises `Unusable` (login taken or too long, password too short)."""
        if account.login != account.login.strip() or not 1 <= len(account.login) <= LONGEST_LOGIN:
            raise Unusable(
                f"L'identifiant doit compter de 1 à {LONGEST_LOGIN} signes, "
                "sans espace au début ni à la fin.",
            )
        if len(password) < SHORTEST_PASSWORD:
            raise Unusable(f"Le mot de passe doit compter au moins {SHORTEST_PASSWORD} signes.")
        password_hash = await self._in_turn(self._hasher.hash, password)
        async with self._engine.begin() as connection:
            try:
                await connection.execute(
                    accounts.insert().values(
                        login=account.login,
                        name=account.name,
                        email=account.email,
                        password_hash=password_hash,
                        active=True,
                        roles=sorted(account.roles),
                        groups=sorted(account.groups),
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
        row = await self._count_a_try(login)
        # An unknown login, or a locked account, costs the same time as a wrong password.
        stored = row["password_hash"] if row else self._nobody
        right = await self._in_turn(self._matches, stored, password)
        if row is None:
            raise Refused(REFUSED)
        if not right or not row["active"]:
            await self._write_refusal(login, locked=row["locked_until"] is not None)
            raise Refused(REFUSED)
        return await self._open_session(login)

    async def session(self, token: str) -> Session | None:
        """Find the session of a token, unless it expired or its account was closed."""
        query = (
            sa.select(sessions.c.csrf, *_OF_ACCOUNT)
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

    async def _in_turn(
        self,
        work: Callable[_Asked, _Found],
        *args: _Asked.args,
        **kwargs: _Asked.kwargs,
    ) -> _Found:
        async with self._hashing:
            return await asyncio.to_thread(work, *args, **kwargs)

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _count_a_try(self, login: str) -> RowMapping | None:
        """Count a try before its password is looked at, so that none escapes by being many at once.

        Returns nothing for a login that is unknown or locked; the last try allowed comes locked.
        """
        at = self._clock()
        last = accounts.c.failed_tries + 1 >= TRIES
        counted = (
            accounts.update()
            .where(accounts.c.login == login)
            .where(accounts.c.locked_until.is_(None) | (accounts.c.locked_until <= at))
            .values(
                failed_tries=sa.case((last, 0), else_=accounts.c.failed_tries + 1),
                locked_until=sa.case((last, sa.literal(at + LOCKED_FOR, UtcDateTime()))),
            )
            .returning(accounts.c.password_hash, accounts.c.active, accounts.c.locked_until)
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(counted)).mappings().one_or_none()

    async def _write_refusal(self, login: str, *, locked: bool) -> None:
        kind = "account_locked" if locked else "sign_in_refused"
        async with self._engine.begin() as connection:
            await audit.append(connection, audit.Entry(None, self._clock(), login, kind))

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
    return Session(_account_of(row), row["csrf"])


def _account_of(row: RowMapping) -> Account:
    roles = frozenset(Role(role) for role in row["roles"])
    return Account(row["login"], row["name"], row["email"], roles, frozenset(row["groups"]))
