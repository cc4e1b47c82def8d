from datetime import date
from fractions import Fraction

import pytest

from statute.book import Book
from statute.consult import as_json
from statute.outcome import Age
from statute.phrasing import shown, worded


@pytest.mark.parametrize(
    ("months", "words"),
    [(753, "62 ans et 9 mois"), (756, "63 ans"), (9, "9 mois"), (13, "1 an et 1 mois")],
)
def test_an_age_in_months_is_written_in_years(months: int, words: str) -> None:
    assert shown(Age(months)).replace("\u00a0", " ") == words


def test_a_dated_number_of_months_may_be_written_in_years() -> None:
    def amount(_: str, __: date | None) -> Fraction:
        return Fraction(684)

    written = worded("{retraite.age en ans et mois} au moins", amount, {}, {})
    assert written.replace("\u00a0", " ") == "57 ans au moins"


def test_an_age_is_given_to_programs_in_months(book: Book) -> None:
    today = date(2026, 11, 24)
    one = book.applied("RTR-01", {"annee_de_naissance": 1968}, today, today)
    assert one is not None
    assert as_json(one)["valeurs"][0] == {"mois": "765", "ecrit": "63\u00a0ans et 9\u00a0mois"}
