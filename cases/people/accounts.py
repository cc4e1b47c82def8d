"""Accounts: who may sign in, by what roles, with which password; the trail notes each change."""

import asyncio
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.audit import trail
from cases.people.access import Right, Role, rights_of
from cases.store.database import Clock, fetch, fetch_one, now, reading
from cases.tables import UtcDateTime, accounts, sessions

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
NO_PASSWORD = ""
"""Kept in place of a hash for whoever signs in elsewhere: it matches nothing."""
HASHES_AT_ONCE = 2
"""Each takes 64 MiB and a core: more at once would let strangers starve the officers."""

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
LONGEST_LOGIN = 64
LONGEST_FIELD = 255
COMMAND = "commande"
"""Who answers, in the audit trail, for what is typed on the command line."""
PROVIDER = "openid"
"""Who answers for what the identity provider says of somebody."""
RESERVED = frozenset({COMMAND, PROVIDER, "guichet", "flow"})
UNRESTRICTED = frozenset({COMMAND, PROVIDER})
"""They may leave no administrator: the command line makes one again."""
# One sentence for every refusal: none may tell which logins exist.
REFUSED = "Identifiant ou mot de passe inconnu, ou trop d'essais : réessayez dans quinze minutes."
LAST_ADMIN = (
    "C’est le dernier compte ouvert qui administre les comptes : donnez d’abord ce rôle à une "
    "autre personne."
)
OWN_RIGHTS = (
    "On ne change pas ses propres rôles ni ses propres groupes, et on ne ferme pas son propre "
    "compte : demandez à une autre personne qui administre les comptes."
)

COLUMNS = tuple(accounts.c[name] for name in ("login", "name", "email", "roles", "groups"))


class AccountError(Exception):
    """What was asked of an account cannot be; the message is one French sentence saying why."""


class SignInRefused(Exception):
    """Sign-in refused; the message is one French sentence that tells an intruder nothing."""


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
class AccountStatus:
    """An account as it stands: open or closed, with a password of its own or without."""

    account: Account
    active: bool
    has_password: bool


