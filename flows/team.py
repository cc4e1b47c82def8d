"""From the settings to the agents' tools."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from agents.bearings import LearnedBearings
from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.learned import SHIPPED
from agents.door import ModelDoor
from agents.door.reading import WrongModels, read_routes
from agents.meaning import encoder_of_texts
from agents.privacy import know_staff
from agents.team import Category, Letterhead, OfficialSearch, Team, read_categories
from flows.models_in_use import file_in_use
from flows.official import OfficialOnDemand
from flows.reminding import check_reminding
from flows.settings import Settings, WrongSetting
from flows.systems import open_systems
from knowledge.known import KnownQuestion, read_known
from knowledge.meaning import Encoder
from knowledge.procedures import Procedures
from knowledge.shelf import Shelf
from statute.book import Book


def check_files(settings: Settings) -> None:
    """Read the files and open the systems that the children will need. Raises `WrongSetting`."""
    try:
        _check_categories(settings, read_categories(settings.categories))
        read_routes(file_in_use(settings), os.environ)
        if settings.shadow_models:
            read_routes(settings.shadow_models, os.environ)
        open_systems(settings, os.environ)
        settings.privacy.staff()
        _check_watched(settings.texts.watched)
        check_reminding(settings, os.environ)
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


def _check_categories(settings: Settings, categories: Iterable[Category]) -> None:
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


def _check_watched(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise WrongSetting(
                f"texts.watched : il n'y a rien à {path}. Corrigez ce chemin, ou ôtez-le de la "
                "liste."
            )


def build_team(settings: Settings, shelf: Shelf | None = None) -> Team:
    """Train the classifier, open the statute, the models, and the texts of a shelf.

    Without a shelf the texts are read from the folder of procedures and not kept; the official ones
    are read from the database when they are first searched. Raises
    `WrongSetting` where a file cannot be used.
    """
    try:
        categories = read_categories(settings.categories)
        _check_categories(settings, categories)
        book = Book.of()
        learned = settings.classifier if settings.classifier.exists() else SHIPPED
        classifier = EmbeddedClassifier.shipped((one.id for one in categories), learned)
        relevance = Relevance.of(book)
        bearings = LearnedBearings(classifier, relevance.matcher)
        known = read_known(settings.known_questions)
        door = door_of(settings)
        encoder = encoder_of_texts(door)
        return Team(
            categories=categories,
            door=door,
            classifier=classifier,
            book=book,
            relevance=relevance,
            rules_age_after_days=settings.rules_age_after_days,
            procedures=(
                Procedures.from_folder(settings.procedures, bearings, known, encoder)
                if shelf is None
                else Procedures.of(shelf, bearings, known, encoder)
            ),
            official=OfficialOnDemand(settings.database),
            letterhead=letterhead_of(settings),
        )
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


def procedures_of(settings: Settings, team: Team, encoder: Encoder) -> Procedures:
    """Read the folder of procedures for a team that searches it by another encoder."""
    known = read_known(settings.known_questions)
    return Procedures.from_folder(settings.procedures, _bearings(team), known, encoder)


def _bearings(team: Team) -> LearnedBearings:
    if not isinstance(team.relevance, Relevance):
        raise TypeError("the texts are searched with the shipped matcher")
    return LearnedBearings(team.classifier, team.relevance.matcher)


def letterhead_of(settings: Settings) -> Letterhead:
    """Say how this town signs its letters."""
    town = settings.town
    return Letterhead(town.name, town.signature, town.contact, town.notice)


def encoder_of_settings(settings: Settings) -> Encoder:
    """Give what encodes the town's texts, without loading a team. Raises `WrongSetting`."""
    return encoder_of_texts(door_of(settings))


def door_of(settings: Settings) -> ModelDoor:
    """Open the door of the routes that count. Raises `WrongSetting`."""
    try:
        know_staff(settings.privacy.staff())
        return ModelDoor.from_file(file_in_use(settings), os.environ)
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


@dataclass(frozen=True, slots=True)
class TextsOfADay:
    """What agents search on a day: local texts with known questions about them, official ones.

    `changed` names by rule the articles that changed since it was verified.
    """

    shelf: Shelf
    known: Sequence[KnownQuestion]
    official: OfficialSearch
    changed: Mapping[str, str]
    today: date


def with_texts(team: Team, texts: TextsOfADay) -> Team:
    """Give a team other texts to search, and the day on which they are; the rest is kept."""
    encoder = encoder_of_texts(team.door)
    procedures = Procedures.of(texts.shelf, _bearings(team), texts.known, encoder)
    return replace(
        team,
        procedures=procedures,
        official=texts.official,
        changed=texts.changed,
        today=texts.today,
    )
