"""What the search in local texts works with in the application, learned once a session."""

from functools import cache

from agents.bearings import LearnedBearings
from agents.checker.relevance import Relevance
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.learned import Learned
from statute.book import Book


@cache
def learned() -> LearnedBearings:
    shipped = Learned.from_file()
    classifier = EmbeddedClassifier(shipped, shipped.categories)
    return LearnedBearings(classifier, Relevance.of(Book.of()).matcher)
