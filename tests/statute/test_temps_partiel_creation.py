from collections.abc import Callable
from datetime import date

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_business_gives_three_years_and_one_more_if_the_service_allows(said: Said) -> None:
    told = answer(said("TP-05"))
    assert "sur autorisation, si le service le permet" in told
    assert "3 ans au plus, renouvelables 1 an" in told
    assert "attendre 3 ans" in told


def test_less_than_half_time_is_refused_to_the_founder_of_a_business(said: Said) -> None:
    assert outcome(said("TP-05", quotite=50)) is FindingOutcome.VALUE
    refused = said("TP-05", quotite=49)
    assert outcome(refused) is FindingOutcome.NOT_MET
    assert "inférieur à 50 %" in answer(refused)


def test_the_code_says_nothing_of_a_business_before_it_is_in_force(said: Said) -> None:
    assert said("TP-05", on=date(2022, 2, 28)) is None
    assert said("TP-05", on=date(2022, 3, 1)) is not None
