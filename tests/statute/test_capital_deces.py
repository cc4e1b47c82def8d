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


@pytest.mark.parametrize("status", ["titulaire", "stagiaire"])
def test_the_family_receives_a_year_of_pay_or_a_quarter_of_it(said: Said, status: str) -> None:
    told = answer(said("DEC-01", statut=status))
    assert "dernière rémunération brute annuelle" in told
    assert "à partir de cet âge, 25 % de celle-ci" in told
    assert "3 % du traitement annuel de l’indice brut 585" in told


def test_what_only_the_state_pays_is_not_said(said: Said) -> None:
    told = answer(said("DEC-01"))
    assert "13 600" not in told
    assert "tripl" not in told


def test_the_family_of_a_contractuel_is_another_matter(said: Said) -> None:
    assert said("DEC-01", statut="contractuel") is None


def test_a_death_before_the_code_has_no_answer(said: Said) -> None:
    assert said("DEC-01", on=date(2022, 2, 28)) is None
    assert outcome(said("DEC-01", on=date(2022, 3, 1))) is FindingOutcome.VALUE
