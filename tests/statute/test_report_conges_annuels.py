from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.outcome import Count
from statute.temps.report_indemnite_conges import report_apres_conge_de_sante

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_leave_is_not_carried_over_unless_authorised(said: Said) -> None:
    told = answer(said("CA-06"))
    assert "n’est pas possible" in told
    assert "sauf autorisation exceptionnelle" in told


def test_the_carry_over_after_sickness_is_named_only_since_it_is_written(said: Said) -> None:
    before = answer(said("CA-06", on=date(2025, 6, 22)))
    after = answer(said("CA-06", on=date(2025, 6, 23)))
    assert "15 mois" not in before
    assert "les reporte pendant 15 mois" in after


def test_no_carry_over_is_as_old_as_the_decree(said: Said) -> None:
    assert said("CA-06", on=date(1985, 11, 29)) is None
    assert said("CA-06", on=date(1985, 11, 30)) is not None


def test_leave_lost_to_sickness_is_carried_over_since_23_june_2025(said: Said) -> None:
    assert said("CA-07", on=date(2025, 6, 22)) is None
    told = answer(said("CA-07", on=date(2025, 6, 23)))
    assert "15 mois" in told
    assert "4 premières semaines" in told
    assert "20 jours pour 5 jours" in told
    assert "à vérifier" in told


def test_four_weeks_of_a_shorter_week_are_fewer_days(said: Said) -> None:
    # 4 × 4 = 16
    assert "16 jours pour 4 jours" in answer(said("CA-07", jours_par_semaine=Decimal(4)))


@given(st.decimals(0, 60, places=1), st.decimals(0, 60, places=1), st.integers(1, 7))
def test_one_more_day_taken_never_carries_more_nor_more_than_what_is_left(
    taken: Decimal, left: Decimal, week: int
) -> None:
    def carried(days: Decimal) -> Fraction:
        outcome = report_apres_conge_de_sante(date(2026, 11, 24), days, left, Decimal(week))
        assert outcome is not None
        value = outcome.values[0]
        assert isinstance(value, Count)
        return Fraction(value.number)

    assert 0 <= carried(taken + 1) <= carried(taken) <= min(Fraction(left), Fraction(4 * week))


def test_leave_lost_to_a_family_leave_knows_no_limit_of_weeks(said: Said) -> None:
    told = answer(said("CA-08"))
    assert "en totalité pendant 15 mois" in told
    assert "La limite de 4 semaines vaut après un congé de santé" in told


def test_a_family_leave_that_ended_after_24_april_2024_carries_over(said: Said) -> None:
    assert said("CA-08", on=date(2024, 4, 24)) is None
    assert said("CA-08", on=date(2024, 4, 25)) is not None


def test_before_the_decree_of_august_2026_the_delay_runs_from_the_return(said: Said) -> None:
    assert said("CA-09", on=date(2025, 6, 22)) is None
    told = said("CA-09", on=date(2026, 8, 10))
    assert outcome(told) is FindingOutcome.VALUE
    assert "reprise des fonctions" in answer(told)


def test_since_that_decree_the_expiry_of_the_carry_over_is_to_be_checked(said: Said) -> None:
    told = said("CA-09", on=date(2026, 8, 11))
    assert outcome(told) is FindingOutcome.TO_CHECK
    assert "reprise" not in answer(told)


def test_the_duty_to_inform_is_said_since_its_decree_and_not_before(said: Said) -> None:
    assert said("N26-06", on=date(2026, 8, 10)) is None
    assert "informer l’agent" in answer(said("N26-06", on=date(2026, 8, 11)))


def test_who_leaves_in_the_year_carries_nothing_over(said: Said) -> None:
    assert said("CA-07", date_de_depart=date(2026, 12, 31)) is None
    assert said("CA-07", date_de_depart=date(2027, 1, 31)) is not None
    assert said("CA-08", date_de_depart=date(2026, 12, 31)) is None
