from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding

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
    assert after.startswith("33 % des primes")
    assert "au plus la première année et 60 % les 2 suivantes" in after
    assert "délibération" in after
