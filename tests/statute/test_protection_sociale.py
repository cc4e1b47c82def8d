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


def test_the_employer_pays_seven_euros_a_month_for_prevoyance(said: Said) -> None:
    told = answer(said("PSC-01"))
    assert "au moins 7 € par mois" in told
    assert "20 % de 35 €" in told


def test_prevoyance_became_compulsory_in_2025(said: Said) -> None:
    assert outcome(said("PSC-01", on=date(2024, 12, 31))) is FindingOutcome.NOT_MET
    assert outcome(said("PSC-01", on=date(2025, 1, 1))) is FindingOutcome.VALUE


def test_the_employer_pays_fifteen_euros_a_month_for_sante(said: Said) -> None:
    told = answer(said("PSC-02"))
    assert "au moins 15 € par mois" in told
    assert "50 % de 30 €" in told


def test_sante_became_compulsory_in_2026(said: Said) -> None:
    assert outcome(said("PSC-02", on=date(2025, 12, 31))) is FindingOutcome.NOT_MET
    assert outcome(said("PSC-02", on=date(2026, 1, 1))) is FindingOutcome.VALUE


@pytest.mark.parametrize("row", ["PSC-01", "PSC-02"])
@pytest.mark.parametrize("status", ["titulaire", "stagiaire", "contractuel"])
def test_every_status_is_paid(said: Said, row: str, status: str) -> None:
    assert outcome(said(row, statut=status)) is FindingOutcome.VALUE


def test_the_compulsory_contract_comes_in_2029_or_when_an_agreement_ends(said: Said) -> None:
    told = answer(said("PSC-03"))
    assert "au moins 50 % de la cotisation" in told
    assert "au plus tard le 1er janvier 2029" in told
    assert "dès la fin d’une convention de participation qui s’achève avant" in told
    assert "D’ici là, l’employeur verse au moins 7 € par mois" in told
    assert "La labellisation disparaît en prévoyance seulement" in told
    assert "30 jours consécutifs" in told


def test_the_reform_of_prevoyance_is_unknown_before_its_law(said: Said) -> None:
    assert said("PSC-03", on=date(2025, 12, 23)) is None
    assert outcome(said("PSC-03", on=date(2025, 12, 24))) is FindingOutcome.VALUE
