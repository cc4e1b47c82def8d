from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS
from statute.outcome import Euros, Share
from statute.temps.temps_partiel import part_de_la_remuneration

Said = Callable[..., Finding | None]
TODAY = date(2026, 11, 24)
OF_RIGHT = [NAISSANCE, ADOPTION, SOINS, HANDICAP]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@pytest.mark.parametrize("motif", OF_RIGHT)
@pytest.mark.parametrize("quotite", [50, 60, 70, 80])
def test_four_reasons_and_four_quotas_are_of_right(said: Said, motif: str, quotite: int) -> None:
    finding = said(
        "TP-02",
        motif_temps_partiel=motif,
        quotite=quotite,
        age_de_l_enfant=8,
        arrivee_de_l_enfant=date(2026, 3, 1),
    )
    assert outcome(finding) is FindingOutcome.MET


def test_after_an_adoption_the_day_the_child_arrived_decides(said: Said) -> None:
    unknown = said("TP-02", motif_temps_partiel=ADOPTION)
    assert unknown is not None
    assert unknown.outcome is FindingOutcome.UNDECIDED
    assert unknown.missing[0] == "arrivee_de_l_enfant"
    for arrived, expected in (
        (date(2023, 11, 25), FindingOutcome.MET),
        (date(2023, 11, 24), FindingOutcome.NOT_MET),
    ):
        told = said("TP-02", motif_temps_partiel=ADOPTION, arrivee_de_l_enfant=arrived)
        assert outcome(told) is expected


@pytest.mark.parametrize("motif", OF_RIGHT)
def test_ninety_per_cent_is_never_of_right(said: Said, motif: str) -> None:
    finding = said("TP-02", motif_temps_partiel=motif, quotite=90)
    assert outcome(finding) is FindingOutcome.NOT_MET
    assert "que sur autorisation" in answer(finding)


def test_the_right_after_a_birth_ends_at_the_third_birthday(said: Said) -> None:
    before = said("TP-02", motif_temps_partiel=NAISSANCE, age_de_l_enfant=35)
    after = said("TP-02", motif_temps_partiel=NAISSANCE, age_de_l_enfant=36)
    assert outcome(before) is FindingOutcome.MET
    assert outcome(after) is FindingOutcome.NOT_MET


def test_care_of_a_child_is_of_right_at_any_age(said: Said) -> None:
    finding = said("TP-02", motif_temps_partiel=SOINS, age_de_l_enfant=168)
    assert outcome(finding) is FindingOutcome.MET


def test_without_a_reason_of_right_it_is_left_to_the_authorisation(said: Said) -> None:
    finding = said("TP-02", motif_temps_partiel=SANS_MOTIF_DE_DROIT)
    assert outcome(finding) is FindingOutcome.NOT_MET


def test_a_reason_not_said_is_asked_with_quota_and_age(said: Said) -> None:
    finding = said("TP-02")
    assert finding is not None
    assert finding.outcome is FindingOutcome.UNDECIDED
    assert finding.missing == ("motif_temps_partiel", "quotite", "age_de_l_enfant")


def test_the_authorisation_is_not_spoken_of_when_part_time_is_of_right(said: Said) -> None:
    assert said("TP-01", motif_temps_partiel=NAISSANCE, quotite=80) is None
    assert said("TP-01", motif_temps_partiel=NAISSANCE, quotite=90) is not None
    told = answer(said("TP-01"))
    assert "précédé d’un entretien et motivé" in told
    assert "d’au moins 50 %" in told


def test_since_2025_a_contractuel_needs_no_year_of_service(said: Said) -> None:
    before, after = (
        answer(said("TP-01", on=day)) for day in (date(2024, 12, 31), date(2025, 1, 1))
    )
    assert "après 12 mois de services pour un contractuel" in before
    assert "sans ancienneté exigée" in after
    assert "pour un fonctionnaire, à temps non complet (90 % au plus)" in after


@pytest.mark.parametrize(
    ("quotite", "share"),
    [
        (50, "50 %"),
        (70, "70 %"),
        # 6/7 = 0,857142... and 32/35 = 0,914285...
        (80, "La rémunération à 80 % est de 85,71 % de celle d’un temps plein, soit 6/7"),
        (90, "La rémunération à 90 % est de 91,43 % de celle d’un temps plein, soit 32/35"),
    ],
)
def test_pay_follows_the_quota_except_at_80_and_90(said: Said, quotite: int, share: str) -> None:
    assert share in answer(said("TP-03", quotite=quotite))


def test_without_a_quota_the_two_exceptions_are_told(said: Said) -> None:
    told = answer(said("TP-03"))
    assert "6/7 (85,71 %) à 80 %" in told
    assert "32/35 (91,43 %) à 90 %" in told


@given(st.integers(50, 99).filter(lambda quota: quota not in (80, 90)))
def test_any_other_quota_is_paid_its_own_share(quota: int) -> None:
    assert part_de_la_remuneration(TODAY, quota).values == (Share(Fraction(quota, 100)),)


@given(st.integers(50, 98), st.integers(200, 1600))
def test_a_higher_quota_never_pays_less_save_at_the_two_favoured_ones(
    quota: int, index: int
) -> None:
    def paid(quotite: int) -> Fraction:
        pay = part_de_la_remuneration(TODAY, quotite, index).values[0]
        assert isinstance(pay, Euros)
        return pay.amount

    assert paid(quota) < paid(quota + 1) or quota in (80, 90)


def test_part_time_is_renewed_tacitly_within_three_years(said: Said) -> None:
    told = answer(said("TP-04"))
    assert "pour 6 mois à 1 an" in told
    assert "(tacite reconduction), dans la limite de 3 ans" in told
    assert "2 mois avant" in told


def test_the_decree_of_2004_says_nothing_of_the_day_before_it(said: Said) -> None:
    assert said("TP-04", on=date(2004, 7, 31)) is None
    assert said("TP-04", on=date(2004, 8, 1)) is not None


def test_a_quota_under_half_time_is_no_part_time_to_compute(said: Said) -> None:
    assert answer(said("TP-03", quotite=49)) == answer(said("TP-03"))
    assert answer(said("TP-03", quotite=50)).startswith("La rémunération est de 50 % de celle")


def test_half_pay_at_half_time_is_a_quarter(said: Said) -> None:
    told = answer(said("TP-06", quotite=50, part_payee_en_maladie=50))
    assert told.startswith("Le traitement pendant la maladie est de 25 % de celui d’un temps")
    assert "redeviennent ceux d’un temps plein" in told


def test_sick_pay_at_part_time_needs_its_share(said: Said) -> None:
    asked = said("TP-06", quotite=80)
    assert outcome(asked) is FindingOutcome.UNDECIDED
    assert asked is not None
    assert asked.missing[0] == "part_payee_en_maladie"
