"""Nights, kilometres, tolls and the day of a mission, which no single row of a table reads."""

from datetime import date
from decimal import Decimal

import pytest

from tests.agents.understand.facts.reading import read

NIGHTS = ("nuits_a_paris", "nuits_en_grande_ville", "nuits_ailleurs")


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("Mission à Paris : 2 nuits d'hôtel et 4 repas", (2, None, None)),
        ("j'ai dormi deux nuits à Lyon pour la formation", (None, 2, None)),
        ("Formation à Dijon, une nuit d'hôtel payée par moi", (None, None, 1)),
        ("frais de mission : 3 nuitées à Paris", (3, None, None)),
        ("En déplacement, une nuit à Lyon et deux à Paris", (2, 1, None)),
        ("deux nuits d'hôtel parisien pour le salon des maires", (2, None, None)),
        ("Congrès à Montreuil, 1 nuit d'hôtel", (None, 1, None)),
        ("Hôtel à Lille pour trois nuits, formation CNFPT", (None, 3, None)),
        ("une nuit à Tours puis une nuit à Brest, en mission", (None, None, 2)),
        ("J'ai passé 2 nuits à Paris. J'ai payé l'hôtel et 5 repas.", (2, None, None)),
    ],
)
def test_nights_are_counted_by_the_rate_of_their_place(
    text: str, nights: tuple[int | None, ...]
) -> None:
    facts = read(text)
    assert tuple(facts.get(name) for name in NIGHTS) == nights


@pytest.mark.parametrize(
    "text",
    [
        "J'ai payé 2 nuits d'hôtel en mission",
        "Je travaille 3 nuits par semaine à Paris, quelle formation ?",
        "En mission, ma collègue a payé 2 nuits à Paris",
        "Si je dors 2 nuits à Paris en mission",
        "2 nuits à Paris prises en charge par le CNFPT, formation",
    ],
)
def test_nights_without_a_place_or_not_paid_are_not_counted(text: str) -> None:
    assert not set(NIGHTS) & set(read(text))


@pytest.mark.parametrize(
    ("text", "trip", "before"),
    [
        ("420 km aller-retour avec ma voiture, frais de déplacement", 420, None),
        ("ce déplacement fait 300 km, et 1 850 km déjà payés cette année", 300, 1850),
        ("j'ai fait 310 km en avril pour une formation", 310, None),
        ("On m'a déjà remboursé 1200 km en 2026. Trajet de 180 kilomètres le 3 mars", 180, 1200),
        ("J'en suis à 2 300 km déjà indemnisés, frais de mission", None, 2300),
        ("javais 1200 km avant, jai fait 300 km en mai avec ma voiture", 300, 1200),
        ("un déplacement de 96 bornes A/R pour une réunion", 96, None),
        ("frais de mission du 4 mai : 250 km", 250, None),
    ],
)
def test_the_kilometres_of_a_trip_are_told_from_those_paid_before(
    text: str, trip: int | None, before: int | None
) -> None:
    facts = read(text)
    assert facts.get("kilometres_du_deplacement") == trip
    assert facts.get("kilometres_deja_payes") == before


@pytest.mark.parametrize(
    "text",
    [
        "210 km aller pour la formation du 3 mars",
        "Mon collègue a fait 300 km en avril pour une formation",
        "Mon domicile est à 30 km, frais de trajet ?",
        "Je fais 40 km par jour, trajet domicile",
    ],
)
def test_a_distance_to_home_one_way_or_of_another_is_no_trip(text: str) -> None:
    assert not {"kilometres_du_deplacement", "kilometres_deja_payes"} & set(read(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("frais de mission du 4 mai 2026", date(2026, 5, 4)),
        ("j'ai fait 300 km en avril avec ma voiture, remboursement ?", date(2026, 4, 30)),
        ("Formation le 12/03/2026, remboursement des repas", date(2026, 3, 12)),
        ("déplacement au mois de juin, 2 repas payés", date(2026, 6, 30)),
        ("frais du déplacement de novembre, 120 km", date(2026, 11, 24)),
    ],
)
def test_the_day_of_a_trip_is_read(text: str, day: date) -> None:
    assert read(text)["date_du_deplacement"] == day


@pytest.mark.parametrize(
    "text",
    [
        "Congés du 4 mai 2026, et frais de repas ?",
        "Je suis en télétravail depuis le 4 mai 2026, indemnité ?",
        "Une formation le 12 mars 2026, quel congé ?",
    ],
)
def test_another_day_is_not_that_of_a_trip(text: str) -> None:
    assert "date_du_deplacement" not in read(text)


@pytest.mark.parametrize(
    ("text", "sum_paid"),
    [
        ("24,60 € de péage pour la mission", Decimal("24.60")),
        ("péages : 18,40 € et 6 € de parking, déplacement", Decimal("24.40")),
        ("en formation, parking à 12 euros", Decimal(12)),
        ("Frais de mission : péages et parking 31,50 €", Decimal("31.50")),
    ],
)
def test_tolls_and_parking_are_added_up(text: str, sum_paid: Decimal) -> None:
    assert read(text)["peages_et_parking"] == sum_paid


@pytest.mark.parametrize(
    "text",
    ["abonnement parking de 60 € par mois, frais", "amende de stationnement de 35 € en mission"],
)
def test_another_parking_is_not_added(text: str) -> None:
    assert "peages_et_parking" not in read(text)


@pytest.mark.parametrize(
    ("text", "meals"),
    [
        ("En mission à Lyon j'ai payé deux déjeuners et un dîner", 3),
        ("Frais de déplacement : 3 repas du midi et 2 repas du soir à ma charge", 5),
        ("deux déjeuners + trois dîners en déplacement", 5),
        ("en séminaire j'ai réglé quatre déjeuners", 4),
    ],
)
def test_meals_told_by_kind_are_added_up(text: str, meals: int) -> None:
    assert read(text)["repas_a_ses_frais"] == meals


@pytest.mark.parametrize(
    "text",
    [
        "À la cantine je sers 2 déjeuners et 1 dîner par jour",
        "En formation, deux déjeuners étaient offerts",
    ],
)
def test_meals_served_or_offered_are_not_paid(text: str) -> None:
    assert "repas_a_ses_frais" not in read(text)
