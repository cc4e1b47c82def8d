from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("status", ["titulaire", "contractuel"])
def test_the_limit_is_sixty_seven_and_seventy_on_authorisation(said: Said, status: str) -> None:
    told = answer(said("LIM-01", statut=status))
    assert "67 ans" in told
    assert "70 ans" in told
    assert "un refus doit être motivé" in told


def test_the_days_are_computed_from_the_birth(said: Said) -> None:
    told = answer(said("LIM-01", date_de_naissance=date(1960, 2, 29)))
    assert "67 ans (le 28 février 2027)" in told
    assert "Le tout s’arrête à 70 ans (le 28 février 2030)" in told


def test_the_limit_of_an_active_job_is_to_check(said: Said) -> None:
    assert outcome(said("LIM-01", categorie_active="oui")) is FindingOutcome.TO_CHECK
    assert outcome(said("LIM-01", categorie_active="non")) is FindingOutcome.VALUE


def test_the_limit_is_not_said_of_days_before_its_law(said: Said) -> None:
    assert said("LIM-01", on=date(2023, 12, 31)) is None
    assert outcome(said("LIM-01", on=date(2024, 1, 1))) is FindingOutcome.VALUE
