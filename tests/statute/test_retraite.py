from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.depart.retraite import AGES, SUSPENSION, lines

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1961, 9, 1), "62 ans et 3 mois"),
        (date(1961, 12, 31), "62 ans et 3 mois"),
        (date(1962, 1, 1), "62 ans et 6 mois"),
        (date(1963, 1, 1), "62 ans et 9 mois"),
        (date(1965, 3, 31), "62 ans et 9 mois"),
        (date(1965, 4, 1), "l’âge légal de départ est de 63 ans, atteint"),
        (date(1966, 1, 1), "63 ans et 3 mois"),
        (date(1967, 6, 1), "63 ans et 6 mois"),
        (date(1968, 12, 31), "63 ans et 9 mois"),
        (date(1969, 1, 1), "l’âge légal de départ est de 64 ans, atteint"),
        (date(1985, 5, 5), "l’âge légal de départ est de 64 ans, atteint"),
    ],
)
def test_the_legal_age_follows_the_day_of_birth(said: Said, born: date, age: str) -> None:
    assert age in answer(said("RTR-01", date_de_naissance=born))


@pytest.mark.parametrize(
    ("year", "before", "after"),
    [
        (1963, "62 ans et 9 mois", "62 ans et 9 mois"),
        (1964, "l’âge légal de départ est de 63 ans.", "62 ans et 9 mois"),
        (1966, "63 ans et 6 mois", "63 ans et 3 mois"),
        (1967, "63 ans et 9 mois", "63 ans et 6 mois"),
        (1968, "l’âge légal de départ est de 64 ans.", "63 ans et 9 mois"),
    ],
)
def test_the_law_of_december_2025_lowers_the_age_from_1964_on(
    said: Said, year: int, before: str, after: str
) -> None:
    old = said("RTR-01", on=date(2025, 12, 30), annee_de_naissance=year)
    new = said("RTR-01", on=date(2025, 12, 31), annee_de_naissance=year)
    assert before in answer(old)
    assert "avant le 31 décembre 2025" in answer(old)
    assert after in answer(new)
    assert "à partir du 1er septembre 2026" in answer(new)


def test_the_year_is_enough_unless_the_age_changes_within_it(said: Said) -> None:
    assert outcome(said("RTR-01", annee_de_naissance=1964)) is FindingOutcome.VALUE
    assert outcome(said("RTR-01", on=date(2025, 6, 1), annee_de_naissance=1965)) is (
        FindingOutcome.VALUE
    )
    both = answer(said("RTR-01", annee_de_naissance=1965))
    assert "62 ans et 9 mois, ou 63 ans dès le 1er avril 1965" in both
    assert "170 ou 171 trimestres" in both
    finding = said("RTR-01", annee_de_naissance=1961)
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing[0] == "date_de_naissance"


def test_without_a_birth_the_whole_scale_is_told(said: Said) -> None:
    finding = said("RTR-01")
    assert outcome(finding) is FindingOutcome.VALUE
    for part in (
        "62 ans et 9 mois pour les naissances dès 1963", "63 ans dès le 1er avril 1965",
        "63 ans et 3 mois dès 1966", "63 ans et 6 mois dès 1967", "63 ans et 9 mois dès 1968",
        "64 ans dès 1969", "169 à 172 trimestres",
    ):  # fmt: skip
        assert part in answer(finding)
    before = answer(said("RTR-01", on=date(2025, 12, 30)))
    assert "63 ans dès 1964" in before
    assert "64 ans dès 1968" in before


def test_generations_that_have_all_reached_their_age_leave_the_scale(said: Said) -> None:
    assert "1962" in answer(said("RTR-01", on=date(2025, 1, 1)))
    assert "1962" not in answer(said("RTR-01", on=date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("born", "quarters"),
    [(date(1962, 12, 31), 169), (date(1964, 1, 1), 170), (date(1965, 4, 1), 171)],
)
def test_the_age_is_told_with_the_quarters_of_a_full_pension(
    said: Said, born: date, quarters: int
) -> None:
    finding = said("RTR-01", date_de_naissance=born)
    assert f"{quarters} trimestres pour le taux plein" in answer(finding)
    assert finding is not None
    assert "L161-17-3" in {citation.article for citation in finding.citations}


def test_the_day_on_which_the_age_is_reached_is_computed(said: Said) -> None:
    finding = said("RTR-01", date_de_naissance=date(1965, 2, 12))
    assert "atteint le 12 novembre 2027" in answer(finding)


def test_those_born_before_september_1961_have_reached_it(said: Said) -> None:
    finding = said("RTR-01", date_de_naissance=date(1961, 8, 31))
    assert "déjà atteint" in answer(finding)


@pytest.mark.parametrize(
    ("facts", "expected", "age"),
    [
        ({"date_de_naissance": date(1965, 12, 31)}, FindingOutcome.TO_CHECK, "CNRACL"),
        ({"date_de_naissance": date(1966, 1, 1)}, FindingOutcome.VALUE, "est de 57 ans"),
        ({"date_de_naissance": date(1966, 8, 31)}, FindingOutcome.VALUE, "est de 57 ans"),
        ({"date_de_naissance": date(1966, 9, 1)}, FindingOutcome.TO_CHECK, "CNRACL"),
        ({"annee_de_naissance": 1966}, FindingOutcome.TO_CHECK, "CNRACL"),
        ({"annee_de_naissance": 1973}, FindingOutcome.TO_CHECK, "CNRACL"),
        ({"annee_de_naissance": 1974}, FindingOutcome.VALUE, "est de 59 ans"),
        ({}, FindingOutcome.TO_CHECK, "de 57 ans"),
    ],
)
def test_only_the_two_ends_of_the_active_table_are_said(
    said: Said, facts: dict[str, int], expected: FindingOutcome, age: str
) -> None:
    finding = said("RTR-01", categorie_active="oui", **facts)
    assert outcome(finding) is expected
    assert age in answer(finding)


def test_before_the_law_no_age_is_said_of_active_jobs(said: Said) -> None:
    finding = said("RTR-01", on=date(2025, 12, 30), categorie_active="oui", annee_de_naissance=1974)
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "59" not in answer(finding)


@given(st.dates(date(1961, 9, 1), date(2000, 1, 1)), st.dates(date(1961, 9, 1), date(2000, 1, 1)))
def test_nobody_younger_leaves_earlier(one: date, other: date) -> None:
    older, younger = sorted((one, other))
    (first,) = lines(AGES, SUSPENSION, (older,))
    (second,) = lines(AGES, SUSPENSION, (younger,))
    assert first is not None
    assert second is not None
    assert first <= second
