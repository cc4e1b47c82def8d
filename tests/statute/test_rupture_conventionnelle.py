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


MET, NOT_MET = FindingOutcome.MET, FindingOutcome.NOT_MET
LAST_DAY_OF_EXPERIMENT = date(2025, 12, 31)
FIRST_CLOSED_DAY = date(2026, 1, 1)
LAST_CLOSED_DAY = date(2026, 2, 20)
NEW_LAW = date(2026, 2, 21)
EVERY_PERIOD = [LAST_DAY_OF_EXPERIMENT, FIRST_CLOSED_DAY, LAST_CLOSED_DAY, NEW_LAW]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (LAST_DAY_OF_EXPERIMENT, MET),
        (FIRST_CLOSED_DAY, NOT_MET),
        (LAST_CLOSED_DAY, NOT_MET),
        (NEW_LAW, MET),
    ],
)
def test_a_tenured_agent_has_it_but_for_seven_weeks(
    said: Said, on: date, expected: FindingOutcome
) -> None:
    assert outcome(said("RUP-01", on=on, statut="titulaire")) is expected


def test_it_begins_in_2020_and_is_permanent_since_2026(said: Said) -> None:
    assert said("RUP-01", on=date(2019, 12, 31)) is None
    assert "à titre expérimental" in answer(said("RUP-01", on=date(2020, 1, 1), statut="titulaire"))
    assert "permanente" in answer(said("RUP-01", on=NEW_LAW, statut="titulaire"))


def test_nobody_can_be_forced_into_it(said: Said) -> None:
    assert "aucun des deux ne peut l’imposer" in answer(said("RUP-01", statut="titulaire"))


def test_without_a_status_all_cases_are_told(said: Said) -> None:
    finding = said("RUP-01")
    assert outcome(finding) is FindingOutcome.VALUE
    told = answer(finding)
    assert "pour un titulaire ou un contractuel en CDI" in told
    assert "si l’employeur est d’accord. Il peut refuser" in told
    assert "n’est pas possible pour un stagiaire, ni en CDD" in told


@pytest.mark.parametrize("on", EVERY_PERIOD)
def test_a_permanent_contract_has_it_at_all_times(said: Said, on: date) -> None:
    finding = said("RUP-03", on=on, statut="contractuel", type_de_contrat="CDI")
    assert finding is not None
    assert finding.outcome is MET
    assert finding.rule == "RUP-03"


def test_a_fixed_term_contract_has_it_not(said: Said) -> None:
    finding = said("RUP-03", statut="contractuel", type_de_contrat="CDD")
    assert outcome(finding) is NOT_MET


def test_a_contract_not_named_gets_both_answers(said: Said) -> None:
    finding = said("RUP-03", statut="contractuel")
    assert outcome(finding) is FindingOutcome.VALUE
    assert "(CDI), non en CDD" in answer(finding)


@pytest.mark.parametrize("on", EVERY_PERIOD)
def test_a_trainee_gets_no_rupture_conventionnelle(said: Said, on: date) -> None:
    finding = said("RUP-04", on=on, statut="stagiaire")
    assert finding is not None
    assert finding.outcome is NOT_MET
    assert finding.rule == "RUP-04"


def test_full_pension_and_detachment_on_contract_exclude_it(said: Said) -> None:
    told = answer(said("RUP-04", statut="titulaire"))
    assert "l’âge légal et le taux plein" in told
    assert "détaché sur contrat" in told


def test_hired_again_within_six_years_the_money_goes_back_in_two(said: Said) -> None:
    told = answer(said("RUP-02"))
    assert "dans les 6 ans" in told
    assert "Il a 2 ans au plus, à partir du recrutement" in told


def test_any_territorial_employer_counts_from_the_new_law(said: Said) -> None:
    assert "n’importe quel employeur territorial" in answer(said("RUP-02", on=NEW_LAW))
    before = answer(said("RUP-02", on=LAST_CLOSED_DAY))
    assert "par la même collectivité ou l’un de ses établissements" in before


def test_the_six_years_are_counted_from_the_day_one_left(said: Said) -> None:
    told = answer(said("RUP-02", date_de_depart=date(2026, 6, 30)))
    assert "jusqu’au 30 juin 2032" in told


def test_which_rule_holds_for_an_older_rupture_is_to_be_checked(said: Said) -> None:
    older = said("RUP-02", date_de_depart=LAST_CLOSED_DAY)
    newer = said("RUP-02", date_de_depart=NEW_LAW)
    assert outcome(older) is FindingOutcome.TO_CHECK
    assert outcome(newer) is FindingOutcome.VALUE


def test_steps_and_amount_are_to_be_checked_since_the_decrees_of_august_2026(said: Said) -> None:
    finding = said("N26-12", on=date(2026, 8, 8))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "8 août 2026" in answer(finding)
    assert "conseiller syndical" in answer(finding)


def test_until_then_the_two_decrees_of_2019_hold(said: Said) -> None:
    finding = said("N26-12", on=date(2026, 8, 7))
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "deux décrets du 31 décembre 2019" in answer(finding)
