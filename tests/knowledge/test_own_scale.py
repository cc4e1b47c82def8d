import numpy as np
import pytest

from knowledge.search.ranking import features_of, on_own_scale

SAID, MEANT, UNITS, SHARED, RULES, KNOWN = np.random.default_rng(1).random((6, 5))


@pytest.mark.parametrize("known", [[], [KNOWN]])
def test_the_scale_of_an_encoder_changes_nothing_and_words_keep_theirs(
    known: list[np.ndarray],
) -> None:
    def told(stretch: float, shift: float) -> np.ndarray:
        meanings = [score * stretch + shift for score in (MEANT, UNITS, *known)]
        scores = [SAID, *meanings[:2], SHARED, RULES, *meanings[2:]]
        return on_own_scale(features_of(np.column_stack(scores)))

    assert told(0.1, 0.75) == pytest.approx(told(1.0, 0.0))
    assert told(1.0, 0.0)[:, :3] == pytest.approx(features_of(SAID[:, None]))
    assert told(1.0, 0.0)[:, 9:15] == pytest.approx(features_of(np.column_stack([SHARED, RULES])))