class Passwords:
    """Passwords in argon2id: a few hashed at a time, off the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_hex())

    async def hash(self, password: str, login: str) -> str:
        """Hash a password that may be used. Raises `AccountError`."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountError(f"Le mot de passe doit compter au moins {SHORTEST_PASSWORD} signes.")
        if login.casefold() in password.casefold() and len(password) < 2 * len(login):
            raise AccountError("Le mot de passe ne doit pas reprendre l’identifiant.")
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, stored: str | None, password: str) -> bool:
        """Tell whether a password is the one kept; nobody's, and none, cost the same time."""
        try:
            async with self._hashing:
                await asyncio.to_thread(self._hasher.verify, stored or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(stored)


class Accounts:
    """The accounts. A change of rights, of password, or a closing ends the account's sessions."""

    def __init__(
        self, engine: AsyncEngine, clock: Clock = now, hasher: PasswordHasher | None = None
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._passwords = Passwords(hasher)

    async def create(self, account: Account, password: str | None, by: str = COMMAND) -> None:
        """Create an account; one without password signs in elsewhere. Raises `AccountError`."""
        _check(account)
        kept = NO_PASSWORD
        if password is not None:
            kept = await self._passwords.hash(password, account.login)
        values = {**_values(account), "login": account.login, "password_hash": kept}
        async with self._engine.begin() as connection:
            try:
                await connection.execute(accounts.insert().values(**values, active=True))
            except sa.exc.IntegrityError:
                raise AccountError(f"Le compte « {account.login} » existe déjà.") from None
            await self._note(connection, by, "account_created", account.login, _rights(account))

    async def change(self, account: Account, by: str) -> None:
        """Change name, e-mail, roles and groups of an account. Raises `AccountError`."""
        _check(account)
        async with self._engine.begin() as connection:
            before = (await _lock(connection, account.login)).account
            if before == account:
                return
            if _rights(before) != _rights(account):
                await _check_rights(connection, before, by, still_admin=account.may(Right.ACCOUNTS))
                await _end_sessions(connection, account.login)
            await connection.execute(
                accounts.update().where(accounts.c.login == account.login).values(_values(account)),
            )
            details = _rights(account) | {"was": " ".join(_rights(before).values())}
            await self._note(connection, by, "account_changed", account.login, details)

    async def close(self, login: str, by: str) -> None:
        """Close an account. Raises `AccountError`."""
        async with self._engine.begin() as connection:
            before = (await _lock(connection, login)).account
            await _check_rights(connection, before, by, still_admin=False)
            await connection.execute(_account(login).values(active=False))
            await _end_sessions(connection, login)
            await self._note(connection, by, "account_closed", login)

    async def reopen(self, login: str, by: str) -> None:
        """Open a closed account again. Raises `AccountError`."""
        async with self._engine.begin() as connection:
            await _lock(connection, login)
            opened = _account(login).values(active=True, failed_tries=0, locked_until=None)
            await connection.execute(opened)
            await self._note(connection, by, "account_opened", login)

    async def set_password(self, login: str, password: str, by: str) -> None:
        """Replace the password of an account, and end its sessions. Raises `AccountError`."""
        hashed = await self._passwords.hash(password, login)
        async with self._engine.begin() as connection:
            await _lock(connection, login)
            values = {"password_hash": hashed, "failed_tries": 0, "locked_until": None}
            await connection.execute(_account(login).values(values))
            await _end_sessions(connection, login)
            await self._note(connection, by, "password_changed", login)

    async def change_password(self, login: str, old: str, new: str) -> None:
        """Replace one's own password, once the old one was checked.

        Raises `SignInRefused`, `AccountError`.
        """
        if old == new:
            raise AccountError("Le nouveau mot de passe est le même que l’ancien.")
        await self.sign_in(login, old)
        await self.set_password(login, new, login)

    async def find(self, login: str) -> AccountStatus:
        """Read an account. Raises `AccountError` where there is none."""
        return _status(await fetch_one(self._engine, _one(login)), login)

    async def list_all(self) -> list[AccountStatus]:
        """List the accounts, open ones first, by login."""
        query = sa.select(accounts).order_by(accounts.c.active.desc(), accounts.c.login)
        return [_status(row, row["login"]) for row in await fetch(self._engine, query)]

    async def exists(self, login: str) -> bool:
        """Tell whether an account has this login."""
        async with reading(self._engine) as connection:
            return await connection.scalar(sa.select(_one(login).exists())) is True

    async def display_names(self, logins: Collection[str]) -> dict[str, str]:
        """Read the display name of each login; one that has no account keeps its login."""
        query = sa.select(accounts.c.login, accounts.c.name).where(accounts.c.login.in_(logins))
        found = {row["login"]: row["name"] for row in await fetch(self._engine, query)}
        return {login: login for login in logins} | found

    async def sign_in(self, login: str, password: str) -> Account:
        """Check a password. Raises `SignInRefused`."""
        row = await self._count_a_try(login)
        # An unknown login, or a locked account, costs the same time as a wrong password.
        right = await self._passwords.matches(row["password_hash"] if row else None, password)
        if row is None:
            raise SignInRefused(REFUSED)
        async with self._engine.begin() as connection:
            if right and row["active"]:
                begun_again = _account(login).values(failed_tries=0, locked_until=None)
                await connection.execute(begun_again)
                return account_of(row)
            kind = "sign_in_refused" if row["locked_until"] is None else "account_locked"
            await trail.append(connection, trail.Entry(None, self._clock(), login, kind))
        raise SignInRefused(REFUSED)

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
            .returning(accounts)
        )
        async with self._engine.begin() as connection:
            row: RowMapping | None = (await connection.execute(counted)).mappings().one_or_none()
        return row

    async def _note(
        self,
        connection: AsyncConnection,
        by: str,
        kind: str,
        login: str,
        details: Mapping[str, str] | None = None,
    ) -> None:
        what = {"account": login, **(details or {})}
        await trail.append(connection, trail.Entry(None, self._clock(), by, kind, what))


def account_of(row: RowMapping) -> Account:
    """Read an account from its columns."""
    roles = frozenset(Role(role) for role in row["roles"])
    return Account(row["login"], row["name"], row["email"], roles, frozenset(row["groups"]))


def _status(row: RowMapping | None, login: str) -> AccountStatus:
    if row is None:
        raise AccountError(f"Aucun compte « {login} ».")
    return AccountStatus(account_of(row), row["active"], row["password_hash"] != NO_PASSWORD)


def _one(login: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(accounts).where(accounts.c.login == login)


def _account(login: str) -> sa.Update:
    return accounts.update().where(accounts.c.login == login)


async def _lock(connection: AsyncConnection, login: str) -> AccountStatus:
    # All of them, in one order: of two administrators who close each other, one comes second.
    held = sa.select(accounts.c.login).order_by(accounts.c.login).with_for_update()
    await connection.execute(held)
    row = (await connection.execute(_one(login))).mappings().one_or_none()
    return _status(row, login)


async def _check_rights(
    connection: AsyncConnection, before: Account, by: str, *, still_admin: bool
) -> None:
    """Refuse what the page may not do: one's own rights, the last administrator's."""
    if by in UNRESTRICTED:
        return
    if by == before.login:
        raise AccountError(OWN_RIGHTS)
    others = sa.select(accounts).where(accounts.c.active, accounts.c.login != before.login)
    rows = (await connection.execute(others)).mappings()
    keeps = still_admin or any(account_of(row).may(Right.ACCOUNTS) for row in rows)
    if before.may(Right.ACCOUNTS) and not keeps:
        raise AccountError(LAST_ADMIN)


async def _end_sessions(connection: AsyncConnection, login: str) -> None:
    await connection.execute(sessions.delete().where(sessions.c.login == login))


def _values(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "email": account.email,
        "roles": sorted(account.roles),
        "groups": sorted(account.groups),
    }


def _rights(account: Account) -> dict[str, str]:
    """Format roles and groups as the audit trail keeps them."""
    return {"roles": " ".join(sorted(account.roles)), "groups": " ".join(sorted(account.groups))}


def _check(account: Account) -> None:
    if account.login != account.login.strip() or not 1 <= len(account.login) <= LONGEST_LOGIN:
        raise AccountError(
            f"L'identifiant doit compter de 1 à {LONGEST_LOGIN} signes, "
            "sans espace au début ni à la fin.",
        )
    if account.login in RESERVED or not account.login.isprintable():
        raise AccountError("Cet identifiant ne peut pas servir : choisissez-en un autre.")
    if not account.name.strip() or max(map(len, (account.name, account.email))) > LONGEST_FIELD:
        raise AccountError(f"Il faut un nom, et au plus {LONGEST_FIELD} signes par champ.")
