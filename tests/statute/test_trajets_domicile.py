from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.remuneration.trajets_domicile import plafond_de_l_abonnement

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_under_thirty_days_nothing_is_paid_for_the_bicycle(said: Said) -> None:
    finding = said("FMD-01", jours_de_trajet=29)
    assert outcome(finding) is FindingOutcome.NOT_MET
    assert "au moins 30 jours" in answer(finding)


@pytest.mark.parametrize(
    ("days", "due"),
    [(30, "100 €"), (59, "100 €"), (60, "200 €"), (99, "200 €"), (100, "300 €"), (220, "300 €")],
)
def test_three_amounts_by_days_of_bicycle_or_shared_car(said: Said, days: int, due: str) -> None:
    told = answer(said("FMD-01", jours_de_trajet=days))
    assert f"le forfait mobilités durables est de {due}, si la délibération" in told
    assert "Le barème est de 100 € dès 30 jours" in told
    assert "cumulable" in told


def test_without_days_the_three_amounts_are_told(said: Said) -> None:
    told = answer(said("FMD-01"))
    assert "100 € dès 30 jours, 200 € dès 60 jours, 300 € dès 100 jours" in told


def test_before_2022_a_hundred_days_were_needed(said: Said) -> None:
    assert outcome(said("FMD-01", on=date(2021, 12, 31), jours_de_trajet=99)) is (
        FindingOutcome.NOT_MET
    )
    assert "200 €" in answer(said("FMD-01", on=date(2021, 12, 31), jours_de_trajet=100))
    assert "200 €" in answer(said("FMD-01", on=date(2022, 1, 1), jours_de_trajet=99))
    assert said("FMD-01", on=date(2020, 12, 9)) is None


def test_a_part_timer_s_days_are_to_be_checked(said: Said) -> None:
    finding = said("FMD-01", jours_de_trajet=28, quotite=80)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "L’effet du temps partiel sur ces nombres de jours est à vérifier" in answer(finding)


def test_three_quarters_of_the_pass_since_september_2023(said: Said) -> None:
    assert "prenait en charge 50 %" in answer(said("TRA-01", on=date(2023, 8, 31)))
    assert "rembourse 75 %" in answer(said("TRA-01", on=date(2023, 9, 1)))


def test_single_tickets_and_sick_leave_are_not_refunded(said: Said) -> None:
    told = answer(said("TRA-01"))
    assert "Les billets à l’unité sont exclus" in told
    assert "le trajet le plus court" in told
    assert "suspendu les mois entiers de congé de maladie" in told


def test_the_refund_is_told_with_its_cap_when_the_fare_of_the_year_is_known(said: Said) -> None:
    assert "jusqu’à un plafond d’environ 104,04 € par mois en 2026" in answer(said("TRA-01"))
    assert "jusqu’à un plafond. Le remboursement se fait au tarif" in answer(
        said("TRA-01", on=date(2027, 1, 1))
    )


@pytest.mark.parametrize("row", ["TRA-01", "TRA-02"])
def test_a_cheap_pass_is_computed(said: Said, row: str) -> None:
    finding = said(row, prix_de_l_abonnement=Decimal("90.80"))
    assert outcome(finding) is FindingOutcome.VALUE
    assert "est de 68,10 € par mois, soit 75 % de 90,80 €, sous le plafond" in answer(finding)


@pytest.mark.parametrize("row", ["TRA-01", "TRA-02"])
@pytest.mark.parametrize("price", ["124.85", "138.72", "138.73", "210"])
def test_near_or_above_the_cap_nothing_is_promised(said: Said, row: str, price: str) -> None:
    finding = said(row, prix_de_l_abonnement=Decimal(price))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "plafond" in answer(finding)
    assert "Le montant exact est à vérifier" in answer(finding)


def test_just_under_our_margin_the_refund_is_told(said: Said) -> None:
    finding = said("TRA-01", prix_de_l_abonnement=Decimal("124.84"))  # 93,63 < 0,9 x 104,0417
    assert outcome(finding) is FindingOutcome.VALUE


@pytest.mark.parametrize(
    ("day", "cap"),
    [(date(2025, 12, 31), "101,75 €"), (date(2026, 1, 1), "104,04 €")],
)
def test_the_cap_follows_the_pass_of_the_paris_region(said: Said, day: date, cap: str) -> None:
    told = answer(said("TRA-02", on=day))
    assert "multiplié par 1,25 et divisé par 12" in told
    assert f"environ {cap} par mois" in told


def test_the_cap_of_a_year_whose_pass_is_unknown_is_to_be_checked(said: Said) -> None:
    for day in (date(2024, 12, 31), date(2027, 1, 1)):
        assert outcome(said("TRA-02", on=day)) is FindingOutcome.TO_CHECK
    assert said("TRA-02", on=date(2023, 8, 31)) is None


@given(st.decimals(0, 2000, places=2))
def test_no_refund_above_the_cap_is_ever_told_as_due(price: Decimal) -> None:
    told = plafond_de_l_abonnement(date(2026, 11, 24), price)
    assert told is not None
    sure = told.decision is FindingOutcome.VALUE
    assert sure == (price * 3 / 4 < Decimal("998.80") * Decimal("1.25") / 12 * 9 / 10)
