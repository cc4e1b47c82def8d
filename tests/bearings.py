"""What the search in local texts works with in the application, learned once a session."""

from functools import cache

from agents.bearings import LearnedBearings
from agents.checker.relevance import Relevance
from agents.classifier.embedded import TRAINING, EmbeddedClassifier, read_examples
from statute.book import Book


@cache
def learned() -> LearnedBearings:
    categories = {example.category for example in read_examples(TRAINING)}
    classifier = EmbeddedClassifier.from_training(categories)
    return LearnedBearings(classifier, Relevance.of(Book.of()).matcher)
