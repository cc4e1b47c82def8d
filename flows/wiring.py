"""The composition root: settings in, everything the journey works with out."""

import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property

from agents.team import Team
from cases.accounts import Accounts
from cases.approvals import Approvals
from cases.arrivals import Arrivals
from cases.database import migrate, open_engine
from cases.deliveries import Deliveries
from cases.leases import Leases
from cases.store import Cases
from connectors.base import TicketingSystem
from flows.settings import Settings, load_settings, read_secret
from flows.systems import open_systems
from flows.team import build_team


class Wiring:
    """What one process works with; the costly parts are made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = open_engine(settings.database)
        self.arrivals = Arrivals(self.engine)
        self.cases = Cases(self.engine)
        self.leases = Leases(self.engine, lasting=timedelta(seconds=settings.lease_seconds))
        self.approvals = Approvals(self.engine, read_secret(settings))
        self.deliveries = Deliveries(self.engine, self.approvals)
        self.accounts = Accounts(self.engine)

    @cached_property
    def team(self) -> Team:
        """The agents, trained and loaded once per process (a few CPU seconds)."""
        return build_team(self.settings)

    @cached_property
    def systems(self) -> Mapping[str, TicketingSystem]:
        """The configured ticketing systems by name."""
        return open_systems(self.settings, os.environ)

    async def open(self) -> None:
        """Bring the database to its newest revision."""
        await migrate(self.engine)

    async def aclose(self) -> None:
        """Release connections."""
        if "systems" in self.__dict__:
            for system in self.systems.values():
                await system.aclose()
        await self.engine.dispose()


_installed: list[Wiring] = []


def install(wiring: Wiring) -> None:
    """Make `wiring` the one that flows of this process use."""
    _installed[:] = [wiring]


def current() -> Wiring:
    """Give this process's wiring; a flow called by hand gets one from the settings."""
    if not _installed:
        install(Wiring(load_settings()))
    return _installed[0]
