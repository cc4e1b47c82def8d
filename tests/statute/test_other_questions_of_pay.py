"""Cards that answer the other sides of a matter of pay: a gain, a cap, a ticket, a leave."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.facts import CONTRACTUEL, TITULAIRE, FactValue, Period
from statute.outcome import Euros
from statute.remuneration.remuneration import gain

Said = Callable[..., Finding | None]
Told = Callable[..., str]
TODAY = date(2026, 11, 24)
INDICES = st.integers(300, 1_000)


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


@given(INDICES, INDICES)
def test_what_a_change_of_index_gives_its_contrary_takes_away(one: int, other: int) -> None:
    there, back = gain(TODAY, one, other), gain(TODAY, other, one)
    assert there.values == back.values
    nothing = there.values == (Euros(Fraction(0)),)
    assert {there.words, back.words} == ({"aucun"} if nothing else {"de_plus", "de_moins"})


def test_points_gained_under_the_least_index_bring_nothing(told: Told) -> None:
    under = {"ancien_indice_majore": 353, "nouvel_indice_majore": 365}
    assert told("REM-06", **under).startswith("Le gain est de 0 €")
    assert "11 points" in told("REM-06", ancien_indice_majore=380, nouvel_indice_majore=391)


def test_points_of_nbi_are_of_a_fonctionnaire_and_follow_the_time_worked(
    said: Said, told: Told
) -> None:
    assert outcome(said("NBI-01", statut=CONTRACTUEL, points_de_nbi=20)) is FindingOutcome.NOT_MET
    assert told("NBI-01", statut=TITULAIRE, points_de_nbi=20, quotite=80).startswith(
        "La nouvelle bonification indiciaire (NBI) est de 84,39 €"
    )


def test_nobody_asks_for_what_completes_the_minimum_wage(said: Said, told: Told) -> None:
    assert outcome(said("REM-07")) is FindingOutcome.NOT_MET
    assert "versée automatiquement" in told("REM-07")


def test_what_leave_does_not_cut_is_told_of_a_fonctionnaire(said: Said) -> None:
    assert said("SFT-10", statut=CONTRACTUEL) is None
    assert outcome(said("SFT-10", statut=TITULAIRE)) is FindingOutcome.VALUE


def test_half_pay_leaves_the_supplement_whole(told: Told) -> None:
    assert "En congé de maladie, même à demi-traitement, le supplément familial" in told("SFT-10")
    assert "ne baissent pas" in told("SFT-10")


def test_only_a_season_ticket_is_refunded(said: Said, told: Told) -> None:
    assert outcome(said("TRA-03")) is FindingOutcome.NOT_MET
    assert "qu’un abonnement" in told("TRA-03")


@pytest.mark.parametrize(
    ("first", "back", "lost"),
    [
        (
            date(2026, 8, 20),
            date(2026, 11, 10),
            "Seuls les mois passés en entier en congé de maladie, soit septembre et octobre 2026,",
        ),
        (date(2025, 11, 3), date(2026, 3, 2), "décembre 2025 à février 2026"),
        (date(2026, 8, 20), date(2026, 9, 1), "Aucun mois n’est perdu"),
    ],
)
def test_whole_months_of_sick_leave_alone_are_lost(
    told: Told, first: date, back: date, lost: str
) -> None:
    facts: dict[str, FactValue] = {"date_de_l_arret": first, "date_de_reprise": back}
    assert lost in told("TRA-04", **facts)


def test_a_month_that_is_refunded_is_told_with_its_amount(told: Told) -> None:
    facts: dict[str, FactValue] = {
        "arrets_de_maladie": (Period(date(2026, 8, 20), date(2026, 11, 9)),),
        "prix_de_l_abonnement": Decimal(60),
    }
    assert "est payé 45 €" in told("TRA-04", **facts)


def test_a_pass_does_not_exclude_the_cycling_allowance(said: Said, told: Told) -> None:
    assert outcome(said("TRA-05")) is FindingOutcome.MET
    assert "L’un n’exclut pas l’autre" in told("TRA-05")


def test_what_cost_nothing_is_not_refunded_and_a_toll_is(said: Said, told: Told) -> None:
    assert outcome(said("FRA-04")) is FindingOutcome.NOT_MET
    assert outcome(said("FRA-05")) is FindingOutcome.TO_CHECK
    assert "n’a rien coûté" in told("FRA-04")
    assert "sur justificatifs" in told("FRA-05")


def test_a_trip_by_an_unknown_car_is_told_for_each_class_of_car(told: Told) -> None:
    trip: dict[str, FactValue] = {
        "kilometres_du_deplacement": 240,
        "kilometres_deja_payes": 0,
    }
    said = told("FRA-02", date(2026, 4, 14), **trip)
    assert "76,80 €" in said
    assert "98,40 €" in said
    assert "108 €" in said


def test_extra_hours_are_taken_back_where_the_town_did_not_vote_their_pay(told: Told) -> None:
    assert "une heure supplémentaire ne se paie pas" in told("HS-01")
    assert "repos compensateur" in told("HS-01")


def test_bonuses_are_the_town_s_and_kept_only_if_it_decides(said: Said, told: Told) -> None:
    assert "seule la délibération" in told("RI-02")
    assert "IFSE" in told("RI-02")
    assert "n’est pas de droit" in told("RI-03")
    finding = said("RI-03")
    assert finding is not None
    assert finding.verdict == "cela dépend"


def test_who_may_stay_out_of_the_contract_was_not_read(said: Said, told: Told) -> None:
    assert outcome(said("PSC-04")) is FindingOutcome.TO_CHECK
    assert "décret" in told("PSC-04")
