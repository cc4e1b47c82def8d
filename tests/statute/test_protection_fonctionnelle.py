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


@pytest.mark.parametrize("status", ["titulaire", "stagiaire", "contractuel"])
def test_every_agent_attacked_because_of_the_job_is_protected(said: Said, status: str) -> None:
    told = answer(said("PRO-01", statut=status))
    assert "est tenu de protéger" in told
    for attack in ("violences", "harcèlement", "menaces", "injures", "diffamation", "outrages"):
        assert attack in told


def test_the_harm_is_made_good_but_for_a_personal_fault(said: Said) -> None:
    told = answer(said("PRO-01"))
    assert "réparer son préjudice, sauf faute personnelle" in told
    assert outcome(said("PRO-01")) is FindingOutcome.MET


def test_a_grave_danger_calls_for_measures_without_delay(said: Said) -> None:
    told = answer(said("PRO-02"))
    assert told.startswith("L’employeur doit agir sans délai")
    assert "les mesures d’urgence qui font cesser ce danger" in told
    assert "aussi longtemps qu’il dure" in told


def test_no_written_request_is_needed_in_an_emergency(said: Said) -> None:
    told = answer(said("PRO-02", statut="contractuel"))
    assert "une demande écrite n’est pas nécessaire" in told
    assert "par la victime, un responsable, un témoin" in told
    assert said("PRO-02", on=date(2022, 2, 28)) is None
