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


@pytest.mark.parametrize(
    "open_to", ["Français", "Union européenne", "Espace économique européen", "Andorre"]
)
def test_europeans_may_become_fonctionnaires(said: Said, open_to: str) -> None:
    assert open_to in answer(said("REC-01"))


def test_another_foreigner_may_only_be_a_contractuel(said: Said) -> None:
    told = answer(said("REC-01"))
    assert "Un autre étranger ne peut pas être fonctionnaire" in told
    assert "seul un recrutement comme contractuel est possible" in told
    assert "réservés aux Français" in told


def test_nationality_is_asked_by_the_code(said: Said) -> None:
    assert said("REC-01", on=date(2022, 2, 28)) is None
    assert outcome(said("REC-01", on=date(2022, 3, 1))) is FindingOutcome.VALUE
