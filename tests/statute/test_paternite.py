from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.days import is_holiday, months_after
from statute.facts import MERE, SECOND_PARENT
from statute.famille.paternite import LENDEMAIN, first_days, fractionnement

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
SUNDAY = 6


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_a_birth_asks_which_parent_writes(said: Said) -> None:
    finding = said("NAI-01")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert "parent" in finding.missing
    assert "16 semaines" in answer(said("NAI-01", parent=MERE))


def test_the_other_parent_alone_is_not_told_of_maternity_leave(said: Said) -> None:
    assert "maternité" not in answer(said("NAI-01", parent=SECOND_PARENT))


def test_the_other_parent_has_three_days_then_four_at_once(said: Said) -> None:
    told = answer(said("NAI-01", parent=SECOND_PARENT))
    assert "3 jours ouvrables de congé de naissance" in told
    assert "25 jours calendaires (32 en cas de naissances multiples)" in told
    assert "dont 4 aussitôt" in told


def test_the_other_parent_of_twins_has_thirty_two_days(said: Said) -> None:
    told = answer(said("NAI-01", parent=SECOND_PARENT, enfants_attendus=2))
    assert "32 jours calendaires" in told
    assert "25 jours" not in told


def test_the_mother_is_told_of_maternity_leave(said: Said) -> None:
    finding = said("NAI-01", parent=MERE)
    assert "congé de maternité dure 16 semaines" in answer(finding)
    twins = said("NAI-01", parent=MERE, enfants_attendus=2)
    assert twins is not None
    assert twins.rule == "MAT-03"


def test_a_named_birth_leave_needs_no_question(said: Said) -> None:
    finding = said("NAI-02")
    assert finding is not None
    assert finding.rule == "NAI-01"
    assert "3 jours ouvrables" in answer(finding)
    assert "suivent aussitôt" in answer(finding)


def test_birth_leave_is_counted_from_the_day_the_code_is_law(said: Said) -> None:
    assert said("NAI-02", on=date(2022, 2, 28)) is None
    assert "3 jours ouvrables" in answer(said("NAI-02", on=date(2022, 3, 1)))


def test_a_named_paternity_leave_answers_without_asking_the_parent(said: Said) -> None:
    finding = said("PAT-01")
    assert finding is not None
    assert finding.outcome is FindingOutcome.VALUE
    assert "25 jours calendaires (32 en cas de naissances multiples)" in answer(finding)


@pytest.mark.parametrize(("children", "days"), [(1, 25), (2, 32), (3, 32)])
def test_paternity_leave_is_longer_from_two_children_on(
    said: Said, children: int, days: int
) -> None:
    assert f"dure {days} jours calendaires" in answer(said("PAT-01", enfants_attendus=children))


def test_four_days_come_at_once_and_the_rest_in_two_periods(said: Said) -> None:
    told = answer(said("PAT-02"))
    assert "4 premiers jours" in told
    assert "21 autres (28 si naissances multiples)" in told  # 25 - 4, 32 - 4
    assert "2 périodes au plus, d’au moins 5 jours" in told
    assert "6 mois de la naissance." in told


@pytest.mark.parametrize(("children", "rest"), [(1, 21), (2, 28)])
def test_the_rest_of_the_leave_depends_on_the_children(
    said: Said, children: int, rest: int
) -> None:
    assert f"les {rest} autres" in answer(said("PAT-02", enfants_attendus=children))


def test_six_months_end_in_a_shorter_month_on_its_last_day(said: Said) -> None:
    told = answer(said("PAT-02", naissance_de_l_enfant=date(2026, 8, 31)))
    assert "soit jusqu’au 28 février 2027" in told


@given(st.dates(date(2022, 3, 1), date(2030, 12, 31)))
def test_the_last_day_is_six_months_after_the_birth(born: date) -> None:
    assert fractionnement(TODAY, naissance_de_l_enfant=born).values == (months_after(born, 6),)


@given(st.dates(date(2022, 3, 1), date(2030, 12, 31)), st.sampled_from([None, LENDEMAIN]))
def test_the_first_days_are_three_ouvrables_then_four_that_follow(
    born: date, choice: str | None
) -> None:
    days, at_once = first_days(TODAY, born, choice)
    assert [day for day in days if day.weekday() == SUNDAY or is_holiday(day)] == []
    assert days == tuple(sorted(set(days)))
    assert days[0] >= born
    assert (at_once.last - days[-1]).days == 4
