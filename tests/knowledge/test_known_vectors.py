"""The vectors of known questions that ship are those of the questions that ship."""

import numpy as np

from knowledge.known import SHIPPED, read_known
from knowledge.known_vectors import unread, vectors_of
from knowledge.meaning import of_question
from tests.encoders import WordCounter

SHIPPED_QUESTIONS = [question.text for question in read_known(SHIPPED)]


def test_every_question_that_ships_has_its_vector() -> None:
    assert unread(SHIPPED_QUESTIONS) == [], "run `make train`"


def test_a_kept_vector_is_the_one_that_the_encoder_gives_today() -> None:
    sample = SHIPPED_QUESTIONS[::500]
    fresh = np.vstack([of_question(question) for question in sample])
    assert np.allclose(vectors_of(sample), fresh, atol=1e-3), "run `make train`"


def test_a_question_of_a_town_is_encoded_in_its_place() -> None:
    own = "Où gare-t-on son vélo à l'annexe ?"
    first, second = SHIPPED_QUESTIONS[:2]
    vectors = vectors_of([first, own, second])
    assert np.allclose(vectors[1], of_question(own)[0])
    assert np.allclose(vectors[[0, 2]], vectors_of([first, second]))
    assert vectors_of([]).shape == (0, vectors.shape[1])


def test_another_encoder_never_gets_the_vectors_of_e5() -> None:
    other = WordCounter()
    vectors = vectors_of(SHIPPED_QUESTIONS[:2], other)
    assert vectors.shape == (2, other.dimensions)
    assert other.asked == SHIPPED_QUESTIONS[:2]
