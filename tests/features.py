"""What the search in local texts works with in the application, learned once a session."""

from functools import cache

from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.classifier.embedded import CategoryModel, EmbeddedClassifier
from statute.book import Book


@cache
def learned() -> LearnedFeatures:
    shipped = CategoryModel.from_file()
    classifier = EmbeddedClassifier(shipped, shipped.categories)
    return LearnedFeatures(classifier, Relevance.of(Book.of()).matcher)
