from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.conge_maladie import remuneration_contractuel

Said = Callable[..., Finding | None]
LAST_DAY_BEFORE = date(2025, 2, 28)
FIRST_DAY = date(2025, 3, 1)
TODAY = date(2026, 11, 24)


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize("statut", ["titulaire", "stagiaire"])
def test_sick_pay_is_in_full_until_28_february_2025_then_nine_tenths(
    said: Said, statut: str
) -> None:
    before = answer(said("CMO-02", on=LAST_DAY_BEFORE, statut=statut))
    after = answer(said("CMO-02", on=FIRST_DAY, statut=statut))
    assert "100 % pendant 3 mois, puis à 50 % pendant les 9 mois" in before
    assert "90 % pendant 3 mois, puis à 50 % pendant les 9 mois" in after
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
    assert "sont épuisés" not in second_month
    assert "le traitement est versé à 50 %" in fourth_month


def test_after_twelve_months_nothing_is_promised(said: Said) -> None:
    assert said("CMO-02", statut="titulaire", mois_de_cmo=12) is None


def test_without_the_status_sick_pay_is_undecided(said: Said) -> None:
    finding = said("CMO-02")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing == ("statut", "mois_de_cmo")
    assert finding.answer == ""


def test_the_rule_of_fonctionnaires_says_nothing_of_a_contractuel(said: Said) -> None:
    assert said("CMO-02", statut="contractuel") is None
    assert said("CMC-01", statut="titulaire", mois_de_services=50) is None


@pytest.mark.parametrize(
    ("months", "row", "said_so"),
    [
        (0, "CMC-01", "n’est pas payé par l’employeur"),
        (3, "CMC-01", "n’est pas payé par l’employeur"),
        (4, "CMC-02", "à 90 % pendant 1 mois, puis à 50 % pendant 1 mois"),
        (23, "CMC-02", "à 90 % pendant 1 mois, puis à 50 % pendant 1 mois"),
        (24, "CMC-03", "à 90 % pendant 2 mois, puis à 50 % pendant 2 mois"),
        (35, "CMC-03", "à 90 % pendant 2 mois, puis à 50 % pendant 2 mois"),
        (36, "CMC-04", "à 90 % pendant 3 mois, puis à 50 % pendant 3 mois"),
        (400, "CMC-04", "à 90 % pendant 3 mois, puis à 50 % pendant 3 mois"),
    ],
)
def test_a_contractuel_is_paid_by_seniority(
    said: Said, months: int, row: str, said_so: str
) -> None:
    finding = said("CMC-01", statut="contractuel", mois_de_services=months)
    assert finding is not None
    assert finding.rule == row
    assert said_so in answer(finding)


def test_a_contractuel_was_paid_in_full_until_28_february_2025(said: Said) -> None:
    finding = said("CMC-01", on=LAST_DAY_BEFORE, statut="contractuel", mois_de_services=24)
    assert "à 100 % pendant 2 mois, puis à 50 % pendant 2 mois" in answer(finding)


@pytest.mark.parametrize(
    ("facts", "first_missing"),
    [({}, "statut"), ({"statut": "contractuel"}, "mois_de_services")],
)
def test_without_status_or_seniority_a_contractuel_is_told_nothing(
    said: Said, facts: dict[str, str], first_missing: str
) -> None:
    finding = said("CMC-01", **facts)
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing[0] == first_missing


@given(st.integers(0, 599))
def test_more_seniority_never_pays_less(months: int) -> None:
    now = remuneration_contractuel(TODAY, months)
    later = remuneration_contractuel(TODAY, months + 1)
    assert now is not None
    assert later is not None
    assert now.row <= later.row


def test_sick_leave_lasts_up_to_twelve_months_in_twelve(said: Said) -> None:
    assert "12 mois sur une période de douze mois" in answer(said("CMO-01", statut="stagiaire"))


def test_the_notice_is_sent_within_48_hours(said: Said) -> None:
    assert "48 heures" in answer(said("CMO-05", statut="titulaire"))


def test_the_first_day_is_unpaid_whatever_the_status(said: Said) -> None:
    assert "jour de carence" in answer(said("CAR-01"))


def test_a_quick_relapse_and_a_pregnancy_are_among_the_exceptions(said: Said) -> None:
    told = answer(said("CAR-02"))
    assert "48 heures" in told
    assert "grossesse" in told


def test_nothing_is_said_of_days_before_the_code(said: Said) -> None:
    assert said("CMO-02", on=date(2022, 2, 28), statut="titulaire") is None
    assert said("CMO-02", on=date(2022, 3, 1), statut="titulaire") is not None
