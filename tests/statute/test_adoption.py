from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding
from statute.famille.adoption import duree
from statute.outcome import Count

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_without_a_number_of_children_the_whole_scale_is_told(said: Said) -> None:
    told = answer(said("ADO-01"))
    for part in ("16 semaines", "18 si", "3 ou plus", "22 si plusieurs", "25 jours (32 pour"):
        assert part in told


@pytest.mark.parametrize(
    ("adopted", "already", "weeks", "shared"),
    [(1, 0, 16, 25), (1, 1, 16, 25), (1, 2, 18, 25), (2, 0, 22, 32), (2, 3, 22, 32)],
)
def test_children_adopted_and_children_at_home_decide(
    said: Said, adopted: int, already: int, weeks: int, shared: int
) -> None:
    told = answer(said("ADO-01", enfants_adoptes=adopted, enfants_a_charge=already))
    assert f"dure {weeks} semaines" in told
    assert f"s’allonge de {shared} jours" in told


def test_one_child_without_the_others_at_home_leaves_two_lengths(said: Said) -> None:
    told = answer(said("ADO-01", enfants_adoptes=1))
    assert "16 semaines, ou 18 semaines si" in told
    assert "22" not in told


@given(st.integers(1, 7), st.integers(0, 19))
def test_more_children_never_give_a_shorter_leave(adopted: int, already: int) -> None:
    def weeks(children: int, at_home: int) -> int:
        (length,) = duree(TODAY, children, at_home).values
        assert isinstance(length, Count)
        return int(length.number)

    assert weeks(adopted + 1, already) >= weeks(adopted, already)
    assert weeks(adopted, already + 1) >= weeks(adopted, already)


def test_adoption_leave_may_begin_a_week_before_and_end_eight_months_after(said: Said) -> None:
    told = answer(said("N26-09"))
    assert "au plus tôt 7 jours avant" in told
    assert "au plus tard 8 mois après" in told
    assert "2 périodes d’au moins 25 jours" in told


def test_the_day_of_arrival_gives_both_limits(said: Said) -> None:
    told = answer(said("N26-09", arrivee_de_l_enfant=date(2026, 12, 15)))
    assert "le 8 décembre 2026" in told
    assert "le 15 août 2027" in told


def test_the_dates_of_the_leave_are_those_of_the_decree_of_2026(said: Said) -> None:
    assert said("N26-09", on=date(2026, 2, 21)) is None
    assert said("N26-09", on=date(2026, 2, 22)) is not None


def test_five_absences_at_most_for_an_approval(said: Said) -> None:
    told = answer(said("N26-10"))
    assert "5 autorisations d’absence au plus par procédure" in told
    assert "payées et sans poser de congés" in told


def test_the_five_absences_hold_from_the_second_of_january_2026(said: Said) -> None:
    assert said("N26-10", on=date(2026, 1, 1)) is None
    assert "5 autorisations" in answer(said("N26-10", on=date(2026, 1, 2)))
