from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, TITULAIRE
from statute.famille.maternite import duree, length_of_maternity, report
from statute.outcome import Count, Outcome, Span

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def weeks_of(outcome: Outcome) -> int:
    length = outcome.values[0]
    assert isinstance(length, Count)
    return int(length.number)


def days_of(due: date, born: date) -> Span:
    span = duree(TODAY, 1, 1, due, born, aujourd_hui=TODAY).values[1]
    assert isinstance(span, Span)
    return span


def test_a_mother_who_says_nothing_of_her_case_is_told_the_whole_scale(said: Said) -> None:
    told = answer(said("MAT-01"))
    for part in ("16 semaines", "6 avant", "10 après", "26 à partir", "(8 + 18)", "(12 + 22)"):
        assert part in told
    assert "46 pour des triplés ou davantage (24 + 22)" in told


@pytest.mark.parametrize("rank", [1, 2])
def test_a_first_or_second_child_gives_sixteen_weeks(said: Said, rank: int) -> None:
    finding = said("MAT-01", rang_de_l_enfant=rank)
    assert finding is not None
    assert finding.rule == "MAT-01"
    assert "16 semaines pour un premier ou deuxième enfant : 6 avant" in answer(finding)


@pytest.mark.parametrize("rank", [3, 4])
def test_from_the_third_child_it_is_twenty_six_weeks(said: Said, rank: int) -> None:
    finding = said("MAT-02", rang_de_l_enfant=rank)
    assert finding is not None
    assert finding.rule == "MAT-02"
    assert "26 semaines à partir du troisième enfant : 8 avant" in answer(finding)


def test_twins_give_thirty_four_weeks_whatever_the_rank(said: Said) -> None:
    for facts in ({"enfants_attendus": 2}, {"enfants_attendus": 2, "rang_de_l_enfant": 3}):
        finding = said("MAT-03", **facts)
        assert finding is not None
        assert finding.rule == "MAT-03"
        assert "34 semaines pour des jumeaux : 12 avant" in answer(finding)


def test_the_second_child_is_not_yet_the_third(said: Said) -> None:
    assert "26" not in answer(said("MAT-02", rang_de_l_enfant=2))
    assert "34" not in answer(said("MAT-03", enfants_attendus=1, rang_de_l_enfant=3))
    assert said("MAT-04", on=date(2022, 2, 28), enfants_attendus=3) is None


def test_triplets_and_more_give_forty_six_weeks(said: Said) -> None:
    assert "46" not in answer(said("MAT-04", enfants_attendus=2))
    for children in (3, 4):
        finding = said("MAT-04", enfants_attendus=children)
        assert finding is not None
        assert finding.rule == "MAT-04"
        assert "46 semaines pour des triplés ou davantage : 24 avant" in answer(finding)


def test_one_child_without_its_rank_leaves_two_lines_of_the_scale(said: Said) -> None:
    told = answer(said("MAT-01", enfants_attendus=1))
    assert "16 semaines" in told
    assert "26 à partir du troisième" in told
    assert "jumeaux" not in told


def test_a_due_day_to_come_gives_the_first_day_of_leave(said: Said) -> None:
    due = date(2027, 5, 12)  # six weeks before: 31 March 2027
    assert "il commence le 31 mars 2027" in answer(
        said("MAT-01", rang_de_l_enfant=1, naissance_de_l_enfant=due)
    )
    born = answer(said("MAT-01", rang_de_l_enfant=1, naissance_de_l_enfant=date(2026, 5, 12)))
    assert "il commence" not in born


@given(st.integers(1, 8), st.integers(1, 20))
def test_more_children_never_give_a_shorter_leave(children: int, rank: int) -> None:
    now = length_of_maternity(TODAY, rank, children)
    then = length_of_maternity(TODAY, rank, children + 1)
    assert weeks_of(then) >= weeks_of(now)


DUE = st.dates(date(2026, 12, 1), date(2035, 12, 31))


@given(DUE, st.integers(-100, 28))
def test_no_birth_day_makes_the_leave_shorter(due: date, late: int) -> None:
    span = days_of(due, due + timedelta(days=late))
    assert (span.last - span.first).days + 1 >= 16 * 7
    assert span.first <= due + timedelta(days=late) <= span.last


@given(DUE, st.integers(-100, 27))
def test_a_later_birth_never_ends_the_leave_earlier(due: date, late: int) -> None:
    born = due + timedelta(days=late)
    first = days_of(due, born)
    second = days_of(due, born + timedelta(days=1))
    assert first.last <= second.last


@given(DUE, st.integers(0, 3))
def test_moving_weeks_keeps_the_length_of_the_leave(due: date, weeks: int) -> None:
    outcome = report(TODAY, TODAY, 1, 1, naissance_prevue=due, semaines_reportees=weeks)
    (span,) = outcome.values
    assert isinstance(span, Span)
    assert (span.last - span.first).days + 1 == 16 * 7


def test_three_weeks_before_the_birth_may_move_after_it(said: Said) -> None:
    told = answer(said("MAT-05"))
    assert "3 semaines au plus" in told
    assert "avis favorable" in told
    assert answer(said("MAT-05", enfants_attendus=1)) == told


def test_moving_weeks_is_not_settled_for_twins(said: Said) -> None:
    finding = said("MAT-05", enfants_attendus=2)
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK


def test_pathological_leave_is_two_weeks_until_the_last_day_of_february_2026(said: Said) -> None:
    told = answer(said("MAT-06", on=date(2026, 2, 28)))
    assert "2 semaines au plus avant" in told
    assert "4 semaines au plus après" in told


def test_pathological_leave_is_three_weeks_from_the_first_of_march_2026(said: Said) -> None:
    told = answer(said("MAT-06", on=date(2026, 3, 1)))
    assert "3 semaines au plus avant la naissance, fractionnables" in told
    assert "dès la déclaration de grossesse" in told
    assert "4 semaines au plus après" in told
    assert "sans jour de carence" in told


def test_before_the_code_nothing_is_said_of_pathological_leave(said: Said) -> None:
    assert said("MAT-06", on=date(2022, 3, 1) - timedelta(days=1)) is None


def test_pay_stays_whole_and_allowances_follow_it(said: Said) -> None:
    told = answer(said("MAT-07"))
    assert "versé à 100 %" in told
    assert "supplément familial" in told
    assert "indemnité de résidence" in told
    assert "primes sont maintenues dans la même proportion" in told


def test_a_contract_agent_is_paid_without_any_seniority(said: Said) -> None:
    contract = answer(said("MAT-07", statut=CONTRACTUEL, mois_de_services=1))
    assert "sans condition d’ancienneté" in contract
    assert contract == answer(said("MAT-07", statut=TITULAIRE))
