"""The composition root: settings in, everything the journey works with out."""

import asyncio
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

import structlog
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from agents.dependencies import Dependencies, read_categories
from app.agent_dependencies import (
    TextsOfADay,
    build_dependencies,
    encoder_of_settings,
    gateway_of,
    with_texts,
)
from app.followed_texts import (
    Brought,
    changed_by_rule,
    follow_folder,
    follow_paths,
    rules_to_read_again,
)
from app.settings.secret_files import read_secret
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings, load_settings
from app.ticketing_systems import open_systems
from cases.decisions.approvals import Approvals
from cases.decisions.corrections import Corrections
from cases.delivery.deliveries import Deliveries
from cases.people.accounts import Accounts
from cases.people.sessions import Sessions
from cases.retention.clearing import Clearings
from cases.store.arrivals import Arrivals
from cases.store.case_store import Cases
from cases.store.database import clock_gap, migrate, now, open_engine
from cases.store.leases import Leases
from connectors.base import TicketingSystem
from knowledge.encoder import Encoder, NoMeaning
from knowledge.library.documents import Nature
from knowledge.library.extracts import Corpus
from knowledge.library.revisions import day_of
from knowledge.library.text_library import EMPTY, Library, encode_texts
from knowledge.search.known_questions import read_known
from knowledge.search.official_texts import OfficialTexts
from statute.book import Book

log = structlog.get_logger()

CLOCKS_AGREE_WITHIN = timedelta(seconds=5)
"""Leases are read by the clock of each machine that works on a case."""


class Wiring:
    """What one process works with; the costly parts are made when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        try:
            self.engine = open_engine(settings.database)
        except SQLAlchemyError:
            raise WrongSetting(
                "database : il faut une adresse comme sqlite+aiosqlite:///var/guichet.db ou "
                "postgresql+asyncpg://hôte/base.",
            ) from None
        self.arrivals = Arrivals(self.engine)
        self.leases = Leases(self.engine, lasting=timedelta(seconds=settings.lease_seconds))
        self.approvals = Approvals(
            self.engine, read_secret(settings.secret_file), two_people=settings.page.two_people
        )
        self.cases = Cases(self.engine, self.approvals.signatures)
        self.clearings = Clearings(self.engine, self.approvals.signatures)
        self.corrections = Corrections(self.engine, self.approvals)
        self.deliveries = Deliveries(self.engine, self.approvals, undo=settings.page.undo)
        self.accounts = Accounts(self.engine)
        self.sessions = Sessions(
            self.engine,
            lasts=timedelta(hours=settings.page.session_hours),
            idle=timedelta(minutes=settings.page.session_idle_minutes),
        )
        self.library = Library(self.engine)
        self._texts: tuple[str, date] | None = None
        self._models: str | None = None
        self._renewing = asyncio.Lock()

    @cached_property
    def deps(self) -> Dependencies:
        """The agents, trained and loaded once per process (a few CPU seconds).

        They know of no text before `renew_texts`.
        """
        return build_dependencies(self.settings, Corpus())

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """The labels of the categories, by id."""
        return {c.id: c.label for c in read_categories(self.settings.categories)}

    @cached_property
    def encoder(self) -> Encoder:
        """What encodes the town's texts: the route of `models.yaml`, or the embedded E5."""
        return encoder_of_settings(self.settings)

    async def check_models(self) -> None:
        """Refuse to begin with routes that nobody activated. Raises `WrongSetting`."""
        await self.settings.model_files.check_record(self.engine)
        self._models = self.settings.model_files.in_use().stem

    async def renew_models(self) -> Dependencies:
        """Take up routes that were activated since; those that are not as recorded are left."""
        async with self._renewing:
            await self._renew_models()
        return self.deps

    async def _renew_models(self) -> None:
        try:
            found = self.settings.model_files.in_use().stem
            if self._models not in {None, found}:
                await self.settings.model_files.check_record(self.engine)
                self.__dict__["deps"] = replace(self.deps, gateway=gateway_of(self.settings))
                self.__dict__.pop("encoder", None)
                self._texts = None  # they are searched by the encoder of the routes
                log.info("models_taken_up", models=found)
            self._models = found
        except WrongSetting as error:
            log.warning("models_not_taken_up", why=str(error))

    async def _encode_texts(self) -> None:
        """Encode by the configured route what it has not read; without it E5 serves."""
        try:
            if done := await encode_texts(self.engine, self.encoder):
                log.info("texts_encoded", encoder=self.encoder.name, texts=done)
        except NoMeaning as failure:
            log.warning("texts_not_encoded", why=str(failure))

    async def follow_texts(self) -> None:
        """Bring the watched folder into the library, and give the agents what it holds."""
        _log_refused(await follow_folder(self.library, self.settings.procedures))
        await self.renew_texts()

    async def follow_all_texts(self) -> list[str]:
        """Bring in the watched folder and official texts (minutes for a code that changed).

        What could not be read stays in use as it was; the sentences that say why are given.
        """
        done = await follow_folder(self.library, self.settings.procedures)
        done += await follow_paths(self.library, self.settings.texts.watched)
        await self._encode_texts()
        return _log_refused(done)

    async def renew_texts(self) -> Dependencies:
        """Give the agents the texts of the library where they, or the day, changed since."""
        async with self._renewing:
            await self._renew_models()
            stamp, at = await self.library.stamp(), now()
            if stamp != EMPTY and (stamp, day_of(at)) != self._texts:
                await self._encode_texts()
                stamp = await self.library.stamp()
                corpus = await self.library.corpus(Nature.LOCAL, self.encoder)
                revisions = await self.library.revisions(at)
                changed = changed_by_rule(await rules_to_read_again(Book.of(), revisions))
                # Seconds of counting: the loop must go on renewing the leases of running cases.
                texts = TextsOfADay(
                    corpus,
                    read_known(self.settings.known_questions),
                    await OfficialTexts.of(self.engine),
                    changed,
                    day_of(at),
                )
                self.__dict__["deps"] = await asyncio.to_thread(with_texts, self.deps, texts)
                self._texts = (stamp, day_of(at))
        return self.deps

    @cached_property
    def systems(self) -> Mapping[str, TicketingSystem]:
        """The configured ticketing systems by name."""
        return open_systems(self.settings, os.environ)

    async def open(self) -> None:
        """Bring the database to its newest revision.

        Raises `WrongSetting` where it cannot be, or where its clock is not ours.
        """
        try:
            await migrate(self.engine)
            gap = await clock_gap(self.engine, now())
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
        if gap > CLOCKS_AGREE_WITHIN:
            raise WrongSetting(
                f"database : l'horloge de la base et celle de cette machine diffèrent de "
                f"{gap.total_seconds():.0f} secondes. Réglez-les sur la même heure (NTP).",
            )

    async def aclose(self) -> None:
        """Release connections."""
        if "systems" in self.__dict__:
            for system in self.systems.values():
                await system.aclose()
        await self.engine.dispose()


def _log_refused(done: Iterable[Brought]) -> list[str]:
    refused = [one.refusal for one in done if one.refusal]
    for sentence in refused:
        log.warning("text_refused", why=sentence)
    return refused


_installed: list[Wiring] = []


def install(wiring: Wiring) -> None:
    """Make `wiring` the one that flows of this process use."""
    _installed[:] = [wiring]


def current() -> Wiring:
    """Give this process's wiring; a flow called by hand gets one from the settings."""
    if not _installed:
        install(Wiring(load_settings()))
    return _installed[0]
