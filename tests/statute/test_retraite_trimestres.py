from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize(
    ("born", "count"),
    [
        (date(1961, 9, 1), 169),
        (date(1962, 12, 31), 169),
        (date(1963, 1, 1), 170),
        (date(1965, 3, 31), 170),
        (date(1965, 4, 1), 171),
        (date(1965, 12, 31), 171),
        (date(1966, 1, 1), 172),
        (date(1980, 1, 1), 172),
    ],
)
def test_the_quarters_follow_the_day_of_birth(said: Said, born: date, count: int) -> None:
    assert f"{count} trimestres" in answer(said("RTR-02", date_de_naissance=born))


@pytest.mark.parametrize(
    ("born", "before", "after"),
    [
        (date(1963, 7, 1), 170, 170),
        (date(1964, 1, 1), 171, 170),
        (date(1965, 3, 31), 172, 170),
        (date(1965, 4, 1), 172, 171),
        (date(1966, 1, 1), 172, 172),
    ],
)
def test_the_law_of_december_2025_lowers_the_quarters_of_1964_and_1965(
    said: Said, born: date, before: int, after: int
) -> None:
    old = said("RTR-02", on=date(2025, 12, 30), date_de_naissance=born)
    new = said("RTR-02", on=date(2025, 12, 31), date_de_naissance=born)
    assert f"{before} trimestres" in answer(old)
    assert f"{after} trimestres" in answer(new)


def test_of_1961_the_day_must_be_known_and_of_1965_both_counts_are_told(said: Said) -> None:
    finding = said("RTR-02", annee_de_naissance=1961)
    assert finding is not None
    assert finding.missing[0] == "date_de_naissance"
    both = answer(said("RTR-02", annee_de_naissance=1965))
    assert "170 trimestres, ou 171 trimestres dès le 1er avril 1965" in both
    assert "170 trimestres" in answer(said("RTR-02", annee_de_naissance=1964))


def test_without_a_birth_both_scales_are_told(said: Said) -> None:
    told = answer(said("RTR-02"))
    assert "169 pour les naissances dès le 1er septembre 1961, 170 dès 1963" in told
    assert "171 dès le 1er avril 1965, 172 dès 1966" in told
    active = answer(said("RTR-03"))
    assert "169 pour les naissances dès le 1er septembre 1966, 170 dès 1968" in active
    assert "171 dès le 1er avril 1970, 172 dès 1971" in active


def test_before_the_table_no_figure_is_said(said: Said) -> None:
    finding = said("RTR-02", date_de_naissance=date(1961, 8, 31))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "trimestres" not in answer(finding)


def test_an_active_job_is_another_rule(said: Said) -> None:
    for on in (date(2025, 12, 30), date(2026, 11, 24)):
        assert said("RTR-02", on=on, categorie_active="oui", annee_de_naissance=1964) is None
    assert said("RTR-03", categorie_active="non", annee_de_naissance=1969) is None


@pytest.mark.parametrize(
    ("born", "count"),
    [
        (date(1966, 9, 1), 169),
        (date(1967, 12, 31), 169),
        (date(1968, 1, 1), 170),
        (date(1970, 3, 31), 170),
        (date(1970, 4, 1), 171),
        (date(1970, 12, 31), 171),
        (date(1971, 1, 1), 172),
    ],
)
def test_an_active_job_has_its_own_quarters(said: Said, born: date, count: int) -> None:
    finding = said("RTR-03", date_de_naissance=born, categorie_active="oui")
    assert f"{count} trimestres" in answer(finding)
    assert "catégorie active" in answer(finding)


def test_active_jobs_before_their_table_are_to_check(said: Said) -> None:
    finding = said("RTR-03", date_de_naissance=date(1966, 8, 31), categorie_active="oui")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    both = answer(said("RTR-03", annee_de_naissance=1970))
    assert "170 trimestres, ou 171 trimestres dès le 1er avril 1970" in both
    assert outcome(said("RTR-03", annee_de_naissance=1966)) is FindingOutcome.UNDECIDED
    assert said("RTR-03", on=date(2025, 12, 30), annee_de_naissance=1968) is None


def test_no_quarter_per_child_is_promised(said: Said) -> None:
    finding = said("RTR-04", statut="titulaire")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "CNRACL" in answer(finding)
    assert said("RTR-04", statut="contractuel") is None
    assert said("RTR-04", on=date(2025, 12, 30)) is None
