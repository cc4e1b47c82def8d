from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_without_seniority_the_condition_and_the_pay_are_told(said: Said) -> None:
    told = answer(said("CGM-01"))
    assert "après 3 ans de services (les 4 mois ne valent qu’à l’État)" in told
    assert "12 mois à 100 % du traitement, puis 24 mois à 50 %" in told


@pytest.mark.parametrize(
    ("months", "outcome"),
    [(4, FindingOutcome.NOT_MET), (35, FindingOutcome.NOT_MET), (36, FindingOutcome.MET)],
)
def test_three_years_of_service_open_a_grave_illness_leave(
    said: Said, months: int, outcome: FindingOutcome
) -> None:
    finding = said("CGM-01", statut="contractuel", mois_de_services=months)
    assert finding is not None
    assert finding.outcome is outcome


def test_a_fonctionnaire_is_told_nothing_of_grave_illness_leave(said: Said) -> None:
    assert said("CGM-01", on=date(2026, 11, 24), statut="titulaire") is None


def test_the_shorter_service_of_the_state_is_named_since_it_exists(said: Said) -> None:
    assert "à l’État" not in answer(said("CGM-01", on=date(2024, 8, 31)))
    assert "4 mois ne valent qu’à l’État" in answer(said("CGM-01", on=date(2024, 9, 1)))
