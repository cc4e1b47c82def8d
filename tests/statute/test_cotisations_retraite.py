from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from cases.model import Finding, FindingOutcome
from statute.phrasing import worded

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("status", ["titulaire", "stagiaire"])
def test_a_fonctionnaire_pays_eleven_and_a_tenth_per_cent(said: Said, status: str) -> None:
    assert "11,10 % du traitement indiciaire" in answer(said("RET-01", statut=status))


def test_a_contractuel_pays_nothing_to_that_fund(said: Said) -> None:
    assert said("RET-01", statut="contractuel") is None
    assert said("RET-01", on=date(2019, 12, 31)) is None


def test_the_rate_of_next_year_is_not_guessed(said: Said) -> None:
    for row in ("RET-01", "RET-02"):
        assert outcome(said(row, on=date(2026, 12, 31))) is FindingOutcome.VALUE
        assert outcome(said(row, on=date(2027, 1, 1))) is FindingOutcome.TO_CHECK


@pytest.mark.parametrize(
    ("on", "rate", "decree"),
    [
        (date(2024, 1, 1), "31,65 %", "2024-49"),
        (date(2024, 12, 31), "31,65 %", "2024-49"),
        (date(2025, 1, 1), "34,65 %", "2025-86"),
        (date(2025, 12, 31), "34,65 %", "2025-86"),
        (date(2026, 1, 1), "37,65 %", "2025-86"),
    ],
)
def test_the_employer_pays_the_rate_of_the_year(
    said: Said, on: date, rate: str, decree: str
) -> None:
    told = answer(said("RET-02", on=on))
    assert f"Le barème du décret {decree} fixe pour {on.year} à {rate}" in told


def test_the_schedule_of_the_other_years_is_told_with_the_rate_of_the_year(said: Said) -> None:
    told = answer(said("RET-02", on=date(2026, 11, 24)))
    assert "Le barème est de 34,65 % en 2025, 40,65 % en 2027, 43,65 % en 2028." in told
    assert "Le barème est de" not in answer(said("RET-02", on=date(2024, 12, 31)))


def test_before_2024_the_employer_rate_is_not_known(said: Said) -> None:
    assert said("RET-02", on=date(2023, 12, 31)) is None


@pytest.mark.parametrize(
    ("rate", "written"), [("1110/10000", "11,10"), ("3765/10000", "37,65"), ("1/3", "33,33")]
)
def test_a_rate_is_written_to_the_hundredth_as_on_a_pay_slip(rate: str, written: str) -> None:
    told = worded("{caisse.taux en % au centième}.", lambda *_: Fraction(rate), {}, {})
    assert told == f"{written}\u00a0%."
