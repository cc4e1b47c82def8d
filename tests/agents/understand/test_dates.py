"""Days said from the day of the ticket, and feasts; the others are in `facts/test_reading.py`."""

from datetime import date

import pytest

from agents.understand.dates import mentions
from statute.french import simplify

RECEIVED = date(2026, 11, 24)


def told(text: str) -> list[tuple[str, str]]:
    return [(str(m.first), str(m.last)) for m in mentions(simplify(text), RECEIVED)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("je reprends demain", "2026-11-25"),
        ("après-demain matin", "2026-11-26"),
        ("lundi prochain", "2026-11-30"),
        ("mardi prochain", "2026-12-01"),
        ("dans 10 jours", "2026-12-04"),
        ("dans trois jours", "2026-11-27"),
        ("depuis la Toussaint", "2026-11-01"),
        ("jusqu'à Noël", "2026-12-25"),
        ("à Pâques 2027", "2027-03-28"),
        ("le lundi de Pâques", "2027-03-29"),
        ("j'étais malade à la Pentecôte", "2026-05-24"),
        ("le jeudi de l'Ascension 2026", "2026-05-14"),
        ("jusqu'au jour de l'an", "2027-01-01"),
        ("le 14 juillet", "2026-07-14"),
        ("après le 15 août", "2026-08-15"),
        ("arrêtée depuis le 3 sept.", "2026-09-03"),
    ],
)
def test_a_day_said_from_the_ticket_or_a_feast_is_a_day(text: str, day: str) -> None:
    assert told(text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("dans 15 jours", "2026-12-07", "2026-12-13"),
        ("dans trois semaines", "2026-12-14", "2026-12-20"),
        ("dans deux mois", "2027-01-01", "2027-01-31"),
        ("dans un an", "2027-11-01", "2027-11-30"),
        ("la semaine prochaine", "2026-11-30", "2026-12-06"),
        ("le mois prochain", "2026-12-01", "2026-12-31"),
    ],
)
def test_weeks_and_months_ahead_tell_no_one_day(text: str, first: str, last: str) -> None:
    assert told(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    ["la prime de Noël", "les vacances de la Toussaint", "le lendemain", "dans 2 jours ouvrés",
     "pendant sept jours", "sous un délai de deux mois"],
)  # fmt: skip
def test_what_only_bears_the_name_of_a_day_is_none(text: str) -> None:
    assert told(text) == []


def test_a_day_since_which_something_lasts_takes_no_year_from_a_day_before_it() -> None:
    assert told("entré le 1er mars 2023, malade depuis le 4 novembre") == [
        ("2023-03-01", "2023-03-01"),
        ("2026-11-04", "2026-11-04"),
    ]
    assert told("du 1er mars au 4 avril 2023")[0] == ("2023-03-01", "2023-03-01")


def test_a_feast_moves_with_its_year() -> None:
    assert told("de Pâques à septembre 2025")[0] == ("2025-04-20", "2025-04-20")
