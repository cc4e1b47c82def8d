from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.contrat.contrats import accroissement_temporaire
from statute.days import months_after
from statute.facts import Period
from statute.outcome import Count

Said = Callable[..., Finding | None]


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


def test_a_replacement_lasts_as_long_as_the_absence_and_may_begin_before(said: Said) -> None:
    outcome, answer = of(said("CTR-03"))
    assert outcome is FindingOutcome.VALUE
    assert "dans la limite de la durée de l’absence" in answer
    assert "avant son départ" in answer
    assert "jamais par tacite reconduction" in answer


def test_a_replacement_is_no_matter_of_a_titulaire_nor_of_days_before_the_code(said: Said) -> None:
    assert said("CTR-03", statut="titulaire") is None
    assert said("CTR-03", on=date(2022, 2, 28)) is None
    assert said("CTR-03", on=date(2022, 3, 1)) is not None


def test_a_vacant_job_takes_one_year_two_when_nobody_was_recruited(said: Said) -> None:
    answer = of(said("CTR-04"))[1]
    assert "1 an au plus" in answer
    assert "2 ans au total" in answer
    assert "n’a pas abouti" in answer


@pytest.mark.parametrize(("months", "at_once"), [(12, True), (13, False), (24, False)])
def test_a_vacant_job_takes_no_more_than_a_year_at_once(
    said: Said, months: int, *, at_once: bool
) -> None:
    answer = of(said("CTR-04", duree_du_contrat=months))[1]
    assert ("en un seul contrat, n’est donc pas possible" not in answer) is at_once


@pytest.mark.parametrize(
    ("row", "longest"), [("CTR-01", 36), ("CTR-04", 24), ("CTR-05", 12), ("CTR-06", 6)]
)
def test_a_month_beyond_the_longest_contract_is_too_long(
    said: Said, row: str, longest: int
) -> None:
    assert of(said(row, duree_du_contrat=longest))[0] is FindingOutcome.VALUE
    assert of(said(row, duree_du_contrat=longest + 1))[0] is FindingOutcome.NOT_MET


def test_a_temporary_increase_is_twelve_months_within_eighteen(said: Said) -> None:
    answer = of(said("CTR-05"))[1]
    assert "12 mois au plus" in answer
    assert "18 mois consécutifs" in answer


def test_a_season_is_six_months_within_twelve(said: Said) -> None:
    answer = of(said("CTR-06"))[1]
    assert "6 mois au plus" in answer
    assert "12 mois consécutifs" in answer


def test_a_project_takes_one_to_six_years_and_opens_no_cdi(said: Said) -> None:
    answer = of(said("CTR-07"))[1]
    assert "au moins 1 an" in answer
    assert "au plus 6 ans" in answer
    assert "après 1 an" in answer
    assert "Il n’ouvre pas de CDI et ne compte pas" in answer


@pytest.mark.parametrize(("months", "possible"), [(11, False), (12, True), (72, True), (73, False)])
def test_a_project_has_a_shortest_and_a_longest_contract(
    said: Said, months: int, *, possible: bool
) -> None:
    outcome = of(said("CTR-07", duree_du_contrat=months))[0]
    assert outcome is (FindingOutcome.VALUE if possible else FindingOutcome.NOT_MET)


@given(st.integers(1, 12), st.integers(0, 24))
def test_more_months_had_never_leave_more(had: int, since: int) -> None:
    def left(months: int) -> int:
        first = date(2023, 1, 1)
        contracts = (Period(first, months_after(first, months) - timedelta(days=1)),)
        start = months_after(first, 12 + since)
        outcome = accroissement_temporaire(start, contrats=contracts, debut_du_contrat=start)
        value = outcome.values[0]
        assert isinstance(value, Count)
        return int(value.number)

    assert 0 <= left(had) <= left(had - 1) if had > 1 else left(had) <= 12
