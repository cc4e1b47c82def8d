from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import Period
from statute.outcome import Count, KindOfDay, Verdict
from statute.sante.conge_maladie_contractuels import accident_du_travail, remuneration

TODAY = date(2026, 11, 24)


Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


LAST_DAY_BEFORE = date(2025, 2, 28)
FIRST_DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("months", "row", "said_so"),
    [
        (0, "CMC-01", "Rien n’est versé par l’employeur"),
        (3, "CMC-01", "Rien n’est versé par l’employeur"),
        (4, "CMC-02", "90 % de la rémunération pendant 1 mois, puis 50 % pendant 1 mois"),
        (23, "CMC-02", "90 % de la rémunération pendant 1 mois, puis 50 % pendant 1 mois"),
        (24, "CMC-03", "90 % de la rémunération pendant 2 mois, puis 50 % pendant 2 mois"),
        (35, "CMC-03", "90 % de la rémunération pendant 2 mois, puis 50 % pendant 2 mois"),
        (36, "CMC-04", "90 % de la rémunération pendant 3 mois, puis 50 % pendant 3 mois"),
        (400, "CMC-04", "90 % de la rémunération pendant 3 mois, puis 50 % pendant 3 mois"),
    ],
)
def test_a_contractuel_is_paid_by_seniority(
    said: Said, months: int, row: str, said_so: str
) -> None:
    finding = said(row, statut="contractuel", mois_de_services=months)
    assert finding is not None
    assert finding.rule == row
    assert said_so in answer(finding)


def test_a_contractuel_was_paid_in_full_until_28_february_2025(said: Said) -> None:
    before = said("CMC-01", on=LAST_DAY_BEFORE, statut="contractuel", mois_de_services=24)
    after = said("CMC-01", on=FIRST_DAY, statut="contractuel", mois_de_services=24)
    assert "100 % de la rémunération pendant 2 mois, puis 50 % pendant 2 mois" in answer(before)
    assert "90 % de la rémunération pendant 2 mois, puis 50 % pendant 2 mois" in answer(after)


def test_without_seniority_a_contractuel_is_told_the_whole_scale(said: Said) -> None:
    told = answer(said("CMC-01", statut="contractuel"))
    assert "1 mois à 90 % de la rémunération puis 1 mois à 50 % dès 4 mois de services" in told
    assert "2 mois puis 2 mois dès 2 ans, 3 mois puis 3 mois dès 3 ans" in told
    assert "Avant 4 mois, rien" in told


def test_without_the_status_nothing_is_told_of_a_contractuel_s_pay(said: Said) -> None:
    finding = said("CMC-01")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing == ("statut", "mois_de_services")
    assert said("CMC-01", statut="titulaire", mois_de_services=50) is None


@given(st.integers(0, 599))
def test_more_seniority_never_pays_less(months: int) -> None:
    now = remuneration(TODAY, TODAY, months)
    later = remuneration(TODAY, TODAY, months + 1)
    assert now.row <= later.row


def test_too_short_a_service_gives_a_year_of_unpaid_leave_at_most(said: Said) -> None:
    below = answer(said("CMC-01", statut="contractuel", mois_de_services=3))
    above = answer(said("CMC-01", statut="contractuel", mois_de_services=4))
    assert "congé sans traitement pour 12 mois au plus" in below
    assert "sans traitement" not in above


def test_rights_are_counted_over_twelve_months_or_three_hundred_days(said: Said) -> None:
    for row in ("CMC-02", "CMC-03", "CMC-04"):
        told = answer(said(row, statut="contractuel", mois_de_services=24))
        assert "sur 12 mois consécutifs (300 jours de services effectifs" in told


@pytest.mark.parametrize(
    ("months", "paid"),
    [(0, "1 mois"), (11, "1 mois"), (12, "2 mois"), (35, "2 mois"), (36, "3 mois")],
)
def test_a_contractuel_hurt_at_work_is_paid_in_full_by_seniority(
    said: Said, months: int, paid: str
) -> None:
    told = answer(said("CMC-05", statut="contractuel", mois_de_services=months))
    assert told.startswith(f"Le plein traitement est versé pendant {paid}")
    assert "(CITIS) est réservé aux fonctionnaires" in told


def test_whoever_asks_of_a_contractuel_s_work_accident_is_told_the_scale(said: Said) -> None:
    told = answer(said("CMC-05"))
    assert "1 mois dès l’entrée en fonctions, 2 mois après 1 an de services, 3 mois" in told
    assert said("CMC-05", statut="titulaire") is None


@given(st.integers(0, 599))
def test_more_seniority_never_shortens_full_pay_after_an_accident(months: int) -> None:
    ((now,), (later,)) = (accident_du_travail(TODAY, n).values for n in (months, months + 1))
    assert isinstance(now, Count)
    assert isinstance(later, Count)
    assert now.number <= later.number


def test_a_scale_crossed_since_an_earlier_leave_is_to_be_checked() -> None:
    leaves = (Period(date(2026, 3, 2), date(2026, 3, 31)), Period(date(2026, 9, 10), None))
    within = remuneration(TODAY, date(2026, 9, 10), 26, leaves)
    crossed = remuneration(TODAY, TODAY, 30, leaves)
    assert within.verdict is None
    assert crossed.verdict is Verdict.A_VERIFIER


def test_the_months_of_service_of_an_earlier_leave_are_those_it_had() -> None:
    # 30 months of service in September, 11 less a year before: 30 days at each rate, not 60.
    leaves = (Period(date(2025, 10, 1), date(2025, 11, 29)), Period(date(2026, 9, 1), None))
    outcome = remuneration(TODAY, date(2026, 9, 1), 30, leaves)
    assert outcome.steps[0].value == Count.days(30, KindOfDay.CALENDAIRE)
