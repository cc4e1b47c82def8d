from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding
from statute.outcome import Euros
from statute.temps.report_indemnite_conges import montant_de_l_indemnite

Said = Callable[..., Finding | None]
CAUSES = (None, "congé de santé", "congé parental ou familial")


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_leave_that_could_not_be_taken_is_paid_at_the_end_within_four_weeks(said: Said) -> None:
    told = answer(said("CA-10"))
    assert "n’ont pas pu être pris" in told
    assert "4 semaines" in told
    assert "sans limite si un congé familial" in told


def test_four_weeks_are_counted_in_the_days_of_the_week(said: Said) -> None:
    # 4 × 5 = 20; 4 × 3 = 12
    assert "20 jours pour 5 jours" in answer(said("CA-10"))
    assert "12 jours pour 3 jours" in answer(said("CA-10", jours_par_semaine=Decimal(3)))


def test_the_indemnity_began_on_23_june_2025(said: Said) -> None:
    for rule in ("CA-10", "CA-11"):
        assert said(rule, on=date(2025, 6, 22)) is None
        assert said(rule, on=date(2025, 6, 23)) is not None


def test_without_a_pay_the_formula_and_its_base_are_said(said: Said) -> None:
    told = answer(said("CA-11"))
    assert "× 12 / 250" in told
    assert "supplément familial" in told
    assert "ne comprend ni prime exceptionnelle" in told


def test_ten_days_at_2000_euros_are_960_euros(said: Said) -> None:
    # 2 000 × 12 / 250 = 96; 96 × 10 = 960
    told = answer(
        said(
            "CA-11",
            remuneration_brute_mensuelle=Decimal(2000),
            jours_de_conge_restants=Decimal(10),
        ),
    )
    assert "96 € bruts par jour" in told
    assert "960 € bruts" in told


@pytest.mark.parametrize(
    ("days", "said_so"),
    [
        ("20", "1 920 € bruts pour 20 jours"),
        ("20.5", "limite de 20 jours"),
        ("30", "limite de 20 jours"),
    ],
)
def test_beyond_four_weeks_the_limit_of_a_year_is_said(said: Said, days: str, said_so: str) -> None:
    told = answer(
        said(
            "CA-11",
            remuneration_brute_mensuelle=Decimal(2000),
            jours_de_conge_restants=Decimal(days),
        ),
    )
    # 96 × 20 = 1 920
    assert said_so in told
    assert "1 920 € bruts" in told


def test_a_pay_alone_gives_the_price_of_one_day(said: Said) -> None:
    # 2 500,50 × 12 / 250 = 120,024
    told = answer(said("CA-11", remuneration_brute_mensuelle=Decimal("2500.50")))
    assert "120,02 € bruts par jour" in told
    assert "dernier mois complet" in told


@given(st.integers(1, 60), st.integers(1000, 20_000), st.sampled_from(CAUSES))
def test_one_more_day_is_never_worth_less_nor_over_four_weeks(
    days: int, gross: int, cause: str | None
) -> None:
    def paid(count: int) -> Fraction:
        outcome = montant_de_l_indemnite(
            date(2026, 11, 24), Decimal(gross), Decimal(count), None, cause
        )
        total = outcome.values[0]
        assert isinstance(total, Euros)
        return total.amount

    assert paid(days) <= paid(days + 1)
    if cause != CAUSES[-1]:
        assert paid(days) <= Fraction(gross) * 12 / 250 * 20
