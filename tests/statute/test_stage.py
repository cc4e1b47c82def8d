from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.stage import conges, duree
from statute.facts import Period
from statute.outcome import Outcome

Said = Callable[..., Finding | None]
BEGINNINGS = st.dates(date(2025, 10, 1), date(2028, 12, 31))
LAST_DAY_OF_THE_DECREE = date(2025, 9, 30)
FIRST_DAY_OF_THE_CODE = date(2025, 10, 1)


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


def articles(finding: Finding | None) -> set[str]:
    assert finding is not None
    return {citation.article for citation in finding.citations}


def test_probation_is_a_year_and_at_most_one_more(said: Said) -> None:
    before = of(said("STG-01", on=LAST_DAY_OF_THE_DECREE))[1]
    after = of(said("STG-01", on=FIRST_DAY_OF_THE_CODE))[1]
    for answer in (before, after):
        assert "en général 1 an" in answer
        assert "1 an de plus" in answer
    assert "prorogé" in before
    assert "prolongé" in after
    assert "ancienneté" in after


def test_the_code_took_the_place_of_the_decree_on_1_october_2025(said: Said) -> None:
    assert "R327-11" in articles(said("STG-01", on=FIRST_DAY_OF_THE_CODE))
    assert "R327-59" in articles(said("STG-03", on=FIRST_DAY_OF_THE_CODE))
    assert "art. 4" in articles(said("STG-01", on=LAST_DAY_OF_THE_DECREE))
    assert "art. 7" in articles(said("STG-03", on=LAST_DAY_OF_THE_DECREE))


def test_the_end_of_a_year_of_probation_is_counted(said: Said) -> None:
    answer = of(said("STG-01", date_d_arrivee=date(2026, 3, 1)))[1]
    assert "la titularisation est possible le 1er mars 2027" in answer


@pytest.mark.parametrize("row", ["STG-01", "STG-02", "STG-03", "STG-04"])
def test_probation_is_of_trainees_alone(said: Said, row: str) -> None:
    assert said(row, statut="titulaire") is None
    assert said(row, statut="contractuel") is None
    assert said(row, statut="stagiaire") == said(row)


def test_dismissal_during_probation_has_two_grounds_and_goes_to_the_cap(said: Said) -> None:
    outcome, answer = of(said("STG-02"))
    assert outcome is FindingOutcome.VALUE
    assert "insuffisance professionnelle" in answer
    assert "faute disciplinaire" in answer
    assert "après avis de la commission administrative paritaire (CAP)" in answer


def test_the_law_of_dismissal_is_the_same_on_both_sides_of_the_codification(said: Said) -> None:
    before = of(said("STG-02", on=LAST_DAY_OF_THE_DECREE))
    assert before == of(said("STG-02", on=FIRST_DAY_OF_THE_CODE))
    assert said("STG-02", on=date(2022, 2, 28)) is None


@pytest.mark.parametrize("on", [LAST_DAY_OF_THE_DECREE, FIRST_DAY_OF_THE_CODE])
def test_sick_leave_counts_within_a_tenth_of_probation(said: Said, on: date) -> None:
    answer = of(said("STG-03", on=on))[1]
    assert "1/10" in answer
    assert "36 jours" in answer


def test_a_birth_leaves_the_day_of_titularisation_since_the_code(said: Said) -> None:
    after = of(said("STG-03", on=FIRST_DAY_OF_THE_CODE))[1]
    assert "sans retarder la date d’effet de la titularisation" in after
    assert "plus de 1 an d’interruption" in after
    assert "titularisation" not in of(said("STG-03", on=LAST_DAY_OF_THE_DECREE))[1]


def test_unpaid_leave_for_the_family_is_of_right_and_three_months_for_oneself(said: Said) -> None:
    outcome, answer = of(said("STG-04", on=FIRST_DAY_OF_THE_CODE))
    assert outcome is FindingOutcome.VALUE
    for part in ("de droit", "1 an", "renouvelable 2 fois", "12 ans", "3 mois au plus"):
        assert part in answer


def test_unpaid_leave_of_a_trainee_before_the_code_is_to_check(said: Said) -> None:
    outcome, answer = of(said("STG-04", on=LAST_DAY_OF_THE_DECREE))
    assert outcome is FindingOutcome.TO_CHECK
    assert "nécessités du service" in answer


def titularised(outcome: Outcome) -> date:
    day = outcome.values[0]
    assert isinstance(day, date)
    return day


@given(BEGINNINGS, st.integers(0, 400), st.integers(0, 100))
def test_more_days_of_leave_never_bring_the_titularisation_forward(
    begun: date, days: int, more: int
) -> None:
    fewer = duree(FIRST_DAY_OF_THE_CODE, begun, jours_de_conge_du_stage=days)
    longer = duree(FIRST_DAY_OF_THE_CODE, begun, jours_de_conge_du_stage=days + more)
    moved = titularised(longer) - titularised(fewer)
    assert timedelta(0) <= moved <= timedelta(more)


@given(BEGINNINGS, st.integers(1, 700))
def test_a_leave_for_a_child_alone_leaves_the_day_of_titularisation(begun: date, days: int) -> None:
    usual = titularised(duree(FIRST_DAY_OF_THE_CODE, begun))
    child = conges(FIRST_DAY_OF_THE_CODE, None, days, None, begun)
    assert titularised(child) == usual


@given(BEGINNINGS, st.integers(1, 8), st.integers(1, 9))
def test_part_time_lengthens_a_probation_by_the_days_not_worked(
    begun: date, weeks: int, tenths: int
) -> None:
    days = weeks * 10
    part = Period(begun, begun + timedelta(days - 1), {"quotite": Decimal(tenths * 10)})
    lost = days - days * tenths // 10
    ended = titularised(duree(FIRST_DAY_OF_THE_CODE, begun, None, (part,)))
    assert ended - titularised(duree(FIRST_DAY_OF_THE_CODE, begun)) == timedelta(lost)
