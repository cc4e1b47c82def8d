from collections.abc import Callable
from datetime import date

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_resignation_counts_once_accepted_and_is_then_irrevocable(said: Said) -> None:
    told = answer(said("DEM-01", statut="titulaire"))
    assert "par écrit, sans équivoque" in told
    assert "jamais à l’oral" in told
    assert "qu’une fois acceptée" in told
    assert "Acceptée, la démission est irrévocable" in told


def test_the_employer_has_one_month_and_a_refusal_goes_to_the_committee(said: Said) -> None:
    told = answer(said("DEM-01", statut="stagiaire"))
    assert "sous 1 mois" in told
    assert "S’il refuse, la commission administrative paritaire (CAP)" in told


def test_status_is_asked_for_since_a_contractual_agent_s_notice_differs(said: Said) -> None:
    finding = said("DEM-01")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing == ("statut",)


def test_a_contractual_agent_s_resignation_is_another_rule(said: Said) -> None:
    assert outcome(said("DEM-01", statut="contractuel")) is None
    assert outcome(said("DEM-01", on=date(2022, 2, 28), statut="titulaire")) is None
