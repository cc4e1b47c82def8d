from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding
from statute.days import months_after
from statute.facts import Period
from statute.sante.longues_maladies import nouveau_conge, traitement

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


LAST_DAY_WITHOUT_PRIMES = date(2024, 8, 31)
FIRST_DAY_WITH_PRIMES = date(2024, 9, 1)


def test_a_long_illness_leave_lasts_three_years_by_periods_of_three_to_six_months(
    said: Said,
) -> None:
    told = answer(said("CLM-01"))
    assert "3 ans au plus" in told
    assert "périodes de 3 à 6 mois" in told


@pytest.mark.parametrize("row", ["CLM-01", "CLM-02", "CLM-03", "CLM-04"])
def test_a_contractuel_has_no_long_illness_leave(said: Said, row: str) -> None:
    assert said(row, statut="contractuel") is None
    assert said(row, statut="titulaire") is not None


def test_long_illness_is_paid_in_full_a_year_then_half_and_not_sixty_per_cent(
    said: Said,
) -> None:
    told = answer(said("CLM-02"))
    assert "100 % du traitement pendant 1 an, puis 50 % (demi-traitement) les 2 années" in told
    assert "et non 60 %" in told


def test_another_long_illness_leave_needs_a_year_back_at_work(said: Said) -> None:
    assert "suppose, pour un fonctionnaire, 1 an de reprise des fonctions" in answer(said("CLM-03"))


def test_primes_in_long_illness_need_a_deliberation_since_september_2024(said: Said) -> None:
    before = answer(said("CLM-04", on=LAST_DAY_WITHOUT_PRIMES))
    after = answer(said("CLM-04", on=FIRST_DAY_WITH_PRIMES))
    assert "n’était pas possible" in before
    assert "33 %" not in before
    assert after.startswith("Le maintien en congé de longue maladie est de 33 % des primes")
    assert "33 % des primes au plus la première année et 60 % les 2 suivantes" in after
    assert "délibération" in after


@given(st.dates(date(2022, 3, 1), date(2035, 12, 31)))
def test_full_pay_ends_a_year_after_and_the_leave_two_years_later(start: date) -> None:
    full, end = traitement(start, start).values
    assert full == months_after(start, 12) - timedelta(days=1)
    assert end == months_after(start, 36) - timedelta(days=1)
    (again,) = nouveau_conge(start, start, aujourd_hui=start).values
    assert isinstance(again, date)
    assert isinstance(end, date)
    assert again > end


@given(st.integers(1, 400), st.integers(30, 800))
def test_having_taken_more_leave_never_makes_the_next_one_longer(days: int, apart: int) -> None:
    first, resumed = date(2022, 6, 1), date(2022, 6, 1) + timedelta(days=days + apart)
    ends = [
        traitement(
            first,
            periodes_de_longue_maladie=(
                Period(first, first + timedelta(days=taken)),
                Period(resumed, None),
            ),
        ).values[-1]
        for taken in (days - 1, days)
    ]
    before, after = ends
    assert isinstance(before, date)
    assert isinstance(after, date)
    assert after <= before
    assert isinstance(ends[0], date)
    assert ends[0] < resumed + timedelta(days=3 * 366)
