from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.remuneration.supplement_familial import part_des_enfants, supplement

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("row", "children", "least", "most"),
    [
        ("SFT-01", 1, "2,29 €", "2,29 €"),
        ("SFT-02", 2, "77,72 €", "117,30 €"),  # 10,67 + 3 % of 2 234,94 or 3 554,25
        ("SFT-03", 3, "194,04 €", "299,58 €"),  # 15,24 + 8 %
        ("SFT-04", 4, "332,70 €", "517,40 €"),  # and 4,57 + 6 %
    ],
)
def test_children_and_index_give_the_supplement_between_its_bounds(
    said: Said, row: str, children: int, least: str, most: str
) -> None:
    for index, expected in ((366, least), (454, least), (722, most), (900, most)):
        finding = said(row, enfants_a_charge=children, indice_majore=index)
        assert finding is not None
        assert finding.rule == row
        assert f"de {expected} bruts par mois" in answer(finding)


def test_an_index_between_the_bounds_counts_for_itself(said: Said) -> None:
    told = answer(said("SFT-02", enfants_a_charge=2, indice_majore=500))
    assert "est de 84,51 €" in told  # 10,67 + 3 % of 2 461,39


@pytest.mark.parametrize("row", ["SFT-01", "SFT-02", "SFT-03", "SFT-04"])
def test_without_facts_the_whole_scale_is_told(said: Said, row: str) -> None:
    told = answer(said(row))
    assert "2,29 € pour 1 enfant" in told
    assert "77,72 à 117,30 € pour 2 (10,67 € + 3 % du traitement)" in told
    assert "194,04 à 299,58 € pour 3 (15,24 € + 8 %)" in told
    assert "138,67 à 217,82 € par enfant de plus (4,57 € + 6 %)" in told


def test_without_an_index_the_two_bounds_are_told(said: Said) -> None:
    told = answer(said("SFT-03", enfants_a_charge=3))
    assert "compris entre 194,04 € et 299,58 €" in told


def test_no_child_gives_no_supplement(said: Said) -> None:
    assert outcome(said("SFT-01", enfants_a_charge=0)) is FindingOutcome.NOT_MET
    assert outcome(said("SFT-01", enfants_a_charge=1)) is FindingOutcome.VALUE


@pytest.mark.parametrize("row", ["SFT-01", "SFT-04"])
def test_the_scale_begins_in_2024_and_is_not_told_of_2027(said: Said, row: str) -> None:
    assert said(row, on=date(2023, 12, 31)) is None
    assert outcome(said(row, on=date(2024, 1, 1))) is FindingOutcome.VALUE
    assert outcome(said(row, on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


def test_one_parent_alone_is_paid_and_alternating_custody_shares_by_half(said: Said) -> None:
    told = answer(said("SFT-05"))
    assert "Un seul des deux parents agents publics reçoit le supplément familial" in told
    assert "partagée par moitié" in told


def test_the_code_says_nothing_of_parents_before_it_is_in_force(said: Said) -> None:
    assert said("SFT-05", on=date(2022, 2, 28)) is None
    assert "en désaccord sur le bénéficiaire" in answer(said("SFT-05", on=date(2022, 3, 1)))


@pytest.mark.parametrize(("children", "least"), [(2, "77,72 €"), (5, "471,37 €")])
def test_a_part_timer_never_gets_less_than_the_full_time_minimum(
    said: Said, children: int, least: str
) -> None:
    assert f"à temps plein : {least}" in answer(said("SFT-06", enfants_a_charge=children))


def test_part_time_takes_nothing_from_the_amount_of_one_child(said: Said) -> None:
    for quotite in (50, 80):
        told = answer(said("SFT-06", enfants_a_charge=1, quotite=quotite, indice_majore=700))
        assert "un montant fixe, 2,29 €" in told
        assert "ne le réduit pas" in told


def test_an_amount_is_told_by_its_fixed_part_and_its_share_of_pay(said: Said) -> None:
    finding = said("SFT-01", enfants_a_charge=2, indice_majore=600)
    assert finding is not None
    lines = [f"{label} : {value}".replace("\u00a0", " ") for label, value in finding.steps]
    assert lines[:2] == ["Part fixe : 10,67 €", "Part en % du traitement : 88,61 €"]


def test_a_change_of_children_is_told_both_ways(said: Said) -> None:
    more = answer(said("SFT-08", enfants_a_charge=2, enfants_ensuite=3, indice_majore=600))
    less = answer(said("SFT-08", enfants_a_charge=3, enfants_ensuite=2, indice_majore=600))
    assert "152,25 € de plus" in more
    assert "152,25 € de moins" in less
    now = said("SFT-08", enfants_a_charge=2, indice_majore=600)
    assert now is not None
    assert not now.steps
    assert "99,28 € bruts par mois à temps plein pour 2 enfants" in answer(now)


def test_two_indices_under_the_least_or_over_the_highest_are_paid_alike(said: Said) -> None:
    def at(index: int) -> tuple[str, ...]:
        finding = said("SFT-09", enfants_a_charge=3, indice_majore=index)
        assert finding is not None
        return finding.values

    assert at(380) == at(454)
    assert at(722) == at(900)
    assert at(454) != at(455)


def test_without_children_known_every_minimum_is_told(said: Said) -> None:
    told = answer(said("SFT-06"))
    assert "ne peut pas descendre sous le minimum versé à temps plein" in told
    assert "2,29 € bruts par mois pour 1 enfant, 77,72 € pour 2, 194,04 € pour 3" in told
    assert "138,67 € par enfant de plus" in told
    assert "€" not in answer(said("SFT-06", on=date(2023, 12, 31)))
    assert told == answer(said("SFT-06", enfants_a_charge=0))


@given(st.integers(1, 19), st.integers(200, 1599))
def test_a_child_or_a_point_more_never_lowers_the_supplement(children: int, index: int) -> None:
    now = supplement(children, index, TODAY)
    assert now < supplement(children + 1, index, TODAY)
    assert now <= supplement(children, index + 1, TODAY)


def test_the_supplement_starts_the_month_after_the_birth(said: Said) -> None:
    finding = said("SFT-07", naissance_de_l_enfant=date(2027, 3, 31))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "à partir du 1er avril 2027" in answer(finding)
    assert "cesse le 1er mars 2047" in answer(finding)
    assert "1er du mois qui suit" in answer(said("SFT-07"))


@given(st.integers(1, 12), st.integers(200, 1599), st.fractions(Fraction(1, 2), 1))
def test_part_time_pays_between_the_minimum_and_full_time(
    children: int, index: int, part: Fraction
) -> None:
    paid = supplement(children, index, TODAY, part)
    assert supplement(children, 200, TODAY) <= paid <= supplement(children, index, TODAY)


@given(st.integers(1, 12), st.integers(0, 12))
def test_children_in_turn_leave_between_half_and_all_of_the_supplement(
    children: int, in_turn: int
) -> None:
    assert Fraction(1, 2) <= part_des_enfants(children, in_turn) <= 1
