"""Children at home, heirs, and the month of a pay: read by several words at once."""

from datetime import date

import pytest

from statute.facts import NON, OUI
from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("mes enfants de 8 et 5 ans", 2),
        ("J'ai trois enfants (12, 9 et 4 ans)", 3),
        ("deux filles de 4 et 7 ans", 2),
        ("un fils de 9 ans, une fille de 6 ans et un bébé de 8 mois", 3),
        ("mes filles ont 11, 8 et 3 ans, quel SFT ?", 3),
        ("mes enfants, nés en 2012, 2015 et 2019", 3),
        ("J'ai un garçon et une fille, quel supplément familial ?", 2),
        ("nos deux fils âgés de 3 et 6 ans", 2),
    ],
)
def test_children_told_by_ages_or_years_are_counted(text: str, children: int) -> None:
    assert read(text)["enfants_a_charge"] == children


@pytest.mark.parametrize(
    "text",
    [
        "mes enfants de 24 et 5 ans",
        "mes enfants, nés en 1990 et 2012",
        "ma collègue a deux filles de 4 et 7 ans",
        "deux groupes d'élèves, un garçon de 6 ans et une fille de 7 ans",
        "mes enfants de 8 ans",
    ],
)
def test_grown_up_or_others_children_are_not_counted(text: str) -> None:
    assert "enfants_a_charge" not in read(text)


@pytest.mark.parametrize(
    ("text", "heirs"),
    [
        ("Capital décès : il laisse deux enfants de 15 et 17 ans", 2),
        ("notre agent titulaire décédé a un fils de 24 ans et une fille de 17 ans", 1),
        ("capital décès d'un agent sans enfant", 0),
        ("Capital décès, enfants de 22 et 25 ans", 0),
    ],
)
def test_heirs_are_the_children_under_twenty_one(text: str, heirs: int) -> None:
    assert read(text)["enfants_ayants_droit"] == heirs


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("Capital décès : il avait atteint l'âge légal", OUI),
        ("capital décès, elle n'avait pas atteint l'âge de la retraite", NON),
        ("Capital décès : il n'avait pas encore l'âge légal", NON),
        ("Quelle base pour le capital décès d'un agent avant l'âge légal ?", None),
    ],
)
def test_the_legal_age_is_reached_or_not(text: str, reached: str | None) -> None:
    assert read(text).get("age_legal_atteint") == reached


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("ma paie d'octobre", date(2026, 10, 1)),
        ("mon bulletin de paie de septembre 2026", date(2026, 9, 1)),
        ("sur ma fiche de paie de mars", date(2026, 3, 1)),
        ("le salaire du mois d'avril", date(2026, 4, 1)),
        ("mon traitement de novembre", date(2026, 11, 1)),
        ("combien sur ma paie de décembre ?", date(2026, 12, 1)),
    ],
)
def test_the_month_of_a_pay_is_its_first_day(text: str, month: date) -> None:
    assert read(text)["mois_paye"] == month


@pytest.mark.parametrize(
    "text",
    [
        "mes paies d'octobre et novembre",
        "ma paie depuis octobre",
        "ma paie du 27 octobre",
        "Ma collègue a vu sa paie d'octobre",
    ],
)
def test_several_months_or_another_pay_are_not_read(text: str) -> None:
    assert "mois_paye" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mes trajets à vélo en 2025, forfait ?", date(2025, 12, 31)),
        ("forfait mobilités durables pour l'année 2024", date(2024, 12, 31)),
    ],
)
def test_a_past_year_of_trips_is_its_last_day(text: str, day: date) -> None:
    assert read(text)["date_des_trajets"] == day


@pytest.mark.parametrize("text", ["À vélo depuis 2025", "90 jours de vélo en 2026"])
def test_the_current_year_of_trips_is_not_told(text: str) -> None:
    assert "date_des_trajets" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("j'ai déjà pris 10 jours de congé paternité", 10),
        ("Congé de paternité : j'ai pris 4 jours puis 7 jours en octobre", 11),
        ("j'ai pris les 3 jours de naissance et 4 jours de paternité", 4),
        ("14 jours de paternité ont été pris, combien reste-t-il ?", 14),
        ("Sur les 25 jours de paternité, j'en ai posé 8 jours", 8),
    ],
)
def test_the_days_of_paternity_taken_are_added_up(text: str, days: int) -> None:
    assert read(text)["jours_de_paternite_pris"] == days


@pytest.mark.parametrize(
    "text",
    [
        "Le congé de paternité doit être pris par 5 jours au moins",
        "Mon collègue a pris 10 jours de paternité",
        "Je n'ai pas pris 10 jours de paternité",
        "J'ai pris 3 jours de naissance, et le congé paternité ?",
    ],
)
def test_days_not_taken_are_not_added(text: str) -> None:
    assert "jours_de_paternite_pris" not in read(text)
