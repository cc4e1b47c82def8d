from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.contrat.passage_en_cdi import passage_en_cdi
from statute.contrat.services import Gap, Length, seniority, unbroken
from statute.days import last_day_of_months, months_after
from statute.facts import Period
from statute.outcome import Verdict

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
SIX_YEARS = 72


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


def test_a_permanent_job_takes_contracts_of_three_years_six_in_all_then_a_cdi(said: Said) -> None:
    outcome, answer = of(said("CTR-01"))
    assert outcome is FindingOutcome.VALUE
    assert "3 ans au plus" in answer
    assert "6 ans au total" in answer
    assert "seul un CDI est possible" in answer
    assert "ni tacite reconduction, ni transformation automatique" in answer


def test_a_contract_of_three_years_and_a_month_is_too_long(said: Said) -> None:
    assert of(said("CTR-01", duree_du_contrat=36))[0] is FindingOutcome.VALUE
    outcome, answer = of(said("CTR-01", duree_du_contrat=37))
    assert outcome is FindingOutcome.NOT_MET
    assert "37 mois" in answer


def test_contracts_say_nothing_before_the_code_nor_to_a_titulaire(said: Said) -> None:
    assert said("CTR-01", on=date(2022, 2, 28)) is None
    assert said("CTR-01", on=date(2022, 3, 1)) is not None
    assert said("CTR-02", statut="titulaire") is None


def test_six_years_of_counted_services_make_the_next_contract_a_cdi(said: Said) -> None:
    outcome, answer = of(said("CTR-02", mois_de_services=SIX_YEARS))
    assert outcome is FindingOutcome.MET
    assert "doit être un CDI" in answer
    assert "accroissement temporaire" in answer
    assert "coupures de 4 mois au plus" in answer
    assert "pas un contrat de projet" in answer


def test_only_a_job_filled_for_good_becomes_a_cdi(said: Said) -> None:
    for months in (None, SIX_YEARS):
        facts = {} if months is None else {"mois_de_services": months}
        assert "pour pourvoir durablement un emploi permanent" in of(said("CTR-02", **facts))[1]


def test_a_month_short_of_six_years_is_told_what_is_missing(said: Said) -> None:
    outcome, answer = of(said("CTR-02", mois_de_services=SIX_YEARS - 1))
    assert outcome is FindingOutcome.NOT_MET
    assert "il manque 1 mois" in answer


def test_the_day_of_six_years_is_counted_from_the_arrival(said: Said) -> None:
    assert "1er mars 2029" in of(said("CTR-02", date_d_arrivee=date(2023, 3, 1)))[1]
    assert "20" not in of(said("CTR-02"))[1]


@given(st.integers(0, 600))
def test_a_cdi_once_due_stays_due(months: int) -> None:
    answer = passage_en_cdi(TODAY, months)
    assert answer is not None
    assert (answer.decision is FindingOutcome.MET) is (months >= SIX_YEARS)


SOME_DAY = st.dates(date(2022, 8, 1), date(2030, 12, 31))
ONE = timedelta(days=1)


@given(SOME_DAY, st.integers(0, 4000))
def test_months_then_days_measure_a_contract_to_its_last_day(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    length = Length.between(first, last)
    assert last_day_of_months(first, length.months) + timedelta(days=length.days) == last
    assert length.at_least <= length.in_thirtieths <= length.at_most


@given(SOME_DAY)
def test_one_contract_without_end_becomes_a_cdi_after_six_years(first: date) -> None:
    six_years = last_day_of_months(first, SIX_YEARS) + ONE
    contract = (Period(first, None),)
    assert passage_en_cdi(six_years, contrats=contract).verdict is Verdict.OUI
    assert passage_en_cdi(six_years - ONE, contrats=contract).verdict is Verdict.NON
    assert passage_en_cdi(six_years - ONE, contrats=contract).values == (six_years,)


@given(SOME_DAY, st.integers(1, 60), st.integers(0, 200))
def test_a_gap_never_brings_the_cdi_nearer(first: date, months: int, gap: int) -> None:
    stops = months_after(first, months) - ONE
    resumes = stops + timedelta(days=gap + 1)
    contracts = (Period(first, stops), Period(resumes, None))
    whole = passage_en_cdi(first, contrats=contracts)
    assert whole.verdict in {Verdict.NON, Verdict.A_VERIFIER}
    if whole.values:
        reached = whole.values[0]
        assert isinstance(reached, date)
        assert reached >= months_after(first, SIX_YEARS)


def test_a_gap_of_exactly_four_months_keeps_the_services_unless_less_is_asked() -> None:
    contracts = (
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        Period(date(2026, 5, 1), date(2026, 12, 31)),
    )
    assert unbroken(contracts, Gap(4)) == contracts
    assert unbroken(contracts, Gap(4, less_than=True)) == contracts[1:]
    assert unbroken(contracts, Gap(3)) == contracts[1:]


def test_part_time_counts_for_what_it_is_only_where_the_law_says_so() -> None:
    contracts = (Period(date(2025, 1, 1), date(2025, 12, 31), {"quotite": 50}),)
    day = date(2025, 12, 31)
    assert seniority(contracts, Gap(4), day) == Fraction(12)
    assert seniority(contracts, Gap(4), day, part_time_as_such=True) == Fraction(6)
