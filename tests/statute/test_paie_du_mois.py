from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, TITULAIRE, FactValue, Period
from statute.remuneration.mois_de_maladie import MoisDeMaladie, sick_days_of
from statute.remuneration.paie_du_mois import Emploi, composer
from statute.sante.paie_des_arrets import fonctionnaires

TODAY = date(2026, 11, 24)
NO_BREAK = "\N{NO-BREAK SPACE}"
MONTH: dict[str, FactValue] = {
    "statut": TITULAIRE,
    "mois_paye": date(2026, 11, 30),
    "arrets_de_maladie": (Period(date(2026, 10, 1), date(2026, 11, 30)),),
    "indice_majore": 446,
    "points_de_nbi": 20,
    "zone_de_residence": "1",
    "enfants_a_charge": 2,
    "quotite": 80,
}
Said = Callable[..., Finding | None]
Told = Callable[..., str]

EMPLOIS = st.builds(
    Emploi,
    indice=st.integers(366, 1_000).map(Fraction),
    nbi=st.integers(0, 60),
    part=st.sampled_from([Fraction(1, 2), Fraction(6, 7), Fraction(32, 35), Fraction(1)]),
    non_complet=st.just(value=False),
    zone=st.sampled_from(["1", "2", "3"]),
    enfants=st.integers(0, 6),
)
LEAVES = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 60)), min_size=1, max_size=6)
"""Gaps and lengths of leaves, in days, from March 2026 on."""


def month_of_leaves(drawn: list[tuple[int, int]], month: date) -> MoisDeMaladie:
    periods, day = [], date(2026, 3, 1)
    for gap, length in drawn:
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length)
        periods.append(Period(first, day))
        day += timedelta(days=1)
    return sick_days_of(month, tuple(periods), fonctionnaires)


def test_the_unpaid_day_is_a_thirtieth_of_the_pay_of_the_time_worked(told: Told) -> None:
    without = told("PAY-01", **MONTH)
    assert without.startswith(
        "La paie est de 1 906,38 € bruts pour novembre 2026 à temps partiel (80 %, payé 6/7), "
        "hors primes"
    )
    assert "carence" not in without
    october = {**MONTH, "mois_paye": date(2026, 10, 1)}
    assert "moins 67,51 € de jour de carence" in told("PAY-01", **october)


def test_a_worked_month_adds_the_lines_that_each_card_tells(said: Said, told: Told) -> None:
    worked = {name: value for name, value in MONTH.items() if name != "arrets_de_maladie"}
    whole = told("PAY-04", **worked)
    for card in ("TP-03", "NBI-01", "IR-01", "SFT-06"):
        finding = said(card, **worked)
        assert finding is not None
        assert f" {finding.values[0].replace(NO_BREAK, ' ')}" in whole


def test_a_line_that_is_not_told_is_named_and_not_added(told: Told) -> None:
    bare = {"indice_majore": 446, "quotite": 80}
    assert told("PAY-04", **bare).startswith(
        "La paie est de 1 881,91 € bruts par mois à temps partiel"
    )
    assert "selon la zone" in told("PAY-04", **bare)
    assert "selon la zone" not in told("PAY-04", **bare, zone_de_residence="3")


def test_what_half_pay_and_a_contract_leave_open_is_told(told: Told) -> None:
    half = {**MONTH, "arrets_de_maladie": (Period(date(2026, 7, 1), None),)}
    contract = {"statut": CONTRACTUEL, "mois_de_services": 60}
    floor = "sous les indemnités journalières du régime général, ce qui est à vérifier"
    assert floor in told("PAY-01", **half)
    assert floor not in told("PAY-01", **{**half, **contract})
    assert "sécurité sociale en sont déduites" in told("PAY-01", **{**half, **contract})
    assert "NBI" not in told("PAY-01", **{**half, **contract})


def test_the_leave_of_a_child_is_paid_at_full_time(told: Told) -> None:
    leave = {**MONTH, "absence_du_mois": "congé de maternité, de paternité ou d’adoption"}
    assert "traitement 2 195,56 €" in told("PAY-02", **leave)
    assert told("PAY-02", **leave) == told("PAY-02", **{**leave, "quotite": 50})


def test_therapeutic_part_time_is_paid_whole_and_its_nbi_is_to_be_checked(said: Said) -> None:
    facts = {**MONTH, "absence_du_mois": "temps partiel thérapeutique"}
    finding = said("PAY-03", **facts)
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK
    assert "2\u00a0195,56" in finding.answer
    assert said("PAY-03", **{**facts, "statut": CONTRACTUEL}) is None


@given(EMPLOIS, LEAVES, st.integers(3, 12))
def test_sick_days_cut_traitement_and_nbi_alone_and_lines_add_up(
    emploi: Emploi, drawn: list[tuple[int, int]], month: int
) -> None:
    sick = month_of_leaves(drawn, date(2026, month, 1))
    if sick.unrated:
        return
    mois, whole = (
        composer(emploi, TODAY, sick.part, carences=sick.unpaid_days),
        composer(emploi, TODAY),
    )
    lines = (mois.traitement, mois.nbi, mois.residence, mois.supplement, mois.differentielle)
    assert mois.total == sum(lines) - mois.carence
    assert (mois.residence, mois.supplement) == (whole.residence, whole.supplement)
    assert (mois.total < whole.total) is bool(sick.days)
    assert Fraction(1, 2) <= sick.part <= 1


@given(LEAVES, st.integers(3, 12), st.integers(0, 25))
def test_a_sick_day_more_never_pays_more(
    drawn: list[tuple[int, int]], month: int, longer: int
) -> None:
    first = date(2026, month, 1)
    *before, (gap, length) = drawn
    now = month_of_leaves(drawn, first)
    later = month_of_leaves([*before, (gap, length + longer)], first)
    if not later.unrated:
        assert later.part <= now.part


def test_a_whole_month_at_one_rate_is_that_rate_whatever_its_length() -> None:
    leave = (Period(date(2027, 1, 4), date(2027, 3, 31)),)
    months = [sick_days_of(date(2027, m, 1), leave, fonctionnaires) for m in (1, 2, 3)]
    assert [month.part for month in months[1:]] == [Fraction(9, 10)] * 2
    assert months[0].part == 1 - Fraction(28, 30) / 10
    assert [month.unpaid_days for month in months] == [1, 0, 0]


@given(EMPLOIS)
def test_an_index_point_or_a_child_more_never_pays_less(emploi: Emploi) -> None:
    now = composer(emploi, TODAY).total
    assert composer(replace(emploi, indice=emploi.indice + 1), TODAY).total >= now
    assert composer(replace(emploi, enfants=emploi.enfants + 1), TODAY).total > now
