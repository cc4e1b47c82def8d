"""From the settings to the agents' tools."""

import os
from dataclasses import replace

from agents.bearings import LearnedBearings
from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.model import ModelDoor
from agents.routes import WrongModels, read_routes
from agents.team import Letterhead, OfficialSearch, Team, read_categories
from flows.official import OfficialOnDemand
from flows.settings import Settings, WrongSetting
from flows.systems import open_systems
from knowledge.procedures import Procedures
from knowledge.shelf import Shelf
from statute.book import Book


def check_files(settings: Settings) -> None:
    """Read the files and open the systems that the children will need. Raises `WrongSetting`."""
    try:
        read_categories(settings.categories)
        read_routes(settings.models, os.environ)
        open_systems(settings, os.environ)
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


def build_team(settings: Settings, shelf: Shelf | None = None) -> Team:
    """Train the classifier, open the statute, the models, and the texts of a shelf.

    Without a shelf the texts are read from the folder of procedures and not kept; the official ones
    are read from the database when they are first searched. Raises
    `WrongSetting` where a file cannot be used.
    """
    try:
        categories = read_categories(settings.categories)
        book = Book.of()
        classifier = EmbeddedClassifier.from_training(category.id for category in categories)
        relevance = Relevance.of(book)
        bearings = LearnedBearings(classifier, relevance.matcher)
        return Team(
            categories=categories,
            door=ModelDoor.from_file(settings.models, os.environ),
            classifier=classifier,
            book=book,
            relevance=relevance,
            rules_age_after_days=settings.rules_age_after_days,
            procedures=(
                Procedures.from_folder(settings.procedures, bearings)
                if shelf is None
                else Procedures.of(shelf, bearings)
            ),
            official=OfficialOnDemand(settings.database),
            letterhead=Letterhead(
                town=settings.town.name,
                signature=settings.town.signature,
                contact=settings.town.contact,
            ),
        )
    except (WrongModels, ValueError) as error:
        raise WrongSetting(str(error)) from None
    except OSError as error:
        raise WrongSetting(f"{error.filename} ne peut être lu : {error.strerror}.") from None


def with_texts(team: Team, shelf: Shelf, official: OfficialSearch) -> Team:
    """Give a team other texts to search; the rest of it is kept."""
    relevance = team.relevance
    if not isinstance(relevance, Relevance):
        raise TypeError("the texts are searched with the shipped matcher")
    bearings = LearnedBearings(team.classifier, relevance.matcher)
    return replace(team, procedures=Procedures.of(shelf, bearings), official=official)
