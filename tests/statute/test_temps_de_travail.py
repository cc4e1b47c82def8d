from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_full_time_is_35_hours_and_1607_a_year(said: Said) -> None:
    told = answer(said("TT-01"))
    assert "35 heures par semaine" in told
    assert "1607 heures par an" in told


def test_the_limits_and_the_rests_are_all_said(said: Said) -> None:
    told = answer(said("TT-02"))
    for limit in (
        "48 heures par semaine",
        "44 heures en moyenne sur 12 semaines",
        "10 heures par jour",
        "12 heures d’amplitude",
        "11 heures de repos par jour",
        "35 heures par semaine (dimanche",
        "20 minutes de pause dès 6 heures",
    ):
        assert limit in told


@pytest.mark.parametrize(
    ("hours", "expected", "word"),
    [
        ("44", FindingOutcome.VALUE, "Le maximum de travail est de 48 heures"),
        ("44.5", FindingOutcome.VALUE, "pas longtemps de suite"),
        ("48", FindingOutcome.VALUE, "pas longtemps de suite"),
        ("48.5", FindingOutcome.NOT_MET, "n’est pas possible"),
    ],
)
def test_a_week_may_reach_48_hours_and_44_on_average(
    said: Said, hours: str, expected: FindingOutcome, word: str
) -> None:
    told = said("TT-02", heures_par_semaine=Decimal(hours))
    assert outcome(told) is expected
    assert word in answer(told)


def test_night_is_22_to_5_or_seven_hours_in_a_row_before_7(said: Said) -> None:
    told = answer(said("TT-03"))
    assert "22 h à 5 h" in told
    assert "7 heures consécutives située entre 22 h et 7 h" in told


def test_a_health_leave_earns_no_rest_day_but_annual_leave_is_another_matter(said: Said) -> None:
    told = answer(said("TT-04"))
    assert "Aucun jour de RTT" in told
    assert "ne vise pas les congés annuels" in told


def test_the_solidarity_day_has_three_ways_and_two_exclusions(said: Said) -> None:
    told = answer(said("TT-05"))
    for word in (
        "jour férié",
        "le 1er mai est exclu",
        "RTT",
        "7 heures",
        "poser un jour de congé annuel n’est pas possible",
    ):
        assert word in told
    assert "comité social territorial" in told


@pytest.mark.parametrize("row", ["TT-01", "TT-02", "TT-03", "TT-04", "TT-05"])
def test_working_time_is_told_since_the_code_and_not_before(said: Said, row: str) -> None:
    assert said(row, on=date(2022, 2, 28)) is None
    assert said(row, on=date(2022, 3, 1)) is not None
