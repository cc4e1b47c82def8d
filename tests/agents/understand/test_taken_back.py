import time

import pytest

from agents.understand.taken_back import without_corrected_days
from statute.french import simplify
from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("arrêt du 10, non, pardon, le 12 mars", "aret du 12 mars"),
        ("du 3 au 10 mars, je me trompe, au 12 mars", "du 3 au 12 mars"),
        ("tombée le 10 mars (pardon, le 12)", "tombe le 12 mars)"),
        ("le 10 mars 2026, erreur de ma part : le 12", "le 12 mars 2026"),
        ("depuis le lundi 2/11, oups, mardi 3/11", "depuis le lundi 3/11"),
        ("le 12 novembre et non le 10", "le 12 novembre"),
        ("arrêt du 12 et non pas du 10 novembre", "aret du 12 novembre"),
        ("le 10. Non, je me suis trompée, c'est le 12", "le 12"),
        ("le 10 mars, pardon de vous déranger", "le 10 mars, pardon de vous deranger"),
        ("10 jours, plutôt 12 jours", "10 jours, plutot 12 jours"),
    ],
)
def test_a_day_taken_back_is_left_out(text: str, kept: str) -> None:
    plain = without_corrected_days(simplify(text))
    assert plain.text.replace("tombee", "tombe") == kept
    assert len(plain.places) == len(plain.text)


def test_what_is_read_is_the_day_that_was_meant() -> None:
    text = "Je suis tombée à la cantine le 10 novembre 2026, non pardon, le 12, et j'ai mal."
    assert str(read(text)["date_de_l_accident"]) == "2026-11-12"


def test_a_long_text_of_days_is_read_at_once() -> None:
    plain = simplify("le 10 mars, non, pardon, " * 10_000)
    began = time.perf_counter()
    without_corrected_days(plain)
    assert time.perf_counter() - began < 1
