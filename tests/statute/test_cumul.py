from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.cumul import temps_non_complet

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_no_private_work_and_no_second_full_time_post(said: Said) -> None:
    told = answer(said("CUM-01"))
    assert "activité privée lucrative" in told
    assert "second emploi permanent à temps complet" in told
    assert "même sur son temps libre" in told


@pytest.mark.parametrize("row", ["CUM-01", "CUM-02", "CUM-05"])
def test_what_the_code_says_starts_with_it(said: Said, row: str) -> None:
    assert said(row, on=date(2022, 2, 28)) is None
    assert outcome(said(row, on=date(2022, 3, 1))) is FindingOutcome.VALUE


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (Decimal(15), FindingOutcome.MET),
        (Decimal("24.5"), FindingOutcome.MET),
        (Decimal("24.6"), FindingOutcome.NOT_MET),
        (Decimal(28), FindingOutcome.NOT_MET),
    ],
)
def test_a_declaration_is_enough_up_to_seventy_per_cent(
    said: Said, hours: Decimal, expected: FindingOutcome
) -> None:
    finding = said("CUM-02", heures_par_semaine=hours)
    assert outcome(finding) is expected
    assert "70 % d’un temps complet (24,5 heures sur 35)" in answer(finding)


def test_a_chosen_part_time_is_no_small_post(said: Said) -> None:
    told = answer(said("CUM-02"))
    assert "Un temps partiel choisi" in told
    assert "Une autorisation n’est pas nécessaire" in told


@given(st.integers(0, 40), st.integers(0, 40))
def test_working_less_never_closes_what_working_more_opens(less: int, more: int) -> None:
    less, more = sorted((less, more))
    low = temps_non_complet(date(2026, 11, 24), Decimal(less))
    high = temps_non_complet(date(2026, 11, 24), Decimal(more))
    assert low is not None
    assert high is not None
    assert low.decision is FindingOutcome.MET or high.decision is FindingOutcome.NOT_MET


@pytest.mark.parametrize(
    ("facts", "delay"),
    [
        ({}, "sous 1 mois (2 mois si l’agent a plusieurs employeurs publics) : sans réponse"),
        ({"plusieurs_employeurs": "non"}, "sous 1 mois : sans réponse"),
        ({"plusieurs_employeurs": "oui"}, "sous 2 mois, car l’agent a plusieurs employeurs"),
    ],
)
def test_silence_on_a_side_activity_is_a_refusal(
    said: Said, facts: dict[str, str], delay: str
) -> None:
    told = answer(said("CUM-03", **facts))
    assert delay in told
    assert "silence vaut refus" in told
    assert "15 jours" in told


def test_the_codified_procedure_starts_in_february_2025(said: Said) -> None:
    for row in ("CUM-03", "CUM-04"):
        assert said(row, on=date(2025, 1, 31)) is None
        assert outcome(said(row, on=date(2025, 2, 1))) is FindingOutcome.VALUE


def test_a_micro_entreprise_is_for_listed_activities_and_required_for_two(said: Said) -> None:
    told = answer(said("CUM-04"))
    assert "seulement pour une activité accessoire" in told
    assert "obligatoire pour les services à la personne et la vente" in told


def test_a_small_post_and_a_part_time_for_a_business_have_rules_of_their_own(said: Said) -> None:
    told = answer(said("CUM-04"))
    assert "Un emploi de 70 % d’un temps complet au plus et un temps partiel" in told
    assert "temps partiel pour créer une entreprise ont leurs propres règles" in told


def test_a_breach_is_paid_back_and_punished(said: Said) -> None:
    told = answer(said("CUM-05"))
    assert "par retenue sur le traitement" in told
    assert "sanction disciplinaire" in told
