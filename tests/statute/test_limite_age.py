from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.days import months_after
from statute.depart.limite_age import limite_d_age

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("status", ["titulaire", "contractuel"])
def test_the_limit_is_sixty_seven_and_seventy_on_authorisation(said: Said, status: str) -> None:
    told = answer(said("LIM-01", statut=status))
    assert "67 ans" in told
    assert "70 ans" in told
    assert "un refus doit être motivé" in told


def test_the_days_are_computed_from_the_birth(said: Said) -> None:
    told = answer(said("LIM-01", date_de_naissance=date(1960, 2, 29)))
    assert "67 ans (le 28 février 2027)" in told
    assert "Le tout s’arrête à 70 ans (le 28 février 2030)" in told


def test_the_limit_of_an_active_job_is_to_check(said: Said) -> None:
    assert outcome(said("LIM-01", categorie_active="oui")) is FindingOutcome.TO_CHECK
    assert outcome(said("LIM-01", categorie_active="non")) is FindingOutcome.VALUE


def test_the_limit_is_not_said_of_days_before_its_law(said: Said) -> None:
    assert said("LIM-01", on=date(2023, 12, 31)) is None
    assert outcome(said("LIM-01", on=date(2024, 1, 1))) is FindingOutcome.VALUE


TODAY = date(2026, 11, 24)


@given(
    born=st.dates(date(1956, 1, 1), date(1990, 1, 1)),
    children=st.integers(0, 20),
    three=st.sampled_from(["oui", "non", None]),
    disabled=st.sampled_from(["oui", "non", None]),
    missing=st.integers(0, 172),
)
def test_nobody_stays_less_for_one_child_more_nor_past_seventy(
    born: date, children: int, three: str | None, disabled: str | None, missing: int
) -> None:
    def days(count: int) -> list[date]:
        values = limite_d_age(
            TODAY, TODAY, None, born, None, count, three, disabled, missing
        ).values
        return [day for day in values if isinstance(day, date)]

    fewer, more = days(children), days(children + 1)
    assert months_after(born, 67 * 12) <= fewer[0] <= more[0]
    for one in (fewer, more):
        assert one == sorted(one)
        assert one[-1] == months_after(born, 70 * 12)


def test_what_is_not_known_of_the_children_is_told(said: Said) -> None:
    alone = answer(said("LIM-01", enfants_a_charge_a_67_ans=0))
    assert "trois enfants vivants à 50 ans" in alone
    assert outcome(said("LIM-01", trimestres_manquants=1)) is not FindingOutcome.MET
    assert "S’il manque 1 trimestre" in answer(said("LIM-01", trimestres_manquants=1))
