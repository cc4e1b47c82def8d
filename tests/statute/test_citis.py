from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_an_accident_in_service_is_presumed_to_come_from_it(said: Said) -> None:
    told = answer(said("CIT-01"))
    assert "présumé imputable au service" in told
    assert "faute personnelle" in told


def test_a_commuting_accident_must_be_proved(said: Said) -> None:
    told = answer(said("CIT-02"))
    assert "sans présomption, si l’agent le prouve" in told
    assert "parcours habituel" in told


def test_a_detour_is_allowed_only_for_everyday_needs(said: Said) -> None:
    assert "sauf nécessité de la vie courante" in answer(said("CIT-02", statut="titulaire"))


def test_full_pay_lasts_until_work_or_retirement_and_costs_are_refunded(said: Said) -> None:
    told = answer(said("CIT-03"))
    assert told.startswith(
        "Le fonctionnaire en congé pour invalidité temporaire imputable au service (CITIS) "
        "garde 100 % du traitement, jusqu’à la reprise ou la retraite"
    )
    assert "remboursés" in told


@pytest.mark.parametrize("row", ["CIT-01", "CIT-02", "CIT-03", "CIT-04", "CIT-05"])
def test_these_rules_are_of_fonctionnaires_trainees_included(said: Said, row: str) -> None:
    assert said(row, statut="contractuel") is None
    assert answer(said(row, statut="stagiaire")) == answer(said(row))


def test_an_accident_is_declared_in_fifteen_days_a_disease_in_two_years(said: Said) -> None:
    told = answer(said("CIT-04"))
    assert "déclare un accident dans les 15 jours" in told
    assert "certificat médical établi dans les 2 ans de l’accident" in told
    assert "Il déclare une maladie professionnelle dans les 2 ans" in told
    assert "sous 48 heures" in told


@pytest.mark.parametrize(
    ("accident", "limit"),
    [
        (date(2026, 2, 20), "7 mars 2026"),
        (date(2026, 12, 17), "1er janvier 2027"),
        (date(2026, 12, 16), "31 décembre 2026"),
    ],
)
def test_the_last_day_to_declare_an_accident_is_computed(
    said: Said, accident: date, limit: str
) -> None:
    told = answer(said("CIT-04", date_de_l_accident=accident))
    assert f"est à déclarer au plus tard le {limit}" in told
    assert "Une maladie professionnelle se déclare dans les 2 ans" in told


def test_declarations_follow_these_delays_since_13_april_2019(said: Said) -> None:
    assert said("CIT-04", on=date(2019, 4, 12)) is None
    assert said("CIT-04", on=date(2019, 4, 13)) is not None


def test_the_employer_s_delay_is_to_be_checked_and_the_leave_provisional(said: Said) -> None:
    finding = said("CIT-05")
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK
    assert "à titre provisoire" in finding.answer
    assert not any(character.isdigit() for character in finding.answer)
