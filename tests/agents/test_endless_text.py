"""Texts made to stop a reader: numbers without end, marks that nobody closes."""

import pytest

from agents.drafter.language.quantities import figures_in_words, quantities
from agents.drafter.language.sentences import find_quotes, sentences, without_quotes

ENDLESS = "9" * 5_000


@pytest.mark.parametrize(
    "text", ["{n}", "{n} jours", "le {n}/{n}", "L{n}", "{n},{n} euros", "{n}%"]
)
def test_a_number_of_five_thousand_digits_is_one_more_quantity(text: str) -> None:
    found = quantities(text.format(n=ENDLESS))
    assert any(one.value.startswith("999") for one in found)


@pytest.mark.parametrize("words", ["cent " * 2_500, "deux cent " * 3_000, "mille cent " * 3_000])
def test_a_number_in_words_without_end_is_still_written(words: str) -> None:
    (found,) = figures_in_words(words)
    assert found.isdigit()


@pytest.mark.timeout(20)  # Not a measure: what was quadratic took minutes here.
@pytest.mark.parametrize("opening", ["« ", "« a ", "“a ", '"\n', "«\u00a0"])
def test_marks_that_nobody_closes_are_walked_over_once(opening: str) -> None:
    text = opening * 40_000
    assert list(find_quotes(text)) == []
    assert without_quotes(text) == text
    assert sentences(text) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il dit : « oui » puis « non ».", ["oui", "non"]),
        ("« a « b » c »", ["a « b"]),
        ("“ deux\nlignes ” et «un\nautre»", ["deux\nlignes", "un\nautre"]),
        ('"une ligne" mais pas "deux\nlignes"', ["une ligne"]),
        ("« ouvert, puis “fermé”", ["fermé"]),
        ("«»", [""]),
    ],
)
def test_quotes_are_what_stands_between_their_marks(text: str, words: list[str]) -> None:
    found = list(find_quotes(text))
    assert [one.words for one in found] == words
    assert all(text[one.start] in '«“"' and text[one.end - 1] in '»”"' for one in found)
