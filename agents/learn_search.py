"""Learns how the search in local texts ranks, with the classifier and matcher that ship."""

import random
import re
import sys
from pathlib import Path

from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures, labelled_tickets
from agents.classifier.embedded import CategoryModel, EmbeddedClassifier
from knowledge.learn.procedures_weights import learn
from statute.book import Book

_UNTREATED = re.compile(
    "(?:ABA|ADO|ARE|CGM|CPF|CSN|CTR|CUM|DEC|DEM|DET|DIS|DSC|ELE|MUT|N26|PPR|PRO|RET|RTR|RUP|STG)-"
)
"""Families of rules of whose matter (contracts, discipline, retirement...) the procedures that the
questions are about say nothing."""
_OF_THEM = 500


def main() -> None:
    """Learn from the folder of procedures named on the command line."""
    book = Book.of()
    learned = CategoryModel.from_file()
    classifier = EmbeddedClassifier(learned, learned.categories)
    features = LearnedFeatures(classifier, Relevance.of(book).matcher)
    sys.stdout.write(learn(Path(sys.argv[1]), features, untreated(book)))


def untreated(book: Book) -> list[str]:
    """Pick tickets that ask for rules of the untreated families alone, always the same ones."""
    texts = [
        one.text
        for one in labelled_tickets(book)
        if one.rules and all(_UNTREATED.match(rule) for rule in one.rules)
    ]
    return random.Random(0).sample(texts, min(_OF_THEM, len(texts)))  # noqa: S311 - a sample


if __name__ == "__main__":
    main()
