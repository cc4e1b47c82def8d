from collections.abc import Callable

import pytest

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "disease", ["tuberculose", "maladie mentale", "cancer", "poliomyélite", "déficit immunitaire"]
)
def test_five_diseases_give_a_long_term_leave(said: Said, disease: str) -> None:
    assert disease in answer(said("CLD-01"))


def test_the_list_of_diseases_carries_the_pay(said: Said) -> None:
    finding = said("CLD-01")
    assert "payé 100 % pendant 3 ans puis 50 % pendant 2 ans" in answer(finding)
    assert finding is not None
    assert [citation.article for citation in finding.citations] == ["L822-12", "L822-14", "L822-15"]


def test_another_grave_disease_gives_another_leave(said: Said) -> None:
    told = answer(said("CLD-01", statut="stagiaire"))
    assert "Une autre maladie peut relever d’un congé de maladie ordinaire, de longue" in told


def test_long_term_leave_is_paid_in_full_three_years_then_half_for_two(said: Said) -> None:
    told = answer(said("CLD-02"))
    assert "100 % du traitement pendant 3 ans, puis 50 % (demi-traitement) pendant 2 ans" in told


def test_long_term_leave_is_five_years_per_disease_group_over_the_career(said: Said) -> None:
    assert "5 ans au plus par groupe de maladies" in answer(said("CLD-02", statut="titulaire"))


@pytest.mark.parametrize("row", ["CLD-01", "CLD-02"])
def test_a_contractuel_has_no_long_term_leave(said: Said, row: str) -> None:
    assert said(row, statut="contractuel") is None
