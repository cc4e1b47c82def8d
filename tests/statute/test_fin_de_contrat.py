from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.contrat.fin_de_contrat import annonce
from statute.contrat.preavis import Scale

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
LAST_DAY_OF_THE_DECREE = date(2025, 9, 30)
FIRST_DAY_OF_THE_CODE = date(2025, 10, 1)
END = date(2027, 3, 31)


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("months", "latest"),
    [
        (5, "23 mars 2027"),
        (6, "28 février 2027"),
        (23, "28 février 2027"),
        (24, "31 janvier 2027"),
        (71, "31 janvier 2027"),
        (72, "31 décembre 2026"),
    ],
)
@pytest.mark.parametrize("on", [LAST_DAY_OF_THE_DECREE, TODAY])
def test_the_employer_tells_by_a_day_that_depends_on_the_contracts(
    said: Said, on: date, months: int, latest: str
) -> None:
    answer = of(said("CTR-09", on=on, mois_de_services=months, date_de_fin=END))[1]
    assert f"au plus tard le {latest}" in answer


def test_all_contracts_count_not_only_the_last_one(said: Said) -> None:
    answer = of(said("CTR-09", duree_du_contrat=4, mois_de_services=26))[1]
    assert "2 mois avant la fin" in answer


@pytest.mark.parametrize(
    ("months", "doubled"),
    [(5, "16 jours avant"), (6, "2 mois avant"), (24, "4 mois avant"), (72, "4 mois avant")],
)
def test_a_declared_disability_doubles_the_delay_within_four_months(
    said: Said, months: int, doubled: str
) -> None:
    answer = of(said("CTR-09", duree_du_contrat=months, handicap_reconnu="oui"))[1]
    assert doubled in answer
    assert "doublé" not in of(said("CTR-09", duree_du_contrat=months, handicap_reconnu="non"))[1]


def test_doubling_before_the_code_is_to_check(said: Said) -> None:
    facts = {"duree_du_contrat": 12, "handicap_reconnu": "oui"}
    assert of(said("CTR-09", on=LAST_DAY_OF_THE_DECREE, **facts))[0] is FindingOutcome.TO_CHECK
    assert of(said("CTR-09", on=FIRST_DAY_OF_THE_CODE, **facts))[0] is FindingOutcome.VALUE


def test_silence_for_eight_days_is_a_refusal(said: Said) -> None:
    answer = of(said("CTR-09", date_de_notification=date(2026, 11, 20)))[1]
    assert "8 jours pour répondre" in answer
    assert "28 novembre 2026" in answer
    assert "silence vaut refus" in answer


def test_without_a_length_the_whole_scale_is_said_and_the_interview(said: Said) -> None:
    outcome, answer = of(said("CTR-09"))
    assert outcome is FindingOutcome.VALUE
    for part in (
        "au moins 8 jours avant", "pour moins de 6 mois de contrats", "1 mois dès 6 mois",
        "2 mois dès 2 ans", "3 mois pour un CDI", "4 mois au plus",
    ):  # fmt: skip
        assert part in answer
    assert "Un entretien" in answer
    assert "3 ans sur emploi permanent" in answer
    assert "coupures de moins de 4 mois comprises, hors démission" in answer
    assert "coupures" not in of(said("CTR-09", on=LAST_DAY_OF_THE_DECREE))[1]


def test_a_cdi_has_no_end_to_announce(said: Said) -> None:
    assert said("CTR-09", type_de_contrat="CDI") is None
    assert said("CTR-09", type_de_contrat="CDI", on=LAST_DAY_OF_THE_DECREE) is None


@pytest.mark.parametrize(("months", "latest"), [(36, "31 janvier 2027"), (37, "31 décembre 2026")])
def test_a_project_of_more_than_three_years_takes_three_months_notice(
    said: Said, months: int, latest: str
) -> None:
    answer = of(said("CTR-17", duree_du_contrat=months, date_de_fin=END))[1]
    assert f"au plus tard le {latest}" in answer


def test_the_scale_of_projects_is_said_whole_since_the_code(said: Said) -> None:
    answer = of(said("CTR-17", on=FIRST_DAY_OF_THE_CODE))[1]
    for part in ("2 mois avant la fin", "3 ans au plus", "3 mois avant", "8 jours", "6 ans"):
        assert part in answer
    assert said("CTR-17", on=LAST_DAY_OF_THE_DECREE) is None


@given(st.integers(0, 119))
def test_a_longer_contract_is_never_told_later(months: int) -> None:
    scale = Scale.of("fin_de_contrat", TODAY)
    assert scale.for_months(months + 1).before(END) <= scale.for_months(months).before(END)
    assert annonce(TODAY, TODAY, duree_du_contrat=months) is not None
