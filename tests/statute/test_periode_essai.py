from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
LAST_DAY_OF_THE_DECREE = date(2025, 9, 30)
FIRST_DAY_OF_THE_CODE = date(2025, 10, 1)


def of(finding: Finding | None) -> tuple[FindingOutcome, str]:
    assert finding is not None
    return finding.outcome, finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("months", "longest"),
    [
        (1, "4 jours ouvrés"),
        (3, "13 jours ouvrés"),
        (4, "3 semaines au plus"),
        (5, "3 semaines au plus"),
        (6, "1 mois au plus"),
        (11, "1 mois au plus"),
        (12, "2 mois au plus"),
        (23, "2 mois au plus"),
        (25, "3 mois au plus"),
    ],
)
@pytest.mark.parametrize("on", [LAST_DAY_OF_THE_DECREE, TODAY])
def test_the_trial_grows_with_the_contract(said: Said, on: date, months: int, longest: str) -> None:
    assert longest in of(said("CTR-08", on=on, duree_du_contrat=months))[1]


def test_exactly_two_years_was_three_months_and_is_to_check_since_the_code(said: Said) -> None:
    before = said("CTR-08", on=LAST_DAY_OF_THE_DECREE, duree_du_contrat=24)
    after = said("CTR-08", on=FIRST_DAY_OF_THE_CODE, duree_du_contrat=24)
    assert "3 mois au plus" in of(before)[1]
    assert of(after)[0] is FindingOutcome.TO_CHECK
    assert after is not None
    assert "R332-22" in {citation.article for citation in after.citations}


def test_the_trial_of_a_cdi_is_three_months(said: Said) -> None:
    answer = of(said("CTR-08", type_de_contrat="CDI", duree_du_contrat=24))[1]
    assert "d’un CDI dure 3 mois au plus" in answer


def test_without_the_length_the_whole_scale_is_said(said: Said) -> None:
    outcome, answer = of(said("CTR-08"))
    assert outcome is FindingOutcome.VALUE
    for part in (
        "1 jour ouvré par semaine", "3 semaines pour moins de 6 mois",
        "1 mois pour moins de 1 an", "2 mois pour moins de 2 ans", "renouvelable 1 fois",
        "jamais pour le même emploi", "sans préavis ni indemnité", "lettre motivée",
    ):  # fmt: skip
        assert part in answer


def test_the_last_step_of_the_scale_starts_at_two_years_then_beyond_two_years(said: Said) -> None:
    before = of(said("CTR-08", on=LAST_DAY_OF_THE_DECREE))[1]
    after = of(said("CTR-08", on=FIRST_DAY_OF_THE_CODE))[1]
    assert "3 mois à partir de 2 ans ou en CDI" in before
    assert "3 mois pour plus de 2 ans ou en CDI" in after


def test_the_decree_is_cited_until_30_september_2025_then_the_code(said: Said) -> None:
    before = said("CTR-08", on=LAST_DAY_OF_THE_DECREE)
    after = said("CTR-08", on=FIRST_DAY_OF_THE_CODE)
    assert before is not None
    assert after is not None
    assert {c.text for c in before.citations} == {"décret 88-145"}
    assert {c.text for c in after.citations} == {"CGFP"}
