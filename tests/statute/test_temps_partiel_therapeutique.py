from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.days import months_after
from statute.facts import Period
from statute.outcome import Verdict
from statute.sante.temps_partiel_therapeutique import duree

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


REFORM = date(2026, 8, 1)
EVE = date(2026, 7, 31)


def test_the_five_quotas_are_told_when_none_is_asked(said: Said) -> None:
    assert "50, 60, 70, 80 ou 90 %" in answer(said("TPT-01"))


@pytest.mark.parametrize(
    ("quotite", "outcome"),
    [
        (49, FindingOutcome.NOT_MET),
        (50, FindingOutcome.MET),
        (75, FindingOutcome.NOT_MET),
        (90, FindingOutcome.MET),
        (95, FindingOutcome.NOT_MET),
    ],
)
def test_only_the_five_quotas_are_possible(
    said: Said, quotite: int, outcome: FindingOutcome
) -> None:
    finding = said("TPT-01", quotite=quotite)
    assert finding is not None
    assert finding.outcome is outcome


def test_therapeutic_part_time_is_paid_as_full_time(said: Said) -> None:
    told = answer(said("TPT-02"))
    assert told.startswith(
        "Le fonctionnaire en temps partiel thérapeutique reçoit 100 % du traitement"
    )
    assert "même à mi-temps" in told
    assert said("TPT-02", statut="contractuel") is None


def test_until_july_2026_the_year_is_cut_in_periods_of_one_to_three_months(said: Said) -> None:
    before = answer(said("TPT-03", on=EVE))
    after = answer(said("TPT-03", on=REFORM))
    assert "par périodes de 1 à 3 mois" in before
    assert "une seule autorisation peut couvrir 1 an" in after
    assert "périodes de 1 à 3 mois ne sont plus imposées" in after
    assert "à vérifier" in after


def test_the_year_in_all_and_the_year_to_wait_outlive_the_reform(said: Said) -> None:
    for day in (EVE, REFORM):
        told = answer(said("TPT-03", on=day))
        assert told.startswith(
            "Le temps partiel thérapeutique d’un fonctionnaire dure 1 an au plus en tout"
        )
        assert "que 1 an après la fin des droits" in told


def test_no_overtime_in_therapeutic_part_time_since_november_2021(said: Said) -> None:
    assert "Aucune heure supplémentaire" in answer(said("TPT-04"))
    assert said("TPT-04", on=date(2021, 11, 10)) is None
    assert said("TPT-04", on=date(2021, 11, 11)) is not None


def test_the_procedure_of_august_2026_is_to_be_checked(said: Said) -> None:
    finding = said("N26-05", on=REFORM)
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK
    assert "30 jours" not in answer(finding)
    assert said("N26-05", on=EVE) is None


@given(st.dates(date(2022, 3, 1), date(2035, 12, 31)), st.integers(1, 12))
def test_months_of_it_already_served_are_taken_from_the_year(start: date, months: int) -> None:
    start = start.replace(day=1)
    served = (Period(months_after(start, -months), start - timedelta(days=1)),)
    outcome = duree(start, start, start, served)
    day = outcome.values[0]
    if months == 12:
        assert outcome.verdict is Verdict.NON
        assert day == months_after(start, 12)
    else:
        assert day == months_after(start, 12 - months) - timedelta(days=1)
