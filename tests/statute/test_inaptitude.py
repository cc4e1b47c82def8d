from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_disponibilite_for_health_is_a_year_renewable_twice(said: Said) -> None:
    told = answer(said("DOF-01"))
    assert "1 an au plus, renouvelable 2 fois (3 ans en tout)" in told
    assert "exceptionnellement une fois de plus" in told


def test_half_pay_is_kept_while_the_medical_opinion_is_awaited(said: Said) -> None:
    assert "demi-traitement est gardé" in answer(said("DOF-01", statut="titulaire"))


@pytest.mark.parametrize("row", ["DOF-01", "PPR-01", "PPR-02"])
@pytest.mark.parametrize("statut", ["stagiaire", "contractuel"])
def test_these_rules_are_of_titulaires_only(said: Said, row: str, statut: str) -> None:
    assert said(row, on=date(2026, 11, 24), statut=statut) is None


def test_the_preparation_is_a_year_at_most_with_pay_kept(said: Said) -> None:
    told = answer(said("PPR-01"))
    assert "1 an au plus" in told
    assert "avec maintien du traitement" in told
    assert "service effectif" in told


def test_the_preparation_may_start_with_the_procedure(said: Said) -> None:
    assert "procédure d’inaptitude est engagée" in answer(said("PPR-01", statut="titulaire"))


def test_reclassement_follows_the_preparation_or_comes_at_once(said: Said) -> None:
    assert "après une période de préparation (PPR) ou directement" in answer(said("PPR-02"))


def test_integration_is_possible_after_a_year_of_secondment(said: Said) -> None:
    assert "intégration possible après 1 an" in answer(said("PPR-02", statut="titulaire"))
