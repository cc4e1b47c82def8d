from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, TITULAIRE
from statute.remuneration.remuneration import part_payee, traitement

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_fonctionnaire_is_paid_in_four_parts(said: Said) -> None:
    told = answer(said("REM-01", statut=TITULAIRE))
    assert "le traitement, l’indemnité de résidence, le supplément familial" in told
    assert "contractuel" not in told


def test_a_contractuel_s_pay_is_set_by_the_employer(said: Said) -> None:
    told = answer(said("REM-01", statut=CONTRACTUEL))
    assert "fixée par l’employeur selon les fonctions, la qualification requise" in told
    assert "supplément" not in told


def test_without_a_status_both_pays_are_told(said: Said) -> None:
    told = answer(said("REM-01"))
    assert "fonctionnaire" in told
    assert "contractuel" in told


def test_the_point_is_worth_4_92278_euros_since_july_2023(said: Said) -> None:
    assert said("REM-02", on=date(2023, 6, 30)) is None
    told = answer(said("REM-02", on=date(2023, 7, 1)))
    assert "4,92278 € bruts par mois (59,0734 € par an)" in told
    assert "sans hausse depuis le 1er juillet 2023" in told


@pytest.mark.parametrize(
    ("fact", "count", "euros"),
    [
        ("points_d_indice", 1, "La valeur de 1 point d’indice majoré est de 4,92 €"),
        ("points_d_indice", 20, "La valeur de 20 points d’indice majoré est de 98,46 €"),
        ("indice_majore", 366, "traitement de 1 801,74 €"),
        ("indice_majore", 380, "traitement de 1 870,66 €"),
    ],
)
def test_points_are_turned_into_euros(said: Said, fact: str, count: int, euros: str) -> None:
    assert euros in answer(said("REM-02", **{fact: count}))


@pytest.mark.parametrize("row", ["REM-02", "REM-03", "REM-04", "REM-05"])
def test_no_amount_is_told_of_the_years_to_come(said: Said, row: str) -> None:
    assert outcome(said(row, on=date(2026, 12, 31))) is FindingOutcome.VALUE
    assert outcome(said(row, on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


def test_the_minimum_is_index_366_since_2024(said: Said) -> None:
    assert "indice majoré 361" in answer(said("REM-03", on=date(2023, 12, 31)))
    told = answer(said("REM-03", on=date(2024, 1, 1)))
    assert "indice majoré 366, soit 1 801,74 €" in told


def test_an_index_under_the_minimum_is_paid_at_the_minimum(said: Said) -> None:
    assert "est inférieur au minimum" in answer(said("REM-03", indice_majore=365))
    assert "est inférieur au minimum" not in answer(said("REM-03", indice_majore=366))


@pytest.mark.parametrize(
    ("day", "hour", "month"),
    [
        (date(2025, 12, 31), "11,88 €", "1 801,80 €"),
        (date(2026, 1, 1), "12,02 €", "1 823,03 €"),
        (date(2026, 5, 31), "12,02 €", "1 823,03 €"),
        (date(2026, 6, 1), "12,31 €", "1 867,02 €"),
    ],
)
def test_the_smic_rose_in_january_and_in_june_2026(
    said: Said, day: date, hour: str, month: str
) -> None:
    assert f"{hour} par heure, soit {month} par mois" in answer(said("REM-04", on=day))


def test_the_day_of_the_smic_and_the_one_before_are_told(said: Said) -> None:
    assert "depuis le 1er janvier 2026" in answer(said("REM-04", on=date(2026, 5, 31)))
    told = answer(said("REM-04", on=date(2026, 6, 1)))
    assert "depuis le 1er juin 2026" in told
    assert "Le SMIC était auparavant de 1 823,03 € par mois" in told


def test_the_order_of_may_2026_set_the_smic_of_june(said: Said) -> None:
    assert said("REM-04b", on=date(2026, 5, 31)) is None
    finding = said("REM-04b", on=date(2026, 6, 1))
    assert "arrêté du 22 mai 2026 (Journal officiel du 24 mai 2026)" in answer(finding)


def test_the_order_of_may_2026_is_cited_with_the_smic(said: Said) -> None:
    finding = said("REM-04b")
    assert finding is not None
    assert [c.text for c in finding.citations] == ["arrêté du 22 mai 2026 (SMIC)"]


@pytest.mark.parametrize(
    ("day", "index", "gap"),
    [
        (date(2026, 11, 24), 366, "65,28 €"),  # 1 867,02 - 1 801,74
        (date(2026, 11, 24), 355, "65,28 €"),  # paid on 366
        (date(2026, 11, 24), 379, "1,29 €"),
        (date(2026, 5, 31), 366, "21,29 €"),
        (date(2025, 12, 31), 366, "0,06 €"),
    ],
)
def test_index_pay_is_completed_up_to_the_smic(said: Said, day: date, index: int, gap: str) -> None:
    told = answer(said("REM-05", on=day, indice_majore=index))
    assert f"{gap} par mois à temps plein" in told
    assert "automatiquement, sans demande ni délibération" in told


def test_what_counts_against_the_smic_is_told(said: Said) -> None:
    told = answer(said("REM-05"))
    assert (
        "Les avantages en nature comptent, mais pas l’indemnité de résidence, le supplément"
        " familial, les primes ni la NBI" in told
    )
    assert "Aucune retenue pour pension" in told


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ("REM-02", date(2026, 1, 15)),
        ("REM-03", date(2026, 3, 27)),
        ("REM-05", date(2026, 3, 27)),
    ],
)
def test_after_the_last_proof_its_day_is_told(said: Said, row: str, seen: date) -> None:
    warning = "pour la dernière fois le"
    assert warning not in answer(said(row, on=seen))
    assert warning in answer(said(row, on=seen + timedelta(days=1)))


@pytest.mark.parametrize(
    ("day", "last"), [(date(2026, 6, 1), 379), (date(2026, 5, 31), 370), (date(2025, 12, 31), 366)]
)
def test_the_first_index_above_the_smic_gets_no_complement(
    said: Said, day: date, last: int
) -> None:
    assert outcome(said("REM-05", on=day, indice_majore=last)) is FindingOutcome.VALUE
    refused = said("REM-05", on=day, indice_majore=last + 1)
    assert outcome(refused) is FindingOutcome.NOT_MET
    assert f"indices majorés jusqu’à {last}" in answer(refused)


@given(st.integers(200, 1599))
def test_one_more_point_never_pays_less(index: int) -> None:
    today = date(2026, 11, 24)
    assert traitement(index, today) < traitement(index + 1, today)


@given(st.integers(50, 98))
def test_a_higher_quota_never_pays_less_and_never_less_than_its_share(quota: int) -> None:
    today = date(2026, 11, 24)
    now, more = (part_payee(today, q, None) for q in (quota, quota + 1))
    assert now is not None
    assert more is not None
    assert now >= Fraction(quota, 100)
    if quota not in {80, 90}:
        assert now <= more


def test_a_quota_under_the_least_one_or_of_an_incomplete_job_is_not_computed() -> None:
    today = date(2026, 11, 24)
    assert part_payee(today, 49, None) is None
    assert part_payee(today, 80, Decimal(20)) is None
    assert part_payee(today, None, Decimal("17.5")) == Fraction(1, 2)
    assert part_payee(today, None, Decimal(35)) == 1
