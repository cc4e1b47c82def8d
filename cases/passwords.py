"""Passwords: argon2id, a few at a time, and the same wait whether or not there is one to match."""

import asyncio
import secrets
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
NO_PASSWORD = ""
"""Kept in place of a hash for whoever signs in elsewhere: it matches nothing."""
HASHES_AT_ONCE = 2
"""Each takes 64 MiB and a core: more at once would let strangers starve the officers."""

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


class Unusable(Exception):
    """What was asked of an account cannot be; the message is one French sentence saying why."""


class Passwords:
    """Hashes and checks passwords, off the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_hex())

    async def hash(self, password: str, login: str) -> str:
        """Hash a password that may be used. Raises `Unusable`."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise Unusable(f"Le mot de passe doit compter au moins {SHORTEST_PASSWORD} signes.")
        if login.casefold() in password.casefold() and len(password) < 2 * len(login):
            raise Unusable("Le mot de passe ne doit pas reprendre l’identifiant.")
        return await self._in_turn(self._hasher.hash, password)

    async def matches(self, stored: str | None, password: str) -> bool:
        """Tell whether a password is the one kept; nobody's, and none, cost the same time."""
        right = await self._in_turn(self._verify, stored or self._nobody, password)
        return right and bool(stored)

    async def _in_turn(
        self, work: Callable[_Asked, _Found], *args: _Asked.args, **kwargs: _Asked.kwargs
    ) -> _Found:
        async with self._hashing:
            return await asyncio.to_thread(work, *args, **kwargs)

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False
