"""The composition root: settings in, everything the journey works with out."""

import asyncio
import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property

import structlog
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from agents.team import Team
from cases.accounts import Accounts
from cases.approvals import Approvals
from cases.arrivals import Arrivals
from cases.database import migrate, open_engine
from cases.deliveries import Deliveries
from cases.leases import Leases
from cases.store import Cases
from connectors.base import TicketingSystem
from flows.settings import Settings, WrongSetting, load_settings, read_secret
from flows.systems import open_systems
from flows.team import build_team, with_texts
from flows.texts import follow_folder
from knowledge.document import Nature
from knowledge.library import EMPTY, Library
from knowledge.official import OfficialTexts
from knowledge.shelf import Shelf

log = structlog.get_logger()


class Wiring:
    """What one process works with; the costly parts are made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = _open_engine(settings.database)
        self.arrivals = Arrivals(self.engine)
        self.cases = Cases(self.engine)
        self.leases = Leases(self.engine, lasting=timedelta(seconds=settings.lease_seconds))
        self.approvals = Approvals(self.engine, read_secret(settings))
        self.deliveries = Deliveries(self.engine, self.approvals)
        self.accounts = Accounts(self.engine)
        self.library = Library(self.engine)
        self._texts = EMPTY
        self._renewing = asyncio.Lock()

    @cached_property
    def team(self) -> Team:
        """The agents, trained and loaded once per process (a few CPU seconds).

        They know of no text before `renew_texts`.
        """
        return build_team(self.settings, Shelf())

    async def follow_texts(self) -> None:
        """Bring the watched folder into the library, and give the agents what it holds."""
        for one in await follow_folder(self.library, self.settings.procedures):
            if one.refusal:
                log.warning("text_refused", why=one.refusal)
        await self.renew_texts()

    async def renew_texts(self) -> Team:
        """Give the agents the texts of the library where they changed since the last time."""
        async with self._renewing:
            stamp = await self.library.stamp()
            if stamp != self._texts:
                shelf = await self.library.shelf(Nature.LOCAL)
                # Seconds of counting: the loop must go on renewing the leases of running cases.
                official = await OfficialTexts.of(self.engine)
                made = await asyncio.to_thread(with_texts, self.team, shelf, official)
                self.__dict__["team"] = made
                self._texts = stamp
        return self.team

    @cached_property
    def systems(self) -> Mapping[str, TicketingSystem]:
        """The configured ticketing systems by name."""
        return open_systems(self.settings, os.environ)

    async def open(self) -> None:
        """Bring the database to its newest revision. Raises `WrongSetting` where it cannot be."""
        try:
            await migrate(self.engine)
        except CommandError:
            raise WrongSetting(
                "database : la base est plus récente que ce programme. Installez la version "
                "qui l'a écrite, ou une plus récente.",
            ) from None
        except (SQLAlchemyError, OSError) as error:
            raise WrongSetting(
                f"database : la base ne peut être ouverte ({type(error).__name__}). Vérifiez "
                "son adresse, qu'elle répond, et les droits.",
            ) from None

    async def aclose(self) -> None:
        """Release connections."""
        if "systems" in self.__dict__:
            for system in self.systems.values():
                await system.aclose()
        await self.engine.dispose()


def _open_engine(url: str) -> AsyncEngine:
    try:
        return open_engine(url)
    except SQLAlchemyError:
        raise WrongSetting(
            "database : il faut une adresse comme sqlite+aiosqlite:///var/guichet.db ou "
            "postgresql+asyncpg://hôte/base.",
        ) from None


_installed: list[Wiring] = []


def install(wiring: Wiring) -> None:
    """Make `wiring` the one that flows of this process use."""
    _installed[:] = [wiring]


def current() -> Wiring:
    """Give this process's wiring; a flow called by hand gets one from the settings."""
    if not _installed:
        install(Wiring(load_settings()))
    return _installed[0]
