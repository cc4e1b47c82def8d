from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.compte_formation import heures_du_compte
from statute.outcome import Count

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("category", ["A", "B"])
def test_twenty_five_hours_a_year_up_to_a_hundred_and_fifty(said: Said, category: str) -> None:
    told = answer(said("CPF-01", categorie=category))
    assert f"catégorie {category}, fonctionnaire ou contractuel, augmente de 25 heures" in told
    assert "jusqu’au plafond de 150 heures" in told
    assert "400" not in told


def test_twice_as_many_for_category_c_without_a_diploma(said: Said) -> None:
    for finding in (said("CPF-01"), said("CPF-01", categorie="C")):
        assert "25 heures par an, jusqu’au plafond de 150 heures" in answer(finding)
        assert "50 heures par an, jusqu’au plafond de 400 heures" in answer(finding)
        assert "prorata" in answer(finding)


def test_a_refusal_has_reasons_and_the_third_an_opinion(said: Said) -> None:
    told = answer(said("CPF-02"))
    assert "doit motiver ce refus" in told
    assert "Après 2 ans de refus de suite, l’avis de cette commission est obligatoire" in told
    assert "est obligatoire avant un 3e pour une formation de même nature" in told
    assert "ne peut pas être refusée, seulement reportée de 1 an" in told


def test_a_refusal_goes_to_the_commission_of_one_s_status(said: Said) -> None:
    told = answer(said("CPF-02", statut="contractuel"))
    assert "contestable devant la commission administrative paritaire (CAP)" in told
    assert "commission consultative paritaire (CCP)" in told
    assert "de même nature" in told


def test_an_account_of_the_code_has_no_answer_before_it(said: Said) -> None:
    for row in ("CPF-01", "CPF-02", "CPF-03"):
        assert said(row, on=date(2022, 2, 28)) is None
        assert outcome(said(row, on=date(2022, 3, 1))) is FindingOutcome.VALUE


def test_preventing_unfitness_adds_hours_on_a_doctor_s_opinion(said: Said) -> None:
    told = answer(said("CPF-03"))
    assert "Jusqu’à 150 heures de plus" in told
    assert "médecin du travail" in told


def test_fifteen_euros_make_an_hour(said: Said) -> None:
    told = answer(said("CPF-04"))
    assert "15 € valent 1 heure" in told
    assert "engagement citoyen, 12 € valent 1 heure" in told
    assert "150 heures sur 6 ans" in told
    assert "400 heures" in told


def test_euros_were_not_converted_before_2020(said: Said) -> None:
    assert said("CPF-04", on=date(2019, 12, 31)) is None
    assert outcome(said("CPF-04", on=date(2020, 1, 1))) is FindingOutcome.VALUE


@given(st.integers(0, 40), st.integers(1, 60), st.sampled_from(["oui", "non"]))
def test_more_years_or_hours_never_give_less_training_and_the_cap_holds(
    years: int, hours: int, diploma: str
) -> None:
    def credited(years: int, hours: int) -> Fraction:
        outcome = heures_du_compte(TODAY, TODAY, "C", diploma, years, Decimal(hours))
        (total,) = outcome.values
        assert isinstance(total, Count)
        return Fraction(total.number)

    assert credited(years, hours) <= credited(years + 1, hours)
    assert credited(years, hours) <= credited(years, hours + 1)
    assert credited(years, hours) <= (150 if diploma == "oui" else 400)
