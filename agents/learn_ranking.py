"""Learns how the search in local texts ranks, with the classifier and matcher that ship."""

import sys
from pathlib import Path

from agents.bearings import LearnedBearings
from agents.checker.relevance import Relevance
from agents.classifier.embedded import TRAINING, EmbeddedClassifier, read_examples
from knowledge.learn_ranking import learn
from statute.book import Book


def main() -> None:
    """Learn from the folder of procedures named on the command line."""
    categories = {example.category for example in read_examples(TRAINING)}
    classifier = EmbeddedClassifier.from_training(categories)
    bearings = LearnedBearings(classifier, Relevance.of(Book.of()).matcher)
    sys.stdout.write(learn(Path(sys.argv[1]), bearings))


if __name__ == "__main__":
    main()
