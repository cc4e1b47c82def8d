"""Extracts taken down to be searched: each with the vectors of its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from knowledge import meaning
from knowledge.document import Nature
from knowledge.extracts import Extract
from knowledge.meaning import Progress, Vectors, unseen
from knowledge.versants import may_be_found


@dataclass(frozen=True)
class Shelved:
    """An extract and the vectors of the whole, then of its units.

    An official extract has none of units, and none at all where no search may give it.
    """

    extract: Extract
    vectors: Vectors


@dataclass(frozen=True)
class Shelf:
    """Extracts in the order of their import: of two versions of a text, the later comes last."""

    shelved: tuple[Shelved, ...] = ()

    @cached_property
    def extracts(self) -> tuple[Extract, ...]:
        """The extracts, without their vectors."""
        return tuple(one.extract for one in self.shelved)

    def in_force(self, on: date) -> list[bool]:
        """Tell which extracts hold on a day.

        Of the versions of a text that have begun, the one that began last counts (of two that
        began together, the one imported last); where it has ended, no earlier one revives.
        """
        begun: dict[str, tuple[date, int, str]] = {}
        for place, extract in enumerate(self.extracts):
            since = extract.about.valid_from or date.min
            if since <= on:
                version = (since, place, extract.version)
                begun[extract.source] = max(begun.get(extract.source, version), version)
        return [
            extract.holds_on(on) and begun[extract.source][2] == extract.version
            for extract in self.extracts
        ]


def vectors_of(extracts: Sequence[Extract], progress: Progress = unseen) -> tuple[Shelved, ...]:
    """Encode extracts and their units; the slow part of an import."""
    texts = [text for extract in extracts for text in _encoded(extract)]
    vectors = meaning.of_passages(texts, progress)
    counts = [len(_encoded(extract)) for extract in extracts]
    parts = np.split(vectors, np.cumsum(counts)[:-1]) if extracts else []
    return tuple(Shelved(e, part) for e, part in zip(extracts, parts, strict=True))


def _encoded(extract: Extract) -> list[str]:
    if extract.nature is Nature.LOCAL:
        return [extract.told, *extract.told_units]
    return [extract.told] if may_be_found(extract) else []
