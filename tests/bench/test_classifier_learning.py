"""What each half of the classifier, and each source of tickets, brings on authors left out."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from rich.console import Console
from rich.table import Table

from agents.classifier.embedded import Rows, logs_of
from agents.classifier.examples import LABELLED, Example, shipped_examples
from agents.classifier.learn_categories import fit, vectors_of
from knowledge.encoder import Vectors
from statute.book import Book

pytestmark = pytest.mark.bench

FIRST = ("author_a", "author_b", "author_c")
NEW = ("author_l", "author_m", "author_n", "author_o")
_TOP = 3

SOURCES: dict[str, Callable[[Example], bool]] = {
    "trois auteurs": lambda e: e.author in FIRST,
    "et ceux dont les règles sont étiquetées": lambda e: e.author not in NEW,
    "et quatre autres": lambda _example: True,
}


@pytest.mark.timeout(0)
def test_what_each_source_and_each_half_brings() -> None:
    examples = shipped_examples(Book.of())
    vectors = vectors_of([e.text for e in examples])
    table = Table("appris de", "tickets", "mots", "sens", "les deux")
    for name, taken in SOURCES.items():
        kept = [i for i, e in enumerate(examples) if taken(e)]
        scored = [scores(author, examples, kept, vectors) for author in FIRST]
        truths = [truth for truth, _, _ in scored]
        halves = [np.vstack(half) for half in list(zip(*scored, strict=True))[1:]]
        cells = [told(half, truths) for half in (*halves, halves[0] + halves[1])]
        table.add_row(name, str(len(kept)), *cells)
    Console(width=100).print(table)


def scores(
    author: str, examples: Sequence[Example], kept: Sequence[int], vectors: Vectors
) -> tuple[list[int], Rows, Rows]:
    read = [i for i in kept if examples[i].author != author]
    unread = [i for i in kept if examples[i].author == author and examples[i].weight >= LABELLED]
    taught = fit([examples[i] for i in read], vectors[read])
    truth = [taught.categories.index(examples[i].category) for i in unread]
    words = taught.read_words([examples[i].text for i in unread])
    return truth, logs_of(words[:, :-1]), logs_of(taught.read_meaning(vectors[unread])[:, :-1])


def told(half: Rows, truths: Sequence[Sequence[int]]) -> str:
    truth = np.concatenate(truths)
    places = np.argsort(-half, axis=1, kind="stable")[:, :_TOP] == truth[:, None]
    return f"{places[:, 0].mean():.2f} / {places.any(axis=1).mean():.2f}"
