from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


REFORM = date(2026, 9, 1)
EVE = date(2026, 8, 31)


def test_the_notice_is_sent_within_48_hours_whoever_asks(said: Said) -> None:
    assert "48 heures au plus après son établissement" in answer(said("CMO-05"))
    assert said("CMO-05", statut="contractuel") is None


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        (date(2026, 3, 3), "5 mars 2026"),
        (date(2026, 12, 30), "1er janvier 2027"),
        (date(2028, 2, 27), "29 février 2028"),
    ],
)
def test_the_last_day_to_send_the_notice_is_computed(said: Said, written: date, limit: str) -> None:
    told = answer(said("CMO-05", date_de_l_arret=written))
    assert told.startswith("L’avis d’arrêt de travail d’un fonctionnaire")
    assert f"doit être transmis à l’employeur au plus tard le {limit}, soit" in told


def test_a_second_late_notice_within_24_months_costs_half_the_pay_of_the_delay(
    said: Said,
) -> None:
    told = answer(said("CMO-06"))
    assert "Un premier envoi tardif n’entraîne pas de retenue" in told
    assert "24 mois" in told
    assert "50 %" in told
    assert "8 jours" in told


def test_late_notices_are_sanctioned_since_6_october_2014(said: Said) -> None:
    assert said("CMO-06", on=date(2014, 10, 5)) is None
    assert said("CMO-06", on=date(2014, 10, 6)) is not None


def test_primes_in_sick_leave_depend_on_the_deliberation_for_any_status(said: Said) -> None:
    told = {answer(said("CMO-08", statut=s)) for s in ("titulaire", "stagiaire", "contractuel")}
    assert len(told) == 1
    assert "la délibération de la collectivité en décide" in told.pop()


def test_primes_never_outdo_what_the_state_gives(said: Said) -> None:
    assert "maximum prévu à l’État" in answer(said("CMO-08"))


@pytest.mark.parametrize("row", ["N26-03", "N26-04", "N26-11"])
def test_the_changes_of_september_2026_are_to_be_checked(said: Said, row: str) -> None:
    finding = said(row, on=REFORM)
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK
    assert said(row, on=EVE) is None


def test_the_ceiling_of_a_first_notice_is_told_in_months_never_in_days(said: Said) -> None:
    told = answer(said("N26-03", on=REFORM))
    assert "1 mois au départ et de 2 mois par prolongation" in told
    assert "31" not in told


def test_the_hours_of_presence_at_home_are_not_told(said: Said) -> None:
    told = answer(said("N26-04", on=REFORM))
    assert "heures de présence" in told
    assert "9 h" not in told


def test_training_during_the_leave_needs_a_favourable_medical_opinion(said: Said) -> None:
    assert "avis médical favorable" in answer(said("N26-04", on=REFORM))


def test_no_number_of_days_is_told_for_a_notice_by_teleconsultation(said: Said) -> None:
    told = answer(said("N26-11", on=REFORM))
    assert "téléconsultation" in told
    assert "3 jours" not in told
