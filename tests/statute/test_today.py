"""A day is past, or not, on the day of the answer: the law may be that of another day."""

from collections.abc import Callable
from datetime import date

from cases.model import Finding, FindingOutcome
from statute.facts import ADOPTION

Told = Callable[..., str]
Found = Callable[..., Finding]


def test_a_day_limit_is_past_today_and_not_on_the_day_of_the_facts(told: Told) -> None:
    end = date(2027, 3, 31)
    assert "passée" not in told("DIS-03", on=end, date_de_fin=end)
    late = told("DIS-03", on=date(2024, 4, 1), date_de_fin=date(2026, 12, 31))
    assert "Cette date est passée" in late


def test_a_birth_still_to_come_gives_the_first_day_of_leave_whatever_the_day_of_the_facts(
    told: Told,
) -> None:
    due = date(2027, 3, 15)
    leave = told("MAT-01", on=due, rang_de_l_enfant=1, naissance_de_l_enfant=due)
    assert "il commence le 1er février 2027" in leave


def test_a_child_turns_three_today_and_not_on_the_day_of_the_facts(told: Told) -> None:
    born = date(2024, 5, 24)
    assert "n’est plus possible" not in told(
        "CPA-01", on=date(2027, 9, 1), naissance_de_l_enfant=born
    )


def test_a_birth_leave_is_late_today_and_not_on_the_day_of_the_facts(found: Found) -> None:
    on = date(2027, 6, 1)
    leave = found("CSN-01", on=on, naissance_de_l_enfant=date(2026, 7, 2))
    assert leave.outcome is FindingOutcome.VALUE
    assert "au plus tard le 2\u00a0avril 2027" in leave.answer


def test_an_election_to_come_is_not_told_as_held(told: Told) -> None:
    assert "ont lieu le 10 décembre 2026" in told("ELE-01", on=date(2027, 1, 15))


def test_part_time_after_an_adoption_ends_on_a_day_that_is_said(told: Told) -> None:
    late = told("TP-02", on=date(2027, 6, 1), motif_temps_partiel=ADOPTION,
                arrivee_de_l_enfant=date(2024, 3, 10))  # fmt: skip
    assert "n’est plus" not in late
    assert "cesse d’être de droit le 10 mars 2027" in late
