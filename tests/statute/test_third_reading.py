"""The corrections of the third reading: what a rule wrongly said, and what it says now."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, SECOND_PARENT, STAGIAIRE, TITULAIRE, FactValue

TODAY = date(2026, 11, 24)

Told = Callable[..., str]
Found = Callable[..., Finding]


def test_c01_a_period_from_december_2025_asks_no_return_even_of_an_older_disponibilite(
    told: Told,
) -> None:
    before = told("DIS-01", on=date(2021, 3, 1))
    assert "sauf pour une période qui commence depuis le 7 décembre 2025" in before
    assert "Si 5 ans entiers ont pris fin avant, c’est à vérifier" in told("DIS-01")


def test_c02_one_may_stay_past_sixty_seven_without_any_authorisation(told: Told) -> None:
    limit = told("LIM-01", date_de_naissance=date(1960, 5, 14))
    assert "n’est possible que" not in limit
    for right in (
        "recule d’un an par enfant alors à charge, 3 ans au plus",
        "à 50 ans, avait au moins 3 enfants vivants",
        "10 trimestres de plus au maximum",
        "Le tout s’arrête à 70 ans (le 14 mai 2030)",
    ):
        assert right in limit
    active = told("LIM-01", categorie_active="oui")
    assert "À sa demande, l’agent apte peut être prolongé jusqu’à 67 ans" in active


def test_c03_a_resignation_is_looked_at_again_after_a_delay_to_check(told: Told) -> None:
    assert "son délai est à vérifier auprès de France Travail" in told("ARE-01")


@pytest.mark.parametrize("on", [date(2023, 3, 1), TODAY])
def test_c05_an_agreement_of_2023_is_never_told_the_old_rule(found: Found, on: date) -> None:
    old = found("RUP-02", on=on, date_de_depart=date(2023, 3, 1))
    assert old.outcome is FindingOutcome.TO_CHECK
    assert "La règle qui s’applique à cette rupture est à vérifier" in old.answer


def test_c05_an_agreement_of_an_unsaid_day_is_told_the_doubt(told: Told) -> None:
    assert "Pour une rupture d’avant le 21 février 2026" in told("RUP-02")


@pytest.mark.parametrize(
    ("pay", "outcome"),
    [
        ("3646.05", FindingOutcome.VALUE),
        ("3646.06", FindingOutcome.TO_CHECK),
        ("3734.03", FindingOutcome.TO_CHECK),
        ("3734.04", FindingOutcome.NOT_MET),
    ],
)
def test_c06_a_ceiling_that_rose_during_the_contract_decides_on_both_sides_alone(
    found: Found, pay: str, outcome: FindingOutcome
) -> None:
    # From 24 March to 24 November 2026: twice 1 823.03 €, then twice 1 867.02 € since 1 June.
    gross = Decimal(pay)
    finding = found("CTR-10", statut=CONTRACTUEL, duree_du_contrat=8,
                    remuneration_brute_mensuelle=gross)  # fmt: skip
    assert finding.outcome is outcome
    if outcome is FindingOutcome.TO_CHECK:
        assert "3 646,06 € à 3 734,04 €" in finding.answer.replace("\u00a0", " ")


def test_c07_a_long_illness_leave_not_used_up_goes_on_after_a_short_return(told: Told) -> None:
    leave = told("CLM-03")
    assert "ne suffit pas" not in leave
    assert "si les 3 ans du précédent sont épuisés" in leave
    assert "peut se poursuivre, même après une reprise plus courte" in leave


@pytest.mark.parametrize("rule_id", ["CLD-01", "CLD-02"])
def test_c08_a_long_duration_leave_is_counted_from_the_first_day_of_the_long_illness(
    told: Told, rule_id: str
) -> None:
    assert "se comptent du premier jour de la longue maladie" in told(rule_id)


def test_c08_another_disease_may_have_another_leave_and_one_may_stay_in_long_illness(
    told: Told,
) -> None:
    other = told("CLD-01")
    assert "ne peut relever que" not in other
    assert "maladie ordinaire, de longue maladie ou pour invalidité imputable" in other
    assert "L’agent peut demander à rester en longue maladie" in told("CLD-02")


def test_c09_a_probation_ends_for_other_causes_than_the_two(told: Told) -> None:
    dismissal = told("STG-02", statut=STAGIAIRE)
    assert "seulement" not in dismissal
    assert "suppression de l’emploi ou une inaptitude définitive" in dismissal


def test_c10_a_parental_leave_goes_on_for_several_children_or_a_new_one(told: Told) -> None:
    leave = told("CPA-01")
    assert "de l’enfant au plus" not in leave
    for longer in ("jumeaux", "école maternelle", "6 ans du plus jeune", "nouvelle naissance"):
        assert longer in leave
    assert "encore d’âge scolaire" in leave


def test_c11_a_renewal_asked_too_late_ends_the_parental_leave(told: Told) -> None:
    assert "Sans demande de renouvellement à temps, le congé prend fin" in told("CPA-02")


@pytest.mark.parametrize("rule_id", ["CUM-01", "CUM-03"])
def test_c12_works_of_the_mind_and_unpaid_help_are_free(told: Told, rule_id: str) -> None:
    activity = told(rule_id)
    assert "n’est possible qu’avec" not in activity
    assert "Les œuvres de l’esprit et le bénévolat" in activity
    assert "sont libres" in activity


def test_c13_silence_refuses_without_any_notice_and_a_decision_may_lack_it_a_year(
    told: Told,
) -> None:
    appeal = told("RECO-01")
    assert "ne court que si" not in appeal
    assert "ouvrent 2 mois pour saisir le juge, même sans mention" in appeal
    assert "dans un délai raisonnable (1 an en principe)" in appeal


def test_c14_a_trainee_resigns_a_month_ahead_and_silence_accepts_nothing(told: Told) -> None:
    trainee = told("DEM-01", statut=STAGIAIRE)
    assert "Un stagiaire fait la demande au moins 1 mois avant de partir" in trainee
    assert "son silence n’est pas une acceptation" in trainee
    assert "stagiaire" not in told("DEM-01", statut=TITULAIRE)


def test_c15_overtime_of_part_time_is_not_increased_and_its_cap_follows_the_quota(
    told: Told,
) -> None:
    assert told("TT-06", quotite=80).startswith(
        "Les heures supplémentaires payées sont de 20 heures par mois au maximum à 80 %"
    )
    # 400 points at 4.92278 € a month for twelve months, over 1820 hours.
    part = told("TT-07", quotite=80, indice_majore=400, heures_supplementaires=Decimal(22))
    assert "sans majoration" in part
    assert "12,98 € à l’indice majoré 400" in part
    assert "259,66 € bruts pour 20 heures" in part
    assert "1,25" not in part


@pytest.mark.parametrize("rule_id", ["TT-06", "TT-07"])
def test_c15_hours_added_to_a_short_post_are_paid_as_the_others(told: Told, rule_id: str) -> None:
    short = told(rule_id, heures_par_semaine=Decimal(28))
    assert "payées au taux normal, sauf majoration prévue par une délibération" in short
    assert "temps partiel" in told(rule_id)


def test_c16_the_dismissal_indemnity_is_capped_and_halved(told: Told) -> None:
    assert "est de 12 mois de" in told("CTR-14", statut=CONTRACTUEL, mois_de_services=480)
    whole = told("CTR-14", statut=CONTRACTUEL)
    assert "de 12 mois au plus, versée à 1/2 pour insuffisance professionnelle" in whole
    assert "rémunération nette à temps plein" in whole


def test_c17_the_nbi_is_paid_as_the_traitement(found: Found) -> None:
    nbi = found("CMO-07", statut=TITULAIRE)
    assert nbi.outcome is FindingOutcome.VALUE
    assert "90\u00a0% pendant 3\u00a0mois, puis 50\u00a0%" in nbi.answer
    assert "tant que l’agent n’est pas remplacé" in nbi.answer


def test_c19_four_hundred_hours_are_over_eight_years(told: Told) -> None:
    assert "150 heures sur 6 ans, ou de 400 heures sur 8 ans" in told("CPF-04")


def test_c20_the_carer_s_allowance_ends_before_the_leave(told: Told) -> None:
    assert "22 jours par mois au plus et 66 jours en tout par personne" in told("CPR-01")
    assert "66" not in told("CPR-01", on=date(2024, 6, 1))


@pytest.mark.parametrize("facts", [{}, {"prix_de_l_abonnement": Decimal(80)}])
def test_c21_the_pass_is_refunded_the_months_a_sick_leave_begins_and_ends(
    told: Told, facts: dict[str, FactValue]
) -> None:
    refund = told("TRA-01", **facts)
    assert "suspendu pendant" not in refund
    assert "versé le mois où le congé commence et celui de la reprise" in refund
    assert "mi-temps" in refund


def test_c22_part_time_ends_without_delay_for_a_grave_reason(told: Told) -> None:
    assert "2 mois avant, ou sans délai pour un motif grave" in told("TP-04")


@pytest.mark.parametrize("statut", [TITULAIRE, CONTRACTUEL])
def test_c23_the_choice_may_be_made_on_31_january(told: Told, statut: str) -> None:
    assert "au plus tard le 31 janvier" in told("CET-04", statut=statut)


def test_c23_a_tenured_agent_of_the_general_scheme_chooses_as_a_contractuel(told: Told) -> None:
    choice = told("CET-04", statut=TITULAIRE)
    assert "Un titulaire qui relève du régime général a les choix d’un contractuel" in choice


@pytest.mark.parametrize(
    ("rule_id", "on"),
    [
        ("CA-07", TODAY),
        ("CA-08", TODAY),
        ("CA-09", date(2026, 1, 5)),
        ("CA-09", TODAY),
        ("CA-10", TODAY),
    ],
)
def test_c24_carried_leave_lapses_only_after_the_employer_has_told(
    told: Told, rule_id: str, on: date
) -> None:
    leave = told(rule_id, on=on)
    assert "perdus" not in leave
    assert "tant que l’employeur n’a pas dit à l’agent le nombre de jours" in leave


def test_c25_a_family_leave_that_ended_after_24_april_2024_carries_leave_over(told: Told) -> None:
    assert "familial terminé après le 24 avril 2024" in told("CA-08")


@pytest.mark.parametrize("facts", [{}, {"indice_majore": 446}])
def test_c26_the_residence_indemnity_counts_the_nbi(
    told: Told, facts: dict[str, FactValue]
) -> None:
    assert "(NBI)" in told("IR-01", **facts)


def test_c28_a_sick_note_ends_what_is_left_of_a_postponed_leave(told: Told) -> None:
    assert "met fin à ce qui reste du report" in told("MAT-05")
    assert "4 semaines de ce congé peuvent être avancées" in told("MAT-05", enfants_attendus=2)


@pytest.mark.parametrize("rule_id", ["NAI-01", "NAI-02"])
def test_c30_three_working_days_and_four_calendar_ones_are_not_seven(
    told: Told, rule_id: str
) -> None:
    birth = told(rule_id, parent=SECOND_PARENT)
    assert "3 jours ouvrables" in birth
    assert "7 jours" not in birth


def test_c33_one_unpaid_day_in_three_years_is_for_each_long_affection(told: Told) -> None:
    said = "Chaque affection de longue durée (ALD) n’a qu’une carence en 3 ans"
    assert said in told("CAR-02")


@pytest.mark.parametrize("rule_id", ["CTR-12", "CTR-13"])
def test_c34_service_joins_contracts_four_months_apart_at_most(told: Told, rule_id: str) -> None:
    notice = told(rule_id, statut=CONTRACTUEL)
    assert "tous les contrats séparés de 4 mois au plus, sauf après une démission" in notice


def test_c35_the_death_benefit_is_shared_between_spouse_and_children(told: Told) -> None:
    benefit = told("DEC-01", statut=TITULAIRE)
    assert "Le conjoint (ou PACS de plus de 2 ans) en reçoit 1/3" in benefit
    assert "les enfants (moins de 21 ans ou handicapés) 2/3" in benefit


def test_c37_a_deliberation_that_keeps_full_pay_was_suspended(told: Told) -> None:
    assert "suspendue par le tribunal administratif de Toulouse" in told("CMO-03")


def test_c39_a_return_after_family_or_health_is_of_right(told: Told) -> None:
    comeback = told("DIS-05", statut=TITULAIRE)
    assert "pas garanti" not in comeback
    assert "raisons familiales, ou d’office après un congé de santé, le retour est de droit" in (
        comeback
    )
    assert "Au-delà de 3 ans pour suivre son conjoint" in comeback
