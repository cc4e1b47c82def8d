from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Span
from statute.temps.absences import deces_d_un_enfant

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
BEFORE = date(2023, 7, 20)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_the_death_of_a_child_gives_twelve_days_or_fourteen_and_eight(said: Said) -> None:
    told = answer(said("ASA-01"))
    assert "12 jours ouvrables" in told
    assert "14 jours ouvrables, puis 8 jours fractionnables" in told
    assert "moins de 25 ans" in told
    assert "lui-même parent" in told


def test_a_child_of_twenty_five_gives_twelve_days_unless_a_parent(said: Said) -> None:
    finding = said("ASA-01", age_de_l_enfant=300)
    assert finding is not None
    assert finding.rule == "ASA-01"
    assert "12 jours ouvrables" in answer(finding)
    assert "si l’enfant était lui-même parent." in answer(finding)


def test_a_child_one_month_younger_gives_fourteen_days_and_eight(said: Said) -> None:
    finding = said("ASA-02", age_de_l_enfant=299)
    assert finding is not None
    assert finding.rule == "ASA-02"
    assert "de 14 jours ouvrables, puis 8 jours" in answer(finding)
    assert "12 jours" not in answer(finding)


def test_before_21_july_2023_it_was_five_days_or_seven_and_eight(said: Said) -> None:
    told = answer(said("ASA-01", on=BEFORE))
    assert "5 jours ouvrables" in told
    assert "7 jours ouvrés, puis 8 jours" in told
    assert "12 jours ouvrables" in answer(said("ASA-01", on=date(2023, 7, 21)))


@pytest.mark.parametrize(
    ("age", "row", "days"),
    [
        (299, "ASA-02", "d’un enfant de moins de 25 ans est de 7 jours ouvrés"),
        (300, "ASA-01", "d’un enfant est de 5 jours ouvrables"),
    ],
)
def test_before_21_july_2023_the_age_decided_too(said: Said, age: int, row: str, days: str) -> None:
    finding = said("ASA-02", on=BEFORE, age_de_l_enfant=age)
    assert finding is not None
    assert finding.rule == row
    assert answer(finding).startswith(f"L’absence pour le décès {days}, ")
    assert "8 jours" in answer(finding)


@given(st.integers(0, 1200))
def test_every_age_is_on_one_side_of_twenty_five_years(age: int) -> None:
    assert (deces_d_un_enfant(TODAY, age).row == "ASA-02") is (age < 25 * 12)


@given(st.dates(date(2023, 7, 21), date(2030, 12, 31)))
def test_the_longer_absence_ends_after_the_usual_one_and_never_on_a_sunday(first: date) -> None:
    named = deces_d_un_enfant(TODAY, premier_jour_d_absence=first).named
    usual, longer = named["usuelle"], named["longue"]
    assert isinstance(usual, Span)
    assert isinstance(longer, Span)
    assert usual.first == longer.first == first
    assert usual.last < longer.last
    assert {usual.last.weekday(), longer.last.weekday()} <= set(range(6))


def test_before_july_2023_a_child_who_was_a_parent_counted_as_a_young_one(said: Said) -> None:
    told = answer(said("ASA-01", on=BEFORE, age_de_l_enfant=300))
    assert "7 jours ouvrés, puis 8 jours fractionnables" in told
    assert told.endswith("si l’enfant était lui-même parent.")


def test_the_absence_for_a_child_cannot_be_refused(said: Said) -> None:
    assert "de droit et sans refus possible" in answer(said("ASA-01"))
    assert "ne peut pas être refusée" in answer(said("ASA-02", age_de_l_enfant=12))


def test_examinations_and_assisted_procreation_are_paid_absences(said: Said) -> None:
    told = answer(said("ASA-03"))
    assert "est de droit, payée et sans poser de congés" in told
    assert "PMA" in told
    assert "assister à 3 d’entre eux" in told


def test_examinations_are_answered_from_the_second_of_july_2025(said: Said) -> None:
    assert said("ASA-03", on=date(2025, 7, 1)) is None
    assert said("ASA-03", on=date(2025, 7, 2)) is not None


@pytest.mark.parametrize("row", ["ASA-04", "N26-01"])
def test_family_events_are_left_to_the_local_deliberation(said: Said, row: str) -> None:
    finding = said(row)
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK
    assert "délibération de la collectivité" in answer(finding)


@pytest.mark.parametrize("row", ["ASA-04", "N26-01"])
@pytest.mark.parametrize("on", [date(2025, 1, 15), TODAY, date(2027, 3, 1)])
def test_no_duration_of_the_announced_decree_is_told(said: Said, row: str, on: date) -> None:
    told = answer(said(row, on=on))
    assert " jours d’absence" in told
    assert "2027" in told
    assert not any(f"{days} jour" in told for days in range(1, 16))


def test_an_hour_a_day_from_the_third_month_if_the_service_allows(said: Said) -> None:
    told = answer(said("ASA-05"))
    assert "3e mois" in told
    assert "1 heure par jour au plus" in told


def test_the_hour_of_pregnancy_is_no_right(said: Said) -> None:
    told = answer(said("ASA-05"))
    assert "si le service le permet" in told
    assert "pas un droit" in told
    assert said("ASA-05", on=date(2022, 2, 28)) is None
