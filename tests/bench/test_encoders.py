"""How the search in local texts ranks by an encoder that its weights were not learned with.

`make bench` prints the table; the weights saw these questions, so that its lines are compared with
each other. The encoders that stand for a route are: E5 under another name, a count of words by
their hash, and numbers drawn by lot.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from rich.console import Console
from rich.table import Table

from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.classifier.embedded import CategoryModel, EmbeddedClassifier
from agents.learn_search import untreated
from cases.model import Passage
from knowledge.encoder import E5, Encoder, Progress, Vectors, no_progress
from knowledge.search.index import Scores
from knowledge.search.known_questions import SHIPPED, KnownQuestion, read_known
from knowledge.search.procedures import Procedures
from statute.book import Book
from tests.encoders import WordCounter

PROCEDURES = Path(__file__).parents[2].parent / "shared" / "procedures"
TODAY = date(2026, 11, 24)
ONE_OF = 3
SILENT = 60

pytestmark = pytest.mark.bench


@dataclass
class Elsewhere:
    """E5 behind another name: nothing is known of its scale."""

    name: str = "e5 ailleurs"
    dimensions: int = E5.dimensions
    seen: dict[str, Vectors] = field(default_factory=dict)

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        return E5.of_passages(texts, progress)

    def of_known(self, questions: Sequence[str]) -> Vectors:
        return E5.of_known(questions)

    def of_question(self, text: str) -> Vectors:
        return self.seen.setdefault(text, E5.of_question(text))


class Remembered:
    """Bearings that read each text once for all encoders."""

    def __init__(self, features: LearnedFeatures) -> None:
        self.categories = cache(features.categories)
        self.rules_of_message = cache(features.rules_of_message)
        self._rules_of_texts = cache(features.rules_of_texts)

    def rules_of_texts(self, texts: Sequence[str]) -> Scores:
        return self._rules_of_texts(tuple(texts))


class Lots(WordCounter):
    """An encoder that understands nothing: the worst a route can be without failing."""

    def of_passages(self, texts: Sequence[str], progress: Progress = no_progress) -> Vectors:
        drawn = [np.random.default_rng(crc32(t.encode())).normal(size=64) for t in texts]
        rows = np.array(drawn, np.float32).reshape(-1, 64)
        progress(len(texts), len(texts))
        told: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return told


@pytest.mark.timeout(0)
@pytest.mark.skipif(not PROCEDURES.is_dir(), reason="the shared procedures are not here")
def test_ranking_by_encoders_that_were_not_learned_with() -> None:
    book = Book.of()
    learned = CategoryModel.from_file()
    classifier = EmbeddedClassifier(learned, learned.categories)
    features = Remembered(LearnedFeatures(classifier, Relevance.of(book).matcher))
    base = Procedures.from_folder(PROCEDURES, features)
    asked = [q for q in read_known(SHIPPED) if q.answered_by][::ONE_OF]
    others = untreated(book)[:SILENT]
    table = Table("encodeur", "bonne rubrique d’abord", "dans les trois", "muet à bon droit")
    encoders = (E5, Elsewhere(), WordCounter("mots (256)", 256), Lots("au hasard (64)"))
    for encoder in encoders:
        corpus = base.corpus if encoder is E5 else base.corpus.encoded_by(encoder)
        texts = Procedures.of(corpus, features, (), encoder)
        table.add_row(encoder.name, *measured(texts, encoder, asked, others))
    Console(width=100).print(f"\n{len(asked)} questions, {len(others)} sans réponse", table)


def measured(
    texts: Procedures, encoder: Encoder, asked: Sequence[KnownQuestion], others: Sequence[str]
) -> list[str]:
    found = [
        [f"{p.source}#{p.heading}" in q.answered_by for p in _search(texts, encoder, q.text)]
        for q in asked
    ]
    first = np.mean([right[:1] == [True] for right in found])
    third = np.mean([any(right) for right in found])
    silent = np.mean([not _search(texts, encoder, text) for text in others])
    return [f"{share:.2f}" for share in (first, third, silent)]


def _search(texts: Procedures, encoder: Encoder, text: str) -> Sequence[Passage]:
    return texts.search(text, TODAY, encoder=encoder)
