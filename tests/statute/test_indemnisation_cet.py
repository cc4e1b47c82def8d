from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Count
from statute.temps.indemnisation_cet import de_l_annee

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_day_is_paid_83_100_or_150_euros(said: Said) -> None:
    told = answer(said("CET-05"))
    for amount in ("83 € en catégorie C", "100 € en catégorie B", "150 € en catégorie A"):
        assert amount in told


@pytest.mark.parametrize(
    ("category", "before", "since"),
    [("A", "135 €", "150 €"), ("B", "90 €", "100 €"), ("C", "75 €", "83 €")],
)
def test_the_amounts_rose_on_1_january_2024(
    said: Said, category: str, before: str, since: str
) -> None:
    assert before in answer(said("CET-05", on=date(2023, 12, 31), categorie=category))
    assert since in answer(said("CET-05", on=date(2024, 1, 1), categorie=category))


def test_the_oldest_amounts_known_are_of_2019(said: Said) -> None:
    assert said("CET-05", on=date(2018, 12, 31)) is None
    assert "75 €" in answer(said("CET-05", on=date(2019, 1, 1)))


def test_twenty_two_days_of_category_b_pay_700_euros(said: Said) -> None:
    # (22 - 15) × 100 = 700
    told = answer(said("CET-05", categorie="B", jours_sur_le_cet=Decimal(22)))
    assert "7 jours au-delà des 15 premiers" in told
    assert "700 € bruts" in told


def test_fifteen_days_pay_nothing_and_half_a_day_more_pays_its_half(said: Said) -> None:
    told = said("CET-05", categorie="C", jours_sur_le_cet=Decimal(15))
    assert outcome(told) is FindingOutcome.NOT_MET
    # 0,5 × 83 = 41,50
    assert "41,50 €" in answer(said("CET-05", categorie="C", jours_sur_le_cet=Decimal("15.5")))


def test_an_amount_not_yet_verified_for_a_year_is_to_be_checked(said: Said) -> None:
    assert outcome(said("CET-05", on=date(2026, 12, 31))) is FindingOutcome.VALUE
    assert outcome(said("CET-05", on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


def test_no_day_is_paid_without_a_deliberation(said: Said) -> None:
    told = answer(said("CET-06"))
    assert "n’est ni obligatoire ni automatique" in told
    assert "délibération" in told
    assert "même montant qu’à l’État" in told


def test_the_deliberation_is_asked_since_the_code(said: Said) -> None:
    assert said("CET-06", on=date(2022, 2, 28)) is None
    assert said("CET-06", on=date(2022, 3, 1)) is not None


def test_heirs_are_paid_every_day_and_an_officer_looks(said: Said) -> None:
    # 20 × 83 = 1 660
    told = said("CET-07", categorie="C", jours_sur_le_cet=Decimal(20))
    assert outcome(told) is FindingOutcome.TO_CHECK
    assert "1 660 €" in answer(told)
    assert "83 € par jour" in answer(said("CET-07", categorie="C", jours_sur_le_cet=Decimal(3)))


@given(st.integers(0, 30), st.integers(0, 10), st.integers(0, 60))
def test_a_year_of_leave_never_takes_an_account_past_sixty_days(
    taken: int, left: int, saved: int
) -> None:
    on = date(2026, 11, 24)
    one = de_l_annee(on, Decimal(taken), Decimal(left), Decimal(saved), "C")
    assert one.verdict is None
    deposit, balance, open_days = (
        Fraction(value.number) for value in one.values[:3] if isinstance(value, Count)
    )
    assert saved + deposit == balance <= 60
    assert open_days == max(0, balance - 15)
    assert taken >= 20 or not deposit


def test_a_year_is_followed_only_from_what_was_taken_left_and_saved(said: Said) -> None:
    asked = said("CET-08", jours_de_conge_pris=Decimal(21))
    assert outcome(asked) is FindingOutcome.UNDECIDED
    days = {"jours_de_conge_restants": Decimal(4), "jours_sur_le_cet": Decimal(23)}
    told = answer(said("CET-08", jours_de_conge_pris=Decimal(21), **days))
    assert "Le versement est de 4 jours au plus" in told
    assert "27 jours, dont 12 jours au-delà de 15" in told
