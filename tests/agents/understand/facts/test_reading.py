from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.understand.dates import MOST, mentions, months_between
from agents.understand.facts.career import days_of_the_facts
from agents.understand.read_facts import read_facts
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS, FactValue
from statute.french import simplify

RECEIVED = date(2026, 11, 24)


def read(text: str, on: date = RECEIVED) -> dict[str, FactValue]:
    return {fact.fact: fact.value for fact in read_facts(simplify(text), RECEIVED, on)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Je suis titulaire au service voirie", "titulaire"),
        ("ATSEM TITULAIRE", "titulaire"),
        ("adjointe administrative stagiaire", "stagiaire"),
        ("je suis contractuele en cdd", "contractuel"),
        ("Je suis non titulaire", "contractuel"),
        ("en contrat depuis mars", "contractuel"),
        ("Mon collègue titulaire dit 90 %, je suis contractuel", "contractuel"),
        ("Je ne suis pas titulaire", None),
        ("Je suis titulaire du permis B", None),
        ("Les titulaires ont droit à quoi ?", None),
        ("Une stagiaire de 3e est arrivée", None),
        ("Vrai aussi pour un contractuel ?", None),
        ("titulaire ou contractuelle, peu importe", None),
        ("Apprentie, en contrat", None),
        ("Je serai bientôt titulaire", None),
    ],
)
def test_the_status_is_read_only_where_it_is_the_writers(text: str, status: str | None) -> None:
    assert read(text).get("statut") == status


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        ("J'ai pris mon poste le 1er juillet 2026", "date_d_arrivee", date(2026, 7, 1)),
        ("CDD démarré le 4 mai, fin le 3 décembre", "date_d_arrivee", date(2026, 5, 4)),
        ("CDD démarré le 4 mai, fin le 3 décembre", "date_de_depart", date(2026, 12, 3)),
        ("embauchée en septembre 2025", "date_d_arrivee", None),
        ("en arrêt depuis le 12 octobre", "date_d_arrivee", None),
        ("ma quotité arrive à échéance le 31 août", "date_d_arrivee", None),
        ("6 mois d'ancienneté", "mois_de_services", 6),
        ("je travaille pour la ville depuis trois ans", "mois_de_services", 36),
        ("contractuel depuis le 1er septembre 2024", "mois_de_services", 26),
        ("contractuel depuis presque 3 ans", "mois_de_services", None),
        ("un CDD de trois ans", "mois_de_services", None),
        ("malade depuis 3 mois", "mois_de_services", None),
        ("contractuel depuis 2 ans, CDD renouvelé", "mois_de_services", None),
        ("je travaille quatre jours sur cinq depuis janvier", "mois_de_services", None),
        ("temps plein du mardi au samedi", "jours_par_semaine", Decimal(5)),
        ("je travaille 2,5 jours par semaine", "jours_par_semaine", Decimal("2.5")),
        ("2 jours par semaine de télétravail", "jours_par_semaine", None),
        ("4 jours en février, 4 jours à Noël", "jours_hors_periode", Decimal(8)),
        ("6 jours en janvier, une semaine à Noël", "jours_hors_periode", None),
        ("9 jours pris hors de la période", "jours_hors_periode", Decimal(9)),
        ("en arrêt depuis 4 mois", "mois_de_cmo", 4),
        ("j'attaque mon 4e mois de maladie", "mois_de_cmo", 3),
        ("trois mois d'arrêt prévus", "mois_de_cmo", None),
        ("je suis à 80%", "quotite", 80),
        ("un mi-temps", "quotite", 50),
        ("un mi-temps thérapeutique", "quotite", None),
        ("les quatre cinquièmes", "quotite", 80),
        ("payée à 90 % pendant l'arrêt", "quotite", None),
        ("à 90 % de mon traitement", "quotite", None),
        ("à 70 % ou à 80 %", "quotite", None),
        ("ma fille de 18 mois", "age_de_l_enfant", 18),
        ("mes fils : un garçon de 9 ans, un bébé de six mois", "age_de_l_enfant", 6),
        ("pour mon bébé", "motif_temps_partiel", NAISSANCE),
        ("ma fille de 2 ans", "motif_temps_partiel", NAISSANCE),
        ("ma fille de 5 ans", "motif_temps_partiel", None),
        ("nous adoptons un enfant", "motif_temps_partiel", ADOPTION),
        ("ma mère est lourdement handicapée", "motif_temps_partiel", SOINS),
        ("ma belle-mère est handicapée", "motif_temps_partiel", None),
        ("j'ai la RQTH", "motif_temps_partiel", HANDICAP),
        ("sans motif particulier", "motif_temps_partiel", SANS_MOTIF_DE_DROIT),
    ],
)
def test_facts_are_read_or_left_unknown(text: str, fact: str, expected: FactValue | None) -> None:
    assert read(text).get(fact) == expected


