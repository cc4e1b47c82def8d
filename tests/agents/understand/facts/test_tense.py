"""A day without year takes the year that the words around it tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.understand.dates import mentions
from agents.understand.facts.career import days_of_the_facts
from statute.french import simplify

RECEIVED = date(2026, 11, 24)
DEMO = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Cette année j'ai posé 6 jours (février et toussaint)", date(2026, 2, 1)),
        ("J'ai posé trois jours en février", date(2026, 2, 1)),
        ("En mars, j'ai pris deux jours de congé", date(2026, 3, 1)),
        ("J'étais en arrêt en janvier", date(2026, 1, 1)),
        ("J'ai été absente en avril pour mon fils", date(2026, 4, 1)),
        ("En janvier dernier on m'a retenu un jour", date(2026, 1, 1)),
        ("J'ai accouché le 3 avril", date(2026, 4, 3)),
        ("Nous avons travaillé le 2 mars", date(2026, 3, 2)),
        ("Elle est partie en avril", date(2026, 4, 1)),
        ("Mon fils est né le 12 mars", date(2026, 3, 12)),
        ("L'arrêt de mars de cette année n'est pas payé", date(2026, 3, 1)),
        ("depuis le 4 mars je suis à 80 %", date(2026, 3, 4)),
        ("j'ai été arrêtée du 2 mars au 13 avril", date(2026, 3, 2)),
        ("L'an dernier en octobre j'ai touché une prime", date(2025, 10, 1)),
    ],
)
def test_a_day_told_in_the_past_is_the_last_one(text: str, first: date) -> None:
    assert mentions(simplify(text), RECEIVED)[0].first == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Partir l'été prochain, du 1er juillet au 11 août", date(2027, 7, 1)),
        ("Je partirai en septembre", date(2027, 9, 1)),
        ("En juillet je prendrai trois semaines", date(2027, 7, 1)),
        ("Je vais accoucher le 12 juillet", date(2027, 7, 12)),
        ("je voudrais partir en août", date(2027, 8, 1)),
        ("elle sera absente en juillet", date(2027, 7, 1)),
        ("Je souhaite reprendre le 1er septembre", date(2027, 9, 1)),
        ("la naissance est prévue le 15 août", date(2027, 8, 15)),
        ("Mon congé commencera le 1er juillet", date(2027, 7, 1)),
        ("Je compte prendre ma retraite en septembre", date(2027, 9, 1)),
        ("J'attends un bébé pour juillet", date(2027, 7, 1)),
        ("Nous reprendrons le 28 août", date(2027, 8, 28)),
    ],
)
def test_a_day_told_ahead_is_the_next_one(text: str, first: date) -> None:
    assert mentions(simplify(text), RECEIVED)[0].first == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # What opens, ends or is decided may be ahead.
        ("on m'a accordé un détachement jusqu'au 31 mars", date(2027, 3, 31)),
        ("j'ai posé mes congés à partir du 1er mars", date(2027, 3, 1)),
        ("mon dernier jour est le 31 mars", date(2027, 3, 31)),
        # A wish to know is none to leave.
        ("je voudrais savoir pour le 12 octobre", date(2026, 10, 12)),
        # Another day has its own words.
        ("l'agente que j'ai recrutée le 12 août (en CDD) se fait opérer le 2 décembre",
         date(2026, 12, 2)),
        ("mon CDD a commencé le 4 mai et finit le 31 mars", date(2027, 3, 31)),
        # A school year is not a year.
        ("cette année scolaire, en mars, qui remplace ?", date(2027, 3, 1)),
        # A year written is the year.
        ("j'ai pris trois jours en mars 2025", date(2025, 3, 1)),
        ("je partirai en septembre 2028", date(2028, 9, 1)),
    ],
)  # fmt: skip
def test_words_that_tell_no_year_leave_the_nearest(text: str, first: date) -> None:
    assert mentions(simplify(text), RECEIVED)[-1].first == first


def test_the_facts_of_a_leave_taken_this_year_are_of_this_year() -> None:
    taken = (
        "bonjour, cette année j'ai posé 6 jours de congés en dehors de la période du 1er mai au "
        "31 octobre (février et toussaint). j'ai droit à des jours en plus ?"
    )
    assert days_of_the_facts(simplify(taken), DEMO)[0] == date(2026, 2, 1)


def test_the_facts_of_a_leave_of_next_summer_are_of_next_summer() -> None:
    wanted = (
        "Bonjour, je voudrais rejoindre ma fille au Canada l'été prochain et poser 42 jours "
        "d'affilée, du 1er juillet au 11 août. Est-ce permis ?"
    )
    assert days_of_the_facts(simplify(wanted), DEMO)[0] == date(2027, 7, 1)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 28)), st.integers(1, 12))
def test_a_past_month_has_begun_and_a_coming_one_is_not_over(received: date, month: int) -> None:
    name = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    written = name.split()[month - 1]
    (past,) = mentions(simplify(f"j'ai pris trois jours en {written}"), received)
    (ahead,) = mentions(simplify(f"je partirai en {written}"), received)
    assert past.first <= received <= ahead.last
    assert past.first.month == ahead.first.month == month
