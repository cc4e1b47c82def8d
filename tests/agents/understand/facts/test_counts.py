from decimal import Decimal

import pytest

from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Je travaille 17h30 par semaine", Decimal("17.5")),
        ("agent à 20h/35", Decimal(20)),
        ("temps non complet de 28 heures", Decimal(28)),
        ("à 17,5/35e", Decimal("17.5")),
        ("vingt heures par semaine à la cantine", Decimal(20)),
        ("31 h hebdo", Decimal(31)),
        ("TNC 24h", Decimal(24)),
        ("37h30 sa fé cb de rtt svp", Decimal("37.5")),
        ("cycle de 39 heures, combien de RTT", Decimal(39)),
    ],
)
def test_the_hours_of_the_week_are_read(text: str, hours: Decimal) -> None:
    assert read(text)["heures_par_semaine"] == hours


@pytest.mark.parametrize(
    "text",
    [
        "demande de cumul pour des cours de zumba 4h par semaine",
        "je finis à 17h30",
        "mon contrat dit 24h, on m'en fait faire 31 par semaine",
        "Ma collègue travaille 20 heures par semaine",
        "passer à 28h par semaine",
        "3 heures sup par semaine",
        "Si je travaillais, si j'étais à 20h par semaine",
    ],
)
def test_hours_of_another_kind_are_not_read(text: str) -> None:
    assert "heures_par_semaine" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("J'aurai pris 19 jours de CA au 31 décembre", Decimal(19)),
        ("je n'ai pris que 18 jours de congés", Decimal(18)),
        ("j'ai pris vingt-deux jours de congés cette année", Decimal(22)),
        ("20 CA pris, le reste au CET ?", Decimal(20)),
        ("cette année j'ai posé 15,5 jours de congés", Decimal("15.5")),
        ("J'aurai posé vingt jours", Decimal(20)),
    ],
)
def test_the_leave_taken_in_the_year_is_read(text: str, days: Decimal) -> None:
    assert read(text)["jours_de_conge_pris"] == days


@pytest.mark.parametrize(
    "text",
    [
        "j'aurai pris 6 jours de RTT",
        "j'ai pris 6 jours de congés en novembre",
        "il faut avoir pris au moins vingt jours de congés dans l'année",
        "Ma collègue a pris 19 jours de CA cette année",
        "9 jours pris hors de la période",
        "j'ai pris 12 jours de congés l'an dernier",
        "je n'ai pas pris 20 jours de congés cette année",
        "si j'avais pris 20 jours de congés cette année",
    ],
)
def test_other_leave_is_not_counted_as_taken(text: str) -> None:
    assert "jours_de_conge_pris" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("il me reste 7 CA, je peux les mettre sur le cet ?", Decimal(7)),
        ("Il me restera 12 jours de congés", Decimal(12)),
        ("solde de congés : 8 jours", Decimal(8)),
        ("un reliquat de 5,5 jours de congés", Decimal("5.5")),
        ("dix jours de congés non pris", Decimal(10)),
        ("Mes congés : il me reste 9 jours, puis-je les reporter ?", Decimal(9)),
        ("j'ai encore 14 jours de vacances", Decimal(14)),
    ],
)
def test_the_leave_left_is_read(text: str, days: Decimal) -> None:
    assert read(text)["jours_de_conge_restants"] == days


@pytest.mark.parametrize(
    "text",
    [
        "il me reste 4 jours de RTT",
        "il me reste 3 jours pour contester",
        "Ma collègue a encore 12 jours de congés",
        "Il me reste 5 jours de congé maladie",
        "il me reste 5 jours de congés, le logiciel dit : reste 6 jours de congés",
        "congés : il me reste 8 jours de préavis",
        "Il ne me reste pas 10 jours de congés",
    ],
)
def test_other_days_left_are_not_leave(text: str) -> None:
    assert "jours_de_conge_restants" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("J'ai 35 jours sur mon CET", Decimal(35)),
        ("J'aurai 24 jours sur mon CET au 31 décembre", Decimal(24)),
        ("CET 42 JOURS DESSUS", Decimal(42)),
        ("Mon compte épargne-temps affichait 47 jours au 31 décembre", Decimal(47)),
        ("mon cet est de 18 jours", Decimal(18)),
        ("j'ai vingt-cinq jours sur le compte épargne temps", Decimal(25)),
        ("j'ai 12 jours de CET, je pars", Decimal(12)),
    ],
)
def test_the_days_saved_are_read(text: str, days: Decimal) -> None:
    assert read(text)["jours_sur_le_cet"] == days


@pytest.mark.parametrize(
    "text",
    [
        "je veux mettre 6 jours sur mon CET",
        "Puis-je verser 5 jours sur le CET ?",
        "le CET est limité, plafond de 60 jours",
        "Ma collègue a 30 jours sur son CET",
        "cet été je prends 15 jours",
        "Si j'avais 30 jours sur mon CET",
        "Quand j'aurai mis 30 jours sur mon CET",
        "Dans combien de temps j'aurai 30 jours sur mon CET ?",
        "Combien de temps pour que j'aie, quand j'aurai 30 jours sur mon CET au 31 décembre ?",
        "sur cet agent j'ai 3 jours de retard",
    ],
)
def test_days_to_be_saved_are_not_read_as_saved(text: str) -> None:
    assert "jours_sur_le_cet" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("J'ai fait 95 jours de télétravail dans l'année", 95),
        ("télétravaillé 88 jours en 2026", 88),
        ("102 jours de teletravail cette année", 102),
        ("quatre-vingt-dix jours de télétravail sur l'année", 90),
        ("30 jours de télétravail par an", 30),
        ("télétravail : 60 jours en 2026", 60),
    ],
)
def test_teleworked_days_of_the_year_are_read(text: str, days: int) -> None:
    assert read(text)["jours_de_teletravail"] == days


@pytest.mark.parametrize(
    "text",
    [
        "3 jours de télétravail par semaine",
        "2 jours de télétravail",
        "un quota de quarante jours de télétravail par an",
        "Ma collègue a fait 95 jours de télétravail cette année",
        "10 jours de télétravail par mois",
    ],
)
def test_telework_by_the_week_or_allowed_is_not_counted(text: str) -> None:
    assert "jours_de_teletravail" not in read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("je pédale environ 140 jours par an pour venir", 140),
        ("venu 112 jours à vélo", 112),
        ("covoiturage 75 jours cette année", 75),
        ("vélo : 120 jours dans l'année", 120),
        ("cent quarante jours à vélo", 140),
        ("45 fois en trottinette cette année", 45),
    ],
)
def test_days_of_cycling_are_read(text: str, days: int) -> None:
    assert read(text)["jours_de_trajet"] == days


@pytest.mark.parametrize(
    "text",
    [
        "vélo 3 jours par semaine",
        "il faut 30 jours de vélo au moins",
        "vélo depuis 2 ans, 11 km",
        "Ma femme fait 140 jours de vélo par an",
        "covoiturage à partir de 60 jours",
    ],
)
def test_a_threshold_of_cycling_is_not_a_count(text: str) -> None:
    assert "jours_de_trajet" not in read(text)