def test_a_doubt_of_seniority_across_a_step_leaves_it_unknown() -> None:
    # September 2024 to 15 September 2026: 23 or 24 months, and the scale turns at 24.
    assert "mois_de_services" not in read("embauchée en septembre 2024", date(2026, 9, 15))
    assert read("embauchée en septembre 2024", date(2026, 11, 15))["mois_de_services"] == 25


def test_a_fact_keeps_the_words_it_came_from() -> None:
    (fact,) = read_facts(simplify("Bonjour, JE SUIS CONTRACTUELLE."), RECEIVED, RECEIVED)
    assert fact.words == "CONTRACTUELLE"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("le 3 mars 2025", date(2025, 3, 3), date(2025, 3, 3)),
        ("au 1er juillet 2026", date(2026, 7, 1), date(2026, 7, 1)),
        ("12/10/2026", date(2026, 10, 12), date(2026, 10, 12)),
        ("le 5/03/25", date(2025, 3, 5), date(2025, 3, 5)),
        ("le 1er décembre", date(2026, 12, 1), date(2026, 12, 1)),
        ("le 12 octobre", date(2026, 10, 12), date(2026, 10, 12)),
        ("en FEVRIER 2025", date(2025, 2, 1), date(2025, 2, 28)),
        ("en 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("le 29 février 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_with_or_without_its_year(text: str, first: date, last: date) -> None:
    (mention,) = mentions(simplify(text), RECEIVED)
    assert (mention.first, mention.last) == (first, last)


@pytest.mark.parametrize("text", ["le 31 février 2025", "6/7", "32/35", "mais pas sept jours"])
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert mentions(simplify(text), RECEIVED) == ()


def test_a_day_takes_the_year_written_beside_it() -> None:
    start, end = mentions(simplify("du 15 février au 20 mars 2025"), RECEIVED)
    assert (start.first, end.first) == (date(2025, 2, 15), date(2025, 3, 20))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("un congé en juillet prochain", date(2027, 7, 1)),
        ("un congé à partir du 1er juillet prochain", date(2027, 7, 1)),
        ("un congé en décembre prochain", date(2026, 12, 1)),
        ("en juillet prochain, mon contrat va jusqu'au 31/12/2026", date(2027, 7, 1)),
        # What is not said to come stays the nearest, beside what is.
        ("un congé à partir du 1er juillet", date(2026, 7, 1)),
        ("né le 3 juillet, un temps partiel l'été prochain", date(2026, 7, 3)),
        ("depuis le 10 septembre dernier, et en juin prochain", date(2026, 9, 10)),
        ("en juillet 2028 prochain", date(2028, 7, 1)),
    ],
)
def test_a_day_said_to_come_is_the_next_one(text: str, first: date) -> None:
    assert mentions(simplify(text), RECEIVED)[0].first == first


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("arrêt du 3 mars 2025", date(2025, 3, 3)),
        ("j'ai pris mon poste le 1er juillet 2024, combien de congés ?", RECEIVED),
        ("née le 3 mai 1990, je demande un temps partiel", RECEIVED),
        ("la délibération du 27 mars 2025 dit quoi ?", RECEIVED),
        ("stagiaire depuis le 1er mars 2026, en arrêt", RECEIVED),
        ("combien de jours ?", RECEIVED),
    ],
)
def test_the_day_of_the_facts_is_named_or_the_day_received(text: str, day: date) -> None:
    assert days_of_the_facts(simplify(text), RECEIVED)[0] == day


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 500))
def test_months_are_whole_and_never_negative(start: date, months: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    end = date(year, month + 1, min(start.day, 28))
    assert months_between(start, end) in {months, max(0, months - 1)}
    assert months_between(end, start) == 0 or months == 0


def test_a_text_made_of_days_only_is_read_no_further_than_needed() -> None:
    assert len(mentions(simplify("le 3 mars 2025 " * 2000), RECEIVED)) == MOST


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for fact in read_facts(simplify(text), RECEIVED, RECEIVED):
        assert fact.words in text
