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


def test_overtime_is_paid_to_categories_b_and_c_within_25_hours(said: Said) -> None:
    told = answer(said("TT-06"))
    assert "catégories B et C" in told
    assert "25 heures par mois" in told
    assert "délibération" in told


def test_category_a_is_paid_no_overtime(said: Said) -> None:
    assert outcome(said("TT-06", categorie="A")) is FindingOutcome.NOT_MET
    assert outcome(said("TT-06", categorie="B")) is FindingOutcome.VALUE
    assert outcome(said("TT-06", categorie="C")) is FindingOutcome.VALUE


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("25", FindingOutcome.VALUE), ("25.5", FindingOutcome.NOT_MET)],
)
def test_beyond_25_hours_only_exceptional_circumstances_allow_it(
    said: Said, hours: str, expected: FindingOutcome
) -> None:
    told = said("TT-06", categorie="B", heures_supplementaires=Decimal(hours))
    assert outcome(told) is expected
    assert "circonstances exceptionnelles" in answer(told)


def test_the_hours_beyond_the_cap_are_counted(said: Said) -> None:
    # 32 - 25 = 7
    assert "dépassent de 7" in answer(said("TT-06", heures_supplementaires=Decimal(32)))


def test_the_rates_are_125_then_127_and_more_at_night_or_on_sunday(said: Said) -> None:
    told = answer(said("TT-07"))
    for word in (
        "divisé par 1820",
        "1,25 fois",
        "14 premières",
        "puis 1,27",
        "100 % la nuit",
        "2/3 le dimanche",
    ):
        assert word in told
    assert "sans cumul" in told


@pytest.mark.parametrize(
    ("hours", "pay"),
    [
        # 380 × 59,0734 / 1820 = 12,33401…; × 1,25 = 15,4175…; × 1,27 = 15,6642…
        ("14", "215,85 €"),  # 14 × 15,4175…
        ("15", "231,51 €"),  # 215,845… + 15,6642…
        ("25", "388,15 €"),  # 215,845… + 11 × 15,6642…
        ("32", "388,15 €"),  # the cap of 25 hours
    ],
)
def test_fourteen_hours_are_paid_at_the_first_rate_and_the_others_at_the_second(
    said: Said, hours: str, pay: str
) -> None:
    told = answer(said("TT-07", indice_majore=380, heures_supplementaires=Decimal(hours)))
    assert "15,42 €" in told
    assert "15,66 €" in told
    assert f"{pay} bruts" in told


def test_an_hour_is_not_priced_where_the_point_is_unknown(said: Said) -> None:
    day = date(2022, 3, 1)
    assert "€" not in answer(said("TT-07", on=day))
    assert "€" not in answer(said("TT-07", on=day, indice_majore=380))


def test_the_rates_are_read_in_a_copy_without_a_date_so_an_officer_checks_them(said: Said) -> None:
    assert outcome(said("TT-07")) is FindingOutcome.TO_CHECK
    assert outcome(said("TT-07", indice_majore=380)) is FindingOutcome.TO_CHECK
    assert "à vérifier" in answer(said("TT-07"))


@pytest.mark.parametrize("row", ["TT-06", "TT-07"])
def test_overtime_is_told_since_the_code_and_not_before(said: Said, row: str) -> None:
    assert said(row, on=date(2022, 2, 28)) is None
    assert said(row, on=date(2022, 3, 1)) is not None
