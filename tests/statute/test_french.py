from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statute import french
from statute.french import pattern, simplify


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (french.number(Decimal("12.5")), "12,5"),
        (french.number(20), "20"),
        (french.number(100), "100"),
        (french.number(Fraction(175, 12)), "14,58"),
        (french.inside("Date de signature du PACS"), "date de signature du PACS"),
        (french.inside("SMIC mensuel brut"), "SMIC mensuel brut"),
        (french.percent(Fraction(6, 7)), "85,71\u00a0%"),
        (french.percent(Fraction(1, 2)), "50\u00a0%"),
        (french.counted(1, "jour"), "1\u00a0jour"),
        (french.counted(Decimal("1.5"), "jour"), "1,5\u00a0jour"),
        (french.counted(2, "jour"), "2\u00a0jours"),
        (french.counted(3, "mois"), "3\u00a0mois"),
        (french.counted(80, "%"), "80\u00a0%"),
        (french.counted(12000, "km"), "12\u00a0000\u00a0km"),
        (french.euros(Fraction("1867.02")), "1\u00a0867,02\u00a0€"),
        (french.euros(7), "7\u00a0€"),
        (french.euros(Fraction("59.0734") / 12, 5), "4,92278\u00a0€"),
        (french.day(date(2025, 3, 1)), "1er\u00a0mars 2025"),
        (french.day(date(2025, 8, 12)), "12\u00a0août 2025"),
    ],
)
def test_numbers_and_days_are_written_the_french_way(written: str, expected: str) -> None:
    assert written == expected


def test_spelling_accents_and_capitals_do_not_count() -> None:
    assert simplify("ARRÊT  de travaill").text == simplify("arret de travail").text
    assert pattern("arrêt de travail").search(simplify("L’Arrét de Travail").text)


def test_a_pattern_starts_at_the_beginning_of_a_word() -> None:
    assert not pattern("mort").search(simplify("amortissement").text)


def test_found_words_are_given_back_as_they_were_written() -> None:
    plain = simplify("Je suis CONTRACTUELLE,  à la crèche")
    match = pattern("contractuele?").search(plain.text)
    assert match
    assert plain.words(*match.span()) == "CONTRACTUELLE"


@given(st.text(max_size=200))
def test_any_text_can_be_simplified_and_given_back(text: str) -> None:
    plain = simplify(text)
    assert len(plain.text) == len(plain.places)
    if plain.text:
        assert plain.words(0, len(plain.text)) in text
