from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.contrat.contrats import passage_en_cdi

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
    assert (answer.outcome is FindingOutcome.MET) is (months >= SIX_YEARS)
