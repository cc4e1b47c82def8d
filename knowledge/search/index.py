"""The index of local texts: how near a question is to each extract, in five ways.

Words, meaning as a whole, meaning of the nearest unit, category, rules. `ranking` adds them up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.encoder import Encoder, Vectors
from knowledge.library.extracts import EncodedExtract, Extract
from knowledge.vocabulary import content_words

_NO_WORD = "zzzqx"
_LEAST_SHARE = 0.05
"""A procedure that the classifier would file elsewhere is unlikely, not impossible."""

Scores = npt.NDArray[np.float64]
Features = npt.NDArray[np.float64]
"""A row an extract, a column a nearness or what is made of it."""


class TextFeatures(Protocol):
    """Says what a text is about in terms that tickets and procedures share.

    The agents bring it: the classifier and the matcher of rules learned from how people ask. A
    question and a text meet there even where they share no word.
    """

    def categories(self, text: str) -> Mapping[str, float]:
        """Likelihood of each category."""
        ...

    def rules_of_message(self, message: str) -> Scores:
        """How much a message's questions look like what is asked of each rule."""
        ...

    def rules_of_texts(self, texts: Sequence[str]) -> Scores:
        """How much the nearest of the texts looks like what is asked of each rule."""
        ...


@dataclass(frozen=True, slots=True)
class IndexedQuestion:
    """A question: its words, its vector, the categories and the rules it shares with each extract.

    `categories` is how likely both fall under the same one; `rules` is the cosine of theirs.
    """

    words: str
    vector: Vectors
    categories: Scores
    rules: Scores


@dataclass(frozen=True)
class _Counts:
    """One way of counting words, and the texts it has counted."""

    counter: TfidfVectorizer
    vectors: Any

    @classmethod
    def of(cls, analyzer: str, sizes: tuple[int, int], texts: Sequence[str]) -> Self:
        counter = TfidfVectorizer(
            preprocessor=content_words, analyzer=analyzer, ngram_range=sizes, sublinear_tf=True
        )
        # Texts of figures alone have no word to count: one that no question holds stands for them.
        has_words = any(content_words(text) for text in texts)
        return cls(counter, counter.fit_transform(texts if has_words else [_NO_WORD] * len(texts)))

    def cosines(self, question: str) -> Scores:
        """Cosine with each text, 0 to 1."""
        asked = self.counter.transform([question])
        return np.asarray((self.vectors @ asked.T).todense(), dtype=np.float64).ravel()


@dataclass(frozen=True)
class Index:
    """Words weigh the sense, letters forgive the spelling, the whole text tells the subject."""

    features: TextFeatures
    words: _Counts
    letters: _Counts
    wholes: _Counts
    whole_of: npt.NDArray[np.int_]
    meanings: Vectors
    unit_meanings: Vectors
    unit_of: npt.NDArray[np.int_]
    categories: tuple[Mapping[str, float], ...]
    rules: Scores
    """A row an extract, of length one."""

    @classmethod
    def of(cls, encoded: Sequence[EncodedExtract], features: TextFeatures) -> Self:
        """Index extracts and their vectors."""
        extracts = [one.extract for one in encoded]
        texts = [f"{e.about.title}\n{e.heading}\n{e.text}" for e in extracts]
        sources = list(dict.fromkeys(e.source for e in extracts))
        whole_of = np.array([sources.index(e.source) for e in extracts])
        wholes = [
            "\n".join(text for text, place in zip(texts, whole_of, strict=True) if place == number)
            for number in range(len(sources))
        ]
        counts = [len(one.vectors) - 1 for one in encoded]
        rules = [features.rules_of_texts(e.titled_units or (e.titled_text,)) for e in extracts]
        return cls(
            features=features,
            words=_Counts.of("word", (1, 2), texts),
            letters=_Counts.of("char_wb", (3, 5), texts),
            wholes=_Counts.of("char_wb", (3, 5), wholes),
            whole_of=whole_of,
            meanings=np.vstack([one.vectors[:1] for one in encoded]),
            unit_meanings=np.vstack([one.vectors[1:] for one in encoded]),
            unit_of=np.repeat(np.arange(len(counts)), counts),
            categories=tuple(_categories_of_texts(extracts, features)),
            rules=np.vstack([_of_length_one(row) for row in rules]),
        )

    def with_vectors(self, encoded: Sequence[EncodedExtract]) -> Self:
        """Index the same extracts with the vectors of another encoder."""
        return replace(
            self,
            meanings=np.vstack([one.vectors[:1] for one in encoded]),
            unit_meanings=np.vstack([one.vectors[1:] for one in encoded]),
        )

    def question(self, words: str, encoder: Encoder) -> IndexedQuestion:
        """Encode a question, and tell what it shares with each extract. Raises `NoMeaning`."""
        vector = encoder.of_question(words)
        likely = self.features.categories(words)
        shared = [sum(p * own.get(c, 0.0) for c, p in likely.items()) for own in self.categories]
        rules = self.rules @ _of_length_one(self.features.rules_of_message(words))
        return IndexedQuestion(words, vector, np.array(shared), rules)

    def nearnesses(self, question: IndexedQuestion) -> Features:
        """Tell how near each extract (a row) is to a question in each of five ways (a column)."""
        vector = question.vector[0]
        words = np.mean(
            (
                self.words.cosines(question.words),
                self.letters.cosines(question.words),
                self.wholes.cosines(question.words)[self.whole_of],
            ),
            axis=0,
        )
        best_unit = np.full(len(self.meanings), -1.0)
        np.maximum.at(best_unit, self.unit_of, (self.unit_meanings @ vector).astype(np.float64))
        return np.column_stack(
            [
                words,
                np.asarray(self.meanings @ vector, dtype=np.float64),
                best_unit,
                np.log(question.categories + _LEAST_SHARE),
                question.rules,
            ]
        )


def _categories_of_texts(
    extracts: Sequence[Extract], features: TextFeatures
) -> list[Mapping[str, float]]:
    """Classify each text as a whole, the mean of its extracts; one entry an extract."""
    shares: dict[str, list[Mapping[str, float]]] = {}
    for extract in extracts:
        shares.setdefault(extract.version, []).append(features.categories(extract.titled_text))
    means = {
        version: {c: sum(one.get(c, 0.0) for one in own) / len(own) for c in set().union(*own)}
        for version, own in shares.items()
    }
    return [means[extract.version] for extract in extracts]


def _of_length_one(row: Scores) -> Scores:
    length = float(np.linalg.norm(row))
    return row / length if length else row
