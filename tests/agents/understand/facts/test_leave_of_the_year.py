"""Leave of the year, changed weeks, days of winter and hours of a day, as mails tell them."""

from decimal import Decimal

import pytest

from statute.facts import Period
from tests.agents.understand.facts.reading import read


def weeks(text: str) -> list[tuple[str, str, str]]:
    value = read(text).get("semaines", ())
    assert isinstance(value, tuple)
    told = [period for period in value if isinstance(period, Period)]
    return [(str(one.first)[5:], str(one.last)[5:], str(one.details["jours"])) for one in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Mes congés de l’année : de janvier à mars trois jours par semaine, d’avril à "
                "fin juin à mi-temps, soit deux jours et demi. Depuis le 1er juillet à temps "
                "plein."
            ),
            [("01-01", "03-31", "3"), ("04-01", "06-30", "2.5"), ("07-01", "12-31", "5")],
        ),
        (
            "À mi-temps jusqu’au 30 juin puis 5 jours par semaine, combien de congés cette année ?",
            [("01-01", "06-30", "2.5"), ("07-01", "12-31", "5")],
        ),
        (
            (
                "J’étais à 80 % jusqu’au 31 août, depuis le 1er septembre je suis à temps plein. "
                "Mes congés 2026 ?"
            ),
            [("01-01", "08-31", "4"), ("09-01", "12-31", "5")],
        ),
        (
            (
                "Du 1er janvier au 30 juin 2026 à temps plein, du 1er juillet au 31 décembre à "
                "mi-temps : combien de congés en tout ?"
            ),
            [("01-01", "06-30", "5"), ("07-01", "12-31", "2.5")],
        ),
    ],
)
def test_weeks_that_changed_make_the_year_whole(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert weeks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Je travaille 5 jours par semaine, combien de congés cette année ?",
        "Je suis à mi-temps depuis le 1er mai, combien de congés pour l’année ?",
        "De mars à juin j’étais à 80 %, puis à temps plein : combien de congés en 2026 ?",
    ],
)
def test_a_part_of_the_year_is_not_read_as_the_year(text: str) -> None:
    assert weeks(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("J’ai posé 4 jours de congés en mars, 2 RTT à Pâques et 3 jours de CA en décembre.", 7),
        ("g pris 5 jours en novembre, ca donne un bonus ?", 5),
        (
            ("Fractionnement : du lundi 9 au vendredi 13 février et lundi 2 et mardi 3 novembre."),
            7,
        ),
        ("Fractionnement : congés du mardi 27 octobre au mercredi 4 novembre.", 3),
    ],
)
def test_days_of_winter_are_added_up_without_those_of_rtt(text: str, days: int) -> None:
    assert read(text)["jours_hors_periode"] == Decimal(days)


@pytest.mark.parametrize(
    ("text", "end", "again"),
    [
        ("Elle finira vers 23 h 30 et veut reprendre à 8 h le lendemain.", "23.5", "8"),
        ("Réunion jusqu’à minuit et ouverture à 9 h, est-ce légal ?", "24", "9"),
        ("On me tient jusqu’à 22h puis réunion à 7h30, il peut ?", "22", "7.5"),
        ("L’équipe débauche à 2 h et doit revenir à 10 h.", "2", "10"),
    ],
)
def test_the_night_between_two_days_is_read(text: str, end: str, again: str) -> None:
    found = read(text)
    assert found["fin_de_la_journee"] == Decimal(end)
    assert found["reprise_le_lendemain"] == Decimal(again)


def test_a_day_told_from_its_beginning_to_its_end_is_an_amplitude() -> None:
    found = read("J’embauche à 6h30, grande coupure, et je débauche à 19h15, y a-t-il une limite ?")
    assert found["debut_de_la_journee"] == Decimal("6.5")
    assert found["fin_de_la_journee"] == Decimal("19.25")
    assert "reprise_le_lendemain" not in found


@pytest.mark.parametrize(
    "text",
    ["La formation finit à 17h30.", "La crèche de mon fils ferme à 18 h, quel temps partiel ?"],
)
def test_hours_of_something_else_are_not_read(text: str) -> None:
    assert "fin_de_la_journee" not in read(text)
