from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome

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
