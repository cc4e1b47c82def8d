"""The vectors of known questions that ship are those of the questions that ship."""

import numpy as np

from knowledge.encoder import E5
from knowledge.search.known_questions import (
    SHIPPED,
    known_vectors,
    read_known,
    without_stored_vector,
)
from tests.encoders import WordCounter

SHIPPED_QUESTIONS = [question.text for question in read_known(SHIPPED)]


def test_every_question_that_ships_has_its_vector() -> None:
    assert without_stored_vector(SHIPPED_QUESTIONS) == [], "run `make train`"


def test_a_kept_vector_is_the_one_that_the_encoder_gives_today() -> None:
    sample = SHIPPED_QUESTIONS[::500]
    fresh = np.vstack([E5.of_question(question) for question in sample])
    # Of length one: the third decimal depends on the processor, whose own products of bytes differ.
    cosines = (known_vectors(sample) * fresh).sum(axis=1)
    assert cosines.min() > 0.9999, "run `make train`"


def test_a_question_of_a_town_is_encoded_in_its_place() -> None:
    own = "Où gare-t-on son vélo à l'annexe ?"
    first, second = SHIPPED_QUESTIONS[:2]
    vectors = known_vectors([first, own, second])
    assert np.allclose(vectors[1], E5.of_question(own)[0])
    assert np.allclose(vectors[[0, 2]], known_vectors([first, second]))
    assert known_vectors([]).shape == (0, vectors.shape[1])


def test_another_encoder_never_gets_the_vectors_of_e5() -> None:
    other = WordCounter()
    vectors = known_vectors(SHIPPED_QUESTIONS[:2], other)
    assert vectors.shape == (2, other.dimensions)
    assert other.asked == SHIPPED_QUESTIONS[:2]
