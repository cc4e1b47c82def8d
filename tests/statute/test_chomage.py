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


def test_a_resignation_is_not_compensated_without_a_legitimate_reason(said: Said) -> None:
    told = answer(said("ARE-01"))
    assert told.startswith("Une démission n’ouvre pas l’allocation chômage (ARE")
    assert "sauf motif légitime" in told
    assert "modification importante (substantielle) du contrat" in told
    assert "121" not in told


def test_the_article_on_legitimate_reasons_is_cited(said: Said) -> None:
    finding = said("ARE-01")
    assert finding is not None
    assert ("décret 2020-741", "art. 3") in [(c.text, c.article) for c in finding.citations]


def test_the_rules_of_unemployment_start_with_their_decree(said: Said) -> None:
    assert said("ARE-01", on=date(2020, 6, 18)) is None
    assert outcome(said("ARE-01", on=date(2020, 6, 19))) is FindingOutcome.VALUE
    assert said("ARE-02", on=date(2023, 12, 31)) is None


@pytest.mark.parametrize("status", ["titulaire", "stagiaire"])
def test_the_town_pays_its_own_fonctionnaires(said: Said, status: str) -> None:
    told = answer(said("ARE-02", statut=status))
    assert "auto-assurance" in told
    assert "ne peut pas adhérer" in told
    assert "contractuel" not in told


def test_of_a_contractuel_it_depends_whether_the_town_is_insured(said: Said) -> None:
    told = answer(said("ARE-02", statut="contractuel"))
    assert "si la collectivité a choisi d’adhérer" in told
    assert "auto-assurance" not in told


def test_without_a_status_both_payers_are_said(said: Said) -> None:
    told = answer(said("ARE-02"))
    assert "auto-assurance" in told
    assert "Pour un contractuel, l’allocation est payée par France Travail si" in told


def test_the_agreement_of_2026_gives_no_figure(said: Said) -> None:
    finding = said("ARE-03")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "15" not in answer(finding)
    assert said("ARE-03", on=date(2026, 2, 24)) is None
