from decimal import Decimal

import pytest

from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("IM 372", 372),
        ("je suis à l'indice majoré 378", 378),
        ("INM 401, combien de brut ?", 401),
        ("im366", 366),
        ("Indice majoré : 456", 456),
        ("indice brut 450, indice majoré de 395", 395),
        ("mon indice nouveau majoré est 500", 500),
    ],
)
def test_the_index_is_read(text: str, index: int) -> None:
    assert read(text)["indice_majore"] == index


@pytest.mark.parametrize(
    "text",
    [
        "indice brut 450",
        "IB 480",
        "indice 378",
        "Ma collègue est à l'IM 372",
        "IM 366 et IM 372",
        "l'IM minimum est passé à 366",
        "Si j'avais l'IM 400",
    ],
)
def test_a_gross_index_or_that_of_another_is_not_read(text: str) -> None:
    assert "indice_majore" not in read(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("+12 points sur ma paie", 12),
        ("une NBI de 10 points", 10),
        ("15 points de NBI", 15),
        ("quinze points d'indice", 15),
        ("20 points majorés", 20),
        ("NBI 25 points", 25),
    ],
)
def test_points_are_read(text: str, points: int) -> None:
    assert read(text)["points_d_indice"] == points


@pytest.mark.parametrize(
    "text",
    [
        "retrait de 12 points du permis",
        "réponse sur les points suivants : 3 points",
        "quinze points de NBI ou trente points de NBI",
        "Ma collègue a 20 points de NBI",
        "150 points RAFP",
    ],
)
def test_other_points_are_not_read(text: str) -> None:
    assert "points_d_indice" not in read(text)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("2 150 € brut", Decimal(2150)),
        ("je gagne 3900 brut par mois", Decimal(3900)),
        ("mon salaire brut est de 2150 €", Decimal(2150)),
        ("rémunération brute mensuelle : 1 850,50 euros", Decimal("1850.50")),
        ("2.400 euros bruts mensuels", Decimal(2400)),
        ("1900 net soit 2350 brut", Decimal(2350)),
    ],
)
def test_gross_monthly_pay_is_read(text: str, pay: Decimal) -> None:
    assert read(text)["remuneration_brute_mensuelle"] == pay


@pytest.mark.parametrize(
    "text",
    [
        "je touche 1 480 € net",
        "28 000 € brut par an",
        "25000 brut annuel",
        "une prime de 300 € brut",
        "indice brut 450",
        "Mon mari gagne 2 150 € brut",
        "12 € brut de l'heure",
        "Si je gagnais, si j'avais 2 500 € brut",
    ],
)
def test_net_yearly_or_other_pay_is_not_read(text: str) -> None:
    assert "remuneration_brute_mensuelle" not in read(text)


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("ma voiture fait 7 CV", 7),
        ("voiture de 5 chevaux", 5),
        ("une 6cv", 6),
        ("puissance fiscale : 4", 4),
        ("six chevaux fiscaux", 6),
        ("8 CV fiscaux et 300 km", 8),
    ],
)
def test_the_fiscal_power_is_read(text: str, power: int) -> None:
    assert read(text)["puissance_fiscale"] == power


@pytest.mark.parametrize(
    "text",
    [
        "j'ai envoyé 2 CV",
        "mon cv en pièce jointe",
        "un moteur de 90 chevaux",
        "La voiture de ma femme fait 5 CV",
        "5 CV ou 6 CV ?",
    ],
)
def test_other_horses_are_not_read(text: str) -> None:
    assert "puissance_fiscale" not in read(text)


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("840 km depuis janvier avec ma voiture", 840),
        ("j'ai parcouru 2 350 km pour le service", 2350),
        ("3000 kilomètres professionnels cette année", 3000),
        ("frais kilométriques : 12 000 km", 12000),
        ("j'ai fait 450 bornes en mission", 450),
        ("huit mille km en déplacement", 8000),
    ],
)
def test_kilometres_for_the_service_are_read(text: str, km: int) -> None:
    assert read(text)["kilometres"] == km


@pytest.mark.parametrize(
    "text",
    [
        "vélo depuis 2 ans, 11 km même sous la flotte",
        "140 bornes aller pour le tournoi, en mission",
        "J'habite à 35 km de la mairie, frais kilométriques ?",
        "187000 km au compteur, vends 206",
        "Mon collègue a fait 840 km en mission",
        "20 km par jour pour le service",
    ],
)
def test_a_distance_is_no_count_of_kilometres(text: str) -> None:
    assert "kilometres" not in read(text)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Mon abonnement mensuel coûte 118 euros", Decimal(118)),
        ("navigo à 90,80 € par mois", Decimal("90.80")),
        ("je paie 142 € par mois d'abonnement de train", Decimal(142)),
        ("carte de train : 75 €/mois", Decimal(75)),
        ("pass Navigo 90,80 par mois", Decimal("90.80")),
        ("j'ai un abonnement TER à 64 euros", Decimal(64)),
    ],
)
def test_the_fare_is_read(text: str, price: Decimal) -> None:
    assert read(text)["prix_de_l_abonnement"] == price


@pytest.mark.parametrize(
    "text",
    [
        "abonnement internet à 30 € par mois",
        "abonnement annuel de 900 €",
        "on me rembourse 59 € sur mon abonnement",
        "mon abonnement est remboursé 45 €",
        "abonnement piscine à 20 €",
        "Mon mari a un abonnement à 80 €",
    ],
)
def test_another_price_is_no_fare(text: str) -> None:
    assert "prix_de_l_abonnement" not in read(text)
