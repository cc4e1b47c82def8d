"""From the settings to what the agents work with: models, classifier, statute, texts."""

import asyncio
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.classifier.embedded import SHIPPED, EmbeddedClassifier
from agents.dependencies import (
    Category,
    Dependencies,
    NoOfficialTexts,
    OfficialSearch,
    read_categories,
)
from agents.drafter.state import Letterhead
from agents.gateway.model_gateway import ModelGateway, encoder_of_texts
from agents.gateway.routes_file import WrongModels
from agents.privacy.name_lists import know_staff
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings, Town
from cases.model import Passage
from cases.store.database import open_engine, reading
from knowledge.encoder import Encoder
from knowledge.library.extracts import Corpus
from knowledge.search.known_questions import KnownQuestion, read_known
from knowledge.search.official_texts import OfficialTexts
from knowledge.search.procedures import Procedures
from knowledge.search.quotes import Found
from statute.book import Book
from statute.facts import Facts

log = structlog.get_logger()

WORDS = "extract_words"
"""The table that a database has once official texts can be in it."""


def build_dependencies(settings: Settings, corpus: Corpus | None = None) -> Dependencies:
    """Train the classifier, open the statute, the models, and the texts of a corpus.

    Without a corpus the texts are read from the folder of procedures and not kept; the official
    ones are read from the database when they are first searched. Raises `WrongSetting` where a
    file cannot be used.
    """
    with refused_as_settings():
        categories = read_categories(settings.categories)
        check_categories(settings, categories)
        book = Book.of()
        learned = settings.classifier if settings.classifier.exists() else SHIPPED
        classifier = EmbeddedClassifier.shipped((one.id for one in categories), learned)
        relevance = Relevance.of(book)
        features = LearnedFeatures(classifier, relevance.matcher)
        known = read_known(settings.known_questions)
        gateway = gateway_of(settings)
        encoder = encoder_of_texts(gateway)
        return Dependencies(
            categories=categories,
            gateway=gateway,
            classifier=classifier,
            book=book,
            relevance=relevance,
            rules_age_after_days=settings.rules_age_after_days,
            procedures=(
                Procedures.from_folder(settings.procedures, features, known, encoder)
                if corpus is None
                else Procedures.of(corpus, features, known, encoder)
            ),
            official=OfficialOnDemand(settings.database),
            letterhead=letterhead_of(settings),
            town_domains=settings.town.domains,
            of_town=facts_of(settings.town),
        )


def facts_of(town: Town) -> Facts:
    """Give the facts that a town set for all its agents; none where it said nothing."""
    return {"convention_de_mediation": town.mediation} if town.mediation else {}


@dataclass(frozen=True, slots=True)
class TextsOfADay:
    """What agents search on a day: local texts with known questions about them, official ones.

    `changed` names by rule the articles that changed since it was verified.
    """

    corpus: Corpus
    known: Sequence[KnownQuestion]
    official: OfficialSearch
    changed: Mapping[str, str]
    today: date


def with_texts(deps: Dependencies, texts: TextsOfADay) -> Dependencies:
    """Replace the texts that agents search, and the day on which they are; the rest is kept."""
    encoder = encoder_of_texts(deps.gateway)
    procedures = Procedures.of(texts.corpus, _features(deps), texts.known, encoder)
    return replace(
        deps,
        procedures=procedures,
        official=texts.official,
        changed=texts.changed,
        today=texts.today,
    )


def procedures_of(settings: Settings, deps: Dependencies, encoder: Encoder) -> Procedures:
    """Read the folder of procedures for agents that search it by another encoder."""
    known = read_known(settings.known_questions)
    return Procedures.from_folder(settings.procedures, _features(deps), known, encoder)


def _features(deps: Dependencies) -> LearnedFeatures:
    return LearnedFeatures(deps.classifier, deps.relevance.matcher)


def letterhead_of(settings: Settings) -> Letterhead:
    """Say how this town signs its letters."""
    town = settings.town
    return Letterhead(town.name, town.signature, town.contact, town.notice)


def encoder_of_settings(settings: Settings) -> Encoder:
    """Open what encodes the town's texts, without loading the agents. Raises `WrongSetting`."""
    return encoder_of_texts(gateway_of(settings))


def gateway_of(settings: Settings) -> ModelGateway:
    """Open the gateway of the routes that count. Raises `WrongSetting`."""
    with refused_as_settings():
        know_staff(settings.privacy.staff())
        return ModelGateway.from_file(settings.model_files.in_use(), os.environ)


def check_categories(settings: Settings, categories: Iterable[Category]) -> None:
    """Refuse settings that name a category which does not exist. Raises `WrongSetting`."""
    known = {category.id for category in categories}
    for unknown in sorted(settings.categories_without_models - known):
        raise WrongSetting(
            f"categories_without_models : il n'y a pas de catégorie « {unknown} ». Corrigez-la : "
            "sans cela ses dossiers seraient montrés à un modèle."
        )
    for name, group in settings.groups.items():
        for unknown in sorted(group.categories - known):
            raise WrongSetting(
                f"groups.{name}.categories : il n'y a pas de catégorie « {unknown} ». Corrigez-la :"
                " sans cela ce groupe ne verrait pas les dossiers qu'il traite."
            )


@contextmanager
def refused_as_settings() -> Iterator[None]:
    """Raise as `WrongSetting` what refuses a file of the settings."""
    try:
        yield
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


class OfficialOnDemand:
    """Reads the official texts at the first search. It writes nothing and makes no database."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = asyncio.Lock()
        self._texts: OfficialSearch | None = None

    async def search(self, question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        """Search the passages that answer a question by the law of a day, best first."""
        return await (await self._opened()).search(question, on, limit)

    async def quote_is_in(self, passage: Passage) -> bool:
        """Tell whether a passage's quote stands word for word in the text it names."""
        return await (await self._opened()).quote_is_in(passage)

    async def _opened(self) -> OfficialSearch:
        async with self._opening:
            if self._texts is None:
                self._texts = await _texts_at(self._url)
        return self._texts


async def _texts_at(url: str) -> OfficialSearch:
    database = sa.make_url(url)
    if database.get_backend_name() == "sqlite" and not _is_there(database.database):
        return NoOfficialTexts()
    # No connection is kept: nobody closes these commands' texts.
    engine = open_engine(url, NullPool)
    try:
        async with reading(engine) as connection:
            found = await connection.run_sync(lambda sync: sa.inspect(sync).has_table(WORDS))
        if found:
            return await OfficialTexts.of(engine)
    except (SQLAlchemyError, OSError) as error:
        log.warning("official_texts_unread", why=type(error).__name__)
    return NoOfficialTexts()


def _is_there(file: str | None) -> bool:
    return file is not None and Path(file).is_file()
