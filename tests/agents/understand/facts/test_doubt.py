from datetime import date
from decimal import Decimal

import pytest

from agents.understand.read_facts import read_facts
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SOINS, FactValue
from statute.french import simplify

NOVEMBER = date(2026, 11, 24)
JUNE = date(2026, 6, 1)


def read(text: str, received: date = NOVEMBER) -> dict[str, FactValue]:
    return {f.fact: f.value for f in read_facts(simplify(text), received, received)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Je ne suis pas fonctionnaire titulaire", None),
        ("Je ne suis pas encore titularisée depuis mars", None),
        ("Je remplace un agent titulaire", None),
        ("Mon mari, contractuel depuis 5 ans, est malade", None),
        ("Étudiante, je suis stagiaire au service communication", None),
        ("Je suis stagiaire au musée pour 2 mois", None),
        ("Je ne suis plus contractuelle mais titulaire depuis un mois", "titulaire"),
        ("Je ne suis pas titulaire, je suis contractuel", "contractuel"),
        ("Avant j'étais contractuel, je suis titulaire", "titulaire"),
        ("Mon chef dit que je suis contractuel mais je suis stagiaire", None),
        ("J'ai été nommée stagiaire en avril", "stagiaire"),
        ("Je suis agent de maîtrise titulaire", "titulaire"),
        ("Un agent de mon service, titulaire. Et moi ?", None),
        ("Un agent de mon service, titulaire", "titulaire"),
        ("Je suis assistante maternelle, contractuelle", None),
    ],
)
def test_a_status_denied_past_or_of_another_is_not_read(text: str, status: str | None) -> None:
    assert read(text).get("statut") == status


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("CDD, ça fait 2 mois que je suis en arrêt", None),
        ("ça fait 2 ans que je travaille ici", 24),
        ("Contractuelle en CDI depuis 3 mois après 6 ans de CDD", None),
        ("contractuel depuis 3 mois mais j'ai fait 3 ans à la commune voisine", None),
        ("CDD depuis 5 mois. Avant j'étais déjà dans la même commune", None),
        ("Mon conjoint travaille ici depuis 5 ans", None),
        ("J'étais titulaire à la région, je suis en CDD depuis 3 mois", None),
        ("contractuel depuis 2 ans et demi", 30),
        ("j'ai 6 mois d'ancienneté", 6),
    ],
)
def test_a_broken_or_foreign_career_leaves_seniority_unknown(text: str, months: int | None) -> None:
    assert read(text).get("mois_de_services") == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Mon collègue est en arrêt depuis 5 mois. Moi depuis hier", None),
        ("j'ai eu 4 mois d'arrêt en 2023", None),
        ("L'an dernier j'ai cumulé 3 mois d'arrêt maladie", None),
        ("en arrêt depuis 13 mois", 13),
        ("en arrêt depuis un an", 12),
        ("arrêtée depuis 11 mois", 11),
        ("arrêté depuis 11 mois, et au bout de 12 mois d'arrêt ?", 12),
        ("en arrêt depuis le 3 mars 2025", 20),
        ("en arrêt depuis le 3 mars 2026", None),
    ],
)
def test_sick_months_are_ones_own_and_of_this_year(text: str, months: int | None) -> None:
    assert read(text).get("mois_de_cmo") == months


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon conjoint travaille 4 jours par semaine", None),
        ("Je travaille du lundi au jeudi matin, 3,5 jours", None),
        ("Je travaille du mardi au samedi une semaine sur deux", None),
        ("Je travaille 5 jours par semaine, 4 jours l'autre semaine", None),
        ("Je travaille 4 jours par semaine", Decimal(4)),
    ],
)
def test_half_days_and_uneven_weeks_leave_the_week_unknown(text: str, days: Decimal | None) -> None:
    assert read(text).get("jours_par_semaine") == days


@pytest.mark.parametrize(
    "text",
    [
        "8 jours en novembre, on me les a refusés",
        "J'avais demandé 8 jours en novembre",
        "3 jours en novembre l'an dernier et 5 jours en décembre",
        "5 jours en avril 2025 et 4 jours en novembre 2026",
        "je vais poser 6 jours en janvier",
        "10 jours pour la Toussaint, du 19 au 30 octobre",
        "8 jours pris au printemps, en mai et juin",
        "5 jours à Pâques, le 12 mai",
        "6 jours en novembre et 3 en mai",
        "je n'ai pas pris 6 jours en novembre",
        "ma collègue a pris 6 jours en novembre",
    ],
)
def test_winter_days_in_doubt_are_not_added_up(text: str) -> None:
    assert "jours_hors_periode" not in read(text)


def test_winter_days_of_one_year_are_added_up() -> None:
    text = "3 jours en février et 5 jours en décembre"
    assert read(text)["jours_hors_periode"] == Decimal(8)
    assert "jours_hors_periode" not in read(text, JUNE)
    period = "6 jours hors de la période du 1er mai au 31 octobre (février et Toussaint)"
    assert read(period)["jours_hors_periode"] == Decimal(6)


@pytest.mark.parametrize(
    ("text", "quota"),
    [
        ("Je travaille à 80 %. Quel salaire si je passe à 60 % ?", None),
        ("Quel salaire si je passe à 60 % ?", 60),
        ("mon salaire est versé à 90 %", None),
    ],
)
def test_the_quota_aimed_at_is_no_share_of_pay(text: str, quota: int | None) -> None:
    assert read(text).get("quotite") == quota


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ma demande de RQTH est en cours", None),
        ("Mon mari a la RQTH", None),
        ("Nous adoptons un chien", None),
        ("Je prends un congé d'adoption", ADOPTION),
        ("Notre enfant adopté est au foyer", ADOPTION),
        ("Mon mari a un cancer", SOINS),
        ("Ma mère était handicapée", None),
        ("Mon fils handicapé a 14 ans", SOINS),
        ("J'ai une RQTH", HANDICAP),
        ("Ma fille a 14 mois", NAISSANCE),
        ("La fille de mon conjoint a 14 mois", None),
        ("Mon fils a 20 mois et ma fille a 5 ans, pour élever ma fille", None),
    ],
)
def test_a_reason_is_read_only_when_it_is_sure(text: str, reason: str | None) -> None:
    assert read(text).get("motif_temps_partiel") == reason


def test_the_day_an_adopted_child_arrived_is_read() -> None:
    arrived = read("Notre enfant adopté est arrivé le 4 mai 2025")
    assert arrived["arrivee_de_l_enfant"] == date(2025, 5, 4)
