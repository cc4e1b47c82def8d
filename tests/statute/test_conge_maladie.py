from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import Period
from statute.outcome import Count
from statute.sante.conge_maladie import duree

TODAY = date(2026, 11, 24)


Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


LONGEST_ANSWER = 90
LAST_DAY_BEFORE = date(2025, 2, 28)
FIRST_DAY = date(2025, 3, 1)


@pytest.mark.parametrize("statut", ["titulaire", "stagiaire"])
def test_sick_pay_is_in_full_until_28_february_2025_then_nine_tenths(
    said: Said, statut: str
) -> None:
    before = answer(said("CMO-02", on=LAST_DAY_BEFORE, statut=statut))
    after = answer(said("CMO-02", on=FIRST_DAY, statut=statut))
    paid = "Le fonctionnaire en congé de maladie ordinaire reçoit"
    months = "du traitement pendant 3 mois, puis 50 % (demi-traitement)"
    assert before.startswith(f"{paid} 100 % {months}")
    assert after.startswith(f"{paid} 90 % {months}")
    assert "100 %" not in after


def test_each_version_cites_since_when_its_article_reads_so(said: Said) -> None:
    before = said("CMO-02", on=LAST_DAY_BEFORE, statut="titulaire")
    after = said("CMO-02", on=FIRST_DAY, statut="titulaire")
    assert before is not None
    assert after is not None
    assert before.citations[0].in_force_since == date(2022, 3, 1)
    assert after.citations[0].in_force_since == FIRST_DAY
    assert {before.citations[0].article, after.citations[0].article} == {"L822-3"}


def test_half_pay_starts_after_three_months(said: Said) -> None:
    second_month = answer(said("CMO-02", statut="titulaire", mois_de_cmo=2))
    fourth_month = answer(said("CMO-02", statut="titulaire", mois_de_cmo=3))
    assert "ont déjà été pris" not in second_month
    assert fourth_month.startswith("Le traitement est versé à 50 % (demi-traitement)")


def test_half_pay_lasts_until_the_twelfth_month_then_nothing_is_promised(said: Said) -> None:
    assert "50 %" in answer(said("CMO-02", statut="titulaire", mois_de_cmo=11))
    after = said("CMO-02", statut="titulaire", mois_de_cmo=12)
    assert after is not None
    assert after.outcome is FindingOutcome.TO_CHECK
    assert "50 %" not in answer(after)
    assert "conseil médical" in answer(after)


def test_without_the_status_sick_pay_is_undecided(said: Said) -> None:
    finding = said("CMO-02")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing == ("statut", "mois_de_cmo", "traitement_mensuel", "nbi_mensuelle")
    assert finding.answer == ""


def test_the_rule_of_fonctionnaires_says_nothing_of_a_contractuel(said: Said) -> None:
    assert said("CMO-02", statut="contractuel") is None


def test_nothing_is_said_of_days_before_the_code(said: Said) -> None:
    assert said("CMO-02", on=date(2022, 2, 28), statut="titulaire") is None
    assert said("CMO-02", on=date(2022, 3, 1), statut="titulaire") is not None


def test_sick_leave_lasts_up_to_twelve_months_in_twelve_whoever_asks(said: Said) -> None:
    assert "12 mois au plus sur une période de 12 mois" in answer(said("CMO-01"))


def test_what_remains_of_sick_leave_is_counted(said: Said) -> None:
    assert "Il reste 1 mois" in answer(said("CMO-01", statut="titulaire", mois_de_cmo=11))
    assert "arrive à son terme" in answer(said("CMO-01", statut="titulaire", mois_de_cmo=12))


@given(st.integers(0, 600))
def test_more_months_taken_never_leave_more(months: int) -> None:
    ((now,), (later,)) = (duree(TODAY, TODAY, n).values for n in (months, months + 1))
    assert isinstance(now, Count)
    assert isinstance(later, Count)
    assert now.number >= later.number


def test_without_a_date_both_rates_of_the_reform_are_told(said: Said) -> None:
    told = answer(said("CMO-03"))
    assert "Le taux de 90 % s’applique, pendant les premiers mois, aux avis d’arrêt" in told
    assert "établis à partir du 1er mars 2025" in told
    assert "Établi avant, un avis est payé à 100 %" in told


@pytest.mark.parametrize(("day", "rate"), [(LAST_DAY_BEFORE, "100 %"), (FIRST_DAY, "90 %")])
def test_the_day_of_the_notice_decides_the_rate(said: Said, day: date, rate: str) -> None:
    told = answer(said("CMO-03", on=FIRST_DAY, date_de_l_arret=day))
    assert told.startswith(f"L’arrêt est payé à {rate} pendant les premiers mois")


def test_the_counter_runs_over_twelve_rolling_months_not_the_year(said: Said) -> None:
    told = answer(said("CMO-04"))
    assert "12 mois glissants, et non sur l’année civile" in told
    assert said("CMO-04", statut="contractuel") is None


def test_the_nbi_follows_the_traitement_since_the_reform(said: Said) -> None:
    told = answer(said("CMO-07", statut="titulaire"))
    assert "90 % pendant 3 mois, puis 50 %" in told
    assert said("CMO-07", on=LAST_DAY_BEFORE, statut="titulaire") is None


@pytest.mark.parametrize("rule_id", ["CMO-02", "CMO-04"])
@pytest.mark.parametrize("last", [date(2025, 6, 30), None, date(2026, 6, 30)])
def test_the_longest_of_what_is_told_of_days_is_short_enough(
    said: Said, rule_id: str, last: date | None
) -> None:
    # In full, nine tenths since a note of March 2025, then half, alone in its twelve months.
    notes = (date(2025, 2, 10), date(2025, 3, 10))
    leaves = (
        Period(notes[0], date(2025, 3, 9), {"avis": notes[0]}),
        Period(notes[1], last, {"avis": notes[1]}),
    )
    told = answer(said(rule_id, statut="titulaire", arrets_de_maladie=leaves))
    assert "Le traitement est versé à 100 % du 10 février 2025 au 9 mars 2025" in told
    assert len(told.split()) <= LONGEST_ANSWER
