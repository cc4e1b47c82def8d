from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding, Verification

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


ROWS = ["DSC-01", "DSC-02", "DSC-03", "DSC-04", "DSC-05", "DSC-06"]


@pytest.mark.parametrize("row", ROWS)
def test_a_contractual_agent_s_discipline_is_another_subject(said: Said, row: str) -> None:
    assert said(row, statut="contractuel") is None
    assert said(row, statut="titulaire") is not None


@pytest.mark.parametrize("row", ROWS)
def test_the_rules_start_with_the_code(said: Said, row: str) -> None:
    assert said(row, on=date(2022, 2, 28)) is None
    assert said(row, on=date(2022, 3, 1)) is not None


def test_three_years_run_from_the_knowledge_not_from_the_facts(said: Said) -> None:
    told = answer(said("DSC-01"))
    assert "a 3 ans au plus pour engager" in told
    assert "non du jour des faits" in told
    assert "poursuites pénales interrompent" in told


def test_after_three_years_the_facts_are_no_longer_held_against_one(said: Said) -> None:
    told = answer(said("DSC-01", statut="titulaire"))
    assert "prescription : ces faits ne peuvent plus fonder une procédure" in told


@pytest.mark.parametrize(
    ("group", "sanctions"),
    [
        (1, ("avertissement", "blâme", "exclusion de 3 jours au plus")),
        (2, ("radiation du tableau", "abaissement d’un échelon", "exclusion de 4 à 15 jours")),
        (3, ("rétrogradation", "exclusion de 16 jours à 2 ans")),
        (4, ("retraite d’office", "révocation")),
    ],
)
def test_each_sanction_is_in_its_group(said: Said, group: int, sanctions: tuple[str, ...]) -> None:
    told = answer(said("DSC-02"))
    of_group = told.split(f"groupe {group} ")[1].split("groupe")[0]
    assert all(sanction in of_group for sanction in sanctions)


def test_an_exclusion_is_without_pay(said: Said) -> None:
    assert "L’exclusion est sans paie" in answer(said("DSC-02", statut="titulaire"))


def test_the_scale_says_when_the_council_meets(said: Said) -> None:
    told = answer(said("DSC-02"))
    assert "Le conseil de discipline est obligatoire, sauf pour le groupe 1" in told


def test_the_council_is_heard_except_for_the_first_group(said: Said) -> None:
    told = answer(said("DSC-03"))
    assert "sauf celles du premier groupe" in told
    assert "n’est pas nécessaire" in told
    assert "exclusion de 3 jours au plus" in told


def test_opinion_and_decision_give_their_reasons(said: Said) -> None:
    assert "doivent être motivés" in answer(said("DSC-03", statut="titulaire"))


def test_the_whole_file_and_chosen_defenders(said: Said) -> None:
    told = answer(said("DSC-04"))
    assert "totalité de son dossier individuel" in told
    assert "défenseurs de son choix" in told


def test_the_employer_must_tell_of_the_right_to_the_file(said: Said) -> None:
    assert "tenu de l’informer" in answer(said("DSC-04", statut="titulaire"))


def test_the_right_to_silence_is_told_from_the_decision_of_october_2024(said: Said) -> None:
    before = said("DSC-04", on=date(2024, 10, 3))
    after = said("DSC-04", on=date(2024, 10, 4))
    assert "silence" not in answer(before)
    assert "consulter ce dossier et garder le silence" in answer(after)
    assert before is not None
    assert before.verification is Verification.OFFICIAL
    assert after is not None
    assert after.verification is Verification.SECONDARY


def test_light_sanctions_vanish_after_three_years_and_a_warning_is_never_filed(said: Said) -> None:
    told = answer(said("DSC-05"))
    assert "L’avertissement n’est jamais inscrit" in told
    assert "s’effacent automatiquement, sans démarche, après 3 ans" in told


def test_graver_sanctions_vanish_on_request_after_ten_years(said: Said) -> None:
    told = answer(said("DSC-05", statut="titulaire"))
    assert "se demande après 10 ans de services effectifs" in told
    assert "seule une nouvelle sanction permet de le refuser" in told


def test_a_suspended_agent_keeps_full_pay(said: Said) -> None:
    told = answer(said("DSC-06"))
    assert "n’est pas une sanction" in told
    assert "garde son traitement entier" in told
    assert "les primes ne sont pas dans cette liste" in told


def test_a_suspension_is_settled_within_four_months(said: Said) -> None:
    told = answer(said("DSC-06", statut="titulaire"))
    assert "réglée en 4 mois au plus ; sinon il reprend" in told
    assert "sauf exception en cas de poursuites pénales" in told
